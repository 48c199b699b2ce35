"""What the bundle answers to judged messages: `answers [BUNDLE]`, on whatever processor runs this."""

import sys
from pathlib import Path

from emoji_ranker.bundle import load_bundle
from emoji_ranker.text import clean
from emoji_training.paths import JUDGED
from emoji_training.texts import read_texts

from tests.bench.processes import report

# An emulated processor takes a quarter of a second a message.
_EVERY = 3


def main() -> None:
    """Report vectors, first emojis and decisions; loading has compared the canaries before."""
    ranker = load_bundle(Path(sys.argv[1]) if sys.argv[1:] else None).ranker
    texts = read_texts(JUDGED)[::_EVERY]
    rankings = ranker.rank_many(texts, top=1)
    words = [clean(text, ranker.index.known).text or text for text in texts]
    report(
        {
            "vectors": ranker.encoder.encode(words).tolist(),
            "first": [ranking.emojis[0].name for ranking in rankings],
            "reacts": [ranking.react for ranking in rankings],
        }
    )


if __name__ == "__main__":
    main()
