"""The three npm packages behind the lexicon: which ones, and how to fetch and verify them."""

import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import NamedTuple

from emoji_ranker.manifest import sha256

from emoji_training.errors import LexiconError

_FETCH_SECONDS = 600


class Package(NamedTuple):
    """A pinned npm package, the one file of it that is read, and that file's SHA-256."""

    name: str
    version: str
    file: str
    sha256: str


DATASOURCE = Package(
    "emoji-datasource",
    "16.0.0",
    "emoji.json",
    "1d602e65be88772bf8cc368ce16b855d719eeddbafe128d471b80203f494d29f",
)
EMOJILIB = Package(
    "emojilib",
    "4.0.3",
    "dist/emoji-en-US.json",
    "7974e9162e1505aa1b02d07a04e4eefa5c51864d6c32e477121c635201e2eca2",
)
CLDR = Package(
    "cldr-annotations-full",
    "48.2.0",
    "annotations/en/annotations.json",
    "f22083cb86dffb63a643d5bacb5d9899f82d2fa5d388ad4f3aed72184acef505",
)


def fetch_packages(folder: Path) -> tuple[Path, Path, Path]:
    """Fetch the pinned packages with npm into `folder` and return their unpacked folders.

    Raises:
        LexiconError: npm is missing or fails, or a file is not the pinned one.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise LexiconError("npm is not installed: install Node.js, or unpack the packages and use --sources")
    return _fetch(npm, DATASOURCE, folder), _fetch(npm, EMOJILIB, folder), _fetch(npm, CLDR, folder)


def _fetch(npm: str, package: Package, folder: Path) -> Path:
    _npm_pack(npm, f"{package.name}@{package.version}", folder)
    root = _unpack(folder / f"{package.name}-{package.version}.tgz", package, folder / package.name)
    found = sha256((root / package.file).read_bytes())
    if found != package.sha256:
        raise LexiconError(
            f"{package.file} of {package.name} {package.version} has SHA-256 {found}, not {package.sha256}: "
            "do not use it; check where npm fetches from"
        )
    return root


def _npm_pack(npm: str, spec: str, folder: Path) -> None:
    command = [npm, "pack", spec, "--pack-destination", str(folder)]
    try:
        subprocess.run(  # noqa: S603 - a fixed command line of our own: nothing in it comes from outside
            command, cwd=folder, check=True, capture_output=True, timeout=_FETCH_SECONDS
        )
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip()
        raise LexiconError(f"npm could not fetch {spec}: {said}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise LexiconError(f"npm could not fetch {spec}: {error}") from error


def _unpack(archive: Path, package: Package, target: Path) -> Path:
    """Unpack only the file that is read and the licence."""
    try:
        with tarfile.open(archive) as tar:
            members = [tar.getmember(f"package/{name}") for name in (package.file, "LICENSE")]
            tar.extractall(target, members=members, filter="data")
    except (KeyError, OSError, tarfile.TarError) as error:
        raise LexiconError(f"{archive.name} is not the package it should be: {error}") from error
    return target / "package"
