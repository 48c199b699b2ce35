"""How large installed packages are, in bytes; what Python compiled by itself does not count."""

from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.bench.errors import NotHereError


def installed_sizes(path: Sequence[str]) -> dict[str, int]:
    """Sum the files of every package on a search path, in bytes by name."""
    found = {canonicalize_name(each.name): each for each in metadata.distributions(path=list(path))}
    return {str(name): sum(_sizes(each)) for name, each in found.items()}


def tree_bytes(folder: Path) -> int:
    """Sum the files under a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if _counts(path))


def needed_by(names: Iterable[str]) -> set[str]:
    """Name packages with all that they need and that is installed here, themselves included.

    What they ask for and can do without, as tokenizers without the hub's client, may be absent.

    Raises:
        NotHereError: One of them is not installed.
    """
    needed: set[str] = set()
    waiting = {str(canonicalize_name(name)) for name in names}
    if absent := waiting - _installed(waiting):
        raise NotHereError(f"{min(absent)} is not installed: run `make setup-training`")
    while waiting:
        name = waiting.pop()
        needed.add(name)
        waiting |= _installed(_requirements(name)) - needed
    return needed


def _installed(names: set[str]) -> set[str]:
    return {name for name in names if next(iter(metadata.distributions(name=name)), None)}


def _requirements(name: str) -> set[str]:
    wanted = [Requirement(line) for line in metadata.distribution(name).requires or ()]
    here = [each for each in wanted if each.marker is None or each.marker.evaluate({"extra": ""})]
    return {str(canonicalize_name(each.name)) for each in here}


def _sizes(distribution: metadata.Distribution) -> Iterable[int]:
    places = [Path(str(file.locate())) for file in distribution.files or ()]
    return [path.lstat().st_size for path in places if _counts(path)]


def _counts(path: Path) -> bool:
    return path.is_file() and path.suffix != ".pyc"
