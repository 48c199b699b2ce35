"""One section of `docs/figures.md`: how it is measured, and how it reads."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emoji_training.paths import CHECKOUT

from tests.bench.errors import NotHereError

RESULTS = CHECKOUT / "build" / "bench"
Results = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Conditions:
    """How a run measures: the number of rounds, and the folder of data that is not in the repository."""

    rounds: int
    data: Path | None = None

    def data_file(self, name: str) -> Path:
        """Find a file of the data folder.

        Raises:
            NotHereError: No folder was named, or it has no such file.
        """
        if self.data is None:
            raise NotHereError(f"it needs {name}: name its folder with `make bench DATA=DIR`")
        return present(self.data / name)


@dataclass(frozen=True, slots=True)
class Section:
    """What stands between two markers of the document.

    Attributes:
        name: As in the markers, in `ONLY=` and in the name of the file of results.
        measure: Returns what JSON can hold; raises BenchError where it can't.
        render: Turns these results into Markdown.
    """

    name: str
    measure: Callable[[Conditions], Results]
    render: Callable[[Results], str]


def present(path: Path) -> Path:
    """Return a path that leads somewhere.

    Raises:
        NotHereError: It leads nowhere.
    """
    if not path.exists():
        raise NotHereError(f"{path} is missing")
    return path
