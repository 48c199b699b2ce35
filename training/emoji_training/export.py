"""PyTorch model to one quantised ONNX graph, with pooling and normalisation inside."""

import json
import warnings
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from emoji_training.base_model import BaseModel, load_base_model
from emoji_training.errors import ExportError
from emoji_training.files import write_folder

INT8_MODEL = "encoder.onnx"
FP32_MODEL = "encoder.fp32.onnx"
TOKENIZER = "tokenizer.json"
DESCRIPTION = "export.json"
PARITY = "parity.json"

MAX_TOKENS = 128
OPSET = 17


@dataclass(frozen=True, slots=True)
class ExportDescription:
    """What an exported encoder was made from; `build` copies it into the manifest."""

    base_model: str
    base_model_sha256: str
    max_tokens: int
    dimension: int


def export_encoder(folder: Path, base_model: str | None = None) -> BaseModel:
    """Write the fp32 graph, the int8 graph, the tokenizer and `export.json` to a folder, atomically.

    Args:
        folder: Replaced as a whole.
        base_model: As for `load_base_model`.

    Raises:
        BaseModelError: The base model can't be had.
        ExportError: It can't be traced, or has no tokenizer that works without PyTorch.
    """
    base = load_base_model(base_model)
    with write_folder(folder) as draft:
        (draft / TOKENIZER).write_text(_tokenizer_json(base.model), encoding="utf-8")
        _trace(base.model, draft / FP32_MODEL)
        _quantise(draft)
        _write_description(base, draft / DESCRIPTION)
    return base


def read_description(folder: Path) -> ExportDescription:
    """Read what `export_encoder` said about its result.

    Raises:
        ExportError: The folder holds no complete export.
    """
    try:
        return ExportDescription(**json.loads((folder / DESCRIPTION).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise ExportError(
            f"{folder} holds no exported encoder ({error}): run `emojibot-train export`"
        ) from error


def read_parity(folder: Path) -> dict[str, float]:
    """Read the parity figures noted beside an export; empty where none were measured."""
    path = folder / PARITY
    figures = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return {f"parity_{name}": value for name, value in figures.items()}


def _tokenizer_json(model: Any) -> str:  # noqa: ANN401 - sentence-transformers ships no types
    backend = getattr(model.tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise ExportError("this base model has no fast tokenizer, so it can't be used without PyTorch")
    # The file's own padding and truncation would pad every message to 128 tokens.
    backend.no_padding()
    backend.no_truncation()
    return str(backend.to_str())


def _trace(model: Any, path: Path) -> None:  # noqa: ANN401 - sentence-transformers ships no types
    import torch  # noqa: PLC0415 - a heavy extra, guarded at the door

    names = [
        n for n in ("input_ids", "attention_mask", "token_type_ids") if n in model.tokenizer.model_input_names
    ]
    example = model.tokenizer(["hello there", "a longer message, padded"], padding=True, return_tensors="pt")

    class Graph(torch.nn.Module):  # type: ignore[misc] # torch is not type-checked here
        def __init__(self) -> None:
            super().__init__()
            self.stages = torch.nn.ModuleList(model)

        def forward(self, *inputs: Any) -> Any:  # noqa: ANN401 - tensors
            features = dict(zip(names, inputs, strict=True))
            for stage in self.stages:
                features = stage(features)
            return features["sentence_embedding"]

    with warnings.catch_warnings():
        # The exporter that follows TorchScript: its graphs are the ones that the runtime's BERT fusions know.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Graph().eval(),
            tuple(example[name] for name in names),
            str(path),
            input_names=names,
            output_names=["embedding"],
            dynamic_axes={name: {0: "messages", 1: "tokens"} for name in names}
            | {"embedding": {0: "messages"}},
            opset_version=OPSET,
            dynamo=False,
        )


def _quantise(folder: Path) -> None:
    from emoji_training.quantise import quantise  # noqa: PLC0415 - needs onnx, guarded at the door

    quantise(folder / FP32_MODEL, folder / INT8_MODEL)


def _write_description(base: BaseModel, path: Path) -> None:
    description = ExportDescription(
        base_model=base.name,
        base_model_sha256=base.sha256,
        max_tokens=min(MAX_TOKENS, base.model.max_seq_length or MAX_TOKENS),
        dimension=int(base.model.get_embedding_dimension()),
    )
    path.write_text(json.dumps(asdict(description), indent=2) + "\n", encoding="utf-8")
