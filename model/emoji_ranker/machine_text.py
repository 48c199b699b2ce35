"""Telling lines that machines write (logs, code, data) from lines that people write."""

import re

_LOG = re.compile(
    r"\s*[\[(]?(?:"
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d"  # ISO 8601 times
    r"|\d\d:\d\d:\d\d[.,\]) ]"
    r"|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d "  # syslog, RFC 3164
    r"|\d{1,3}(?:\.\d{1,3}){3} - )"  # common log format
)
_LEVEL = re.compile(r"\s*\W?(?:ERROR|WARN|WARNING|INFO|DEBUG|TRACE|FATAL|CRITICAL|SEVERE)\b\W.*[\d=/\[{]")
_STACK = re.compile(
    r"\s*(?:at [\w.$<>/]+\(|File \".+\", line \d|Traceback \(most recent|Caused by: |goroutine \d"
    r"|(?:[\w$]+\.)*[A-Z]\w*(?:Error|Exception)(?:: |$))"
)
_CODE = re.compile(
    r"\s*(?:\$ \w|(?:async )?def \w+\(|class \w+[(:{]"
    r"|(?:from [\w.]+ )?import [\w.*{]+(?: as \w+)?(?:, \w+)*;?\s*$"
    r"|(?:const|let|var|final|static|public|private) [\w<>\[\] :]+ ?=|func(?:tion)? ?\w*\("
    r"|#include|<\?\w|</?[a-z][\w-]*(?: [\w-]+=|/?>)|--- a/|\+\+\+ b/|@@ -\d|diff --git"
    r"|(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE) \S.*(?:FROM|VALUES|SET|WHERE|\(|;))"
)
_STATEMENT = re.compile(
    r"[\w)\]}\"'] ?;\s*$|\)\s*\{\s*$|^\s*[{}\])]+[,;]?\s*$|\w\([^()]*\)\.\w|\w::\w+[(<;]|\) ?=> ?[{(\w]"
)
_KEY_VALUE = re.compile(r"(?:^|\s)[\w.\"-]{1,60}[=:](?=[\w\"'{\[/-])")
_JSON = re.compile(r"\s*(?:\{\s*[\"'\w]+\s*:|\[\s*[\d\"'{\[]).*[\]}],?\s*$")
_SHORTEST = 8
_SYMBOL_SHARE = 0.3
_KEY_VALUE_SHARE = 0.5
_PROSE_MARKS = frozenset(" \t.,!?'\"-:()*_~")


def is_machine_line(line: str) -> bool:
    """Say whether a line looks like a log entry, a stack frame, code or data rather than speech."""
    shapes = (_LOG, _LEVEL, _STACK, _CODE, _JSON)
    if any(shape.match(line) for shape in shapes):
        return True
    return _is_code(line) or _is_mostly_keys(line) or _is_mostly_symbols(line)


def _is_code(line: str) -> bool:
    return len(line) >= _SHORTEST and _STATEMENT.search(line) is not None


def _is_mostly_keys(line: str) -> bool:
    pairs = len(_KEY_VALUE.findall(line))
    return pairs > 1 and pairs >= _KEY_VALUE_SHARE * len(line.split())


def _is_mostly_symbols(line: str) -> bool:
    # Only ASCII counts: other scripts, and emojis, are people's.
    symbols = sum(c.isascii() and not c.isalpha() and c not in _PROSE_MARKS for c in line)
    return len(line) >= _SHORTEST and symbols > _SYMBOL_SHARE * len(line)
