"""What `emojibot-train export` leaves in its folder, and how it is read back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from emoji_ranker.encoder import Encoder

from emoji_training.errors import ExportError

INT8_MODEL = "encoder.onnx"
FP32_MODEL = "encoder.fp32.onnx"
TOKENIZER = "tokenizer.json"
DESCRIPTION = "export.json"
PARITY = "parity.json"

_REMEDY = "run `emojibot-train export`"


@dataclass(frozen=True, slots=True)
class ExportDescription:
    """What an exported encoder was made from; `build` copies it into the manifest."""

    base_model: str
    base_model_sha256: str
    max_tokens: int
    dimension: int


@dataclass(frozen=True, slots=True)
class ExportedEncoder:
    """An export that was read and tried: its description, its two files, and the encoder made of them."""

    description: ExportDescription
    model: bytes
    tokenizer: bytes
    encoder: Encoder


def read_export(folder: Path, model: str = INT8_MODEL) -> ExportedEncoder:
    """Read one of a folder's two encoders, and try it.

    Args:
        folder: Written by `export_encoder`.
        model: `INT8_MODEL` or `FP32_MODEL`.

    Raises:
        ExportError: A file is missing or broken, or the files do not fit together.
    """
    description = _read_description(folder)
    graph, tokenizer = _read(folder / model), _read(folder / TOKENIZER)
    try:
        encoder = Encoder(graph, tokenizer.decode(), max_tokens=description.max_tokens)
        encoder.encode(["a trial"])
    except Exception as error:  # the runtime's and the tokenizer's own exceptions share no base
        raise ExportError(
            f"{folder / model} and {TOKENIZER} can't be used together ({error}): {_REMEDY}"
        ) from error
    if encoder.dimension != description.dimension:
        raise ExportError(
            f"{folder / model} gives vectors of {encoder.dimension} numbers, but {DESCRIPTION} says "
            f"{description.dimension}: {_REMEDY}"
        )
    return ExportedEncoder(description, graph, tokenizer, encoder)


def read_parity(folder: Path) -> Mapping[str, float]:
    """Read the parity figures noted beside an export; empty where none were measured.

    Raises:
        ExportError: They can't be read.
    """
    path = folder / PARITY
    if not path.exists():
        return {}
    try:
        return {f"parity_{name}": _number(value) for name, value in json.loads(_read(path)).items()}
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ExportError(f"{path} can't be read ({error}): delete it, or {_REMEDY}") from error


def _read_description(folder: Path) -> ExportDescription:
    content = _read(folder / DESCRIPTION)
    try:
        return ExportDescription(**json.loads(content))
    except (ValueError, TypeError, RecursionError) as error:
        raise ExportError(f"{folder / DESCRIPTION} can't be read ({error}): {_REMEDY}") from error


def _number(value: object) -> float:
    if not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    return value


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ExportError(f"{path} can't be read ({error.strerror}): {_REMEDY}") from error
