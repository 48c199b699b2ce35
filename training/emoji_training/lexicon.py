"""The lexicon file: every standard Slack emoji with its names, neutral form, synonyms and emoticons."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from emoji_training.errors import LexiconError
from emoji_training.files import write_text

_REMEDY = "restore the file, or build it again with `emojibot-train lexicon`"
_SLACK_NAME = re.compile(r"[a-z0-9_+-]+")


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One emoji that Slack accepts as a reaction; `base` names its gender-neutral, plain form."""

    name: str
    emoji: str
    aliases: tuple[str, ...]
    base: str | None
    category: str
    synonyms: tuple[str, ...]
    emoticons: tuple[str, ...]


_KEYS = frozenset(field.name for field in fields(LexiconEntry))


def write_lexicon(entries: Iterable[LexiconEntry], path: Path) -> None:
    """Replace the file by the entries, one JSON object a line, in one step.

    Raises:
        OutputError: The file can't be written.
    """
    write_text(path, "".join(json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in entries))


def read_lexicon(path: Path) -> list[LexiconEntry]:
    """Read and check a lexicon.

    Raises:
        LexiconError: Anything about it is wrong; the message names the file and the line.
    """
    try:
        # Not splitlines(): it also splits at characters that JSON leaves inside strings.
        lines = path.read_bytes().removesuffix(b"\n").split(b"\n")
    except OSError as error:
        raise LexiconError(f"{path} cannot be read ({error}): {_REMEDY}") from error
    entries = [_read_line(line, path, number) for number, line in enumerate(lines, start=1)]
    for number, problem in conflicts(entries):
        raise LexiconError(f"{path}, line {number}: {problem}; {_REMEDY}")
    return entries


def conflicts(entries: Sequence[LexiconEntry]) -> Iterator[tuple[int, str]]:
    """What would make a lexicon ambiguous: the number of each line at fault, and its problem."""
    bases = {entry.name: entry.base for entry in entries}
    seen: dict[tuple[str, str], int] = {}
    for number, entry in enumerate(entries, start=1):
        names = [("name", name) for name in (entry.name, *entry.aliases)]
        emoticons = [("emoticon", emoticon) for emoticon in entry.emoticons]
        for label in (*names, ("emoji", entry.emoji), *emoticons):
            if label in seen:
                yield number, f"{label[0]} {label[1]!r} is already on line {seen[label]}"
            seen[label] = number
        if entry.base is not None and bases.get(entry.base, "") is not None:
            yield number, f"base {entry.base!r} is no neutral emoji of this file"


def _read_line(line: bytes, path: Path, number: int) -> LexiconEntry:
    try:
        return _entry(json.loads(line.decode()))
    except (ValueError, TypeError, RecursionError) as error:
        raise LexiconError(f"{path}, line {number}: {error}; {_REMEDY}") from error


def _entry(row: object) -> LexiconEntry:
    if not isinstance(row, dict):
        raise TypeError("must be a JSON object")
    if row.keys() != _KEYS:
        raise ValueError(f"keys missing or unknown: {', '.join(sorted(row.keys() ^ _KEYS))}")
    entry = LexiconEntry(
        name=_text(row, "name"),
        emoji=_text(row, "emoji"),
        aliases=_texts(row, "aliases"),
        base=None if row["base"] is None else _text(row, "base"),
        category=_text(row, "category"),
        synonyms=_texts(row, "synonyms"),
        emoticons=_texts(row, "emoticons"),
    )
    for name in (entry.name, *entry.aliases):
        if not _SLACK_NAME.fullmatch(name):
            raise ValueError(f"{name!r} is not a name that Slack accepts")
    return entry


def _text(row: dict[str, Any], key: str) -> str:
    return _checked(row[key], key)


def _texts(row: dict[str, Any], key: str) -> tuple[str, ...]:
    if not isinstance(row[key], list):
        raise TypeError(f"{key} must be a list of texts")
    return tuple(_checked(value, key) for value in row[key])


def _checked(value: object, key: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError(f"{key} must be text and not empty")
    value.encode()  # A lone surrogate would pass JSON and break whatever writes it later.
    return value
