"""The command line in this process, with the tiny bundle."""

from collections.abc import Callable
from pathlib import Path

import pytest
from emoji_ranker.bundle import Bundle, load_bundle
from emoji_service.cli import main


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run the command line in this process; return status, stdout and stderr."""

    def run(*arguments: object) -> tuple[int, str, str]:
        try:
            status = main(list(map(str, arguments)))
        except SystemExit as left:
            status = int(left.code or 0)
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def bundle(tiny_bundle: Path) -> Bundle:
    return load_bundle(tiny_bundle)
