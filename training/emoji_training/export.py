"""PyTorch model to ONNX with pooling inside: in fp32 as the reference, and in 8 bits for the bundle."""

import json
import warnings
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from emoji_ranker.encoder import Encoder

from emoji_training.base_model import BaseModel, load_base_model
from emoji_training.calibration import calibration_texts
from emoji_training.errors import BaseModelError, ExportError, TrainingError
from emoji_training.exported import (
    DESCRIPTION,
    FP32_MODEL,
    INT8_MODEL,
    PARITY,
    TOKENIZER,
    ExportDescription,
    read_export,
)
from emoji_training.files import write_folder

MAX_TOKENS = 128
OPSET = 17


def export_encoder(
    folder: Path, base_model: str | None = None, calibration: Sequence[str] | None = None
) -> BaseModel:
    """Write the fp32 graph, the int8 graph, the tokenizer and `export.json` to a folder, whole or not at all.

    Args:
        folder: Replaced as a whole.
        base_model: As for `load_base_model`.
        calibration: Texts to prepare the 8-bit weights on; `calibration_texts` by default.

    Raises:
        BaseModelError: The base model can't be had.
        ExportError: It can't be traced, or has no tokenizer that works without PyTorch.
        OutputError: The folder can't be written, or holds something else.
    """
    others = (FP32_MODEL, INT8_MODEL, TOKENIZER, PARITY)
    with write_folder(folder, marker=DESCRIPTION, others=others) as draft:
        base = load_base_model(base_model)
        (draft / TOKENIZER).write_text(_tokenizer_json(base.model), encoding="utf-8")
        max_tokens = min(MAX_TOKENS, base.model.max_seq_length or MAX_TOKENS)
        try:
            dimension = trace(base.model, draft / FP32_MODEL)
            _write_int8(base.model, draft, max_tokens, calibration)
        except TrainingError:
            raise
        except ImportError as error:
            raise BaseModelError(f"this needs {error.name}: run `make setup-training`") from error
        except OSError:
            raise  # a full disk, not the model
        except Exception as error:  # the exporter's and the runtime's own exceptions share no base
            raise ExportError(
                f"{base.name} can't be exported to ONNX ({error}): name another --base-model"
            ) from error
        description = ExportDescription(base.name, base.sha256, max_tokens, dimension)
        (draft / DESCRIPTION).write_text(json.dumps(asdict(description), indent=2) + "\n", encoding="utf-8")
        read_export(draft)
    return base


def _tokenizer_json(model: Any) -> str:  # noqa: ANN401 - sentence-transformers ships no types
    backend = getattr(model.tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise ExportError("this base model has no fast tokenizer, so it can't be used without PyTorch")
    # The file's own padding and truncation would pad every message to 128 tokens.
    backend.no_padding()
    backend.no_truncation()
    return str(backend.to_str())


def _write_int8(model: Any, folder: Path, max_tokens: int, calibration: Sequence[str] | None) -> None:  # noqa: ANN401 - sentence-transformers ships no types
    # These need onnx, guarded at the door.
    from emoji_training.graph.bert import read_bert  # noqa: PLC0415 - see above
    from emoji_training.graph.lean import write_lean_encoder  # noqa: PLC0415 - see above
    from emoji_training.quantise import quantise  # noqa: PLC0415 - see above

    weights = read_bert(model, max_tokens)
    if weights is None:
        # Of another architecture: what was traced, slower and a little further from fp32.
        quantise(folder / FP32_MODEL, folder / INT8_MODEL)
        return
    texts = calibration_texts() if calibration is None else calibration
    tokenizer = (folder / TOKENIZER).read_text(encoding="utf-8")
    encoder = Encoder(folder / FP32_MODEL, tokenizer, max_tokens=max_tokens)
    messages = [encoder.token_ids(text) for text in texts]
    (folder / INT8_MODEL).write_bytes(write_lean_encoder(weights, messages))


def trace(model: Any, path: Path) -> int:  # noqa: ANN401 - sentence-transformers ships no types
    """Write a model's fp32 graph as PyTorch's exporter follows it; return the length of its vectors."""
    import onnx  # noqa: PLC0415 - a heavy extra, guarded at the door
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

    graph, inputs = Graph().eval(), tuple(example[name] for name in names)
    with torch.no_grad():
        dimension = int(graph(*inputs).shape[1])
    with warnings.catch_warnings():
        # The exporter that follows TorchScript: its graphs are the ones that the runtime's BERT fusions know.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            graph,
            inputs,
            str(path),
            input_names=names,
            output_names=["embedding"],
            dynamic_axes={name: {0: "messages", 1: "tokens"} for name in names}
            | {"embedding": {0: "messages"}},
            opset_version=OPSET,
            dynamo=False,
        )
    # The exporter can't always tell the length of the vectors, as after CLS pooling.
    traced = onnx.load(path)
    traced.graph.output[0].type.tensor_type.shape.dim[1].dim_value = dimension
    onnx.save(traced, path)
    return dimension
