"""Writes the encoder in each form that it went through on the way to the lean graph: `graph_forms DIR`."""

import sys
from pathlib import Path
from typing import Any

from emoji_training.base_model import load_base_model
from emoji_training.calibration import calibration_texts
from emoji_training.export import MAX_TOKENS, trace
from emoji_training.exported import FP32_MODEL, read_export
from emoji_training.graph.bert import BertWeights, read_bert
from emoji_training.graph.encoder import write_encoder
from emoji_training.graph.lean import linears, write_lean_encoder
from emoji_training.graph.observe import observe
from emoji_training.graph.products import ExactProducts, IntegerProducts
from emoji_training.graph.rounding import round_to_nearest
from emoji_training.graph.smooth import smooth
from emoji_training.paths import EXPORTED_ENCODER
from emoji_training.quantise import quantise
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer

from tests.bench.processes import report

# Its outputs' types can't be inferred behind the runtime's own operators.
_FLOAT = {"DefaultTensorType": 1}


def _plain_int8(source: Path, target: Path) -> None:
    quantize_dynamic(
        source,
        target,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options=_FLOAT,
    )


def _fused(model: Any, folder: Path) -> None:  # noqa: ANN401 - sentence-transformers ships no types
    bert = model[0].auto_model
    bert.set_attn_implementation("eager")
    trace(model, folder / "eager.onnx")
    optimised = optimizer.optimize_model(
        str(folder / "eager.onnx"),
        model_type="bert",
        num_heads=bert.config.num_attention_heads,
        hidden_size=bert.config.hidden_size,
        opt_level=0,
    )
    optimised.save_model_to_file(str(folder / "fused.fp32.onnx"))
    _plain_int8(folder / "fused.fp32.onnx", folder / "fused.onnx")


def _nearest(weights: BertWeights) -> bytes:
    rounded = {place: round_to_nearest(linear.weight) for place, linear in linears(weights)}
    return write_encoder(weights, IntegerProducts(rounded, MAX_TOKENS))


def main() -> None:
    """Write every form."""
    folder, model = Path(sys.argv[1]), load_base_model().model
    export = read_export(EXPORTED_ENCODER, FP32_MODEL)
    traced, weights = EXPORTED_ENCODER / FP32_MODEL, read_bert(model, MAX_TOKENS)
    if weights is None:
        raise TypeError("the base model is no BERT")
    messages = [export.encoder.token_ids(text) for text in calibration_texts()]
    _plain_int8(traced, folder / "plain.onnx")
    quantise(traced, folder / "scaled.onnx")
    forms = {
        "exact": write_encoder(weights, ExactProducts()),
        "nearest": _nearest(weights),
        "smooth": _nearest(smooth(weights, observe(weights, messages))),
        "lean": write_lean_encoder(weights, messages),
    }
    for name, graph in forms.items():
        (folder / f"{name}.onnx").write_bytes(graph)
    (folder / "traced.onnx").write_bytes(traced.read_bytes())
    _fused(model, folder)
    report({})


if __name__ == "__main__":
    main()
