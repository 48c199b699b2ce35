"""The middle of many measurements, and how far they spread."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Round = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some measurements between their quartiles, in their unit."""

    lower: float
    median: float
    upper: float


def spread(values: Sequence[float]) -> Spread:
    """Summarise at least one measurement; of one, the quartiles are that one."""
    if len(values) == 1:
        return Spread(values[0], values[0], values[0])
    return Spread(*statistics.quantiles(values, n=4, method="inclusive"))


def measured(rounds: Sequence[Round], subject: str, figure: str) -> Spread:
    """Summarise one figure of one subject over the rounds, in the figure's unit."""
    return spread([each[subject][figure] for each in rounds])


def ratio(rounds: Sequence[Round], subject: str, other: str, figure: str) -> Spread:
    """Summarise the quotient of two subjects' figures, taken within each round: noise hits both alike."""
    return spread([each[subject][figure] / each[other][figure] for each in rounds])
