"""The manifest: what it says of itself, and what it must hold."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from emoji_ranker.bundle import Bundle, load_bundle
from emoji_ranker.errors import BundleError
from emoji_ranker.manifest import MANIFEST, PARTS, Manifest, read_manifest, sha256

Reseal = Callable[..., Path]


def _write(folder: Path, manifest: Manifest) -> Path:
    (folder / MANIFEST).write_text(
        json.dumps(json.loads(manifest.to_json()))
    )  # escapes what UTF-8 can't hold
    return folder


def _refused(folder: Path, complaint: str) -> None:
    with pytest.raises(BundleError, match=rf"manifest\.json(?s:.*){complaint}(?s:.*)emojibot-train build"):
        load_bundle(folder)


def test_a_hash_is_sha_256_in_hexadecimal() -> None:
    assert sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_manifest_is_read_as_it_was_written(tiny: Bundle, real_bundle: Bundle) -> None:
    for bundle in (tiny, real_bundle):
        assert read_manifest(bundle.path) == bundle.manifest
        assert bundle.manifest.to_json() == (bundle.path / MANIFEST).read_text(encoding="utf-8")


def test_every_field_changes_the_digest(tiny: Bundle) -> None:
    manifest = tiny.manifest
    others = (
        replace(manifest, version="0.0.2"),
        replace(manifest, max_tokens=17),
        replace(manifest, dimension=33),
        replace(manifest, sources=()),
        replace(manifest, metrics={"a": 1.0}),
        replace(manifest, canaries=()),
        replace(manifest, canary_tolerance=0.002),
        replace(manifest, text_rules=2),
        replace(manifest, format=2),
        replace(manifest, files={}),
    )
    assert len({manifest.digest, *(other.digest for other in others)}) == len(others) + 1
    assert replace(manifest, version="0.0.1").digest == manifest.digest


def test_another_format_is_refused(tiny: Bundle) -> None:
    _refused(_write(tiny.path, replace(tiny.manifest, format=2)), "no bundle manifest of format 1")


def test_other_text_rules_are_refused(tiny: Bundle) -> None:
    _refused(_write(tiny.path, replace(tiny.manifest, text_rules=2)), "text rules 2, this code has 1")


@pytest.mark.parametrize(
    "change",
    [
        lambda files: {name: digest for name, digest in files.items() if name != "vectors.npy"},
        lambda files: {**files, "extra.bin": "0" * 64},
        lambda files: {**files, "../manifest.json": "0" * 64},
        lambda files: {**files, "/etc/hostname": "0" * 64},
        lambda files: {f"../bundle/{name}": digest for name, digest in files.items()},
        lambda files: {f"./{name}": digest for name, digest in files.items()},
        list,
        lambda _files: {},
        lambda _files: [[]],
        lambda _files: None,
    ],
)
def test_other_files_than_the_parts_are_refused(
    tiny: Bundle, change: Callable[[dict[str, str]], dict[str, str]]
) -> None:
    files = change(dict(tiny.manifest.files))
    _refused(_write(tiny.path, replace(tiny.manifest, files=files)), "files must be|not complete")


@pytest.mark.parametrize("digest", [None, 5, "", "0" * 64])
def test_a_part_without_its_hash_is_refused(tiny: Bundle, digest: str) -> None:
    for name in PARTS:
        files = {**tiny.manifest.files, name: digest}
        with pytest.raises(BundleError, match=f"{name} has been truncated, swapped or altered"):
            load_bundle(_write(tiny.path, replace(tiny.manifest, files=files)))


@pytest.mark.parametrize("tolerance", [-0.1, 1, 2, float("nan"), float("inf"), "0.1", None, []])
def test_a_tolerance_that_tolerates_everything_is_refused(tiny: Bundle, tolerance: float) -> None:
    _refused(_write(tiny.path, replace(tiny.manifest, canary_tolerance=tolerance)), "not complete")


def test_a_manifest_without_canaries_is_refused(tiny: Bundle) -> None:
    _refused(_write(tiny.path, replace(tiny.manifest, canaries=())), "canaries")


@pytest.mark.parametrize("text", [None, 5, ["a"]])
def test_a_canary_that_is_no_text_is_refused(tiny: Bundle, text: str) -> None:
    (canary,) = tiny.manifest.canaries
    _refused(_write(tiny.path, replace(tiny.manifest, canaries=(replace(canary, text=text),))), "canary")


def test_a_canary_with_half_a_character_is_refused(tiny: Bundle) -> None:
    (canary,) = tiny.manifest.canaries
    folder = _write(tiny.path, replace(tiny.manifest, canaries=(replace(canary, text="\ud800"),)))
    with pytest.raises(BundleError, match="does not fit together"):
        load_bundle(folder)


@pytest.mark.parametrize("max_tokens", [0, 1, -1, None, "16", 2.5, 128.5, True])
def test_a_length_of_input_that_cannot_be_is_refused(tiny: Bundle, max_tokens: int) -> None:
    with pytest.raises(BundleError, match="emojibot-train build"):
        load_bundle(_write(tiny.path, replace(tiny.manifest, max_tokens=max_tokens)))


@pytest.mark.parametrize("dimension", [31, 33, 0, None, "32"])
def test_another_dimension_is_refused(tiny: Bundle, dimension: int) -> None:
    with pytest.raises(BundleError, match=r"32 dimensions.*emojibot-train build"):
        load_bundle(_write(tiny.path, replace(tiny.manifest, dimension=dimension)))


@pytest.mark.parametrize("depth", [50, 400, 900, 5_000])
def test_deep_nesting_breaks_nothing(tiny: Bundle, depth: int) -> None:
    raw = json.loads(tiny.manifest.to_json())
    text = json.dumps({**raw, "metrics": "HERE"}).replace('"HERE"', '{"a": ' * depth + "1" + "}" * depth)
    (tiny.path / MANIFEST).write_text(text)
    _refused(tiny.path, "")
