"""Vectors in groups, one group an emoji, and the exact search for the groups nearest to a vector."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from emoji_ranker.coarse import CoarseProduct
from emoji_ranker.encoder import Vectors

Rows = NDArray[np.int64]

# Below, everything lies in the processor's cache, and a product in fp32 takes no longer than one in 8 bits.
MANY = 10_000


class VectorGroups:
    """Vectors of shape (sum of the counts, dimension); a group's score is the best of its vectors'."""

    def __init__(self, vectors: Vectors, counts: Sequence[int]) -> None:
        """Take the vectors, group by group, and the number of each group's, at least 1."""
        self.vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        self._counts = np.asarray(counts, dtype=np.int64)
        self._starts = np.cumsum([0, *counts[:-1]], dtype=np.int64)
        self._coarse = CoarseProduct(self.vectors) if len(self.vectors) > MANY else None

    def of(self, group: int) -> Vectors:
        """Vectors of one group; shape (its count, dimension)."""
        start = int(self._starts[group])
        return self.vectors[start : start + int(self._counts[group])]

    def scores(self, vector: Vectors) -> Vectors:
        """Cosine of every group with a unit vector; shape (groups,)."""
        return self._best(self.vectors @ vector)

    def nearest(self, vector: Vectors, handicap: Vectors, count: int) -> tuple[Rows, Vectors]:
        """Find the groups with the highest scores, less their handicap of shape (groups,); best first.

        Returns:
            The groups, and their scores; as sorting all of `scores` would give them.
        """
        if self._coarse is None or count >= len(self._counts):
            scores = self.scores(vector) - handicap
            groups = best_rows(scores, count)
            return groups, scores[groups]
        products, error = self._coarse(vector)
        rough = self._best(products) - handicap
        # One of the best may seem worse by the error, and one that seems to be of the best be worse by it.
        candidates = np.flatnonzero(rough >= _highest(rough, count) - 2 * error)
        scores = self._exact(candidates, vector) - handicap[candidates]
        best = best_rows(scores, count)
        return candidates[best], scores[best]

    def carriers(self, groups: Rows, vector: Vectors) -> Rows:
        """For each of some groups, the row of its vector that is nearest to a unit vector."""
        rows, starts = self._rows(groups)
        products = self.vectors[rows] @ vector
        best = np.repeat(np.maximum.reduceat(products, starts), self._counts[groups])
        hits = np.flatnonzero(products == best)
        return rows[hits[np.searchsorted(hits, starts)]]

    def _best(self, products: Vectors) -> Vectors:
        best: Vectors = np.maximum.reduceat(products, self._starts)
        return best

    def _exact(self, groups: Rows, vector: Vectors) -> Vectors:
        rows, starts = self._rows(groups)
        best: Vectors = np.maximum.reduceat(self.vectors[rows] @ vector, starts)
        return best

    def _rows(self, groups: Rows) -> tuple[Rows, Rows]:
        """Rows of all vectors of some groups, and where each group starts among them."""
        counts = self._counts[groups]
        starts = np.cumsum(counts) - counts
        return np.repeat(self._starts[groups] - starts, counts) + np.arange(int(counts.sum())), starts


def best_rows(scores: Vectors, count: int) -> Rows:
    """Rows of the highest scores, best first and equal ones in order, as a stable sort of all gives them."""
    every = count >= len(scores)
    rows = np.arange(len(scores)) if every else np.flatnonzero(scores >= _highest(scores, count))
    return rows[np.argsort(-scores[rows], kind="stable")][:count]


def _highest(scores: Vectors, count: int) -> float:
    return float(np.partition(scores, -count)[-count])
