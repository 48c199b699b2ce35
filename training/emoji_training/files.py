"""Writing whole files and folders, or nothing."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def write_folder(target: Path) -> Iterator[Path]:
    """Yield an empty draft folder that takes the target's place when the block ends without an error.

    A reader sees the old folder or the new one, never a mixture; on an error the old one stays.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    restore_folder(target)
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        yield draft
        draft.chmod(0o755)
        _sync(draft)
        _swap(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def write_text(path: Path, text: str) -> None:
    """Replace a file's content in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def restore_folder(target: Path) -> None:
    """Undo a replacement that a crash cut off between its two renames."""
    previous = _previous(target)
    if previous.is_dir():
        if target.exists():
            shutil.rmtree(previous)
        else:
            previous.rename(target)


def _swap(draft: Path, target: Path) -> None:
    previous = _previous(target)
    if target.exists():
        target.rename(previous)
    try:
        draft.rename(target)
    except OSError:
        restore_folder(target)
        raise
    shutil.rmtree(previous, ignore_errors=True)


def _previous(target: Path) -> Path:
    return target.with_name(f".{target.name}.previous")


def _sync(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
