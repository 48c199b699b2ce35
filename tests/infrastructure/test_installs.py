"""Wheel and editable install: each runs, with the code and the bundle that it should have."""

import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import onnxruntime
import pytest

PACKAGES = ["emoji_ranker", "emoji_service", "emoji_training"]
REPORT = """
import json, sys
import emoji_ranker.bundle, emoji_service.cli, emoji_service.rank_api, emoji_training.paths
ours = [module for name, module in sys.modules.items() if name.partition(".")[0] in {packages!r}]
print(json.dumps([module.__file__ for module in ours] + [str(emoji_ranker.bundle.load_bundle().path)]))
"""
RANK = ("-m", "emoji_service.cli", "rank", "happy birthday Sam!", "--top", "5")
Python = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def python(tmp_path: Path) -> Python:
    """Run an interpreter in an empty folder, with these folders first on its path."""

    def run(*arguments: str, path: tuple[Path | str, ...] = ()) -> subprocess.CompletedProcess[str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LANG") if name in os.environ}
        environment = {**kept, "PYTHONPATH": os.pathsep.join(map(str, path)), "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(
            [sys.executable, "-P", *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            cwd=tmp_path,
            timeout=60,
            check=False,
        )

    return run


def test_the_installed_wheel_brings_its_own_code_and_bundle(python: Python, installed: Path) -> None:
    answer = python("-c", REPORT.format(packages=PACKAGES), path=(installed,))
    assert answer.returncode == 0, answer.stderr
    places = [Path(place) for place in json.loads(answer.stdout)]
    assert [place for place in places if not place.is_relative_to(installed)] == []
    assert places[-1] == installed / "emoji_ranker" / "_bundle"
    assert len(places) > 15


def test_the_installed_wheel_ranks_where_the_checkout_is_out_of_reach(
    python: Python, installed: Path
) -> None:
    # Without `site` no .pth file is read, so an editable install beside the dependencies stays unseen.
    libraries = Path(onnxruntime.__file__).parents[1]
    assert "No module named 'emoji_service'" in python("-S", *RANK, path=(libraries,)).stderr
    answer = python("-S", *RANK, path=(installed, libraries))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert ":birthday:" in answer.stdout
    assert answer.stdout == python(*RANK, path=(installed,)).stdout


def test_the_installed_command_line_reads_the_installed_bundle(python: Python, installed: Path) -> None:
    part = installed / "emoji_ranker" / "_bundle" / "decision.json"
    whole = part.read_bytes()
    part.write_bytes(whole + b" ")
    try:
        answer = python(*RANK, path=(installed,))
    finally:
        part.write_bytes(whole)
    assert answer.returncode == 2
    assert f"{part} has been truncated, swapped or altered" in answer.stderr


def test_the_editable_install_finds_the_checkout_from_elsewhere(python: Python, root: Path) -> None:
    source = json.loads(metadata.distribution("emojibot").read_text("direct_url.json") or "{}")
    if not source.get("dir_info", {}).get("editable"):
        pytest.skip("emojibot is not installed as editable here")
    answer = python("-c", REPORT.format(packages=PACKAGES))
    assert answer.returncode == 0, answer.stderr
    places = [Path(place) for place in json.loads(answer.stdout)]
    assert [place for place in places if not place.is_relative_to(root)] == []
    assert places[-1] == root / "model" / "bundle"
    assert ":birthday:" in python(*RANK).stdout


def test_the_installed_command_runs_from_elsewhere(python: Python) -> None:
    command = Path(sysconfig.get_path("scripts"), "emojibot")
    answer = subprocess.run(
        [command, "rank", "happy birthday Sam!"], capture_output=True, check=True, timeout=60
    )
    assert answer.stdout.decode() == python("-m", "emoji_service.cli", "rank", "happy birthday Sam!").stdout
