"""The matrix products of an encoder's graph: how many, how large, and how much work for a message."""

from collections import Counter
from math import prod

import onnx

from tests.bench.errors import BenchError

Shape = tuple[int, int]
# A multiplication and an addition.
_OPERATIONS = 2
_MATRIX = 2
_PRODUCTS = ("MatMul", "Gemm", "Attention")


def weight_shapes(model: bytes) -> Counter[Shape]:
    """Count the shapes, inputs by outputs, of the weights that a graph multiplies with.

    Raises:
        BenchError: There are none, as in a file of the runtime's own format.
    """
    try:
        graph = onnx.load_from_string(model).graph
    except Exception as error:  # the parser's own exceptions share no base
        raise BenchError("the graph is no ONNX file, so its products can't be counted") from error
    weights = {tensor.name: tuple(tensor.dims) for tensor in graph.initializer}
    shapes = Counter(
        weights[name]
        for node in graph.node
        if any(kind in node.op_type for kind in _PRODUCTS)
        for name in node.input
        if len(weights.get(name, ())) == _MATRIX
    )
    if not shapes:
        raise BenchError("the graph has no products with weights")
    return shapes


def megaflop(shapes: Counter[Shape], tokens: int) -> float:
    """Work of these products for one message, in millions of multiplications and additions."""
    return sum(_OPERATIONS * tokens * prod(shape) * count for shape, count in shapes.items()) / 1e6
