"""The candidates: their names, and the vectors that stand for them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from emoji_ranker.encoder import Vectors, unit
from emoji_ranker.errors import EmojiNameError
from emoji_ranker.hints import bare_emoji, shortcode
from emoji_ranker.search import Rows, VectorGroups

# Slack's rule for custom names: lower case, no spaces, letters of any script, digits, `_ - + '`.
_SLACK_NAME = re.compile(r"[\w+'-]{1,100}")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Emoji:
    """One candidate: how Slack names it, and the phrases whose vectors stand for it.

    `emoji` is None for a workspace's own; `base` names the neutral form of a gendered variant.
    """

    name: str
    emoji: str | None = None
    aliases: tuple[str, ...] = ()
    base: str | None = None
    emoticons: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()

    def check(self) -> None:
        """Raise EmojiNameError where the name is none that Slack could have, or phrases are missing."""
        if not _SLACK_NAME.fullmatch(self.name) or self.name != self.name.lower():
            raise EmojiNameError(
                f"{self.name!r} is no Slack emoji name: use lower-case letters, digits, _, - and +, no colons"
            )
        if not self.phrases or not all(map(_is_readable, self.phrases)):
            raise EmojiNameError(f":{self.name}: needs at least one phrase, and none may be empty")


class EmojiIndex:
    """Candidates and their vectors, one row a phrase, searched by brute force.

    Exact search over 1,900 emojis costs hundredths of a millisecond, and over 200,000 a few.
    """

    def __init__(self, emojis: Sequence[Emoji], vectors: Vectors) -> None:
        """Join emojis with the unit vectors of their phrases, in order.

        Args:
            emojis: Candidates, at least one; names are unique, and each has phrases.
            vectors: Shape (number of all phrases, dimension).

        Raises:
            ValueError: A candidate can't be ranked, or the number of vectors is not the number of phrases.
        """
        self.emojis = tuple(emojis)
        _check_candidates(self.emojis)
        self.phrases = tuple(phrase for emoji in self.emojis for phrase in emoji.phrases)
        if len(self.phrases) != len(vectors):
            raise ValueError(f"{len(self.phrases)} phrases but {len(vectors)} vectors")
        self._groups = VectorGroups(vectors, [len(emoji.phrases) for emoji in self.emojis])
        self.vectors = self._groups.vectors
        self.known = MappingProxyType(_look_up(self.emojis))
        self.is_variant = np.asarray([emoji.base is not None for emoji in self.emojis])

    def __len__(self) -> int:
        return len(self.emojis)

    def scores(self, vector: Vectors) -> Vectors:
        """Cosine of the best phrase of every emoji with a unit vector; shape (len(self),)."""
        return self._groups.scores(vector)

    def nearest(self, vector: Vectors, handicap: Vectors, count: int) -> tuple[Rows, Vectors]:
        """Find the emojis with the highest scores, less a handicap of shape (len(self),), best first."""
        return self._groups.nearest(vector, handicap, count)

    def carriers(self, emojis: Rows, vector: Vectors) -> list[str]:
        """Name for each of some emojis the phrase that is nearest to a unit vector."""
        return [self.phrases[row] for row in self._groups.carriers(emojis, vector)]

    def centroid(self, emoji: int) -> Vectors:
        """Unit vector in the middle of an emoji's phrases; shape (dimension,)."""
        return unit(self._groups.of(emoji).mean(axis=0))

    def extended(self, emojis: Iterable[Emoji], vectors: Vectors) -> "EmojiIndex":
        """Add candidates; one that bears an existing name replaces it, as in a Slack workspace.

        Raises:
            EmojiNameError: Two of the new ones share a name, or one can't be ranked.
        """
        extra = tuple(emojis)
        names = {emoji.name for emoji in extra}
        kept = [row for row, emoji in enumerate(self.emojis) if emoji.name not in names]
        rows = [self._groups.of(row) for row in kept]
        return EmojiIndex([*(self.emojis[row] for row in kept), *extra], np.concatenate([*rows, vectors]))


def _check_candidates(emojis: Sequence[Emoji]) -> None:
    if not emojis:
        raise ValueError("there must be at least one emoji")
    seen: set[str] = set()
    for emoji in emojis:
        emoji.check()
        if emoji.name in seen:
            raise EmojiNameError(f":{emoji.name}: is given twice")
        seen.add(emoji.name)


def _is_readable(phrase: str) -> bool:
    return bool(phrase.strip()) and not _SURROGATE.search(phrase)


def _look_up(emojis: Sequence[Emoji]) -> dict[str, int]:
    known: dict[str, int] = {}
    # Backwards, so that an added emoji's name wins over an older alias of the same spelling.
    for row, emoji in reversed(list(enumerate(emojis))):
        names = [shortcode(name) for name in (emoji.name, *emoji.aliases)]
        character = [bare_emoji(emoji.emoji)] if emoji.emoji else []
        for key in (*names, *character, *emoji.emoticons):
            known.setdefault(key, row)
    return known
