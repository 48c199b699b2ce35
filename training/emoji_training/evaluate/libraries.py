"""The libraries that only evaluation needs, asked for at the door."""

from collections.abc import Iterator
from contextlib import contextmanager

from emoji_training.errors import MissingLibraryError


@contextmanager
def evaluation_extra() -> Iterator[None]:
    """Say what installs a library that can't be imported inside the block.

    Raises:
        MissingLibraryError: An import in the block failed.
    """
    try:
        yield
    except ImportError as error:
        raise MissingLibraryError(
            f"this needs {error.name}: run `make setup`, or install emojibot[evaluation]"
        ) from error


def require_libraries() -> None:
    """Import all of the extra, so that nothing is found missing after minutes of work.

    Raises:
        MissingLibraryError: One is not installed.
    """
    with evaluation_extra():
        import inflect  # noqa: F401, PLC0415 - a heavy extra, guarded at the door
        import matplotlib.figure  # noqa: F401, PLC0415 - a heavy extra, guarded at the door
        import stop_words  # noqa: F401, PLC0415 - part of the same extra
        import tabulate  # noqa: F401, PLC0415 - part of the same extra
