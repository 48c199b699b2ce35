"""Figures as Markdown."""

from collections.abc import Iterable, Sequence

from tests.bench.spread import Spread


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Lay out cells under their heads."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def number(value: float) -> str:
    """Write a figure with two or three digits that count, and 1,234 where it is large."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.2g}" if value < 0.1 else f"{value:.{1 if value >= 10 else 2}f}"


def middle(figure: Spread) -> str:
    """Write a median."""
    return number(figure.median)


def quotient(figure: Spread) -> str:
    """Write the median of a ratio with its quartiles."""
    return f"{figure.median:.3f} ({figure.lower:.3f} to {figure.upper:.3f})"


def bold(text: str) -> str:
    """Set off the row that is ours."""
    return f"**{text}**"
