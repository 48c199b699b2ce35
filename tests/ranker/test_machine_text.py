"""Lines that machines write: logs, stack traces, code and data."""

import pytest
from emoji_ranker.machine_text import human_lines, is_machine_line
from emoji_ranker.text import clean

LOGS = """\
2024-05-12T10:00:00Z INFO worker-3 heartbeat ok
2024-05-12 10:00:00,123 ERROR timeout
[2024-05-12 10:00:00] production.ERROR: boom
10:15:32.123 [main] started
12:30:45 INFO started
12:30:45 sshd[12]: session opened
[12:30:45] session opened
Oct 20 21:01:08 host python3[6179]: connected
192.168.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200 12
ERROR: connect() failed
WARN: retry_count exceeded
ERROR - Error decoding packet (len=127)
INFO com.example.app.Main started
WARNING: /var/log/syslog is full
INFO 2024-05-12 started
[ERROR] failed after 10 attempts
DEBUG took 12ms
ERROR at 12:30:45
TRACE a=1
FATAL: a=1
CRITICAL: a=1
SEVERE: a=1
level=info msg="hello" ts=123
time="2024-01-01" level=info"""

STACKS = """\
Traceback (most recent call last):
  File "app.py", line 42, in <module>
ValueError: bad token
java.lang.IllegalStateException: boom
java.lang.NullPointerException
    at com.example.Foo.bar(Foo.java:12)
    at Object.<anonymous> (index.js:10:5)
    at async run (/srv/app.js:3:14)
Caused by: java.io.IOException
goroutine 1 [running]:"""

CODE = """\
def main():
async def main(argv):
class Foo(Bar):
class Foo:
class Foo {
import numpy as np
from pathlib import Path
const x = await fetch(url)
let total: number = 5
var x = 5
public static void main(String[] args) {
private Builder(
static class Builder {
final class Builder {
function add(a, b)
print("hello")
console.log("hello")
raise ValueError("x")
return x.json();
total = a + b;
int[] rows = {1};
counter++;
this->running;
x = f();
break out;
continue outer;
using System;
package main;
return total;
on(event => {
foo.bar().baz
std::vector<int> x
items.map(() => null)
if (ready) {
#include <stdio.h>
<?php echo 1
<div class="a">
<p>hello there</p>
$ rm -rf build
kubectl get pods -n web
git push --force
docker run -it ubuntu
curl -X POST -d x
npm install --save
pip install --upgrade wheel
terraform apply -auto-approve
aws s3 ls --recursive
sudo systemctl restart -f
SELECT id, name FROM users
select * from users where id = 1
INSERT INTO users VALUES (1)
UPDATE users SET name = 'x'
DELETE FROM users WHERE id = 1
DELETE FROM users;
DELETE FROM users
CREATE TABLE users
ALTER TABLE users
DROP TABLE users
WHERE id = 1
LEFT JOIN orders
INNER JOIN orders
OUTER JOIN orders
ORDER BY name DESC"""

DATA = """\
{"a": 1, "b": [2, 3]}
{'code': 8, 'type': 'x'}
[1, 2, 3]
"name": "bob",
"age": 3
"ok": true,
"ok": false
"ok": null
12ab 34cd 56ef
ab12 cd34 ef56
12:30:45
retry host=web port=80 now
a=1 b=2 c=3
host:web port:80
| a | b |
==========
00000000 48 65 6c 6c
192.168.0.1"""


def _lines(text: str) -> list[str]:
    return text.split("\n")


@pytest.mark.parametrize("line", [line for text in (LOGS, STACKS, CODE, DATA) for line in _lines(text)])
def test_logs_stacks_code_and_data_are_written_by_machines(line: str) -> None:
    assert is_machine_line(line)
    cleaned = clean(line)
    assert cleaned.text == ""
    assert cleaned.machine


def test_a_few_marks_are_not_enough() -> None:
    assert is_machine_line("<|>=<|>=")
    assert not is_machine_line("<|>=<|>")


def test_blanks_behind_a_line_hide_nothing() -> None:
    assert is_machine_line("total = a + b;  ")
    assert is_machine_line("if (ready) {  ")


@pytest.mark.parametrize("header", ["diff --git a/x b/x", "--- a/x", "+++ b/x", "@@ -1 +1 @@"])
def test_every_header_of_a_diff_is_known(header: str) -> None:
    assert human_lines([header, "-old words", "+new words", "thanks"]) == ["thanks"]


def test_a_diff_goes_with_its_changed_lines() -> None:
    diff = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n kept as it was\n-old words\n+new words"
    assert human_lines(_lines(f"please look\n{diff}\nthank you")) == ["please look", "thank you"]
    assert human_lines(_lines("please look\n- old words\n+ new words")) == [
        "please look",
        "- old words",
        "+ new words",
    ]


def test_words_beside_a_log_are_kept() -> None:
    cleaned = clean("prod is down again:\n2024-05-12 10:00:00 ERROR timeout\nany idea?")
    assert cleaned.text == "prod is down again: any idea?"
    assert cleaned.machine
