"""Telling lines that machines write (logs, code, data) from lines that people write."""

import re
from collections.abc import Iterable

_LOG = re.compile(
    r"\s*[\[(]?(?:"
    r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d| \d\d:\d\d:\d\d)"  # ISO 8601 times
    r"|\d\d:\d\d:\d\d(?:[.,]\d|[\])]| (?:\[|[A-Z]{4,}\b|[\w.-]+[:\[]))"
    r"|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d "  # syslog, RFC 3164
    r"|\d{1,3}(?:\.\d{1,3}){3} - )"  # common log format
)
# People shout "WARNING: free cake" too, so a level alone is not enough.
_LEVELS = r"(?:ERROR|WARN|WARNING|INFO|DEBUG|TRACE|FATAL|CRITICAL|SEVERE)"
_LEVEL = re.compile(
    rf"\s*(?:[\[(]{_LEVELS}[\])].*\d|{_LEVELS}\b(?:\s+\d{{4}}-\d\d"
    r"|\W.*(?:\w=\S|[\[{]\w|\w/\w+/|\w_\w|[A-Za-z]\.\w+\.\w|\w\(|\d ?ms\b|\d\d:\d\d:\d\d)))"
)
_STACK = re.compile(
    r"\s*(?:at (?:[\w$<>/]+\.)+[\w$<>]+\(|at .*\.\w+:\d+:\d+\)?\s*$|File \".+\", line \d"
    r"|Traceback \(most recent|Caused by: |goroutine \d|(?:[\w$]+\.)*[A-Z]\w*(?:Error|Exception)(?:: |$))"
)
_CODE = re.compile(
    r"\s*(?:\$ [a-z]|(?:async )?def \w+\(|class [A-Z]\w*(?:[(<]| ?\{|:\s*$)"
    r"|(?:print|console\.log|raise \w+)\("
    r"|(?:from [\w.]+ )?import [\w.*{]+(?: as \w+)?(?:, \w+)*;?\s*$"
    r"|(?:const|let|var) [\w$]+(?:: ?[\w<>\[\]]+)? ?="
    r"|(?:public|private|static|final) .*[({]\s*$|func(?:tion)? ?\w*\("
    r"|#include\s*[<\"]|<\?\w|</?[a-z][\w-]*(?: [\w-]+=|/?>(?:.*>)?\s*$)"
    r"|(?:sudo|git|kubectl|docker|curl|npm|pip|terraform|aws) .*(?<= )--?[a-z])"
)
_DIFF = re.compile(r"diff --git|--- a/|\+\+\+ b/|@@ -\d")
_CHANGED_OR_KEPT = ("+", "-", " ")
_SQL = re.compile(
    r"\s*(?:SELECT .+ FROM \w|(?i:select \*)|INSERT INTO \w|UPDATE \S+ SET |DELETE FROM \S+(?: WHERE |;|\s*$)"
    r"|(?:CREATE|ALTER|DROP) TABLE \w|WHERE \S+ ?[=<>]|(?:LEFT|INNER|OUTER) JOIN \w|ORDER BY .*(?:;|SC)\s*$)"
)
_STATEMENT = re.compile(
    r"\)\s*\{\s*$|^\s*[{}\])]+[,;]?\s*$|\w\([^()]*\)\.\w|\w::\w+[(<;]|\(\) ?=>|[=(,] ?\([\w, ]*\) ?=>|=> ?\{"
)
_OPERATOR = re.compile(
    r"=|\w[(\[]|[\]}\"']\s*;|\+\+|\w->\w|^\s*(?:return|break|continue|using|package)(?: [\w.]+)?;"
)
# "9:30 or 10:30" are times, "great:tada:" is an emoji.
_KEY_VALUE = re.compile(r"(?:^|\s)(?!\d+[:=]|\w+:[\w+'-]+:)[\w.\"-]{1,60}[=:](?=[\w\"'{\[/-])")
_JSON = re.compile(
    r"\s*(?:(?:\{\s*[\"'\w]+\s*:|\[\s*[\d\"'{\[]).*[\]}],?\s*$|\"[\w.-]+\"\s*:\s*(?:[\"\[{\d-]|true|false|null))"
)
# Beside words and emojis numbers are dates, prices and tickets.
_SPOKEN = re.compile(r"(?<!\w)[^\W\d_]{2,}(?!\w)|[^\x00-\x7f]|(?<!\w):[\w+'-]+:")
_SHORTEST = 8
_SYMBOL_SHARE = 0.3
_KEY_VALUE_SHARE = 0.5
_PROSE_MARKS = frozenset(" \t.,!?'\"-:()*_~")


def human_lines(lines: Iterable[str]) -> list[str]:
    """Leave out the lines that machines wrote, and all of a diff that stands below its header."""
    human: list[str] = []
    in_diff = False
    for line in lines:
        is_header = _DIFF.match(line) is not None
        in_diff = is_header or (in_diff and line.startswith(_CHANGED_OR_KEPT))
        if not in_diff and not is_machine_line(line):
            human.append(line)
    return human


def is_machine_line(line: str) -> bool:
    """Say whether a line looks like a log entry, a stack frame, code or data rather than speech."""
    shapes = (_LOG, _LEVEL, _STACK, _CODE, _SQL, _JSON)
    if any(shape.match(line) for shape in shapes):
        return True
    return _is_code(line) or _is_mostly_keys(line) or _is_mostly_symbols(line)


def _is_code(line: str) -> bool:
    ends_a_statement = line.rstrip().endswith(";") and _OPERATOR.search(line) is not None
    return len(line) >= _SHORTEST and (ends_a_statement or _STATEMENT.search(line) is not None)


def _is_mostly_keys(line: str) -> bool:
    pairs = len(_KEY_VALUE.findall(line))
    return pairs > 1 and pairs >= _KEY_VALUE_SHARE * len(line.split())


def _is_mostly_symbols(line: str) -> bool:
    # Only ASCII counts: other scripts, and emojis, are people's.
    marks = [c for c in line if c.isascii() and not c.isalpha() and c not in _PROSE_MARKS]
    symbols = sum(not c.isdigit() for c in marks) if _SPOKEN.search(line) else len(marks)
    return len(line) >= _SHORTEST and symbols > _SYMBOL_SHARE * len(line)
