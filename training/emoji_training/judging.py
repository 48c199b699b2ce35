"""Holding a ranker's choices against the emojis that people named."""

from collections.abc import Sequence

from emoji_ranker.hints import shortcode
from emoji_ranker.index import EmojiIndex


def meets(index: EmojiIndex, choices: Sequence[str], wanted: Sequence[str]) -> bool:
    """Say whether one of the chosen names is wanted; aliases count as the emoji they resolve to."""
    rows = {index.known.get(shortcode(name)) for name in wanted} - {None}
    return any(index.known[shortcode(name)] in rows for name in choices)


def share(hits: Sequence[bool]) -> float:
    """Share of hits, from 0 to 1; 0 where there is nothing to count."""
    return sum(hits) / len(hits) if hits else 0.0
