"""The poolings do the sums that they promise, and label each vector by what it stands for."""

from itertools import pairwise

import numpy as np
import pytest
from emoji_ranker.encoder import Vectors
from emoji_training.pooling import DEFAULT_POOLING, POOLINGS, Pooled, pool_maximum, pool_mean, pool_prototypes
from hypothesis import given
from hypothesis import strategies as st

WORDS = ("party popper", "party", "hooray", "celebrate", "confetti")


@st.composite
def synonyms_and_vectors(draw: st.DrawFn) -> tuple[list[str], Vectors]:
    """One to twelve synonyms with random unit vectors."""
    count = draw(st.integers(1, 12))
    rows = np.random.default_rng(draw(st.integers(0, 10_000))).standard_normal((count, 8))
    vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return [f"word {number}" for number in range(count)], vectors


def naive_middle(vectors: Vectors) -> list[float]:
    sums = [sum(float(row[column]) for row in vectors) for column in range(vectors.shape[1])]
    length = sum(number * number for number in sums) ** 0.5
    return [number / length for number in sums]


def labels(pooled: Pooled) -> list[str]:
    return [label for label, _ in pooled]


@given(synonyms_and_vectors())
def test_maximum_keeps_every_synonym_as_it_is(given_: tuple[list[str], Vectors]) -> None:
    synonyms, vectors = given_
    pooled = pool_maximum(synonyms, vectors)
    assert labels(pooled) == synonyms
    assert np.array_equal(np.stack([vector for _, vector in pooled]), vectors)


@given(synonyms_and_vectors())
def test_mean_is_the_middle_at_length_one(given_: tuple[list[str], Vectors]) -> None:
    synonyms, vectors = given_
    ((_, middle),) = pool_mean(synonyms, vectors)
    assert middle == pytest.approx(naive_middle(vectors), abs=1e-5)
    assert np.linalg.norm(middle) == pytest.approx(1, abs=1e-5)


@given(synonyms_and_vectors())
def test_mean_is_labelled_by_the_words_nearest_to_the_middle(given_: tuple[list[str], Vectors]) -> None:
    synonyms, vectors = given_
    ((label, middle),) = pool_mean(synonyms, vectors)
    nearness = {word: float(vector @ middle) for word, vector in zip(synonyms, vectors, strict=True)}
    named = label.split(", ")
    assert len(named) == min(3, len(synonyms))
    rest = [word for word in synonyms if word not in named]
    cosines = [nearness[word] for word in (*named, *sorted(rest, key=nearness.__getitem__, reverse=True))]
    assert all(nearer >= farther - 1e-5 for nearer, farther in pairwise(cosines))


def test_equally_near_words_are_named_in_their_order() -> None:
    vectors = np.tile(np.asarray([0.6, 0.8], dtype=np.float32), (len(WORDS), 1))
    assert labels(pool_mean(WORDS, vectors)) == ["party popper, party, hooray"]


@given(synonyms_and_vectors())
def test_prototypes_are_the_name_and_the_middle(given_: tuple[list[str], Vectors]) -> None:
    synonyms, vectors = given_
    (name, first), *rest = pool_prototypes(synonyms, vectors)
    ((label, middle),) = pool_mean(synonyms, vectors)
    assert name == synonyms[0]
    assert np.array_equal(first, vectors[0])
    assert labels(rest) == [label]
    assert np.array_equal(rest[0][1], middle)


def test_vectors_that_cancel_out_leave_zeros_and_no_nan() -> None:
    vectors = np.asarray([[1, 0], [-1, 0]], dtype=np.float32)
    ((_, middle),) = pool_mean(["up", "down"], vectors)
    assert middle.tolist() == [0, 0]


def test_the_default_is_one_of_the_poolings() -> None:
    assert DEFAULT_POOLING in POOLINGS
    assert {"maximum": pool_maximum, "mean": pool_mean, "prototypes": pool_prototypes} == POOLINGS
