"""Exact products, and products in 8-bit integers."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from emoji_ranker.encoder import Vectors
from numpy.typing import NDArray

from emoji_training.graph.bert import Linear
from emoji_training.graph.encoder import Place
from emoji_training.graph.writer import FLOAT, INPUT, RUNTIME, GraphWriter

# With weights from -64 to 63 a pair of 8-bit products fits the 16 bits that CPUs without VNNI sum them in.
LEVELS = 63
# Gelu is never less (its minimum is -0.16997), so of a row scaled to at most 1, 8 bits cover this span.
_GELU_LEAST = 0.17
_STEP = (1 + _GELU_LEAST) / 255
_ZERO = round(_GELU_LEAST / _STEP)


@dataclass(frozen=True, slots=True)
class Quantised:
    """A weight in 8-bit integers of shape (inputs, outputs), and the scale of each output."""

    weight: NDArray[np.int8]
    scale: Vectors


class ExactProducts:
    """Everything in fp32."""

    def words(self, graph: GraphWriter, table: Vectors) -> str:
        """Look up fp32 rows."""
        return graph.add("Gather", graph.constant(table), INPUT)

    def product(self, graph: GraphWriter, rows: str, linear: Linear, _: Place) -> str:
        """Multiply in fp32."""
        result = graph.add("MatMul", rows, graph.constant(linear.weight))
        return graph.add("Add", result, graph.constant(linear.bias))


class IntegerProducts:
    """Products of 8-bit integers, and a table of words with a scale a word."""

    def __init__(self, weights: Mapping[Place, Quantised], max_tokens: int) -> None:
        """Take the quantised weight of every product, and the longest input in tokens."""
        self._weights = weights
        self._max_tokens = max_tokens

    def words(self, graph: GraphWriter, table: Vectors) -> str:
        """Look up 8-bit rows and bring each back to its scale."""
        scale = level_steps(table, axis=1, levels=127)[:, None]
        stored = np.rint(table / scale).astype(np.int8)
        rows = graph.add("Cast", graph.add("Gather", graph.constant(stored), INPUT), to=FLOAT)
        return graph.add("Mul", rows, graph.add("Gather", graph.constant(scale), INPUT))

    def product(self, graph: GraphWriter, rows: str, linear: Linear, place: Place) -> str:
        """Multiply in 8-bit integers: one scale for all rows; behind Gelu, one for each."""
        quantised = self._weights[place]
        weight, scale = graph.constant(quantised.weight), graph.constant(quantised.scale)
        bias = graph.constant(linear.bias)
        if place.part != "narrow":
            return graph.add("DynamicQuantizeMatMul", rows, weight, scale, "", bias, domain=RUNTIME)
        return graph.add("Add", self._row_product(graph, rows, weight, scale), bias)

    def _row_product(self, graph: GraphWriter, rows: str, weight: str, scale: str) -> str:
        largest = graph.add("ReduceMax", rows, graph.whole(-1), keepdims=1)
        largest = graph.add("Max", largest, graph.constant(np.float32(1)))
        step = graph.add("Mul", largest, graph.constant(np.float32(_STEP)))
        steps = graph.add("Squeeze", step, graph.whole(0, 2))
        zeros = graph.constant(np.full(self._max_tokens, _ZERO, dtype=np.uint8))
        zeros = graph.add("Slice", zeros, graph.whole(0), graph.tokens())
        # The runtime's own QuantizeLinear: release 1.23 has none for this opset.
        small = graph.add("QuantizeLinear", rows, steps, zeros, axis=1, domain=RUNTIME)
        one, zero = graph.constant(np.float32(1)), graph.constant(np.uint8(_ZERO))
        whole = graph.add("MatMulIntegerToFloat", small, weight, one, scale, zero, domain=RUNTIME)
        return graph.add("Mul", whole, step)


def level_steps(table: Vectors, *, axis: int, levels: int) -> Vectors:
    """Divide the largest magnitude along an axis by the number of levels; 1 where all is zero."""
    largest = np.abs(table).max(axis=axis) / levels
    return np.where(largest > 0, largest, 1).astype(np.float32)
