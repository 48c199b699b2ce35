"""Processors that are not here: which, how a subject runs on them, and how far its answers agree."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from emoji_training.paths import CHECKOUT

from tests.bench.errors import NotHereError, SubjectError
from tests.bench.processes import environment, last_lines

PATIENCE = 900
_EMULATOR = CHECKOUT / "build" / "emulator"
_SET_UP = CHECKOUT / "tests" / "bench" / "emulator.sh"
_ARM64 = _EMULATOR / "arm64"
_IMPORTED = (_EMULATOR / "wheels", CHECKOUT / "model", CHECKOUT / "training")
_NOT_HERE = 3


@dataclass(frozen=True, slots=True)
class Processor:
    """One that QEMU emulates.

    Attributes:
        model: As QEMU names it.
        name: As people know it.
        has: What of it counts here.
        arm64: Else it is x86-64.
    """

    model: str
    name: str
    has: str
    arm64: bool = False

    def python(self) -> list[str]:
        """Return the command that starts Python on it."""
        if not self.arm64:
            return [str(_EMULATOR / "qemu-x86_64"), "-cpu", self.model, sys.executable]
        found = sorted(_ARM64.glob("usr/bin/python3.*"))
        return [str(_EMULATOR / "qemu-aarch64"), "-cpu", self.model, "-L", str(_ARM64), *map(str, found)]

    def environment(self) -> dict[str, str]:
        """Return what a subject runs in: on arm64, with that processor's packages."""
        return environment() | ({"PYTHONPATH": os.pathsep.join(map(str, _IMPORTED))} if self.arm64 else {})


PROCESSORS = (
    Processor("SandyBridge", "Intel Sandy Bridge", "AVX alone"),
    Processor("Haswell", "Intel Haswell", "AVX2, no VNNI"),
    Processor("cortex-a72", "Arm Cortex-A72 (Graviton 1)", "no dot products", arm64=True),
    Processor("neoverse-n1", "Arm Neoverse N1 (Graviton 2)", "dot products", arm64=True),
    Processor("neoverse-v1", "Arm Neoverse V1 (Graviton 3)", "8-bit matrix products, SVE", arm64=True),
    Processor("max", "all that QEMU has of Arm", "SME too, as Apple's M4", arm64=True),
)


def set_up_emulator() -> None:
    """Put the emulator and its arm64 Python into `build/emulator`, where they are not there yet.

    Raises:
        NotHereError: This machine can't have them.
        SubjectError: The setting up failed.
    """
    done = subprocess.run([str(_SET_UP)], capture_output=True, text=True, check=False)
    if done.returncode == _NOT_HERE:
        raise NotHereError(last_lines(done.stderr))
    if done.returncode:
        raise SubjectError(f"{_SET_UP.name} failed: {last_lines(done.stderr)}")


def run_on(processor: Processor, module: str, *arguments: object) -> dict[str, Any]:
    """Run a module of `tests.bench.subjects` on an emulated processor and return what it reports.

    Raises:
        SubjectError: It fails, takes longer than `PATIENCE` seconds, or reports nothing.
    """
    command = [*processor.python(), "-m", f"tests.bench.subjects.{module}", *map(str, arguments)]
    try:
        return dict(json.loads(_output(command, processor.environment()).strip().splitlines()[-1]))
    except subprocess.TimeoutExpired as error:
        raise SubjectError(f"{processor.name} took longer than {PATIENCE} s") from error
    except subprocess.CalledProcessError as error:
        raise SubjectError(f"{processor.name}: {last_lines(error.stderr)}") from error
    except (IndexError, ValueError) as error:
        raise SubjectError(f"{processor.name}: `{module}` reported no figures") from error


def agreement(here: Mapping[str, Any], there: Mapping[str, Any]) -> dict[str, float]:
    """Compare what `answers` reported on two processors: cosines, and shares of the same outcome."""
    cosines = np.einsum("ij,ij->i", np.asarray(here["vectors"]), np.asarray(there["vectors"]))
    same = {
        key: float(np.mean([a == b for a, b in zip(here[key], there[key], strict=True)]))
        for key in ("first", "reacts")
    }
    return {"mean": float(cosines.mean()), "minimum": float(cosines.min()), **same}


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
