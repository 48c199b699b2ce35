"""Nodes and constants of an ONNX graph, named as they are added."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

# The runtime's own domain: 8-bit products that take fp32 rows, and Gelu.
RUNTIME = "com.microsoft"
# The first with an Attention operator, which takes two thirds of the time of the runtime's own.
OPSET = 23
# What opset 23 asks for; ONNX Runtime 1.23 reads it.
_IR_VERSION = 11
# The graph's one input: token ids of shape (1, tokens).
INPUT = "input_ids"
FLOAT = int(TensorProto.FLOAT)

Constant = NDArray[Any] | np.generic


class GraphWriter:
    """Collects the nodes of one graph; each method returns the name of what it added.

    What is there already is not added again.
    """

    def __init__(self) -> None:
        self._nodes: list[Any] = []
        self._constants: list[Any] = []
        self._known: dict[Hashable, list[str]] = {}

    def constant(self, values: Constant) -> str:
        """Store an array, or a single number, in the graph."""
        array = np.asarray(values)
        key = (array.dtype.str, array.shape, array.tobytes())
        if key not in self._known:
            self._known[key] = [f"constant_{len(self._constants)}"]
            # As it is: making it contiguous would turn a single number into a list of one.
            self._constants.append(numpy_helper.from_array(array, self._known[key][0]))
        return self._known[key][0]

    def whole(self, *numbers: int) -> str:
        """Store whole numbers, as operators take axes and shapes."""
        return self.constant(np.array(numbers, dtype=np.int64))

    def tokens(self) -> str:
        """Count the message's tokens; shape (1,)."""
        return self.add("Shape", INPUT, start=1, end=2)

    def add(self, kind: str, *inputs: str, domain: str = "", **attributes: object) -> str:
        """Add an operator with one output."""
        return self.split(kind, *inputs, outputs=1, domain=domain, **attributes)[0]

    def split(
        self, kind: str, *inputs: str, outputs: int, domain: str = "", **attributes: object
    ) -> list[str]:
        """Add an operator with several outputs."""
        key = (kind, inputs, outputs, domain, *sorted(attributes.items()))
        if key not in self._known:
            name = f"{kind}_{len(self._nodes)}"
            names = self._known[key] = [f"{name}.{number}" for number in range(outputs)]
            self._nodes.append(helper.make_node(kind, inputs, names, name=name, domain=domain, **attributes))
        return self._known[key]

    def finish(self, outputs: Mapping[str, tuple[str, Sequence[int | str]]]) -> bytes:
        """Close the graph and return the ONNX file's bytes.

        Args:
            outputs: What each output is called, the tensor that it is, and its shape.
        """
        self._nodes += [
            helper.make_node("Identity", [tensor], [name], name=name) for name, (tensor, _) in outputs.items()
        ]
        graph = helper.make_graph(
            self._nodes,
            "sentence_encoder",
            [helper.make_tensor_value_info(INPUT, TensorProto.INT64, [1, "tokens"])],
            [helper.make_tensor_value_info(n, FLOAT, shape) for n, (_, shape) in outputs.items()],
            self._constants,
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(RUNTIME, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)
        onnx.checker.check_model(model)
        return bytes(model.SerializeToString(deterministic=True))
