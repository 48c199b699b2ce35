"""Intervals hold what they promise: whole messages are drawn, and pairs stay pairs."""

from collections.abc import Sequence
from math import isnan

import numpy as np
import pytest
from emoji_training.evaluate.bootstrap import Ratio, Resampling, resampling


def ratio(numerators: Sequence[float], denominators: Sequence[float] | None = None) -> Ratio:
    below = np.ones(len(numerators)) if denominators is None else np.array(denominators, dtype=np.float64)
    return Ratio(np.array(numerators, dtype=np.float64), below)


def test_a_ratio_is_the_sum_above_by_the_sum_below() -> None:
    assert ratio([1, 0, 0, 1]).value == 0.5
    assert ratio([1, 0, 1], [1, 0, 3]).value == 0.5
    assert isnan(ratio([0, 0], [0, 0]).value)
    assert isnan(ratio([]).value)


def test_an_interval_is_that_of_samples_drawn_one_by_one() -> None:
    rng = np.random.default_rng(3)
    above, below = rng.integers(0, 2, 60).astype(float), rng.integers(1, 3, 60).astype(float)
    estimate = Resampling(60, resamples=20_000).estimate(Ratio(above, below))
    samples = [rng.integers(0, 60, 60) for _ in range(20_000)]
    low, high = np.percentile([above[rows].sum() / below[rows].sum() for rows in samples], [2.5, 97.5])
    assert estimate.value == above.sum() / below.sum()
    assert (estimate.low, estimate.high) == pytest.approx((low, high), abs=0.01)


def test_nineteen_of_twenty_intervals_hold_the_truth() -> None:
    rng = np.random.default_rng(5)
    samples = Resampling(150)
    held = 0
    for _ in range(400):
        estimate = samples.estimate(ratio((rng.random(150) < 0.3).astype(float).tolist()))
        held += estimate.low <= 0.3 <= estimate.high
    assert 0.91 <= held / 400 <= 0.98


def test_numerator_and_denominator_see_the_same_messages() -> None:
    estimate = Resampling(4).estimate(ratio([1, 2, 3, 4], [2, 4, 6, 8]))
    assert (estimate.low, estimate.high) == (0.5, 0.5)


def test_both_sides_of_a_difference_see_the_same_messages() -> None:
    rng = np.random.default_rng(7)
    old = rng.random(50)
    off = Resampling(50).difference(ratio((old + 0.25).tolist()), ratio(old.tolist()))
    assert (off.value, off.low, off.high) == pytest.approx((0.25, 0.25, 0.25))
    apart = Resampling(50).difference(ratio(rng.random(50).tolist()), ratio(old.tolist()))
    assert apart.high - apart.low > 0.1


def test_the_sign_of_a_difference_is_new_minus_old() -> None:
    assert Resampling(3).difference(ratio([1, 1, 1]), ratio([0, 0, 0])).value == 1


def test_samples_in_which_a_figure_is_not_defined_do_not_count() -> None:
    estimate = Resampling(2).estimate(ratio([1, 0], [1, 0]))
    assert (estimate.value, estimate.low, estimate.high) == (1, 1, 1)
    for nothing in (ratio([0, 0], [0, 0]), ratio([])):
        undefined = Resampling(len(nothing.numerators)).estimate(nothing)
        assert isnan(undefined.value)
        assert isnan(undefined.low)
        assert isnan(undefined.high)


def test_the_samples_are_the_same_every_time_and_for_all_systems() -> None:
    figure = ratio([1, 0, 1, 1, 0, 0, 1, 0])
    assert Resampling(8).estimate(figure) == Resampling(8).estimate(figure)
    assert Resampling(8, seed=2, resamples=99).estimate(figure) != Resampling(8, resamples=99).estimate(
        figure
    )
    assert resampling(8) is resampling(8)


def test_intervals_that_must_hold_together_are_wider() -> None:
    rng = np.random.default_rng(4)
    new, old = (Ratio((rng.random(300) < 0.5).astype(float), np.ones(300)) for _ in range(2))
    alone, together = (Resampling(300).difference(new, old, among=among) for among in (1, 12))
    assert together.value == alone.value
    assert together.low < alone.low < alone.high < together.high
    # Of a normal distribution, the ends lie 1.96 and 2.87 deviations out.
    widths = [interval.high - interval.low for interval in (together, alone)]
    assert widths[0] / widths[1] == pytest.approx(2.87 / 1.96, rel=0.12)
