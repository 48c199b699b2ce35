"""The wheel: all that is needed, and nothing else."""

import email
import re
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

PACKAGES = {"emoji_ranker": "model", "emoji_service": "lambda", "emoji_training": "training"}


@pytest.fixture(scope="session")
def content(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_holds_every_file_of_the_packages_and_the_whole_bundle(
    content: dict[str, bytes], files: list[Path], source: Path
) -> None:
    expected = {
        str(name.relative_to(folder)): name
        for package, folder in PACKAGES.items()
        for name in files
        if name.is_relative_to(Path(folder, package))
    }
    parts = [name for name in files if name.parent == Path("model/bundle")]
    expected |= {f"emoji_ranker/_bundle/{name.name}": name for name in parts}
    packed = {name for name in content if ".dist-info/" not in name}
    assert packed == expected.keys()
    assert [name for name in packed if content[name] != (source / expected[name]).read_bytes()] == []


@pytest.mark.parametrize(
    "name",
    [
        *(f"{package}/py.typed" for package in PACKAGES),
        "emoji_service/static/index.html",
        "emoji_service/static/openapi.json",
        "emoji_service/static/playground.css",
        "emoji_service/static/playground.js",
        "emoji_ranker/_bundle/manifest.json",
        "emoji_ranker/_bundle/encoder.onnx",
        "emoji_ranker/_bundle/tokenizer.json",
    ],
)
def test_the_wheel_holds(content: dict[str, bytes], name: str) -> None:
    assert name in content


def test_the_wheel_brings_its_licences_its_commands_and_no_torch(
    content: dict[str, bytes], source: Path
) -> None:
    [described] = [name for name in content if name.endswith(".dist-info/METADATA")]
    folder = described.rpartition("/")[0]
    for licence in ("LICENSE", "NOTICE"):
        assert content[f"{folder}/licenses/{licence}"] == (source / licence).read_bytes()
    commands = content[f"{folder}/entry_points.txt"].decode()
    assert "emojibot = emoji_service.cli:main" in commands
    assert "emojibot-train = emoji_training.cli:main" in commands
    description = email.message_from_bytes(content[described])
    needs = description.get_all("Requires-Dist") or []
    always = {re.split("[^a-z0-9-]", need)[0] for need in needs if "extra ==" not in need}
    assert always == {"numpy", "onnxruntime", "tokenizers"}
    assert [need for need in needs if need.startswith("torch")] == []


def test_the_version_is_the_one_of_the_project(wheel: Path, source: Path) -> None:
    version = tomllib.loads((source / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert metadata.version("emojibot") == version
    assert wheel.name == f"emojibot-{version}-py3-none-any.whl"
