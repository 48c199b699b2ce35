"""Files of messages: JSON Lines, or plain text with one message a line."""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from emoji_training.errors import TextsError


def read_texts(path: Path) -> list[str]:
    """Read messages: the `text` of every line of a `.jsonl` file, the lines themselves of any other.

    Raises:
        TextsError: The file can't be read or is empty, or a line of JSON has no text.
    """
    if path.suffix == ".jsonl":
        return [row["text"] for row in read_rows(path)]
    return [line for _, line in _lines(path)]


def read_rows(
    path: Path, *, lists: Collection[str] = (), flags: Collection[str] = ()
) -> list[dict[str, Any]]:
    """Read JSON Lines that have a `text`.

    Args:
        path: The file.
        lists: Other keys that every line must have, with a list of strings.
        flags: Other keys that every line must have, with true or false.

    Raises:
        TextsError: The file can't be read or is empty, or a line lacks a key.
    """
    return [_row(path, number, line, lists, flags) for number, line in _lines(path)]


def _row(
    path: Path, number: int, line: str, lists: Collection[str], flags: Collection[str]
) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise TextsError(f"{path}, line {number}: is no JSON ({error})") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise TextsError(f'{path}, line {number}: expected {{"text": "..."}}')
    for key in lists:
        values = row.get(key)
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise TextsError(f"{path}, line {number}: `{key}` must be a list of strings")
    for key in flags:
        if not isinstance(row.get(key), bool):
            raise TextsError(f"{path}, line {number}: `{key}` must be true or false")
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
