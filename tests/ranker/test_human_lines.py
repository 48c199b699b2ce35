"""Lines that people write at work, though they look a little like a machine's."""

import pytest
from emoji_ranker.machine_text import is_machine_line
from emoji_ranker.text import clean

HUMANS = """\
WARNING: free cake in the kitchen
WARNING: only 3 slices of cake left
ERROR: coffee machine is empty (again)
INFO: all-hands moved to 3pm
INFO: the office is closed on 2024-12-25
DEBUG this, please
Error: my brain stopped
Exception: managers can skip this
Note: (see the doc) it's fine
PAY-331: done, PAY-332 (half) done
JIRA-1234 is done (finally!)
PR #12345
Fixed #1, #2 and #3
Released 2.14.0 today
v2.14.0-rc.1 is out!
10.0.0.1 is down
10:30 works
9:30 or 10:30?
12:00, 12:30 or 13:00
12:30:45 was the finish time
00:42:17 is my new 10k time!
2024-05-12 10:00 is the meeting
Due 2024-05-12
on 12/05/2024 we launch
Room 12-345 (4th floor): 10:00-11:30
call me at 555-1234
We hit $1,000,000 in ARR!
Q3 revenue = $1.2M, up 20%
A/B test results: A=45% B=55%
ROI: 300%
100% agree
24/7 support
3...2...1... launch!
old plan => new plan
if the build is red => ask Bob
great (really) => lunch
alpha -> beta
final score = 3:2 for us
final answer = 42
private lunch = better lunch
public holiday = Monday
let me know = thanks
class dismissed:
class starts at 5 (room 4)
function keys (F1 to F12) don't work
print it (twice) please
import taxes are rising
UPDATE on prod (again), still looking
UPDATE: we have SET a new record
DELETE FROM my memory please
JOIN us for drinks!
ORDER BY noon please
select a lunch from the menu
WHERE is everyone
$5 each
$ 5 each
git push is slow - again
docker is down -- sorry
git is a well-known tool
at lunch (back at 2)
at Bob's (the new place)
at home(sick)
well(ish) (sort of), then
thanks for everything;
I've got 99 problems (but a bug ain't one);
TODO: buy milk; eggs; bread
Where: Room 4, When: 3pm, Who: everyone
[1] first point
[ACTION] please review
(she said yes) { finally }
<sigh> did nobody read it?
12 > 10 and 1 < 2
2024-05-12 🎉
5/5 :100: :tada:
great:tada: done:fire:
会议改到 10:30-11:30
e=mc^2"""


@pytest.mark.parametrize("line", HUMANS.split("\n"))
def test_what_people_write_at_work_is_not(line: str) -> None:
    assert not is_machine_line(line)
    assert not clean(line).machine


@pytest.mark.parametrize(
    "line", ["", " ", "}", "---", "!!!!!!!!!!", "-----------", "*********", "((((((((((", "……………………"]
)
def test_marks_alone_are_nobodys(line: str) -> None:
    assert not is_machine_line(line)
