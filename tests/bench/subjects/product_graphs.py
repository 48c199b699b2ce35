"""Graphs of nothing but matrix products, to see what the runtime makes of the core."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from tests.bench.products import Shape


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """An operator of ONNX with the types of its rows, weights and results."""

    operator: str
    rows: type[np.generic]
    weights: type[np.generic]
    results: type[np.generic]


INT8 = Arithmetic("MatMulInteger", np.uint8, np.int8, np.int32)
FP32 = Arithmetic("MatMul", np.float32, np.float32, np.float32)


def multiplier(arithmetic: Arithmetic, shapes: Counter[Shape], rows: int) -> Callable[[object], None]:
    """Return a call that multiplies this many rows with weights of these shapes, on one thread.

    Results stay inside the runtime: nothing but the products is timed.
    """
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = ort.InferenceSession(
        _model(arithmetic, shapes, rows), options, providers=["CPUExecutionProvider"]
    )
    binding = session.io_binding()
    for given in session.get_inputs():
        binding.bind_cpu_input(given.name, _numbers((rows, given.shape[1]), arithmetic.rows))
    for result in session.get_outputs():
        binding.bind_output(result.name)
    return lambda _: session.run_with_iobinding(binding)


def _model(arithmetic: Arithmetic, shapes: Counter[Shape], rows: int) -> bytes:
    each = list(enumerate(shapes.elements()))
    weights = [
        numpy_helper.from_array(_numbers(shape, arithmetic.weights), f"weights{number}")
        for number, shape in each
    ]
    nodes = [
        helper.make_node(arithmetic.operator, [f"rows{shape[0]}", f"weights{number}"], [f"result{number}"])
        for number, shape in each
    ]
    inputs = [
        _value(f"rows{width}", (rows, width), arithmetic.rows) for width in sorted({w for w, _ in shapes})
    ]
    outputs = [_value(f"result{number}", (rows, shape[1]), arithmetic.results) for number, shape in each]
    graph = helper.make_graph(nodes, "products", inputs, outputs, weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())


def _value(name: str, shape: tuple[int, int], kind: type[np.generic]) -> Any:  # noqa: ANN401 - onnx ships no usable types
    return helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(np.dtype(kind)), shape)


def _numbers(shape: tuple[int, int], kind: type[np.generic]) -> NDArray[Any]:
    return np.random.default_rng(1).integers(0, 64, shape).astype(kind)
