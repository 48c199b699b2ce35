"""Medians of many calls."""

from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter_ns
from typing import TypeVar

Item = TypeVar("Item")

_NANOSECONDS = 1e6


def median_ms(call: Callable[[Item], object], items: Sequence[Item], passes: int) -> float:
    """Time a call with every item in turn, pass after pass, and return the median in milliseconds.

    One more pass goes first and does not count.
    """
    taken = [_time(call, item) for _ in range(passes + 1) for item in items]
    return median(taken[len(items) :])


def _time(call: Callable[[Item], object], item: Item) -> float:
    began = perf_counter_ns()
    call(item)
    return (perf_counter_ns() - began) / _NANOSECONDS
