"""The lines of figures that `emojibot-train` prints, as a table."""

import re
from collections.abc import Sequence

from tests.bench.errors import BenchError
from tests.bench.tables import bold, table

_FIGURE = re.compile(r" {2,}(\D[^.]*?) +(\d[\d.]*)(?= {2}|$)")


def command_table(lines: Sequence[str], head: str, *, chosen: str) -> str:
    """Lay out lines of `name  figure 0.123  another 0.456`, with the chosen line's name set off.

    Args:
        lines: Each starts with a name, and all have the same figures.
        head: What the names are; a name that starts with it is shortened by it.
        chosen: The name of the line to set off.

    Raises:
        BenchError: A line has no figures, or others than the first one.
    """
    read = {_name(line): dict(_FIGURE.findall(line)) for line in lines}
    heads = {tuple(figures) for figures in read.values()}
    if len(heads) != 1 or heads == {()}:
        raise BenchError(f"these lines are no table of figures: {lines}")
    shown = {name: name.removeprefix(head).strip() for name in read}
    rows = [
        [bold(shown[name]) if name == chosen else shown[name], *map(_grouped, figures.values())]
        for name, figures in read.items()
    ]
    return table([head, *heads.pop()], rows)


def _grouped(figure: str) -> str:
    return f"{int(figure):,}" if figure.isdecimal() else figure


def _name(line: str) -> str:
    return re.split(" {2,}", line.strip())[0]
