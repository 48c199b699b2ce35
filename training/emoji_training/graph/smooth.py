"""Moving the spread of the inputs into the weights, where 8 bits have a scale for each output.

A few inputs of a product are many times larger than the rest, and one scale for all leaves the rest few
levels. Dividing each input by a factor and multiplying its weights by it changes nothing in fp32:
SmoothQuant, Xiao et al. 2023 (arXiv:2211.10438), equation 4. The division is free, folded into the
normalisation that the rows come from; where the rows are added to the stream, they are multiplied back.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from emoji_ranker.encoder import Vectors

from emoji_training.graph.bert import BertWeights, Layer, LayerNorm, Linear
from emoji_training.graph.encoder import Place
from emoji_training.graph.observe import Entering

# How much of the spread moves; of 0.3 to 0.7 it gave the highest cosine to fp32 (docs/figures.md).
STRENGTH = 0.6
_SMALLEST = 1e-4


def smooth(
    weights: BertWeights, entering: Mapping[Place, Entering], strength: float = STRENGTH
) -> BertWeights:
    """Return weights that compute the same vectors from rows of more even inputs.

    Args:
        weights: As `read_bert` gives them.
        entering: What `observe` saw with these weights.
        strength: From 0, where the weights are made even, to 1, where the rows are.
    """
    norm, layers = weights.norm, list(weights.layers)
    for number, layer in enumerate(layers):
        factors = _factors(layer.attention, entering[Place(number, "attention")], strength)
        if number == 0:
            norm = _divided(norm, factors)
        else:
            before = layers[number - 1]
            layers[number - 1] = replace(before, output_norm=_divided(before.output_norm, factors))
        layers[number] = _smooth_layer(
            replace(layer, attention=_multiplied(layer.attention, factors)),
            _factors(layer.widen, entering[Place(number, "widen")], strength),
        )
    return replace(weights, norm=norm, layers=tuple(layers))


def _smooth_layer(layer: Layer, factors: Vectors) -> Layer:
    norm = _divided(layer.attention_norm, factors)
    return replace(layer, attention_norm=norm, widen=_multiplied(layer.widen, factors))


def _factors(linear: Linear, entering: Entering, strength: float) -> Vectors:
    rows = np.maximum(entering.largest, _SMALLEST) ** strength
    columns = np.maximum(np.abs(linear.weight).max(axis=1), _SMALLEST) ** (1 - strength)
    return np.asarray(rows / columns, dtype=np.float32)


def _divided(norm: LayerNorm, factors: Vectors) -> LayerNorm:
    return LayerNorm(norm.scale / factors, norm.shift / factors, factors)


def _multiplied(linear: Linear, factors: Vectors) -> Linear:
    return replace(linear, weight=linear.weight * factors[:, None])
