"""The three that answer a message: ours, ours with the fp32 graph, and sentence-transformers on torch."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from emoji_ranker.bundle import load_bundle
from emoji_ranker.ranker import Ranker
from emoji_training.exported import FP32_MODEL, read_export
from emoji_training.paths import BUNDLE, EXPORTED_ENCODER

TOP = 10


@dataclass(frozen=True, slots=True)
class Answerer:
    """Answers one message, or many of them, with their ten best emojis."""

    one: Callable[[str], object]
    many: Callable[[Sequence[str]], object]


def ours() -> Answerer:
    """Load the committed bundle."""
    ranker = load_bundle(BUNDLE).ranker
    return Answerer(ranker.rank, ranker.rank_many)


def fp32() -> Answerer:
    """Load the committed bundle with the exported fp32 graph as its encoder."""
    bundled = load_bundle(BUNDLE).ranker
    ranker = Ranker(read_export(EXPORTED_ENCODER, FP32_MODEL).encoder, bundled.index, bundled.settings)
    return Answerer(ranker.rank, ranker.rank_many)


def torch() -> Answerer:
    """Load the base model in sentence-transformers, and the bundle's vectors for a plain product."""
    from emoji_training.base_model import load_base_model  # noqa: PLC0415 - only this subject may pay for torch
    from torch import set_num_threads  # noqa: PLC0415 - only this subject may pay for torch

    set_num_threads(1)
    model = load_base_model().model
    index = load_bundle(BUNDLE).ranker.index

    def many(messages: Sequence[str]) -> list[list[str]]:
        vectors = model.encode(list(messages), show_progress_bar=False, normalize_embeddings=True)
        rows = [np.argsort(-(index.vectors @ vector))[:TOP] for vector in vectors]
        return [[index.phrases[row] for row in best] for best in rows]

    return Answerer(lambda message: many([message]), many)


ANSWERERS = {"ours": ours, "fp32": fp32, "torch": torch}
