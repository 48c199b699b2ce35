"""Shares with intervals: how far a figure could be off, had other messages been drawn."""

from dataclasses import dataclass
from functools import lru_cache
from math import nan

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

RESAMPLES = 2000
SEED = 1
_OUTSIDE = 5.0  # per cent, both ends together


@dataclass(frozen=True, slots=True)
class Ratio:
    """A figure as a sum over messages divided by another; both of shape (messages,)."""

    numerators: Floats
    denominators: Floats

    @property
    def value(self) -> float:
        """The figure itself; not a number where there is nothing to divide by."""
        total = float(self.denominators.sum())
        return float(self.numerators.sum()) / total if total else nan


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and the ends of its 95 % interval, in the figure's unit; each may be not a number."""

    value: float
    low: float
    high: float


class Resampling:
    """Bootstrap samples of a set of messages.

    Percentile intervals after Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13:
    whole messages are drawn with replacement, so a ratio's numerator and denominator, and both sides of a
    difference, see the same messages. A share that is exactly 0 or 1 gets an interval without width, which
    says nothing of messages unlike all that were seen.
    """

    def __init__(self, messages: int, resamples: int = RESAMPLES, seed: int = SEED) -> None:
        """Draw the samples.

        Args:
            messages: How many messages there are, and how many each sample draws.
            resamples: Number of samples.
            seed: Makes the samples the same every time.
        """
        rng = np.random.default_rng(seed)
        # How often each message was drawn; shape (resamples, messages). Of none, none can be drawn.
        self._drawn = np.zeros((resamples, messages))
        if messages:
            self._drawn += rng.multinomial(messages, np.full(messages, 1 / messages), size=resamples)

    def estimate(self, ratio: Ratio) -> Estimate:
        """Give a figure its interval; samples in which it is not defined do not count."""
        return _interval(ratio.value, self._values(ratio))

    def difference(self, new: Ratio, old: Ratio, among: int = 1) -> Estimate:
        """Give the difference of two figures on the same messages, new minus old, its interval.

        Args:
            new: What is counted from.
            old: What is taken off.
            among: How many intervals must hold together, so that each is drawn wider (Bonferroni).
        """
        return _interval(new.value - old.value, self._values(new) - self._values(old), among)

    def _values(self, ratio: Ratio) -> Floats:
        totals = self._drawn @ ratio.denominators
        values = np.full(len(totals), nan)
        np.divide(self._drawn @ ratio.numerators, totals, out=values, where=totals > 0)
        return values


@lru_cache(maxsize=8)
def resampling(messages: int) -> Resampling:
    """Draw the samples for a number of messages once, so that all systems are scored on the same ones."""
    return Resampling(messages)


def _interval(value: float, values: Floats, among: int = 1) -> Estimate:
    defined = values[~np.isnan(values)]
    if not defined.size:
        return Estimate(value, nan, nan)
    tail = _OUTSIDE / 2 / among
    low, high = np.percentile(defined, (tail, 100 - tail))
    return Estimate(value, float(low), float(high))
