"""Ours beside what people would use instead, as one table."""

from collections.abc import Mapping, Sequence

from tests.bench.spread import Round, measured, ratio
from tests.bench.tables import bold, middle, quotient, table

OURS, FP32, TORCH = "ours", "fp32", "torch"
_HEADS = {FP32: "the same ranker on the fp32 graph", TORCH: "sentence-transformers on torch"}


def compared(rounds: Sequence[Round], reach: Mapping[str, str]) -> str:
    """Lay out milliseconds, and what share of each other subject's time ours takes.

    Args:
        rounds: With the figure `ms` of ours, fp32 and torch.
        reach: The most that the share should be, by subject.
    """
    head = ["", "ms here", "ours takes of it (quartiles)"] + (["to reach"] if reach else [])
    rows = [[bold("Emojibot"), bold(middle(measured(rounds, OURS, "ms"))), ""]]
    for other, name in _HEADS.items():
        shares = quotient(ratio(rounds, OURS, other, "ms"))
        rows.append([name, middle(measured(rounds, other, "ms")), shares])
    if reach:
        wanted = ["", *(f"≤ {reach[other]}" for other in _HEADS)]
        rows = [[*row, cell] for row, cell in zip(rows, wanted, strict=True)]
    return table(head, rows)
