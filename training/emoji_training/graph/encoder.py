"""The nodes of a BERT sentence encoder for one message: no mask, no padding, no segments.

Additions and LayerNormalization stand apart, since the runtime's fused SkipLayerNormalization takes ten times
as long on x86-64.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from emoji_ranker.encoder import Vectors

from emoji_training.graph.bert import BertWeights, Layer, LayerNorm, Linear
from emoji_training.graph.writer import RUNTIME, GraphWriter

OUTPUT = "embedding"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a product stands: its layer, and its name there (a field of `Layer`)."""

    layer: int
    part: str


class Products(Protocol):
    """How products, and the look-up of words, are written into the graph."""

    def words(self, graph: GraphWriter, table: Vectors) -> str:
        """Look up the table's row of every token."""
        ...

    def product(self, graph: GraphWriter, rows: str, linear: Linear, place: Place) -> str:
        """Multiply rows by a weight and add its bias."""
        ...


def write_encoder(weights: BertWeights, products: Products, *, observed: bool = False) -> bytes:
    """Write the encoder's graph: token ids of shape (1, tokens) in, a unit vector of shape (1, width) out.

    Args:
        weights: What `read_bert` read.
        products: How products are computed.
        observed: Whether the rows that enter each product are outputs too, named `layer.part`.
    """
    stream = _Stream(weights, products)
    rows = stream.embed()
    for number, layer in enumerate(weights.layers):
        rows = stream.layer(number, layer, rows)
    width = weights.words.shape[1]
    outputs: dict[str, tuple[str, list[int | str]]] = {OUTPUT: (stream.unit_mean(rows), [1, width])}
    if observed:
        outputs |= {
            f"{place.layer}.{place.part}": (name, [1, "tokens", _inputs(weights, place)])
            for place, name in stream.entering.items()
        }
    return stream.graph.finish(outputs)


def _inputs(weights: BertWeights, place: Place) -> int:
    linear: Linear = getattr(weights.layers[place.layer], place.part)
    return int(linear.weight.shape[0])


class _Stream:
    """Writes the encoder stage by stage, and notes which rows enter which product."""

    def __init__(self, weights: BertWeights, products: Products) -> None:
        self.graph = GraphWriter()
        self.entering: dict[Place, str] = {}
        self._weights = weights
        self._products = products
        self._undo: dict[str, Vectors] = {}

    def embed(self) -> str:
        graph = self.graph
        words = self._products.words(graph, self._weights.words)
        table = graph.constant(self._weights.positions)
        positions = graph.add("Slice", table, graph.whole(0), graph.tokens())
        return self._norm(graph.add("Add", words, positions), self._weights.norm)

    def layer(self, number: int, layer: Layer, rows: str) -> str:
        attended = self._attend(number, layer, rows)
        attended = self._product(attended, layer.attention_output, number, "attention_output")
        rows = self._norm(self.graph.add("Add", attended, self._original(rows)), layer.attention_norm)
        wide = self._product(rows, layer.widen, number, "widen")
        wide = self.graph.add("Gelu", wide, domain=RUNTIME)
        narrow = self._product(wide, layer.narrow, number, "narrow")
        return self._norm(self.graph.add("Add", narrow, self._original(rows)), layer.output_norm)

    def unit_mean(self, rows: str) -> str:
        graph = self.graph
        mean = graph.add("ReduceMean", rows, graph.whole(1), keepdims=0)
        length = graph.add("ReduceL2", mean, graph.whole(-1), keepdims=1)
        return graph.add("Div", mean, graph.add("Max", length, graph.constant(np.float32(1e-12))))

    def _attend(self, number: int, layer: Layer, rows: str) -> str:
        joined = self._product(rows, layer.attention, number, "attention")
        parts = self.graph.split("Split", joined, outputs=3, axis=-1, num_outputs=3)
        heads = self._weights.heads
        return self.graph.add("Attention", *parts, q_num_heads=heads, kv_num_heads=heads)

    def _product(self, rows: str, linear: Linear, number: int, part: str) -> str:
        place = Place(number, part)
        self.entering[place] = rows
        return self._products.product(self.graph, rows, linear, place)

    def _norm(self, rows: str, norm: LayerNorm) -> str:
        scale, shift = self.graph.constant(norm.scale), self.graph.constant(norm.shift)
        result = self.graph.add(
            "LayerNormalization", rows, scale, shift, axis=-1, epsilon=self._weights.epsilon
        )
        if norm.undo is not None:
            self._undo[result] = norm.undo
        return result

    def _original(self, rows: str) -> str:
        if rows not in self._undo:
            return rows
        return self.graph.add("Mul", rows, self.graph.constant(self._undo[rows]))
