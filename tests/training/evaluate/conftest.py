"""What the tests of evaluation share: messages that the tiny bundle can answer, and a worse bundle."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from emoji_training.evaluate.names import EmojiNames
from emoji_training.evaluate.systems import Answer
from emoji_training.judging import JudgedMessage
from emoji_training.lexicon import LexiconEntry, write_lexicon

from tests.conftest import EMOJIS, write_tiny_bundle

# A phrase of every emoji that the tiny bundle ranks first for it.
PHRASES = {
    "tada": "happy party",
    "rocket": "ship it",
    "heart": "love",
    "runner": "person run",
    "fire": "fire",
}
SECRET = "quokka"  # noqa: S105 - a word to look for in what is written
NOISE = "zzz qqq xxx"


def judged(text: str, **changes: object) -> dict[str, object]:
    return {"text": text, "apt": [], "fine": [], "harmful": [], "silent": False} | changes


def message(text: str = "", **changes: object) -> JudgedMessage:
    fields: dict[str, object] = {"name": "m", "apt": (), "fine": (), "harmful": (), "silent": False}
    return JudgedMessage(text=text, **(fields | changes))  # type: ignore[arg-type] # fields of several types


def write_rows(path: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


class Scripted:
    """A system that gives the answers it was told to, and counts how often it was asked."""

    name = "scripted"

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def answer(self, text: str) -> Answer:
        self.asked.append(text)
        return self.answers[text]


@pytest.fixture
def names() -> EmojiNames:
    return EmojiNames(EMOJIS)


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    """A lexicon of the tiny bundle's emojis, and of three that it does not have."""
    entries = [
        LexiconEntry(e.name, e.emoji or "", e.aliases, e.base, "Objects", e.phrases, e.emoticons)
        for e in EMOJIS
    ]
    more = [("+1", "👍"), ("raised_hands", "🙌"), ("eyes", "👀")]
    entries += [LexiconEntry(name, emoji, (), None, "Objects", (name,), ()) for name, emoji in more]
    path = tmp_path / "lexicon.jsonl"
    write_lexicon(entries, path)
    return path


@pytest.fixture
def judged_file(tmp_path: Path) -> Path:
    """Forty judged messages, of which the tiny bundle answers 32 aptly and keeps silent on 8 as it should."""
    rows = [
        judged(phrase, apt=[name], harmful=["eyes"]) for name, phrase in PHRASES.items() if name != "tada"
    ]
    rows += [judged(f"{NOISE} {SECRET}", silent=True)]
    return write_rows(tmp_path / "judged.jsonl", rows * 8)


@pytest.fixture
def reactions_file(tmp_path: Path) -> Path:
    """Forty messages with reactions: 16 with +1, 8 with hearts and 16 with something specific."""
    rows: list[dict[str, object]] = [
        {"text": "ship it", "reactions": {"rocket": 2, "+1": 1}, "tier": "generic"},
        {"text": f"{SECRET} it", "reactions": {"+1": 1}, "tier": "generic"},
        {"text": "love", "reactions": {"heart": 3, "no_such_emoji": 1}, "tier": "no_plus1"},
        {"text": "person run", "reactions": {"running": 1}, "tier": "specific"},
        {"text": "happy party", "reactions": {"birthday": 1}, "tier": "specific"},
    ]
    return write_rows(tmp_path / "reactions.jsonl", rows * 8)


@pytest.fixture
def given(judged_file: Path, reactions_file: Path, lexicon: Path) -> tuple[object, ...]:
    """The options that name these messages."""
    return ("--judged", judged_file, "--reactions", reactions_file, "--lexicon", lexicon)


@pytest.fixture
def popularity_file(tmp_path: Path) -> Path:
    """Counts of reactions in other messages."""
    content = {"file": "other.jsonl", "sha256": "0" * 64, "messages": 9, "outside_lexicon": 0}
    content |= {"origin": "made up", "licence": "MIT", "counts": {"+1": 5, "heart": 2, "birthday": 1}}
    path = tmp_path / "popularity.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.fixture
def worse_bundle(tmp_path: Path) -> Path:
    """A bundle in which every emoji stands for the words of its neighbour."""
    return rotated_bundle(tmp_path / "worse")


def rotated_bundle(folder: Path) -> Path:
    """Write a bundle whose emojis have their neighbours' phrases."""
    phrases = [emoji.phrases for emoji in EMOJIS]
    swapped = zip(EMOJIS, phrases[1:] + phrases[:1], strict=True)
    folder.mkdir()
    write_tiny_bundle(folder, [replace(emoji, phrases=theirs) for emoji, theirs in swapped])
    return folder
