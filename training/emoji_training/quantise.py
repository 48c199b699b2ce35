"""Any traced fp32 graph to 8-bit integers, at a cosine of 0.995 to the original.

For base models that `graph.bert` can't read.

Dynamic quantisation takes one scale for a whole activation tensor, and in the feed-forward products a few
tokens ([CLS], [SEP], full stops) are many times larger than the rest, which then share a handful of
levels. So each token's row is divided by its largest value before such a product and multiplied by it
after: exact in fp32, and in int8 it lifts the mean cosine from 0.990 to 0.995 and the minimum from 0.949 to
0.973 (2,600 messages), at no measurable cost in time or size.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import onnx
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic

_SMALLEST = "smallest_row_scale"


def quantise(source: Path, target: Path) -> None:
    """Write the int8 form of an fp32 graph: per channel, and with 7-bit weights.

    The reduced range is for processors without VNNI, whose 8-bit products saturate.
    """
    scaled = target.with_suffix(".scaled.onnx")
    onnx.save(scale_rows(onnx.load(source)), scaled)
    quantize_dynamic(scaled, target, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    scaled.unlink()


def scale_rows(model: Any) -> Any:  # noqa: ANN401 - onnx ships no usable types
    """Bring every row that enters a feed-forward product into [-1, 1], and undo it behind the product."""
    graph = model.graph
    weights = {tensor.name: tuple(tensor.dims) for tensor in graph.initializer}
    nodes = [
        new for node in graph.node for new in (_scaled(node) if _is_feed_forward(node, weights) else (node,))
    ]
    del graph.node[:]
    graph.node.extend(nodes)
    graph.initializer.append(helper.make_tensor(_SMALLEST, TensorProto.FLOAT, [], [1e-6]))
    return model


def _is_feed_forward(node: Any, weights: dict[str, tuple[int, ...]]) -> bool:  # noqa: ANN401 - onnx
    # Attention's own products are square; only the feed-forward ones widen and narrow.
    shape = weights.get(node.input[1], ()) if node.op_type == "MatMul" else ()
    return len(shape) == 2 and shape[0] != shape[1]  # noqa: PLR2004 - a matrix has two sides


def _scaled(product: Any) -> Iterator[Any]:  # noqa: ANN401 - onnx
    rows, result = product.input[0], product.output[0]
    name = product.name or result
    yield helper.make_node("Abs", [rows], [f"{name}/magnitude"], name=f"{name}/Abs")
    yield helper.make_node(
        "ReduceMax",
        [f"{name}/magnitude"],
        [f"{name}/largest"],
        name=f"{name}/ReduceMax",
        axes=[-1],
        keepdims=1,
    )
    yield helper.make_node("Max", [f"{name}/largest", _SMALLEST], [f"{name}/scale"], name=f"{name}/Max")
    yield helper.make_node("Div", [rows, f"{name}/scale"], [f"{name}/unit_rows"], name=f"{name}/Div")
    product.input[0], product.output[0] = f"{name}/unit_rows", f"{name}/product"
    yield product
    yield helper.make_node("Mul", [f"{name}/product", f"{name}/scale"], [result], name=f"{name}/Mul")
