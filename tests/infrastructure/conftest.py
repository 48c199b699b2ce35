"""The files of the repository, and a wheel built from them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def files() -> list[Path]:
    """Every file that is tracked, or would be; relative to the root."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout (or git is missing), so there is no list of tracked files")
    names = [Path(os.fsdecode(name)) for name in listed.split(b"\0") if name]
    return sorted(name for name in set(names) if (ROOT / name).is_file())


@pytest.fixture(scope="session")
def texts(files: list[Path]) -> dict[Path, str]:
    """Every file that is text, but for the bundle."""
    contents = {name: (ROOT / name).read_bytes() for name in files if name.parts[:2] != ("model", "bundle")}
    return {name: content.decode("utf-8") for name, content in contents.items() if b"\0" not in content}


@pytest.fixture(scope="session")
def source(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the files, and of nothing else that lies about."""
    copy = tmp_path_factory.mktemp("source")
    for name in files:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="session")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the copy, with nothing fetched."""
    target = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-build-isolation", "--wheel-dir", target, source)
    [built] = target.iterdir()
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of its own into which the wheel is installed."""
    target = tmp_path_factory.mktemp("installed")
    pip("install", "--target", target, wheel)
    return target


def pip(command: str, *arguments: object) -> None:
    words = ("--isolated", command, "--no-deps", "--no-index", "--quiet", "--disable-pip-version-check")
    subprocess.run(
        [sys.executable, "-m", "pip", *words, *map(str, arguments)],
        check=True,
        timeout=PATIENCE,
        env={name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))},
    )
