"""Processors that are not here: which, and how far a subject's answers on them agree with those here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np


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


PROCESSORS = (
    Processor("Nehalem", "Intel Nehalem", "SSE4.2, no AVX"),
    Processor("SandyBridge", "Intel Sandy Bridge", "AVX, no AVX2"),
    Processor("Haswell", "Intel Haswell", "AVX2, no VNNI"),
    Processor("cortex-a72", "Arm Cortex-A72 (Graviton 1)", "no dot products", arm64=True),
    Processor("neoverse-n1", "Arm Neoverse N1 (Graviton 2)", "dot products", arm64=True),
    Processor("neoverse-v1", "Arm Neoverse V1 (Graviton 3)", "8-bit matrix products, SVE", arm64=True),
    Processor("max", "all of Arm that QEMU has", "SME too", arm64=True),
)


def agreement(here: Mapping[str, Any], there: Mapping[str, Any]) -> dict[str, float]:
    """Compare what `answers` reported on two processors: cosines, and shares of the same outcome."""
    cosines = np.einsum("ij,ij->i", np.asarray(here["vectors"]), np.asarray(there["vectors"]))
    same = {key: _share(here[key], there[key]) for key in ("first", "reacts")}
    return {"mean": float(cosines.mean()), "minimum": float(cosines.min()), **same}


def _share(here: list[object], there: list[object]) -> float:
    return sum(a == b for a, b in zip(here, there, strict=True)) / len(here)
