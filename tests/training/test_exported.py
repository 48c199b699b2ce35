"""An export is read back whole, or refused with what is wrong and what mends it."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from emoji_ranker.encoder import Encoder
from emoji_training.errors import ExportError
from emoji_training.exported import FP32_MODEL, ExportDescription, read_export, read_parity

from tests.training.conftest import DESCRIPTION, write_json


def test_an_export_is_read_and_can_encode(tiny_export: Path) -> None:
    export = read_export(tiny_export)
    assert export.description == ExportDescription("tiny", "1" * 64, max_tokens=16, dimension=32)
    assert export.model == (tiny_export / "encoder.onnx").read_bytes()
    assert export.tokenizer == (tiny_export / "tokenizer.json").read_bytes()
    same = Encoder(export.model, export.tokenizer.decode(), max_tokens=16)
    assert np.array_equal(export.encoder.encode(["happy party"]), same.encode(["happy party"]))


def test_either_graph_can_be_read(tiny_export: Path) -> None:
    (tiny_export / "encoder.onnx").write_bytes(b"broken")
    assert read_export(tiny_export, FP32_MODEL).encoder.dimension == 32


def test_a_long_text_is_cut_where_the_description_says(tiny_export: Path) -> None:
    write_json(tiny_export / "export.json", DESCRIPTION | {"max_tokens": 5})
    assert len(read_export(tiny_export).encoder.token_ids("party " * 50)) == 5


@pytest.mark.parametrize("name", ["export.json", "encoder.onnx", "tokenizer.json"])
def test_a_missing_file_is_named(tiny_export: Path, name: str) -> None:
    (tiny_export / name).unlink()
    with pytest.raises(ExportError, match=rf"{name} can't be read \(No such file.*emojibot-train export"):
        read_export(tiny_export)


def truncate(content: bytes) -> bytes:
    return content[: len(content) // 2]


def change_description(**changes: object) -> Callable[[bytes], bytes]:
    return lambda _: json.dumps(DESCRIPTION | changes).encode()


def with_words_that_the_graph_lacks(content: bytes) -> bytes:
    tokenizer = json.loads(content)
    tokenizer["post_processor"]["special_tokens"]["[CLS]"]["ids"] = [30_522]
    return json.dumps(tokenizer).encode()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("encoder.onnx", truncate),
        ("encoder.onnx", lambda _: b""),
        ("tokenizer.json", truncate),
        ("tokenizer.json", lambda _: b"\xff\xfe"),
        ("tokenizer.json", lambda _: b"{}"),
        ("export.json", truncate),
        ("export.json", lambda _: b"null"),
        ("export.json", lambda _: b"[" * 100_000),
        ("tokenizer.json", with_words_that_the_graph_lacks),
        ("export.json", lambda _: b"{}"),
        ("export.json", change_description(colour="red")),
        ("export.json", change_description(max_tokens="many")),
    ],
)
def test_a_broken_file_is_named(tiny_export: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    path = tiny_export / name
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(ExportError, match=r"can't be (read|used together).*emojibot-train export"):
        read_export(tiny_export)


def test_a_graph_of_another_dimension_is_refused(tiny_export: Path) -> None:
    write_json(tiny_export / "export.json", DESCRIPTION | {"dimension": 384})
    with pytest.raises(ExportError, match=r"encoder\.onnx gives vectors of 32 numbers.* says 384"):
        read_export(tiny_export)


def test_parity_is_optional(tiny_export: Path) -> None:
    assert read_parity(tiny_export) == {}
    write_json(tiny_export / "parity.json", {"messages": 7, "int8_mean": 0.995})
    assert read_parity(tiny_export) == {"parity_messages": 7, "parity_int8_mean": 0.995}


@pytest.mark.parametrize("content", ["{", "[]", '{"messages": "many"}', "[" * 100_000])
def test_broken_parity_is_refused(tiny_export: Path, content: str) -> None:
    (tiny_export / "parity.json").write_text(content, encoding="utf-8")
    with pytest.raises(ExportError, match=r"parity\.json can't be read.*delete it"):
        read_parity(tiny_export)


def test_parity_that_is_a_folder_is_refused(tiny_export: Path) -> None:
    (tiny_export / "parity.json").mkdir()
    with pytest.raises(ExportError, match=r"parity\.json can't be read"):
        read_parity(tiny_export)
