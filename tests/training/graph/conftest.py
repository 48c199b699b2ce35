"""A tiny BERT with random weights, and the same computed in numpy, one step after the other."""

from collections.abc import Sequence
from dataclasses import fields
from math import erf, sqrt

import numpy as np
import pytest
from emoji_ranker.encoder import Vectors
from emoji_training.graph.bert import BertWeights, Layer, LayerNorm, Linear

VOCABULARY, TOKENS, WIDTH, WIDE, HEADS, LAYERS = 40, 12, 16, 48, 4, 2
EPSILON = 1e-12


def random_bert(seed: int = 5) -> BertWeights:
    """Weights of two layers; one input in eight is six times as large as the others, as in real ones."""
    rng = np.random.default_rng(seed)

    def array(*shape: int) -> Vectors:
        return rng.standard_normal(shape).astype(np.float32) * np.float32(0.12)

    def norm() -> LayerNorm:
        scale = np.where(np.arange(WIDTH) % 8 == 0, 6, 1).astype(np.float32)
        return LayerNorm(scale + array(WIDTH), array(WIDTH))

    def linear(inputs: int, outputs: int) -> Linear:
        return Linear(array(inputs, outputs), array(outputs))

    def layer() -> Layer:
        return Layer(
            attention=linear(WIDTH, 3 * WIDTH),
            attention_output=linear(WIDTH, WIDTH),
            attention_norm=norm(),
            widen=linear(WIDTH, WIDE),
            narrow=linear(WIDE, WIDTH),
            output_norm=norm(),
        )

    layers = tuple(layer() for _ in range(LAYERS))
    return BertWeights(array(VOCABULARY, WIDTH), array(TOKENS, WIDTH), norm(), layers, HEADS, EPSILON)


def reference(weights: BertWeights, ids: Sequence[int]) -> tuple[Vectors, list[Vectors]]:
    """Compute a message's unit vector, and the rows that enter each product in their order."""
    entering: list[Vectors] = []

    def product(rows: Vectors, linear: Linear) -> Vectors:
        entering.append(rows)
        return rows @ linear.weight + linear.bias

    rows = _normalised(weights.words[list(ids)] + weights.positions[: len(ids)], weights.norm)
    for layer in weights.layers:
        attended = product(_attended(product(rows, layer.attention), weights.heads), layer.attention_output)
        rows = _normalised(attended + rows, layer.attention_norm)
        wide = product(rows, layer.widen)
        gelu = (wide * (1 + np.vectorize(erf)(wide / sqrt(2))) / 2).astype(np.float32)
        rows = _normalised(product(gelu, layer.narrow) + rows, layer.output_norm)
    mean = rows.mean(axis=0)
    return mean / np.linalg.norm(mean), entering


def _normalised(rows: Vectors, norm: LayerNorm) -> Vectors:
    centred = rows - rows.mean(axis=1, keepdims=True)
    deviation = np.sqrt((centred**2).mean(axis=1, keepdims=True) + EPSILON)
    return np.asarray(centred / deviation * norm.scale + norm.shift)


def _attended(joined: Vectors, heads: int) -> Vectors:
    query, key, value = (
        part.reshape(len(joined), heads, -1).swapaxes(0, 1) for part in np.split(joined, 3, axis=1)
    )
    products = query @ key.swapaxes(1, 2) / sqrt(query.shape[-1])
    weights = np.exp(products - products.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    return np.asarray((weights @ value).swapaxes(0, 1).reshape(len(joined), -1))


def random_messages(number: int, seed: int = 3) -> list[list[int]]:
    """Token ids, one to as many as the tiny BERT reads."""
    rng = np.random.default_rng(seed)
    return [rng.integers(VOCABULARY, size=rng.integers(1, TOKENS + 1)).tolist() for _ in range(number)]


def product_names(weights: BertWeights) -> list[tuple[int, str]]:
    """Layer and field of every product, in the order they are computed."""
    names = [field.name for field in fields(Layer) if "norm" not in field.name]
    return [(number, name) for number in range(len(weights.layers)) for name in names]


@pytest.fixture
def weights() -> BertWeights:
    """The tiny BERT."""
    return random_bert()
