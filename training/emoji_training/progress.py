"""Progress bars for whatever takes longer than a moment."""

from collections.abc import Iterable, Sequence
from typing import TypeVar, cast

Item = TypeVar("Item")


def progress(items: Sequence[Item], label: str) -> Iterable[Item]:
    """Iterate with a bar on a terminal after two seconds; plainly where there is no terminal, or no tqdm."""
    try:
        from tqdm import tqdm  # noqa: PLC0415 - part of the evaluation extra, guarded at the door
    except ImportError:
        return items
    return cast("Iterable[Item]", tqdm(items, desc=label, delay=2, leave=False, disable=None))
