"""From a BERT's weights to the 8-bit graph that goes into the bundle."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import chain

from emoji_training.graph.bert import BertWeights, Layer, Linear
from emoji_training.graph.encoder import Place, write_encoder
from emoji_training.graph.observe import observe
from emoji_training.graph.products import IntegerProducts
from emoji_training.graph.rounding import round_weight
from emoji_training.graph.smooth import smooth
from emoji_training.progress import progress


def write_lean_encoder(weights: BertWeights, messages: Sequence[Sequence[int]]) -> bytes:
    """Smooth, round and write an encoder.

    Args:
        weights: What `read_bert` read.
        messages: Tokenised texts of the kind it will read; only the sizes of what they bring forth in the
            encoder are learnt from them.

    Returns:
        The ONNX file's bytes.
    """
    smoothed = smooth(weights, observe(weights, messages))
    # Once more, rather than to divide the sums by the factors: what is rounded is what will run.
    entering = observe(smoothed, messages)
    rounded = {
        place: round_weight(linear.weight, entering[place].gram)
        for place, linear in progress(list(linears(smoothed)), "rounding weights")
    }
    return write_encoder(smoothed, IntegerProducts(rounded, max_tokens=len(weights.positions)))


def linears(weights: BertWeights) -> Iterator[tuple[Place, Linear]]:
    """Name every product of an encoder."""
    return chain.from_iterable(_linears(number, layer) for number, layer in enumerate(weights.layers))


def _linears(number: int, layer: Layer) -> Iterator[tuple[Place, Linear]]:
    for field in fields(layer):
        if isinstance(part := getattr(layer, field.name), Linear):
            yield Place(number, field.name), part
