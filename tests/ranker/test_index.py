"""The candidates, their vectors and what an author may type for them."""

from collections.abc import Sequence
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
from emoji_ranker.bundle import Bundle
from emoji_ranker.encoder import Vectors, unit
from emoji_ranker.errors import EmojiNameError
from emoji_ranker.index import Emoji, EmojiIndex


def _naive(index: EmojiIndex, vector: Vectors) -> list[float]:
    rows = iter(index.vectors)
    return [max(float(next(rows) @ vector) for _ in emoji.phrases) for emoji in index.emojis]


def _emojis(*counts: int) -> list[Emoji]:
    names = (f"e{number}" for number in range(len(counts)))
    return [
        Emoji(name, phrases=tuple(f"{name} {phrase}" for phrase in range(count)))
        for name, count in zip(names, counts, strict=True)
    ]


def _vectors(rows: int) -> Vectors:
    vectors = np.random.default_rng(3).standard_normal((rows, 5)).astype(np.float32)
    return np.asarray([unit(vector) for vector in vectors], dtype=np.float32).reshape(rows, 5)


@pytest.mark.parametrize("counts", [(1,), (3,), (1, 2, 1), (5, 1, 4, 2)])
def test_scores_are_the_best_phrase_of_each_emoji(counts: Sequence[int]) -> None:
    index = EmojiIndex(_emojis(*counts), _vectors(sum(counts)))
    for vector in _vectors(7):
        assert index.scores(vector).tolist() == pytest.approx(_naive(index, vector), abs=1e-6)


def test_scores_of_the_real_index_agree_with_a_naive_computation(real_bundle: Bundle) -> None:
    index = real_bundle.ranker.index
    vector = real_bundle.ranker.encoder.encode(["we shipped it"])[0]
    assert index.scores(vector).tolist() == pytest.approx(_naive(index, vector), abs=1e-5)


def test_the_carrier_is_the_nearest_phrase() -> None:
    index = EmojiIndex(_emojis(2, 3), _vectors(5))
    for row, phrase in enumerate(index.phrases):
        mine = 0 if row < 2 else 1
        assert index.carriers(np.asarray([1 - mine, mine]), index.vectors[row])[1] == phrase


def test_the_centroid_lies_in_the_middle_and_has_length_one() -> None:
    vectors = np.asarray([[1, 0], [0, 1], [0, -1]], dtype=np.float32)
    index = EmojiIndex(_emojis(2, 1), vectors)
    assert index.centroid(0) == pytest.approx([0.5**0.5, 0.5**0.5])
    assert index.centroid(1) == pytest.approx([0, -1])


def test_names_aliases_characters_and_emoticons_are_known(tiny: Bundle) -> None:
    index = tiny.ranker.index
    rows = {emoji.name: row for row, emoji in enumerate(index.emojis)}
    assert index.known[":party_popper:"] == index.known[":tada:"] == index.known["🎉"] == rows["tada"]
    assert index.known["❤"] == index.known["<3"] == rows["heart"]
    assert index.known["🏃‍♂"] == index.known[":man-running:"] == rows["man-running"]
    assert "❤️" not in index.known
    assert "tada" not in index.known
    assert len(index) == len(index.emojis) == 8
    assert index.is_variant.tolist() == [emoji.name == "man-running" for emoji in index.emojis]


def test_candidates_and_the_look_up_are_frozen(tiny: Bundle) -> None:
    index = tiny.ranker.index
    with pytest.raises(FrozenInstanceError):
        index.emojis[0].name = "other"  # type: ignore[misc]  # frozen
    with pytest.raises(TypeError):
        index.known[":x:"] = 0  # type: ignore[index]  # read-only


@pytest.mark.parametrize("rows", [0, 2, 4])
def test_every_phrase_has_one_vector(rows: int) -> None:
    with pytest.raises(ValueError, match="3 phrases"):
        EmojiIndex(_emojis(2, 1), _vectors(rows))


@pytest.mark.parametrize(
    ("emojis", "complaint"),
    [
        ([], "at least one"),
        ([*_emojis(1, 1), *_emojis(1)], "twice"),
        ([Emoji("a", phrases=())], "phrase"),
        ([Emoji("a", phrases=("fine", " "))], "phrase"),
        ([Emoji("a", phrases=("fine", ""))], "phrase"),
        ([Emoji("a", phrases=("fine \ud800",))], "phrase"),
        ([Emoji("A b", phrases=("fine",))], "name"),
    ],
)
def test_what_cannot_be_ranked_is_no_candidate(emojis: list[Emoji], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        EmojiIndex(emojis, _vectors(sum(len(emoji.phrases) for emoji in emojis)))


def test_an_extended_index_replaces_names_and_keeps_the_rest() -> None:
    index = EmojiIndex(_emojis(2, 1, 3), _vectors(6))
    added = [replace(index.emojis[1], phrases=("new", "newer")), Emoji("f", phrases=("f",))]
    extended = index.extended(added, -_vectors(3))
    assert [emoji.name for emoji in extended.emojis] == ["e0", "e2", "e1", "f"]
    assert np.array_equal(extended.vectors, [*index.vectors[:2], *index.vectors[3:], *-_vectors(3)])
    assert extended.known[":e1:"] == 2
    assert len(index) == 3
    with pytest.raises(EmojiNameError, match="twice"):
        index.extended([added[1], added[1]], _vectors(2))


def test_an_added_name_wins_over_an_older_alias() -> None:
    index = EmojiIndex([Emoji("a", "🎉", ("b",), phrases=("x",))], _vectors(1))
    extended = index.extended([Emoji("b", phrases=("y",))], _vectors(1))
    assert index.known[":b:"] == index.known["🎉"] == extended.known["🎉"] == 0
    assert extended.known[":b:"] == 1
