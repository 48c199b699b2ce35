"""Files of messages: JSON Lines, or plain text with one message a line."""

import json
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from emoji_training.errors import TextsError

Check = Callable[[object], bool]


def read_texts(path: Path) -> list[str]:
    """Read messages: the `text` of every line of a `.jsonl` file, the lines themselves of any other.

    Raises:
        TextsError: The file can't be read or is empty, or a line of JSON has no text.
    """
    if path.suffix == ".jsonl":
        return [row["text"] for row in read_rows(path)]
    return [line for _, line in _lines(path)]


def read_rows(
    path: Path, *, lists: Collection[str] = (), flags: Collection[str] = (), counts: Collection[str] = ()
) -> list[dict[str, Any]]:
    """Read JSON Lines that have a `text`.

    Args:
        path: The file.
        lists: Other keys that every line must have, with a list of strings.
        flags: Other keys that every line must have, with true or false.
        counts: Other keys that every line must have, with an object of names and whole numbers from 1.

    Raises:
        TextsError: The file can't be read or is empty, or a line lacks a key.
    """
    checks = dict.fromkeys(lists, "a list of strings") | dict.fromkeys(flags, "true or false")
    checks |= dict.fromkeys(counts, '{"name": how often, ...}')
    return [_row(path, number, line, checks) for number, line in _lines(path)]


def is_counts(value: object) -> bool:
    """Tell an object of at least one name, each with a whole number from 1."""
    return (
        isinstance(value, dict)
        and bool(value)
        and all(name and type(count) is int and count > 0 for name, count in value.items())
    )


def _is_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


_CHECKS: Mapping[str, Check] = {
    "a list of strings": _is_strings,
    "true or false": lambda value: isinstance(value, bool),
    '{"name": how often, ...}': is_counts,
}


def _row(path: Path, number: int, line: str, checks: Mapping[str, str]) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise TextsError(f"{path}, line {number}: is no JSON ({error})") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise TextsError(f'{path}, line {number}: expected {{"text": "..."}}')
    for key, kind in checks.items():
        if not _CHECKS[kind](row.get(key)):
            raise TextsError(f"{path}, line {number}: `{key}` must be {kind}")
    return row


def _lines(path: Path) -> list[tuple[int, str]]:
    try:
        # Not splitlines(): it also splits at characters that JSON leaves inside strings.
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise TextsError(f"{path} can't be read ({error}): name a UTF-8 file") from error
    filled = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not filled:
        raise TextsError(f"{path} is empty: name a file with a message a line")
    return filled
