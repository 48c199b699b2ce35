"""What enters each product when the encoder reads real text, to prepare its weights for 8 bits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import onnxruntime as ort
from emoji_ranker.encoder import Vectors, session_options
from numpy.typing import NDArray

from emoji_training.graph.bert import BertWeights
from emoji_training.graph.encoder import OUTPUT, Place, write_encoder
from emoji_training.graph.products import ExactProducts
from emoji_training.graph.writer import INPUT
from emoji_training.progress import progress

# The matrices are far larger than a message's rows, so that adding to them pays only for many at once.
_GROUP = 64


@dataclass(slots=True)
class Entering:
    """The rows that entered one product: the largest magnitude of every input, and their Gram matrix.

    `largest` has shape (inputs,), `gram` (inputs, inputs): the sum of the rows' outer products.
    """

    largest: Vectors
    gram: NDArray[np.float64]

    def add(self, rows: Vectors) -> None:
        """Count rows of shape (tokens, inputs) in."""
        np.maximum(self.largest, np.abs(rows).max(axis=0), out=self.largest)
        wide = rows.astype(np.float64)
        self.gram += wide.T @ wide


def observe(weights: BertWeights, messages: Sequence[Sequence[int]]) -> Mapping[Place, Entering]:
    """Run the exact encoder on tokenised messages and sum up what enters each product."""
    # On one core the sums are always taken in the same order, so that two builds give the same bytes.
    session = ort.InferenceSession(
        write_encoder(weights, ExactProducts(), observed=True),
        session_options(threads=1),
        providers=["CPUExecutionProvider"],
    )
    names = [output.name for output in session.get_outputs() if output.name != OUTPUT]
    entering = {name: _nothing(inputs) for name, inputs in _inputs(session).items() if name in names}
    groups = [messages[start : start + _GROUP] for start in range(0, len(messages), _GROUP)]
    for group in progress(groups, "what enters the products"):
        found = [session.run(names, {INPUT: np.asarray([ids], dtype=np.int64)}) for ids in group]
        for name, *rows in zip(names, *found, strict=True):
            entering[name].add(np.concatenate(rows, axis=1)[0])
    return {_place(name): seen for name, seen in entering.items()}


def _inputs(session: ort.InferenceSession) -> dict[str, int]:
    return {output.name: int(output.shape[-1]) for output in session.get_outputs()}


def _nothing(inputs: int) -> Entering:
    return Entering(np.zeros(inputs, dtype=np.float32), np.zeros((inputs, inputs)))


def _place(output: str) -> Place:
    layer, part = output.split(".")
    return Place(int(layer), part)
