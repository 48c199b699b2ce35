"""The search finds what sorting every score would, whichever way it takes."""

from collections.abc import Sequence

import numpy as np
import onnx
import pytest
from emoji_ranker import coarse, search
from emoji_ranker.coarse import PRODUCT, CoarseProduct
from emoji_ranker.encoder import Vectors
from emoji_ranker.search import VectorGroups, best_rows
from hypothesis import given
from hypothesis import strategies as st
from onnx import TensorProto, helper

DIMENSION = 24


def random_vectors(rows: int, seed: int = 0) -> Vectors:
    vectors = np.random.default_rng(seed).standard_normal((rows, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def sorted_scores(vectors: Vectors, counts: Sequence[int], vector: Vectors, handicap: Vectors) -> Vectors:
    """Score group by group in double precision."""
    ends = np.cumsum(counts)
    groups = [vectors[end - count : end] for count, end in zip(counts, ends, strict=True)]
    return np.asarray([(group.astype(float) @ vector).max() for group in groups]) - handicap


@pytest.fixture(params=["exact", "coarse"])
def few_are_many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take both ways, whatever the size."""
    monkeypatch.setattr(search, "MANY", 0 if request.param == "coarse" else 10_000)


@pytest.mark.usefixtures("few_are_many")
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("count", [1, 10, 299, 300, 500])
def test_the_nearest_groups_are_those_of_a_whole_sort(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    counts = rng.integers(1, 4, size=300).tolist()
    vectors, handicap = random_vectors(sum(counts), seed), (rng.random(300) < 0.2) * np.float32(0.05)
    vector = random_vectors(1, seed + 100)[0]
    groups, scores = VectorGroups(vectors, counts).nearest(vector, handicap.astype(np.float32), count)
    expected = sorted_scores(vectors, counts, vector, handicap)
    assert groups.tolist() == np.argsort(-expected, kind="stable")[:count].tolist()
    assert scores == pytest.approx(expected[groups], abs=1e-6)


@pytest.mark.usefixtures("few_are_many")
def test_carriers_are_the_nearest_vectors_of_their_groups() -> None:
    counts = [1, 3, 2, 5, 1]
    vectors, starts = random_vectors(12), np.cumsum([0, *counts])
    vector = random_vectors(1, 9)[0]
    order = np.asarray([3, 0, 4, 1])
    expected = [starts[g] + int((vectors[starts[g] : starts[g + 1]] @ vector).argmax()) for g in order]
    assert VectorGroups(vectors, counts).carriers(order, vector).tolist() == expected


def test_many_vectors_are_searched_coarsely_first() -> None:
    vectors = random_vectors(search.MANY + 1)
    groups = VectorGroups(vectors, [1] * len(vectors))
    assert groups._coarse is not None  # noqa: SLF001 - which way is taken shows nowhere else
    nearest, scores = groups.nearest(vectors[77], np.zeros(len(vectors), dtype=np.float32), 3)
    assert nearest[0] == 77
    assert scores[0] == pytest.approx(1, abs=1e-6)


@given(
    st.lists(st.lists(st.floats(-1, 1, width=32), min_size=6, max_size=6), min_size=1, max_size=30),
    st.lists(st.floats(-1, 1, width=32), min_size=6, max_size=6),
)
def test_no_product_is_off_by_more_than_the_error(rows: list[list[float]], vector: list[float]) -> None:
    vectors, query = np.asarray(rows, dtype=np.float32), np.asarray(vector, dtype=np.float32)
    products, error = CoarseProduct(vectors)(query)
    assert np.abs(products - vectors.astype(float) @ query).max() <= error


def test_the_error_is_small_for_unit_vectors() -> None:
    vectors = random_vectors(500)
    _, error = CoarseProduct(vectors)(vectors[3])
    assert error < 0.05


def test_pairs_of_products_fit_16_bits() -> None:
    """CPUs without VNNI add two products of 8-bit numbers in 16 bits, which saturate."""
    largest = coarse._QUERY_ZERO + coarse._QUERY_LEVELS  # noqa: SLF001 - no other CPU is at hand
    assert 2 * largest * coarse._VECTOR_LEVELS < 2**15  # noqa: SLF001 - as above


def test_the_graph_of_the_product_is_what_its_comment_says() -> None:
    def value(name: str, kind: int, *shape: str) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, kind, shape)

    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["A", "B"], ["C"])],
        "product",
        [value("A", TensorProto.UINT8, "m", "k"), value("B", TensorProto.INT8, "k", "n")],
        [value("C", TensorProto.INT32, "m", "n")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 10)], ir_version=5)
    assert onnx.load_from_string(PRODUCT) == model


@given(st.lists(st.sampled_from([-1.0, 0.0, 0.25, 0.5]), min_size=1, max_size=40), st.integers(1, 50))
def test_the_best_rows_are_those_of_a_stable_sort(scores: list[float], count: int) -> None:
    array = np.asarray(scores, dtype=np.float32)
    assert best_rows(array, count).tolist() == np.argsort(-array, kind="stable")[:count].tolist()
