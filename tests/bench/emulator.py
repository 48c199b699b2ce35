"""Subjects on processors that are not here, by QEMU: it shows that answers are right, nothing of speed."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from emoji_training.paths import CHECKOUT

from tests.bench.errors import NotHereError, SubjectError
from tests.bench.processes import environment, last_lines
from tests.bench.processors import Processor

PATIENCE = 900
SET_UP = CHECKOUT / "tests" / "bench" / "emulator.sh"
_EMULATOR = CHECKOUT / "build" / "emulator"
_ARM64 = _EMULATOR / "arm64"
_IMPORTED = (_EMULATOR / "wheels", CHECKOUT / "model", CHECKOUT / "training")
# It would give numpy this machine's instructions.
_ABOUT_HERE = "OPENBLAS_CORETYPE"
_NOT_HERE = 3


def set_up_emulator(script: Path = SET_UP) -> None:
    """Put the emulator and an arm64 Python into `build/emulator`, unless they are there.

    Raises:
        NotHereError: This machine can't have them.
        SubjectError: The setting up failed.
    """
    done = subprocess.run([str(script)], capture_output=True, text=True, check=False)
    if done.returncode == _NOT_HERE:
        raise NotHereError(last_lines(done.stderr))
    if done.returncode:
        raise SubjectError(f"{script.name} failed: {last_lines(done.stderr)}")


def run_on(processor: Processor, module: str, *arguments: object) -> dict[str, Any]:
    """Run a module of `tests.bench.subjects` on an emulated processor and return what it reports.

    Raises:
        SubjectError: It fails, takes longer than `PATIENCE` seconds, or reports nothing.
    """
    command = [*_python(processor), "-m", f"tests.bench.subjects.{module}", *map(str, arguments)]
    try:
        return dict(json.loads(_output(command, _environment(processor)).strip().splitlines()[-1]))
    except subprocess.TimeoutExpired as error:
        raise SubjectError(f"{processor.name} took longer than {PATIENCE} s") from error
    except subprocess.CalledProcessError as error:
        raise SubjectError(f"{processor.name}: {last_lines(error.stderr)}") from error
    except (IndexError, ValueError) as error:
        raise SubjectError(f"{processor.name}: `{module}` reported no figures") from error


def _python(processor: Processor) -> list[str]:
    if not processor.arm64:
        return [str(_EMULATOR / "qemu-x86_64"), "-cpu", processor.model, sys.executable]
    python = next(_ARM64.glob("usr/bin/python3.*"))
    return [str(_EMULATOR / "qemu-aarch64"), "-cpu", processor.model, "-L", str(_ARM64), str(python)]


def _environment(processor: Processor) -> dict[str, str]:
    kept = {name: value for name, value in environment().items() if name != _ABOUT_HERE}
    return kept | ({"PYTHONPATH": os.pathsep.join(map(str, _IMPORTED))} if processor.arm64 else {})


def _output(command: Sequence[str], variables: Mapping[str, str]) -> str:
    done = subprocess.run(
        command,
        cwd=CHECKOUT,
        env=variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=True,
    )
    return done.stdout
