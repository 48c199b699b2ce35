"""From an emoji's many synonyms to the few vectors that stand for it."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np
from emoji_ranker.encoder import Vectors, unit

LABEL_WORDS = 3

Pooled = list[tuple[str, Vectors]]
Pooling = Callable[[Sequence[str], Vectors], Pooled]


def pool_maximum(synonyms: Sequence[str], vectors: Vectors) -> Pooled:
    """Every synonym stands for itself; the nearest one carries the emoji."""
    return list(zip(synonyms, vectors, strict=True))


def pool_mean(synonyms: Sequence[str], vectors: Vectors) -> Pooled:
    """One vector in the middle of all synonyms, labelled by the most central of them."""
    middle = unit(vectors.mean(axis=0))
    # Rounded, so that ties fall the same way on every processor.
    central = np.argsort(-(vectors @ middle).round(4), kind="stable")[:LABEL_WORDS]
    return [(", ".join(synonyms[row] for row in central), middle)]


def pool_prototypes(synonyms: Sequence[str], vectors: Vectors) -> Pooled:
    """Two vectors: the emoji's own name (the first synonym), and the middle of all synonyms."""
    return [(synonyms[0], vectors[0]), *pool_mean(synonyms, vectors)]


POOLINGS: Mapping[str, Pooling] = MappingProxyType(
    {"maximum": pool_maximum, "mean": pool_mean, "prototypes": pool_prototypes}
)
DEFAULT_POOLING = "prototypes"
