"""`emojibot rank --jsonl`: a line in, a line out."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from emoji_ranker.bundle import Bundle

Emojibot = Callable[..., subprocess.CompletedProcess[bytes]]
Rank = Callable[..., list[Any]]


@pytest.fixture
def rank(emojibot: Emojibot, tiny_bundle: Path) -> Rank:
    """Rank lines in a process that must find nothing wrong with them."""

    def run(*lines: bytes, top: int = 3) -> list[Any]:
        given = b"\n".join(lines)
        answer = emojibot("rank", "--jsonl", "--bundle", tiny_bundle, "--top", top, given=given)
        assert (answer.returncode, answer.stderr) == (0, b"")
        return [json.loads(line) for line in answer.stdout.splitlines()]

    return run


def test_an_answer_holds_exactly_these_keys_and_what_the_ranker_says(rank: Rank, bundle: Bundle) -> None:
    [answer] = rank(b'{"id": "1", "text": "happy party"}')
    ranking = bundle.ranker.rank("happy party", 3)
    assert list(answer) == ["id", "react", "emojis"]
    assert (answer["id"], answer["react"]) == ("1", ranking.react)
    expected = [{"name": e.name, "score": e.score, "because": e.because} for e in ranking.emojis]
    assert answer["emojis"] == expected
    assert [list(emoji) for emoji in answer["emojis"]] == [["name", "score", "because"]] * 3


def test_candidates_come_best_first_and_as_many_as_asked_for(rank: Rank) -> None:
    line = b'{"id": "1", "text": "birthday cake"}'
    for top in (1, 5, 8, 100):
        [answer] = rank(line, top=top)
        scores = [emoji["score"] for emoji in answer["emojis"]]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) == min(top, 8)
        assert answer["emojis"][0]["name"] == "birthday"


def test_a_silent_decision_lists_its_candidates_too(rank: Rank) -> None:
    spoken, unsure, unfamiliar = rank(
        b'{"id": "spoken", "text": "happy party"}',
        b'{"id": "unsure", "text": "we is to server"}',
        b'{"id": "unfamiliar", "text": "qwpo zxvb"}',
        top=5,
    )
    assert [answer["react"] for answer in (spoken, unsure, unfamiliar)] == [True, False, False]
    assert [len(answer["emojis"]) for answer in (spoken, unsure, unfamiliar)] == [5, 5, 5]


def test_answers_keep_the_order_of_the_lines(rank: Rank) -> None:
    texts = ["fire", "birthday cake", "fire", "love", "party"]
    lines = [json.dumps({"id": f"{number}", "text": text}).encode() for number, text in enumerate(texts)]
    answers = rank(*lines, top=1)
    assert [answer["id"] for answer in answers] == ["0", "1", "2", "3", "4"]
    assert [answer["emojis"][0]["name"] for answer in answers] == [
        "fire",
        "birthday",
        "fire",
        "heart",
        "tada",
    ]


def test_blank_lines_are_skipped_and_line_ends_of_other_systems_read(rank: Rank) -> None:
    lines = (b"", b'{"id": "1", "text": "fire"}\r', b" \t\r", b"", b'{"id": "2", "text": "fire"}', b"", b"")
    assert [answer["id"] for answer in rank(*lines)] == ["1", "2"]


def test_nothing_in_gives_nothing_out(rank: Rank) -> None:
    assert rank() == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"id": 7, "text": "fire"}', 7),
        (b'{"id": -7, "text": "fire"}', -7),
        (b'{"id": ' + b"9" * 4000 + b', "text": "fire"}', int("9" * 4000)),
        (b'{"id": "", "text": "fire"}', ""),
        (b'{"id": "\\ud83c", "text": "fire \\ud83c"}', "\ud83c"),
        (b'{"id": "a\\u0000\\nb", "text": "\\u0000"}', "a\0\nb"),
        (b'{"text": "fire", "id": "last", "more": [NaN, null, {}]}', "last"),
        (b'{"id": "first", "text": "fire", "id": "second"}', "second"),
        (b'\xef\xbb\xbf{"id": "marked", "text": "fire"}', "marked"),
        (b'{"id": "empty", "text": ""}', "empty"),
        (b'{"id": "long", "text": "' + b"party " * 7_000 + b'"}', "long"),
    ],
)
def test_unusual_but_good_lines_are_ranked(rank: Rank, line: bytes, expected: str | int) -> None:
    [answer] = rank(line)
    assert answer["id"] == expected
    assert type(answer["id"]) is type(expected)
