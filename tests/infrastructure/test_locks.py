"""The locks: pinned names with their hashes, and nothing that says where to fetch them from."""

import re
from pathlib import Path

import pytest

NAMES = ("requirements.txt", "requirements-service.txt", "requirements-dev.txt", "requirements-training.txt")
LOCKS = (*NAMES, "requirements-build.txt")
PIN = re.compile(
    r"(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*)==(?P<version>[\w.!+-]+)"
    r"(?: ; (?P<marker>[\w .<>=!'()]+))?"
    r"(?P<hashes>(?: --hash=sha256:[0-9a-f]{64})+)"
)
Pins = dict[tuple[str, str], tuple[str, frozenset[str]]]


def entries(lock: Path) -> list[str]:
    return lock.read_text(encoding="utf-8").replace(" \\\n    ", " ").splitlines()


def pins(lock: Path) -> Pins:
    """Map each name and marker to its version and hashes."""
    matches = [PIN.fullmatch(entry) for entry in entries(lock)]
    return {
        (match["name"], match["marker"] or ""): (match["version"], frozenset(match["hashes"].split()))
        for match in matches
        if match
    }


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_only_pinned_names_with_hashes(root: Path, name: str) -> None:
    lines = entries(root / name)
    assert [line for line in lines if not PIN.fullmatch(line)] == []
    assert len(lines) > 5


@pytest.mark.parametrize(
    "line",
    [
        "numpy",
        "numpy==2.4.6",
        "numpy>=2.4.6 --hash=sha256:" + "0" * 64,
        "numpy==2.4.6 --hash=md5:" + "0" * 32,
        "numpy @ https://example.com/numpy.whl --hash=sha256:" + "0" * 64,
        "https://example.com/numpy.whl",
        "--extra-index" + "-url https://example.com",
        "--find-links wheels",
        "-e .",
        "# via numpy",
    ],
)
def test_what_has_no_place_in_a_lock_is_noticed(line: str) -> None:
    assert not PIN.fullmatch(line)


@pytest.mark.parametrize("name", LOCKS)
def test_torch_stands_in_no_lock(root: Path, name: str) -> None:
    locked = {package for package, _ in pins(root / name)}
    assert {package for package in locked if re.match("torch|nvidia|triton", package)} == set()


def test_what_two_locks_share_is_the_same_release_with_the_same_hashes(root: Path) -> None:
    seen: Pins = {}
    for name in LOCKS:
        for key, pin in pins(root / name).items():
            assert seen.setdefault(key, pin) == pin, f"{key[0]} in {name}"


def test_each_lock_holds_what_its_extra_needs_beside_the_core(root: Path) -> None:
    locked = {name: {package for package, _ in pins(root / name)} for name in LOCKS}
    core = locked["requirements.txt"]
    assert core >= {"numpy", "onnxruntime", "tokenizers"}
    assert all(core <= locked[name] for name in NAMES)
    assert locked["requirements-service.txt"] >= {"starlette", "uvicorn"}
    assert locked["requirements-dev.txt"] >= locked["requirements-service.txt"] | {"pytest", "ruff", "mypy"}
    assert locked["requirements-training.txt"] >= {"sentence-transformers", "onnx"}
    assert locked["requirements-build.txt"] >= {"hatchling"}
    light = locked["requirements-service.txt"] | core
    assert light & {"sentence-transformers", "transformers", "onnx", "scipy"} == set()
