"""Messages with reactions are read whole or refused, and each view leaves out what it says."""

import json
from math import inf
from pathlib import Path

import pytest
from emoji_training.errors import TextsError
from emoji_training.evaluate.names import EmojiNames
from emoji_training.evaluate.reactions import GENERIC, VIEWS, ReactedMessage, View, other_tiers, read_reacted
from emoji_training.lexicon import read_lexicon
from emoji_training.paths import LEXICON
from hypothesis import given
from hypothesis import strategies as st

from tests.training.evaluate.conftest import write_rows

NAMES = st.sampled_from(["+1", "heart", "rocket", "fire", "runner"])


def reacted(*reactions: str, tier: str | None = None) -> ReactedMessage:
    return ReactedMessage("m", "text", frozenset(reactions), tier)


def views_of(message: ReactedMessage) -> list[str]:
    return [view.name for view in VIEWS if view.shows(message)]


@pytest.mark.parametrize(
    ("reactions", "views"),
    [
        (("+1", "rocket"), ["all"]),
        (("heart", "rocket"), ["all", "no_plus1"]),
        (("raised_hands",), ["all", "no_plus1"]),
        (("rocket", "no_such_emoji"), ["all", "no_plus1", "specific"]),
    ],
)
def test_a_view_shows_messages_without_what_it_leaves_out(
    reactions: tuple[str, ...], views: list[str]
) -> None:
    assert views_of(reacted(*reactions)) == views


def test_the_generic_emojis_are_names_of_the_lexicon() -> None:
    assert {name for name in GENERIC if name not in EmojiNames(read_lexicon(LEXICON))} == set()
    assert len(GENERIC) == 14


@given(st.permutations(["+1", "heart", "rocket", "fire", "runner"]), st.sets(NAMES), st.sets(NAMES))
def test_a_rank_counts_what_is_left_in(ranking: list[str], relevant: set[str], left_out: set[str]) -> None:
    left = [name for name in ranking if name not in left_out]
    places = [left.index(name) + 1 for name in relevant if name in left]
    assert View("v", frozenset(left_out)).rank(ranking, relevant) == min(places, default=inf)


def test_messages_whose_tier_is_another_are_counted() -> None:
    agreeing = [
        reacted("+1", tier="generic"),
        reacted("eyes", tier="no_plus1"),
        reacted("ox", tier="specific"),
    ]
    assert other_tiers([*agreeing, reacted("eyes")]) == 0
    assert other_tiers([*agreeing, reacted("eyes", tier="specific"), reacted("ox", tier="generic")]) == 2


def test_aliases_are_resolved_when_reading(names: EmojiNames, tmp_path: Path) -> None:
    path = write_rows(
        tmp_path / "r.jsonl", [{"text": "a", "reactions": {"running": 2, "runner": 1, "ox": 1}}]
    )
    (message,) = read_reacted(path, names)
    assert message == ReactedMessage("#1", "a", frozenset({"runner", "ox"}), None)


@pytest.mark.parametrize(
    "reactions", [None, [], ["+1"], {}, {"+1": 0}, {"+1": -1}, {"+1": True}, {"+1": 1.0}, {"": 1}, "+1"]
)
def test_a_row_without_counted_reactions_is_refused_by_its_number(
    names: EmojiNames, tmp_path: Path, reactions: object
) -> None:
    rows: list[dict[str, object]] = [
        {"text": "a", "reactions": {"+1": 1}},
        {"text": "b", "reactions": reactions},
    ]
    with pytest.raises(TextsError, match=r'line 2: `reactions` must be {"name": how often'):
        read_reacted(write_rows(tmp_path / "r.jsonl", rows), names)


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
ROWS = st.fixed_dictionaries({"text": st.text() | ANY_JSON, "reactions": ANY_JSON}) | ANY_JSON


@given(row=ROWS)
def test_any_row_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, row: object) -> None:
    path = tmp_path_factory.getbasetemp() / "any-reactions.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    try:
        (message,) = read_reacted(path, EmojiNames(()))
    except TextsError as error:
        assert "line 1: " in str(error)  # noqa: PT017 - a row may be fine too
    else:
        assert isinstance(row, dict)
        assert message.reactions == set(row["reactions"])
