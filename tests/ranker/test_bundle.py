"""Where a bundle is found, and what comes back when it is written and loaded."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import emoji_ranker.bundle
import numpy as np
import pytest
from emoji_ranker.bundle import (
    ENVIRONMENT_VARIABLE,
    Bundle,
    dump_index,
    dump_settings,
    find_bundle,
    load_bundle,
)
from emoji_ranker.errors import BundleError
from emoji_ranker.manifest import MANIFEST, PARTS, sha256


def test_a_written_bundle_is_loaded_as_it_was(tiny: Bundle, tiny_bundle: Path) -> None:
    again = load_bundle(tiny_bundle)
    assert again.path == tiny_bundle
    assert again.manifest == tiny.manifest
    assert again.ranker.settings == tiny.ranker.settings
    assert again.ranker.index.emojis == tiny.ranker.index.emojis
    assert again.ranker.rank("happy birthday", top=8) == tiny.ranker.rank("happy birthday", top=8)


def test_its_parts_can_be_dumped_again_to_the_same_bytes(tiny: Bundle, real_bundle: Bundle) -> None:
    for bundle in (tiny, real_bundle):
        parts = {**dump_index(bundle.ranker.index), **dump_settings(bundle.ranker.settings)}
        assert set(parts) < set(PARTS)
        for name, content in parts.items():
            assert content == (bundle.path / name).read_bytes()


def test_the_manifest_holds_the_hash_of_every_part(tiny: Bundle) -> None:
    raw = json.loads((tiny.path / MANIFEST).read_text())
    assert raw["files"] == {name: sha256((tiny.path / name).read_bytes()) for name in PARTS}
    assert raw["digest"] == tiny.manifest.digest
    assert json.loads((tiny.path / "decision.json").read_text()) == asdict(tiny.ranker.settings)


def test_vectors_are_stored_in_16_bits_and_read_as_32(tiny: Bundle) -> None:
    assert np.load(tiny.path / "vectors.npy").dtype == np.float16
    assert tiny.ranker.index.vectors.dtype == np.float32


def test_a_bundle_written_twice_has_the_same_bytes(tiny: Bundle, reseal: Callable[..., Path]) -> None:
    before = {path.name: path.read_bytes() for path in tiny.path.iterdir()}
    reseal()
    assert {path.name: path.read_bytes() for path in tiny.path.iterdir()} == before


def test_several_threads_give_the_same_ranking(tiny: Bundle) -> None:
    other = load_bundle(tiny.path, threads=2)
    assert other.ranker.rank("happy birthday") == tiny.ranker.rank("happy birthday")


def test_the_given_folder_comes_before_the_environment(
    monkeypatch: pytest.MonkeyPatch, tiny_bundle: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(tmp_path / "other"))
    assert find_bundle(tiny_bundle) == tiny_bundle
    assert find_bundle() == tmp_path / "other"
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(tiny_bundle))
    assert load_bundle().path == tiny_bundle


def test_the_environment_comes_before_the_installed_folders_and_those_in_order(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first, second = tmp_path / "wheel", tmp_path / "checkout"
    monkeypatch.setattr(emoji_ranker.bundle, "_INSTALLED", (first, second))
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, "")
    with pytest.raises(BundleError, match=f"{first} or {second}.*emojibot-train build"):
        find_bundle()
    second.mkdir()
    assert find_bundle() == second
    first.mkdir()
    assert find_bundle() == first
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(tmp_path))
    assert find_bundle() == tmp_path


def test_a_named_folder_that_is_not_there_is_no_reason_to_load_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(BundleError, match=r"nowhere is no folder.*git checkout"):
        load_bundle()


def test_a_file_is_no_bundle(tiny_bundle: Path) -> None:
    with pytest.raises(BundleError, match=r"manifest\.json is no folder"):
        load_bundle(tiny_bundle / MANIFEST)


def test_the_checkout_holds_a_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)
    assert {path.name for path in find_bundle().iterdir()} == {*PARTS, MANIFEST}
