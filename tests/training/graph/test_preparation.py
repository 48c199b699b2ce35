"""What is done to the weights before they are rounded changes nothing but the rounding."""

import numpy as np
import pytest
from emoji_ranker.encoder import Vectors
from emoji_training.graph.bert import BertWeights
from emoji_training.graph.encoder import Place, write_encoder
from emoji_training.graph.observe import observe
from emoji_training.graph.products import LEVELS, ExactProducts
from emoji_training.graph.rounding import round_to_nearest, round_weight
from emoji_training.graph.smooth import smooth
from hypothesis import given
from hypothesis import strategies as st

from tests.training.graph.conftest import product_names, random_messages, reference
from tests.training.graph.test_encoder import vectors

MESSAGES = random_messages(150)


def test_what_enters_a_product_is_summed_over_all_messages(weights: BertWeights) -> None:
    entering = observe(weights, MESSAGES)
    rows = [
        np.concatenate(part) for part in zip(*(reference(weights, ids)[1] for ids in MESSAGES), strict=True)
    ]
    assert list(entering) == [Place(*name) for name in product_names(weights)]
    for seen, expected in zip(entering.values(), rows, strict=True):
        assert seen.largest == pytest.approx(np.abs(expected).max(axis=0), rel=1e-3)
        gram = expected.astype(float).T @ expected
        assert np.abs(seen.gram - gram).max() < 1e-3 * np.abs(gram).max()


@pytest.mark.parametrize("strength", [0.0, 0.5, 0.6, 1.0])
def test_smoothing_changes_no_vector(weights: BertWeights, strength: float) -> None:
    smoothed = smooth(weights, observe(weights, MESSAGES), strength)
    before, after = (vectors(write_encoder(w, ExactProducts())) for w in (weights, smoothed))
    assert after == pytest.approx(before, abs=1e-4)


def test_smoothing_makes_the_rows_even(weights: BertWeights) -> None:
    before = observe(weights, MESSAGES)
    after = observe(smooth(weights, before), MESSAGES)
    for layer in range(2):
        for part in ("attention", "widen"):
            spread = [seen[Place(layer, part)].largest for seen in (before, after)]
            uneven = [float(largest.max() / np.median(largest)) for largest in spread]
            assert uneven[1] < uneven[0] / 2


def lost(weight: Vectors, rounded: Vectors, rows: Vectors) -> float:
    return float(np.square(rows @ (weight - rounded)).sum())


@given(st.integers(0, 1000))
def test_rounding_by_what_enters_moves_the_results_less(seed: int) -> None:
    rng = np.random.default_rng(seed)
    # Rows of a few directions, as text brings them forth.
    rows = (rng.standard_normal((400, 5)) @ rng.standard_normal((5, 32))).astype(np.float32)
    weight = rng.standard_normal((32, 7)).astype(np.float32)
    with_gram, nearest = round_weight(weight, rows.T.astype(float) @ rows), round_to_nearest(weight)
    assert np.array_equal(with_gram.scale, nearest.scale)
    moved = [lost(weight, found.weight * found.scale, rows) for found in (with_gram, nearest)]
    assert moved[0] < moved[1] / 2


def test_inputs_that_go_each_their_way_are_rounded_to_the_nearest() -> None:
    weight = np.random.default_rng(1).standard_normal((200, 4)).astype(np.float32)
    found = round_weight(weight, np.diag(np.arange(1.0, 201)))
    assert np.array_equal(found.weight, round_to_nearest(weight).weight)


def test_weights_keep_to_seven_bits() -> None:
    weight = np.random.default_rng(2).standard_normal((150, 6)).astype(np.float32) * 100
    weight[:, 3] = 0
    found = round_weight(weight, np.cov(np.random.default_rng(3).standard_normal((150, 40)), rowvar=True))
    assert found.weight.min() >= -LEVELS - 1
    assert found.weight.max() <= LEVELS
    assert not found.weight[:, 3].any()
    # 255 x 64 x 2 is what two products come to at most; 16 bits hold 32,767.
    assert 255 * (LEVELS + 1) * 2 <= 2**15 - 1


def test_inputs_that_never_come_leave_the_weight_as_it_is() -> None:
    weight = np.random.default_rng(4).standard_normal((10, 3)).astype(np.float32)
    found = round_weight(weight, np.zeros((10, 10)))
    assert np.array_equal(found.weight, round_to_nearest(weight).weight)
