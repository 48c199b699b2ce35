"""Ranking among many emojis: `many_emojis NUMBER`, in milliseconds."""

import sys
from collections.abc import Sequence
from typing import cast

import numpy as np
from emoji_ranker.bundle import load_bundle
from emoji_ranker.encoder import Encoder, Reading, Vectors
from emoji_ranker.index import Emoji, EmojiIndex
from emoji_ranker.ranker import Ranker
from emoji_training.paths import BUNDLE

from tests.bench.messages import MESSAGES
from tests.bench.processes import report
from tests.bench.subjects.timing import median_ms

# Of a vector's length: neighbours of real emojis, as the emojis of a workspace are.
_NOISE = 0.5
_PASSES = 5


class Recalling:
    """An encoder that has read these messages before, so that what is left of a rank is the ranking."""

    def __init__(self, encoder: Encoder, texts: Sequence[str]) -> None:
        """Read the messages."""
        self._texts = list(texts)
        self._vectors = encoder.encode(texts)

    def read(self, text: str) -> Reading:
        """Find every word known; fails for a text that was not read before."""
        return Reading([self._texts.index(text)], familiarity=1.0)

    def encode_ids(self, ids: Sequence[int]) -> Vectors:
        """Return a text's vector of shape (dimension,)."""
        vector: Vectors = self._vectors[ids[0]]
        return vector


def many(index: EmojiIndex, count: int) -> EmojiIndex:
    """Make an index of this many emojis with one vector each, near to real ones; the same every time."""
    rng = np.random.default_rng(count)
    rows = rng.integers(len(index.vectors), size=count)
    vectors = index.vectors[rows]
    noise = rng.standard_normal(vectors.shape, dtype=np.float32)
    vectors += noise * np.float32(_NOISE / np.sqrt(vectors.shape[1]))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return EmojiIndex([Emoji(f"emoji-{number}", phrases=("phrase",)) for number in range(count)], vectors)


def main() -> None:
    """Report the median of the ranking alone, and of all that a message takes."""
    ranker = load_bundle(BUNDLE).ranker
    index = many(ranker.index, int(sys.argv[1]))
    recalling = cast("Encoder", Recalling(ranker.encoder, MESSAGES))
    ranking = Ranker(recalling, index, ranker.settings)
    whole = Ranker(ranker.encoder, index, ranker.settings)
    report(
        {
            "ranking": median_ms(ranking.rank, MESSAGES, _PASSES),
            "whole": median_ms(whole.rank, MESSAGES, _PASSES),
        }
    )


if __name__ == "__main__":
    main()
