"""A lexicon file reads back as it was written, and a bad one is refused by its line."""

import json
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from emoji_training.errors import LexiconError, OutputError
from emoji_training.lexicon import LexiconEntry, read_lexicon, write_lexicon
from hypothesis import given
from hypothesis import strategies as st

ENTRY = LexiconEntry("tada", "🎉", ("hooray",), None, "Activities", ("party popper", "party"), ())

some_text = st.text(min_size=1).filter(lambda text: bool(text.strip()))
some_texts = st.lists(some_text, max_size=3).map(tuple)
some_names = st.from_regex(r"[a-z0-9_+-]+", fullmatch=True)


@st.composite
def lexicons(draw: st.DrawFn) -> list[LexiconEntry]:
    """Any lexicon without conflicts: unique names, emojis and emoticons, and bases that are neutral."""
    count = draw(st.integers(1, 5))
    names = draw(st.lists(some_names, min_size=2 * count, max_size=2 * count, unique=True))
    emojis = draw(st.lists(some_text, min_size=count, max_size=count, unique=True))
    emoticons = draw(st.lists(some_text, min_size=count, max_size=count, unique=True))
    neutral = names[: draw(st.integers(1, count))]
    return [
        LexiconEntry(
            name=names[place],
            emoji=emojis[place],
            aliases=(names[count + place],),
            base=None if names[place] in neutral else draw(st.sampled_from([None, *neutral])),
            category=draw(some_text),
            synonyms=draw(some_texts),
            emoticons=(emoticons[place],),
        )
        for place in range(count)
    ]


@given(lexicons())
def test_any_lexicon_reads_back_as_it_was_written(entries: list[LexiconEntry]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lexicon.jsonl"
        write_lexicon(entries, path)
        assert read_lexicon(path) == entries
        assert [file.name for file in Path(folder).iterdir()] == ["lexicon.jsonl"]


def test_line_separators_of_unicode_stay_inside_a_line(tmp_path: Path) -> None:
    entry = replace(ENTRY, synonyms=("one\u2028two", "three\x85four\rfive"))
    write_lexicon([entry], tmp_path / "lexicon.jsonl")
    assert read_lexicon(tmp_path / "lexicon.jsonl") == [entry]


def test_a_failed_write_keeps_the_old_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.jsonl"
    write_lexicon([ENTRY], path)
    before = path.read_bytes()
    with pytest.raises(OutputError, match=r"lexicon\.jsonl/below can't be written.*--output"):
        write_lexicon([ENTRY, ENTRY], path / "below")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def line(**changes: object) -> bytes:
    row: dict[str, Any] = {
        "name": "heart",
        "emoji": "❤️",
        "aliases": [],
        "base": None,
        "category": "Smileys & Emotion",
        "synonyms": ["red heart"],
        "emoticons": ["<3"],
    }
    row |= changes
    return json.dumps({key: value for key, value in row.items() if value != "absent"}).encode()


@pytest.mark.parametrize(
    ("second", "problem"),
    [
        (b"{broken", "Expecting property name"),
        (b"", "Expecting value"),
        (b"\xff\xfe", "utf-8"),
        (b"[" * 100_000, "recursion"),
        (b"[]", "must be a JSON object"),
        (line(base="absent"), "keys missing or unknown: base"),
        (line(colour="red"), "keys missing or unknown: colour"),
        (line(name=7), "name must be text"),
        (line(emoji=" "), "emoji must be text and not empty"),
        (line(synonyms="love"), "synonyms must be a list"),
        (line(emoticons=[3]), "emoticons must be text"),
        (line(category=None), "category must be text"),
        (line(synonyms=["\ud800"]), "surrogates not allowed"),
        (line(name="Red Heart"), "'Red Heart' is not a name that Slack accepts"),
        (line(aliases=["a b"]), "'a b' is not a name that Slack accepts"),
        (line(name="tada"), "name 'tada' is already on line 1"),
        (line(aliases=["hooray"]), "name 'hooray' is already on line 1"),
        (line(aliases=["heart"]), "name 'heart' is already on line 2"),
        (line(emoji="🎉"), "emoji '🎉' is already on line 1"),
        (line(emoticons=["<3", "<3"]), "emoticon '<3' is already on line 2"),
        (line(base="nobody"), "base 'nobody' is no neutral emoji"),
        (line(base="heart"), "base 'heart' is no neutral emoji"),
    ],
)
def test_reading_refuses_a_bad_line_and_names_it(tmp_path: Path, second: bytes, problem: str) -> None:
    path = tmp_path / "lexicon.jsonl"
    write_lexicon([ENTRY], path)
    path.write_bytes(path.read_bytes() + second + b"\n")
    with pytest.raises(LexiconError, match=re.escape(problem)) as refusal:
        read_lexicon(path)
    assert str(refusal.value).startswith(f"{path}, line 2: ")
    assert "emojibot-train lexicon" in str(refusal.value)


def test_reading_refuses_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "lexicon.jsonl").touch()
    with pytest.raises(LexiconError, match="line 1: Expecting value"):
        read_lexicon(tmp_path / "lexicon.jsonl")


def test_reading_a_missing_file_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"cannot be read.*emojibot-train lexicon"):
        read_lexicon(tmp_path / "nowhere.jsonl")
