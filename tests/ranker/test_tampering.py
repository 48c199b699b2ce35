"""A bundle whose files are not the ones that were written is refused."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from emoji_ranker import bundle as bundle_module
from emoji_ranker.bundle import Bundle, load_bundle
from emoji_ranker.errors import BundleError
from emoji_ranker.manifest import MANIFEST, PARTS, Manifest

FILES = (*PARTS, MANIFEST)
MANIFEST_FIELDS = (*(field.name for field in fields(Manifest)), "digest")
MENDS = r"git checkout|emojibot-train build"


def _refused(folder: Path, name: str) -> None:
    with pytest.raises(BundleError, match=rf"(?s){re.escape(name)}.*({MENDS})"):
        load_bundle(folder)


def _edit_manifest(folder: Path, edit: Callable[[dict[str, object]], object]) -> None:
    raw = json.loads((folder / MANIFEST).read_text())
    edit(raw)
    (folder / MANIFEST).write_text(json.dumps(raw))


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_refused(tiny_bundle: Path, name: str) -> None:
    (tiny_bundle / name).unlink()
    _refused(tiny_bundle, name)


@pytest.mark.parametrize("name", FILES)
def test_a_folder_in_a_files_place_is_refused(tiny_bundle: Path, name: str) -> None:
    (tiny_bundle / name).unlink()
    (tiny_bundle / name).mkdir()
    _refused(tiny_bundle, name)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("left", [0.0, 0.5, 1.0])
def test_a_truncated_file_is_refused(tiny_bundle: Path, name: str, left: float) -> None:
    content = (tiny_bundle / name).read_bytes()
    (tiny_bundle / name).write_bytes(content[: min(int(left * len(content)), len(content.rstrip()) - 1)])
    _refused(tiny_bundle, name)


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("place", [0.0, 0.5, 1.0])
def test_one_flipped_bit_is_refused(tiny_bundle: Path, name: str, place: float) -> None:
    content = bytearray((tiny_bundle / name).read_bytes())
    content[int(place * (len(content) - 1))] ^= 1
    (tiny_bundle / name).write_bytes(content)
    _refused(tiny_bundle, name)


@pytest.mark.parametrize("name", FILES)
def test_a_file_with_something_behind_it_is_refused(tiny_bundle: Path, name: str) -> None:
    with (tiny_bundle / name).open("ab") as file:
        file.write(b"x")
    _refused(tiny_bundle, name)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("other", FILES)
def test_a_file_swapped_with_another_part_is_refused(tiny_bundle: Path, name: str, other: str) -> None:
    if name != other:
        shutil.copyfile(tiny_bundle / other, tiny_bundle / name)
        _refused(tiny_bundle, name)


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_another_bundle_is_refused(tiny_bundle: Path, real_bundle: Bundle, name: str) -> None:
    shutil.copyfile(real_bundle.path / name, tiny_bundle / name)
    # With the other's manifest it is the other parts that don't match: the first of them is named.
    _refused(tiny_bundle, PARTS[0] if name == MANIFEST else name)


@pytest.mark.parametrize("field", MANIFEST_FIELDS)
@pytest.mark.parametrize("value", [None, 7, -0.5, "other", [], {}, [[]], {"a": {}}, [{"a": 1}], True])
def test_an_altered_manifest_field_is_refused(tiny_bundle: Path, field: str, value: object) -> None:
    _edit_manifest(tiny_bundle, lambda raw: raw.update({field: value}))
    # Only a true metrics mapping could stay the same: the tiny bundle's is empty.
    if (field, value) == ("metrics", {}):
        load_bundle(tiny_bundle)
    else:
        _refused(tiny_bundle, MANIFEST)


@pytest.mark.parametrize("field", MANIFEST_FIELDS)
def test_a_manifest_without_a_field_is_refused(tiny_bundle: Path, field: str) -> None:
    _edit_manifest(tiny_bundle, lambda raw: raw.pop(field))
    _refused(tiny_bundle, MANIFEST)


def test_a_manifest_with_one_more_field_is_refused(tiny_bundle: Path) -> None:
    _edit_manifest(tiny_bundle, lambda raw: raw.update({"extra": 1}))
    _refused(tiny_bundle, MANIFEST)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"no json",
        b"[]",
        b"null",
        b"1",
        b"{}",
        b'{"format": 1}',
        b"9" * 5000,
        b"[" * 200_000,
        b'{"format": 1, "text_rules": 1, "a": ' + b'{"a": ' * 200_000,
    ],
)
def test_what_is_no_manifest_is_refused(tiny_bundle: Path, content: bytes) -> None:
    (tiny_bundle / MANIFEST).write_bytes(content)
    _refused(tiny_bundle, MANIFEST)


def test_a_bundle_that_is_replaced_while_it_is_loaded_is_refused(
    tiny_bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was checked may not be what is read a moment later."""
    assemble = bundle_module._assemble  # noqa: SLF001 - the moment between

    def assemble_late(folder: Path, *rest: Any) -> Any:  # noqa: ANN401 - whatever it takes and gives
        content = (folder / "vectors.npy").read_bytes()
        (folder / "vectors.npy").unlink()
        (folder / "vectors.npy").write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        return assemble(folder, *rest)

    monkeypatch.setattr(bundle_module, "_assemble", assemble_late)
    with pytest.raises(BundleError, match="was replaced while it was loaded: try again"):
        load_bundle(tiny_bundle)
