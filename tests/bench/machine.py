"""The machine that figures come from, in words; never its name or its places."""

import os
import platform
import re
import subprocess
import sys
import textwrap
from importlib import metadata
from pathlib import Path

_LIBRARIES = ("onnxruntime", "numpy", "tokenizers", "torch", "sentence-transformers")
_WIDTH = 115
_CPU_INFO = Path("/proc/cpuinfo")


def machine() -> str:
    """Describe processor, system and versions in a few lines."""
    versions = ", ".join(f"{name} {version}" for name in _LIBRARIES if (version := _version(name)))
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count()
    words = (
        f"{_processor()} ({platform.machine()}, {_integer_products()}), {cores} cores; {_system()}; "
        f"Python {platform.python_version()}, {versions}."
    )
    return textwrap.fill(words, _WIDTH, break_on_hyphens=False)


def _processor() -> str:
    if sys.platform == "linux":
        model = re.search(r"^model name\s*: (.+)$", _CPU_INFO.read_text(encoding="utf-8"), re.MULTILINE)
        return model[1].strip() if model else "a processor that does not say its name"
    asked = ["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def _integer_products() -> str:
    """Say whether 8-bit products have an instruction of their own."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return "dot products not looked up"
    flags = set(_CPU_INFO.read_text(encoding="utf-8").split())
    return "with VNNI" if flags & {"avx512_vnni", "avx_vnni"} else "without VNNI"


def _system() -> str:
    if sys.platform == "linux":
        name = platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
        return f"{name}, {' '.join(platform.libc_ver())}"
    return f"macOS {platform.mac_ver()[0]}"


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
