"""What each pooling of the synonyms ranks like, on words and on judged messages."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from emoji_ranker.ranker import Ranker

from emoji_training.build import ZERO_SHOT_SETTINGS, embed_lexicon
from emoji_training.evaluate.figures import (
    APT,
    HARMFUL,
    HIT_1,
    HIT_5,
    WELCOME,
    judged_figures,
    reaction_figures,
)
from emoji_training.evaluate.names import EmojiNames
from emoji_training.evaluate.reactions import VIEWS
from emoji_training.exported import read_export
from emoji_training.judging import JudgedMessage, judge, read_judged
from emoji_training.lexicon import read_lexicon
from emoji_training.pooling import POOLINGS
from emoji_training.progress import progress
from emoji_training.texts import read_rows

_TOP = 5


def pooling_figures(encoder_folder: Path, lexicon: Path, keywords: Path, judged: Path) -> Iterator[str]:
    """Yield a line of figures for every pooling.

    hit@k: share of words with a wanted emoji among the first k. The first choice on judged messages counts
    as a reaction, silent or not: apt and apt or fine over those where one is due, harmful over all.

    Raises:
        TextsError: A file of words or messages can't be read.
        LexiconError: The lexicon can't be read.
        ExportError: The encoder's folder is not complete.
    """
    words = read_rows(keywords, lists=["emoji"])
    entries = read_lexicon(lexicon)
    names = EmojiNames(entries)
    messages = read_judged(judged, names)
    encoder = read_export(encoder_folder).encoder
    for pooling in POOLINGS:
        ranker = Ranker(encoder, embed_lexicon(entries, encoder, pooling), ZERO_SHOT_SETTINGS)
        figures = _on_words(pooling, ranker, words, names) | _on_messages(pooling, ranker, messages)
        numbers = "  ".join(f"{name} {value:.3f}" for name, value in figures.items())
        yield f"{pooling:<10}  vectors {len(ranker.index.phrases):>6}  {numbers}"


def _on_words(
    pooling: str, ranker: Ranker, words: Sequence[dict[str, Any]], names: EmojiNames
) -> dict[str, float]:
    everything = VIEWS[0]
    ranks = [
        everything.rank(_choices(ranker, row["text"]), names.all_canonical(row["emoji"]))
        for row in progress(words, f"{pooling}: words")
    ]
    figures = reaction_figures(ranks)
    return {f"words {name}": figures[name].value for name in (HIT_1, HIT_5)}


def _on_messages(pooling: str, ranker: Ranker, messages: Sequence[JudgedMessage]) -> dict[str, float]:
    outcomes = [
        judge(message, _choices(ranker, message.text)[0], react=True)
        for message in progress(messages, f"{pooling}: messages")
    ]
    every, due = judged_figures(outcomes), judged_figures([outcome for outcome in outcomes if outcome.due])
    return {
        f"judged {APT}": due[APT].value,
        WELCOME: due[WELCOME].value,
        HARMFUL: every[HARMFUL].value,
    }


def _choices(ranker: Ranker, text: str) -> list[str]:
    return [emoji.name for emoji in ranker.rank(text, _TOP).emojis]
