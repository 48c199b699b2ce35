"""Slack's message syntax, as the Events API delivers it."""

import pytest
from emoji_ranker.text import clean

ENTITIES = {
    "R&amp;D says hi": "R&D says hi",
    "2 &lt; 3 and 3 &gt; 2": "2 < 3 and 3 > 2",
    "write &amp;lt; for less": "write &lt; for less",
    "write &amp;amp;amp; here": "write &amp;amp; here",
    "a literal &lt;tag&gt; stays": "a literal <tag> stays",
    "a literal &lt;#C1|name&gt; does too": "a literal <#C1|name> does too",
}
MENTIONS = {
    "thanks <@U1>": "thanks",
    "thanks <@U1|bob> for this": "thanks for this",
    "<@U1>, thanks": "thanks",
    "<@U1|bob>: thanks": "thanks",
    "see <#C1|general> please": "see please",
    "see <#C1> please": "see please",
    "<!here> lunch is ready": "lunch is ready",
    "<!channel|channel> lunch is ready": "lunch is ready",
    "<!subteam^S1|@devs> lunch is ready": "lunch is ready",
    "<!subteam^S1|the devs> lunch is ready": "lunch is ready",
    "me@home is fine": "me@home is fine",
    "@here lunch with @bob.smith": "lunch with",
    "meet me @ 5": "meet me @ 5",
}
DATES = {
    "due <!date^1392734382^Posted {date_num} {time_secs}|Feb 18, 2014> at last": "due Feb 18, 2014 at last",
    "due <!date^1392734382^{date}^https://example.com/|tomorrow>": "due tomorrow",
    "due <!date^1392734382^{date}>": "due",
}
LINKS = {
    "read <https://example.com/a?b=c&amp;d=e|the docs>": "read the docs",
    "read <https://example.com/docs|docs>": "read docs",
    "read <https://example.com/a|Q&amp;A> now": "read Q&A now",
    "read <https://example.com/a>": "read",
    "read <http://example.com|example.com>": "read",
    "read <http://example.com/|example.com>": "read",
    "read <http://example.com|example.com/>": "read",
    "read <https://example.com/a|https://example.com/a> now": "read now",
    "read https://example.com/a_b_c now": "read now",
    "read HTTPS://EXAMPLE.COM now": "read now",
    "read www.example.com now": "read now",
    "awww.so cute": "aww.so cute",
    "write to <mailto:ann@example.com|ann@example.com>": "write to",
    "write to <mailto:ann@example.com|Ann>": "write to Ann",
    "write to ann.b+c@mail.example.com now": "write to now",
    "call <tel:+15551234567|the desk>": "call the desk",
    "<https://example.com/>": "",
}
PLACEHOLDERS = {
    "<@USER> look at <URL>": "look at",
    "<NAME> fixed it in <CODE>": "fixed it in",
    "I <sigh> agree": "I <sigh> agree",
}
CODE = {
    "run `make test` now": "run make test now",
    "run `x = f(1)` now": "run now",
    "it is `git`'s fault": "it is git's fault",
    "an odd ` stays": "an odd ` stays",
    "look ```x = 1``` thanks": "look thanks",
    "look\n```\nhappy birthday\n```\nthanks": "look thanks",
    "look\n```python\nhappy = birthday\n```": "look",
    "```a```b```c``` done": "b done",
    "look\n```\nnever closed\nhappy birthday": "look",
    "```never closed": "",
    "three ``` open a block": "three ``` open a block",
}


@pytest.mark.parametrize(
    ("message", "words"), [*{**ENTITIES, **MENTIONS, **DATES, **LINKS, **PLACEHOLDERS, **CODE}.items()]
)
def test_markup_becomes_the_words_that_a_reader_sees(message: str, words: str) -> None:
    assert clean(message).text == words


def test_code_blocks_count_as_written_by_a_machine() -> None:
    assert clean("```x```").machine
    assert clean("```never closed").machine
    assert not clean("`x`").machine
    assert not clean("<https://example.com>").machine


def test_several_lines_are_read_as_one() -> None:
    assert clean("we\r\nshipped\rit\n\n\ttoday").text == "we shipped it today"
