"""Whether a bundle's files are what its manifest says, and stay so while they are loaded."""

import hashlib
from pathlib import Path

from emoji_ranker.errors import BundleError
from emoji_ranker.manifest import MANIFEST, MEND, PARTS


def is_folder(path: Path) -> bool:
    """Say whether a path is a folder; one that the system can't even look up is none."""
    try:
        return path.is_dir()
    except OSError:  # a name that is too long for the system
        return False


def check_part(path: Path, digest: str) -> None:
    """Compare a file, which is not held in memory, with its SHA-256.

    Raises:
        BundleError: It is missing, or another.
    """
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BundleError(f"{path} is missing or can't be read ({error.strerror}). {MEND}") from error
    if found != digest:
        raise BundleError(f"{path} has been truncated, swapped or altered: its hash is wrong. {MEND}")


def stamps(folder: Path) -> list[tuple[int, ...] | None]:
    """Tell a bundle's files from others that take their place: device, inode, size and time of each."""
    return [_stamp(folder / name) for name in (MANIFEST, *PARTS)]


def _stamp(path: Path) -> tuple[int, ...] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
