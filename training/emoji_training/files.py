"""Writing whole files and folders, or nothing."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from emoji_training.errors import OutputError


@contextmanager
def write_folder(target: Path, *, marker: str, others: Collection[str]) -> Iterator[Path]:
    """Yield an empty draft folder that takes the target's place when the block ends without an error.

    A reader finds the old folder or the new one (for an instant neither), never a mixture; on an error the
    old one stays. A folder that was not written here is never replaced.

    Args:
        target: Absent, empty, or a folder like the one that is written.
        marker: The file that every such folder holds.
        others: The other files that it may hold.

    Raises:
        OutputError: The target can't be written, or holds something else.
    """
    # Through a link, the folder behind it is replaced and the link stays.
    target = Path(os.path.realpath(target))
    try:
        _check_replaceable(target, marker, others)
        _restore(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            yield draft
            draft.chmod(0o755)
            for path in draft.iterdir():
                _sync(path)
            _swap(draft, target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise _refusal(target, error) from error


def write_text(path: Path, text: str) -> None:
    """Replace a file's content in one step, or leave it as it was.

    Raises:
        OutputError: The file can't be written, or is no plain file.
    """
    path = Path(os.path.realpath(path))
    draft = path.parent / f".{path.name}-{secrets.token_hex(4)}"
    try:
        if path.exists() and not path.is_file():
            raise OutputError(f"{path} is no plain file, so it is left alone: name another --output")
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8", newline="")
        _sync(draft)
        draft.replace(path)
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        with suppress(OSError):
            draft.unlink()


def _check_replaceable(target: Path, marker: str, others: Collection[str]) -> None:
    names = _names(target)
    if names and marker not in names:
        raise OutputError(
            f"{target} is not empty and has no {marker}, so it is left alone: "
            "empty it, or name another --output"
        )
    for folder in (target, _previous(target)):
        if strays := _names(folder) - {marker, *others}:
            raise OutputError(
                f"{folder} holds {min(strays)}, which would be lost: move it away, or name another --output"
            )


def _names(folder: Path) -> set[str]:
    try:
        return {path.name for path in folder.iterdir()}
    except FileNotFoundError:
        return set()


def _swap(draft: Path, target: Path) -> None:
    if target.exists():
        target.rename(_previous(target))
    try:
        draft.rename(target)
    finally:
        _restore(target)


def _restore(target: Path) -> None:
    """Undo a replacement that was cut off between its two renames, or clean up after one that was not."""
    previous = _previous(target)
    if not target.exists() and previous.is_dir():
        previous.rename(target)
    shutil.rmtree(previous, ignore_errors=True)


def _previous(target: Path) -> Path:
    return target.parent / f".{target.name}.previous"


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _refusal(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{path} can't be written ({error}): name another --output")
