"""What each pooling of the synonyms ranks like, on words and on judged messages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from emoji_ranker.ranker import Ranker

from emoji_training.build import ZERO_SHOT_SETTINGS, embed_lexicon
from emoji_training.exported import read_export
from emoji_training.judging import meets, share
from emoji_training.lexicon import read_lexicon
from emoji_training.pooling import POOLINGS
from emoji_training.progress import progress
from emoji_training.texts import read_rows

_TOP = 5


def pooling_figures(encoder_folder: Path, lexicon: Path, keywords: Path, judged: Path) -> Iterator[str]:
    """Yield a line of figures for every pooling.

    hit@k: share of words with a wanted emoji among the first k. apt@1: share of messages where a
    reaction is due whose first choice is apt, silent or not; harmful@1: over all messages.

    Raises:
        TextsError: A file of words or messages can't be read.
        LexiconError: The lexicon can't be read.
        ExportError: The encoder's folder is not complete.
    """
    words = read_rows(keywords, lists=["emoji"])
    messages = read_rows(judged, lists=["apt", "fine", "harmful"], flags=["silent"])
    entries = read_lexicon(lexicon)
    encoder = read_export(encoder_folder).encoder
    for pooling in POOLINGS:
        index = embed_lexicon(entries, encoder, pooling)
        yield _figures(pooling, Ranker(encoder, index, ZERO_SHOT_SETTINGS), words, messages)


def _figures(
    pooling: str, ranker: Ranker, words: list[dict[str, Any]], messages: list[dict[str, Any]]
) -> str:
    index = ranker.index
    ranked = [(_choices(ranker, row["text"]), row) for row in progress(words, f"{pooling}: words")]
    judged = [(_choices(ranker, row["text"])[:1], row) for row in progress(messages, f"{pooling}: messages")]
    due = [(choice, row) for choice, row in judged if not row["silent"]]
    figures = {
        "words hit@1": share([meets(index, names[:1], row["emoji"]) for names, row in ranked]),
        f"words hit@{_TOP}": share([meets(index, names, row["emoji"]) for names, row in ranked]),
        "judged apt@1": share([meets(index, choice, row["apt"]) for choice, row in due]),
        "apt or fine@1": share([meets(index, choice, row["apt"] + row["fine"]) for choice, row in due]),
        "harmful@1": share([meets(index, choice, row["harmful"]) for choice, row in judged]),
    }
    numbers = "  ".join(f"{name} {value:.3f}" for name, value in figures.items())
    return f"{pooling:<10}  vectors {len(index.phrases):>6}  {numbers}"


def _choices(ranker: Ranker, text: str) -> list[str]:
    return [emoji.name for emoji in ranker.rank(text, _TOP).emojis]
