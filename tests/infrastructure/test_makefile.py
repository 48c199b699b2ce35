"""The Makefile: the targets that were promised, and a list of them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

PROMISED = {"help", "setup", "run", "rank", "test", "test-training", "lint", "format", "train", "bench"}

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def make(root: Path, *words: str) -> str:
    command = ["make", "--no-print-directory", "-C", str(root), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def targets(root: Path) -> set[str]:
    text = (root / "Makefile").read_text(encoding="utf-8")
    return {name for names in re.findall(r"^\.PHONY: (.+)$", text, re.MULTILINE) for name in names.split()}


def test_every_promised_target_exists(root: Path) -> None:
    assert targets(root) >= PROMISED


@pytest.mark.parametrize("words", [(), ("help",)], ids=["make", "make help"])
def test_help_lists_every_target_with_what_it_does(root: Path, words: tuple[str, ...]) -> None:
    rows = [re.fullmatch(r"  make ([a-z-]+) +(\S.+)", line) for line in make(root, *words).splitlines()]
    assert all(rows)
    assert {row[1] for row in rows if row} == targets(root)


@pytest.mark.parametrize("name", sorted(PROMISED - {"help"}))
def test_a_target_can_be_planned_without_running_it(root: Path, name: str) -> None:
    assert make(root, "--dry-run", "--always-make", name, "TEXT=hi")


def test_running_and_ranking_install_neither_torch_nor_the_training_extra(root: Path) -> None:
    for name in ("run", "rank", "setup"):
        plan = make(root, "--dry-run", "--always-make", name, "TEXT=hi")
        assert "requirements-service.txt" in plan
        assert "torch" not in plan
        assert "training" not in plan
    assert "torch" in make(root, "--dry-run", "--always-make", "train")


def test_the_locks_are_installed_with_their_hashes_checked(root: Path) -> None:
    plan = make(root, "--dry-run", "--always-make", "train").splitlines()
    locked = [line for line in plan if "requirements" in line and " install " in line]
    assert len(locked) == 3
    assert [line for line in locked if "--require-hashes" not in line or "--no-deps" not in line] == []


def test_the_bench_passes_on_what_to_measure_and_with_what(root: Path) -> None:
    plan = make(root, "--dry-run", "bench", "ONLY=message start", "DATA=some data", "ROUNDS=3")
    assert '-m tests.bench --data "some data" --rounds 3' in plan
    assert "--only message start" in plan
    assert "--" not in make(root, "--dry-run", "bench").rpartition("tests.bench")[2]
