"""Writes the hashed locks, and shows that each locked package has a wheel wherever the locks serve."""

import os
import subprocess
import sys
import tempfile
import tomllib
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXTRAS = {
    "requirements.txt": [],
    "requirements-service.txt": ["service"],
    "requirements-dev.txt": ["dev"],
    "requirements-training.txt": ["training"],
}
BUILD_LOCK = "requirements-build.txt"
PLATFORMS = (
    "x86_64-manylinux_2_28",
    "aarch64-manylinux_2_28",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
)
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# onnxruntime's last release for Intel Macs came before Python 3.14.
NONE_EXPECTED = {("x86_64-apple-darwin", "3.14")}
# tokenizers asks for it only to fetch from a hub, which nothing here does: with what it brings, 22 MB.
NO_HUB = "huggingface-hub; sys_platform == 'never'"
NO_TORCH = "torch; sys_platform == 'never'"
COMPILE = ("compile", "--quiet", "--universal", "--python-version", "3.11", "--fork-strategy", "fewest")
FORM = ("--generate-hashes", "--no-header", "--no-annotate", "--no-strip-extras")


def write() -> None:
    """Resolve all extras together, so that every lock pins the same versions, then each by itself."""
    with tempfile.TemporaryDirectory() as folder:
        overrides, everything = Path(folder, "overrides.txt"), Path(folder, "all.txt")
        common = (*COMPILE, *FORM, "pyproject.toml", "--overrides", str(overrides))
        overrides.write_text(f"{NO_TORCH}\n")
        _uv(*common, "--all-extras", "--output-file", str(everything))
        for name, extras in EXTRAS.items():
            overrides.write_text(NO_TORCH if "training" in extras else f"{NO_TORCH}\n{NO_HUB}\n")
            chosen = [word for extra in extras for word in ("--extra", extra)]
            _uv(*common, *chosen, "--constraints", str(everything), "--output-file", name)
    build = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    _uv(*COMPILE, *FORM, "-", "--output-file", BUILD_LOCK, given="\n".join(build))


def check() -> int:
    """Resolve each lock from wheels alone for every platform and Python; print a line for each."""
    failures = 0
    for name, platform, python in product((*EXTRAS, BUILD_LOCK), PLATFORMS, PYTHONS):
        found = _has_wheels(name, platform, python)
        expected = (platform, python) not in NONE_EXPECTED or name == BUILD_LOCK
        print(f"{name:<26} {platform:<23} {python}  {'wheels for all' if found else 'NOT for all'}")
        failures += found != expected
    return 1 if failures else 0


def _has_wheels(lock: str, platform: str, python: str) -> bool:
    words = ("--dry-run", "--quiet", "--no-deps", "--only-binary", ":all:", "--require-hashes")
    where = ("--python-platform", platform, "--python-version", python)
    with tempfile.TemporaryDirectory() as empty:
        return _uv("install", *words, *where, "--target", empty, "--requirements", lock, check=False) == 0


def _uv(*words: str, given: str | None = None, check: bool = True) -> int:
    command = [sys.executable, "-m", "uv", "pip", *words]
    # Recent macOS wheels ask for macOS 14.
    environment = {**os.environ, "MACOSX_DEPLOYMENT_TARGET": "14.0"}
    return subprocess.run(command, cwd=ROOT, check=check, input=given, text=True, env=environment).returncode


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        write()
    else:
        sys.exit(check())
