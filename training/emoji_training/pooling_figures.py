"""What each pooling of the synonyms ranks like, on words and on judged messages."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from emoji_ranker.encoder import Encoder
from emoji_ranker.index import EmojiIndex
from emoji_ranker.ranker import Ranker

from emoji_training.build import ZERO_SHOT_SETTINGS, embed_lexicon
from emoji_training.errors import TextsError
from emoji_training.export import INT8_MODEL, TOKENIZER, read_description
from emoji_training.lexicon import read_lexicon
from emoji_training.pooling import POOLINGS
from emoji_training.progress import progress

_TOP = 5


def pooling_figures(encoder_folder: Path, lexicon: Path, keywords: Path, judged: Path) -> Iterator[str]:
    """Yield a line of figures for every pooling.

    hit@k: share of words with a wanted emoji among the first k. apt@1: share of messages where a
    reaction is due whose first choice is apt, silent or not; harmful@1: over all messages.

    Raises:
        TextsError: A file can't be read.
    """
    words, messages = _rows(keywords, "emoji"), _rows(judged, "apt")
    entries = read_lexicon(lexicon)
    encoder = Encoder(
        (encoder_folder / INT8_MODEL).read_bytes(),
        (encoder_folder / TOKENIZER).read_text(encoding="utf-8"),
        max_tokens=read_description(encoder_folder).max_tokens,
    )
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
        "words hit@1": _share([_meets(index, names[:1], row["emoji"]) for names, row in ranked]),
        f"words hit@{_TOP}": _share([_meets(index, names, row["emoji"]) for names, row in ranked]),
        "judged apt@1": _share([_meets(index, choice, row["apt"]) for choice, row in due]),
        "apt or fine@1": _share([_meets(index, choice, row["apt"] + row["fine"]) for choice, row in due]),
        "harmful@1": _share([_meets(index, choice, row["harmful"]) for choice, row in judged]),
    }
    numbers = "  ".join(f"{name} {value:.3f}" for name, value in figures.items())
    return f"{pooling:<10}  vectors {len(index.phrases):>6}  {numbers}"


def _choices(ranker: Ranker, text: str) -> list[str]:
    return [emoji.name for emoji in ranker.rank(text, _TOP).emojis]


def _meets(index: EmojiIndex, choices: Sequence[str], wanted: Sequence[str]) -> bool:
    # Names may be aliases, so they are compared by what they resolve to.
    rows = {index.known.get(f":{name}:") for name in wanted} - {None}
    return any(index.known[f":{name}:"] in rows for name in choices)


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0


def _rows(path: Path, key: str) -> list[dict[str, Any]]:
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise TextsError(f"{path} can't be read ({error})") from error
    if not all(isinstance(row, dict) and isinstance(row.get("text"), str) and key in row for row in rows):
        raise TextsError(f"{path}: every line must have `text` and `{key}`")
    return rows
