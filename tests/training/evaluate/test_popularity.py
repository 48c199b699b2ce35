"""Popularity is counted on named rows, read back as it was written, and told from others."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from emoji_ranker.manifest import sha256
from emoji_training.errors import PopularityError
from emoji_training.evaluate.names import EmojiNames
from emoji_training.evaluate.popularity import (
    Popularity,
    count_popularity,
    counted_on,
    read_popularity,
    write_popularity,
)
from emoji_training.lexicon import read_lexicon
from emoji_training.paths import LEXICON, POPULARITY
from hypothesis import given
from hypothesis import strategies as st

from tests.training.conftest import Main
from tests.training.evaluate.conftest import SECRET, write_rows

POPULAR = Popularity("r.jsonl", "0" * 64, 3, 0, "made up", "MIT", {"tada": 2, "fire": 1})


def test_messages_are_counted_and_not_people(names: EmojiNames, reactions_file: Path) -> None:
    counted = count_popularity(reactions_file, names, origin="here", licence="MIT")
    # The lexicon of these names has no +1, and nobody has `no_such_emoji`: 8 rows with each, 16 with +1.
    assert list(counted.counts.items()) == [("birthday", 8), ("heart", 8), ("rocket", 8), ("runner", 8)]
    assert counted.outside_lexicon == 24
    assert counted.messages == 40
    assert counted.sha256 == sha256(reactions_file.read_bytes())


def test_the_command_writes_counts_and_no_message(
    main: Main, lexicon: Path, reactions_file: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out.json"
    given = ("--reactions", reactions_file, "--lexicon", lexicon, "--output", output, "--licence", "MIT")
    assert main("popularity", *given) == (0, f"{output}: 5 emojis in 40 messages\n", "")
    popularity = read_popularity(output)
    assert popularity.ranking == ("+1", "birthday", "heart", "rocket", "runner")
    assert (popularity.licence, popularity.origin) == ("MIT", "not stated")
    assert SECRET not in output.read_text(encoding="utf-8")


def test_the_ranking_does_not_hang_on_the_order_in_the_file() -> None:
    assert replace(POPULAR, counts={"b": 1, "a": 1, "c": 9}).ranking == ("c", "a", "b")


@given(counts=st.dictionaries(st.text(min_size=1), st.integers(min_value=1), min_size=1))
def test_what_is_written_reads_back(tmp_path_factory: pytest.TempPathFactory, counts: dict[str, int]) -> None:
    path = tmp_path_factory.getbasetemp() / "popularity.json"
    popularity = replace(POPULAR, counts=counts)
    write_popularity(popularity, path)
    assert read_popularity(path) == popularity


CONTENT = asdict(POPULAR)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        "[" * 100_000,
        json.dumps(CONTENT | {"more": 1}),
        json.dumps(CONTENT | {"counts": {}}),
        json.dumps(CONTENT | {"counts": {"tada": 0}}),
        json.dumps(CONTENT | {"counts": {"tada": "2"}}),
        json.dumps(CONTENT | {"counts": ["tada"]}),
    ],
)
def test_another_file_is_refused_with_what_to_do(tmp_path: Path, content: str) -> None:
    path = tmp_path / "popularity.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PopularityError, match=r"count anew with `emojibot-train popularity"):
        read_popularity(path)
    with pytest.raises(PopularityError, match="can't be read"):
        read_popularity(tmp_path / "nowhere")


def test_the_rows_that_were_counted_are_told_from_others(names: EmojiNames, reactions_file: Path) -> None:
    counted = count_popularity(reactions_file, names, origin="here", licence="MIT")
    assert counted_on(counted, reactions_file)
    other = write_rows(reactions_file.parent / "other.jsonl", [{"text": "a", "reactions": {"fire": 1}}])
    assert not counted_on(counted, other)


def test_the_committed_counts_name_emojis_of_the_lexicon_and_their_origin() -> None:
    popularity = read_popularity(POPULARITY)
    assert set(popularity.counts) <= {entry.name for entry in read_lexicon(LEXICON)}
    assert popularity.ranking == tuple(popularity.counts)
    assert popularity.ranking[0] == "+1"
    assert popularity.licence == "MIT"
    assert "MrAlders0n/meshcore-discord-archive" in popularity.origin
