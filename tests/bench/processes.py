"""Fresh processes on one thread each, with nothing of this shell's that could change a figure."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from emoji_training.paths import CHECKOUT

from tests.bench.errors import SubjectError

PATIENCE = 1_800
_THREADS = ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "RAYON", "BLIS")
_LAST_LINES = 5


def environment() -> dict[str, str]:
    """Return the environment that every subject runs in: one thread, no hub, the committed bundle."""
    pinned = {f"{library}_NUM_THREADS": "1" for library in _THREADS} | {"VECLIB_MAXIMUM_THREADS": "1"}
    offline = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
    kept = {name: value for name, value in os.environ.items() if name != "EMOJIBOT_BUNDLE"}
    return kept | pinned | offline | {"PYTHONIOENCODING": "utf-8"}


def report(figures: Mapping[str, Any]) -> None:
    """Hand a subject's figures to the bench, as the last line that it writes."""
    sys.stdout.write(f"\n{json.dumps(figures)}\n")


def run_subject(module: str, *arguments: object) -> dict[str, Any]:
    """Run a module of `tests.bench.subjects` in a process of its own and return what it reports.

    Raises:
        SubjectError: It fails, takes longer than `PATIENCE` seconds, or reports nothing.
    """
    name = " ".join([module, *map(str, arguments)])
    return _figures(name, _output(name, "-m", f"tests.bench.subjects.{module}", *arguments))


def run_training(*arguments: object) -> list[str]:
    """Run a subcommand of `emojibot-train` in a process of its own and return the lines that it prints.

    Raises:
        SubjectError: It fails, or takes longer than `PATIENCE` seconds.
    """
    name = f"emojibot-train {arguments[0]}"
    return _output(name, "-m", "emoji_training.cli", *arguments).strip().splitlines()


def _output(name: str, *arguments: object) -> str:
    try:
        done = subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=CHECKOUT,
            env=environment(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise SubjectError(f"`{name}` took longer than {PATIENCE} s") from error
    if done.returncode:
        raise SubjectError(f"`{name}` failed: {last_lines(done.stderr)}")
    return done.stdout


def last_lines(text: str) -> str:
    """Return the last few lines of what a program said, as one."""
    return " / ".join(line.strip() for line in text.strip().splitlines()[-_LAST_LINES:])


def _figures(name: str, output: str) -> dict[str, Any]:
    try:
        figures = json.loads(output.strip().splitlines()[-1])
    except (IndexError, ValueError) as error:
        raise SubjectError(f"`{name}` reported no figures") from error
    if not isinstance(figures, dict):
        raise SubjectError(f"`{name}` reported {figures!r}, not figures by name")
    return figures
