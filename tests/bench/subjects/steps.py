"""Where the time of one 20-token message goes: the steps of the ranker in their order, in milliseconds."""

from itertools import pairwise
from statistics import median
from time import perf_counter_ns

import numpy as np
from emoji_ranker.bundle import load_bundle
from emoji_ranker.ranker import DEFAULT_TOP, Ranker
from emoji_ranker.text import clean
from emoji_training.paths import BUNDLE

from tests.bench.messages import MESSAGES
from tests.bench.processes import report

STEPS = ("clean", "tokenise", "encode", "score", "whole")
_PASSES = 15
_NANOSECONDS = 1e6


def steps(ranker: Ranker, message: str) -> list[float]:
    """Take one message through the ranker's steps, then through all of it; return what each took, in ms."""
    moments = [perf_counter_ns()]
    text = clean(message, ranker.index.known).text
    moments.append(perf_counter_ns())
    ids = ranker.encoder.read(text).ids
    moments.append(perf_counter_ns())
    vector = ranker.encoder.encode_ids(ids)
    moments.append(perf_counter_ns())
    rows, _ = ranker.index.nearest(vector, np.zeros(len(ranker.index), dtype=np.float32), DEFAULT_TOP)
    ranker.index.carriers(rows, vector)
    moments.append(perf_counter_ns())
    ranker.rank(message)
    moments.append(perf_counter_ns())
    return [(end - start) / _NANOSECONDS for start, end in pairwise(moments)]


def main() -> None:
    """Report the median of each step."""
    ranker = load_bundle(BUNDLE).ranker
    taken = [steps(ranker, message) for _ in range(_PASSES + 1) for message in MESSAGES][len(MESSAGES) :]
    report({name: median(column) for name, column in zip(STEPS, zip(*taken, strict=True), strict=True)})


if __name__ == "__main__":
    main()
