"""A bundle whose hashes are right but whose parts do not fit together is refused too."""

import io
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from emoji_ranker.bundle import Bundle, load_bundle
from emoji_ranker.errors import BundleError
from numpy.typing import NDArray
from onnx import helper, numpy_helper

Reseal = Callable[..., Path]


def _npy(array: NDArray[Any]) -> dict[str, bytes]:
    file = io.BytesIO()
    np.save(file, array, allow_pickle=True)
    return {"vectors.npy": file.getvalue()}


def _refused(folder: Path, complaint: str) -> None:
    with pytest.raises(BundleError, match=rf"{folder}(?s:.*){complaint}(?s:.*)emojibot-train (build|export)"):
        load_bundle(folder)


def test_a_different_graph_gives_other_vectors(tiny: Bundle, reseal: Reseal) -> None:
    model = onnx.load_from_string((tiny.path / "encoder.onnx").read_bytes())
    table = numpy_helper.to_array(model.graph.initializer[0])
    model.graph.initializer[0].CopyFrom(numpy_helper.from_array(table[::-1].copy(), "table"))
    _refused(reseal({"encoder.onnx": model.SerializeToString()}), "encoder.onnx gives other vectors")


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_graph_that_gives_no_numbers_is_refused(tiny: Bundle, reseal: Reseal, value: float) -> None:
    model = onnx.load_from_string((tiny.path / "encoder.onnx").read_bytes())
    table = np.full_like(numpy_helper.to_array(model.graph.initializer[0]), value)
    model.graph.initializer[0].CopyFrom(numpy_helper.from_array(table, "table"))
    _refused(reseal({"encoder.onnx": model.SerializeToString()}), "")


def test_a_graph_with_an_unheard_of_input_is_refused(tiny: Bundle, reseal: Reseal) -> None:
    model = onnx.load_from_string((tiny.path / "encoder.onnx").read_bytes())
    extra = helper.make_tensor_value_info("unheard_of", onnx.TensorProto.INT64, [1])
    model.graph.input.append(extra)
    _refused(reseal({"encoder.onnx": model.SerializeToString()}), "unheard_of")


@pytest.mark.parametrize(
    "name", ["encoder.onnx", "tokenizer.json", "emojis.json", "vectors.npy", "decision.json"]
)
@pytest.mark.parametrize("content", [b"", b"{}", b"null", b"[" * 100_000, b"\xff\x00", b"PK\x03\x04", b"[1]"])
def test_parts_of_another_kind_are_refused(reseal: Reseal, name: str, content: bytes) -> None:
    _refused(reseal({name: content}), "does not fit together")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda rows: rows[:-1], "phrases but"),
        (lambda rows: np.concatenate([rows, rows[:1]]), "phrases but"),
        (lambda rows: rows[:, :-1], "dimensions"),
        (lambda rows: rows[:, 0], "not rows of floats"),
        (lambda rows: rows[:, :, None], "not rows of floats"),
        (lambda rows: rows.astype(np.int8), "not rows of floats"),
        (lambda rows: rows.astype(np.complex64), "not rows of floats"),
        (lambda rows: rows.astype(str), "not rows of floats"),
        (lambda rows: rows.astype(object), "pickle"),
        (lambda rows: rows * 1.05, "longer than 1"),
        (lambda rows: np.where(rows == rows[1, 1], np.nan, rows), "longer than 1"),
        (lambda rows: np.where(rows == rows[1, 1], np.inf, rows), "longer than 1"),
    ],
)
def test_vectors_of_another_kind_are_refused(
    tiny: Bundle, reseal: Reseal, change: Callable[[NDArray[Any]], NDArray[Any]], complaint: str
) -> None:
    _refused(reseal(_npy(change(np.load(tiny.path / "vectors.npy")))), complaint)


def test_a_header_that_promises_terabytes_is_refused(reseal: Reseal) -> None:
    content = _npy(np.zeros((1, 1), dtype=np.float16))["vectors.npy"]
    huge = content.replace(b"(1, 1), }" + b" " * 16, b"(999999999999, 32), }    ")
    assert b"999999999999" in huge
    _refused(reseal({"vectors.npy": huge}), "does not fit together")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"phrases": []}, "phrase"),
        ({"phrases": ["party", ""]}, "phrase"),
        ({"phrases": "ab"}, "lists"),
        ({"aliases": "ab"}, "lists"),
        ({"phrases": [1, 2]}, ""),
        ({"name": "rocket"}, "twice"),
        ({"name": "No Name"}, "no Slack emoji name"),
        ({"name": 5}, ""),
        ({"emoji": 5}, ""),
        ({"emoticons": [[]]}, ""),
    ],
)
def test_emojis_that_cannot_be_ranked_are_refused(
    tiny: Bundle, reseal: Reseal, change: dict[str, object], complaint: str
) -> None:
    first, *others = (asdict(emoji) for emoji in tiny.ranker.index.emojis)
    content = json.dumps([{**first, **change}, *others]).encode()
    _refused(reseal({"emojis.json": content}), complaint)
    assert first["name"] == "tada"


def test_a_bundle_without_emojis_is_refused(reseal: Reseal) -> None:
    nothing = {"emojis.json": b"[]", **_npy(np.zeros((0, 32), dtype=np.float16))}
    _refused(reseal(nothing), "at least one emoji")


@pytest.mark.parametrize(
    "change", [{"min_score": 2}, {"min_score": "x"}, {"hint_weight": float("nan")}, {"new": 1}]
)
def test_settings_that_decide_nothing_are_refused(
    tiny: Bundle, reseal: Reseal, change: dict[str, object]
) -> None:
    content = json.dumps({**asdict(tiny.ranker.settings), **change}).encode()
    _refused(reseal({"decision.json": content}), "does not fit together")


def test_canaries_that_do_not_fit_are_refused(tiny: Bundle, reseal: Reseal) -> None:
    (canary,) = tiny.manifest.canaries
    for vector in ((), (1.0,), (float("nan"),) * 32, (0.0,) * 32, canary.vector[::-1]):
        _refused(reseal(canaries=(replace(canary, vector=vector),)), "")
    _refused(reseal(canaries=(canary, replace(canary, text="fire"))), "encoder.onnx gives other vectors")


def test_a_longer_canary_vector_does_not_hide_another_direction(tiny: Bundle, reseal: Reseal) -> None:
    (canary,) = tiny.manifest.canaries
    far = tuple(100 * (value + 0.2) for value in canary.vector)
    _refused(reseal(canaries=(replace(canary, vector=far),)), "encoder.onnx gives other vectors")


def test_small_differences_between_processors_are_tolerated(tiny: Bundle, reseal: Reseal) -> None:
    (canary,) = tiny.manifest.canaries
    near = tuple(value + 0.005 for value in canary.vector)
    load_bundle(reseal(canaries=(replace(canary, vector=near),)))
    _refused(
        reseal(canaries=(replace(canary, vector=near),), canary_tolerance=0.0), "encoder.onnx gives other"
    )
