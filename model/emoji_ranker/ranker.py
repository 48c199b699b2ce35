"""Slack message in, ranked emojis and a decision out."""

from collections.abc import Iterable, Sequence

import numpy as np

from emoji_ranker.decide import DecisionSettings, Evidence, decide
from emoji_ranker.encoder import Encoder, Vectors
from emoji_ranker.index import Emoji, EmojiIndex
from emoji_ranker.results import RankedEmoji, Ranking
from emoji_ranker.text import CleanText, clean

TYPED = "typed by the author"
DEFAULT_TOP = 10


class Ranker:
    """Ranks emojis for messages; immutable, and safe to share between threads."""

    def __init__(self, encoder: Encoder, index: EmojiIndex, settings: DecisionSettings) -> None:
        """Join an encoder with the vectors it made and the settings tuned for both."""
        self.encoder = encoder
        self.index = index
        self.settings = settings
        self._handicap = np.where(index.is_variant, np.float32(settings.variant_penalty), np.float32(0))

    def rank(self, message: str, top: int = DEFAULT_TOP) -> Ranking:
        """Rank the candidates for one message as Slack sends it.

        Args:
            message: Any text, of any length.
            top: How many candidates to return, best first; at least 1.

        Raises:
            ValueError: `top` is less than 1.
        """
        if top < 1:
            raise ValueError(f"top must be at least 1, not {top}")
        text = clean(message, self.index.known)
        hints = tuple(dict.fromkeys(self.index.known[hint] for hint in text.hints))
        emojis = self._ranked(text, hints, top) if text.text or hints else ()
        best = emojis[0] if emojis else None
        typed = best is not None and best.because == TYPED
        evidence = Evidence(bool(text.text), text.machine, self._familiarity(text), typed)
        return Ranking(emojis, decide(self.settings, evidence, best))

    def rank_many(self, messages: Iterable[str], top: int = DEFAULT_TOP) -> list[Ranking]:
        """Rank messages one after the other; each result is the one that `rank` gives."""
        return [self.rank(message, top) for message in messages]

    def with_emojis(self, emojis: Sequence[Emoji]) -> "Ranker":
        """Return a ranker that knows a workspace's own emojis too, from their names and phrases.

        An emoji without phrases stands for the words of its name.

        Raises:
            EmojiNameError: A name is none that Slack could have, or is given twice.
        """
        named = [emoji if emoji.phrases else _named(emoji) for emoji in emojis]
        for emoji in named:
            emoji.check()
        vectors = self.encoder.encode(
            [clean(phrase).text or phrase for emoji in named for phrase in emoji.phrases]
        )
        return Ranker(self.encoder, self.index.extended(named, vectors), self.settings)

    def _familiarity(self, text: CleanText) -> float:
        return self.encoder.familiarity(text.text) if text.text else 0.0

    def _ranked(self, text: CleanText, hints: Sequence[int], top: int) -> tuple[RankedEmoji, ...]:
        vector = self.encoder.encode([text.text])[0] if text.text else None
        scores = self._scores(vector, hints)
        best = np.argsort(-scores, kind="stable")[:top]
        return tuple(self._result(int(row), float(scores[row]), vector, hints) for row in best)

    def _scores(self, vector: Vectors | None, hints: Sequence[int]) -> Vectors:
        words = self.index.scores(vector) - self._handicap if vector is not None else None
        if not hints:
            return words if words is not None else np.zeros(len(self.index), dtype=np.float32)
        typed: Vectors = np.max([self._likeness(hint) for hint in hints], axis=0)
        if words is None:
            return typed
        weight = np.float32(self.settings.hint_weight)
        return np.asarray((1 - weight) * words + weight * typed, dtype=np.float32)

    def _likeness(self, hint: int) -> Vectors:
        likeness = self.index.scores(self.index.centroid(hint)) - self._handicap
        likeness[hint] = 1.0
        return likeness

    def _result(self, row: int, score: float, vector: Vectors | None, hints: Sequence[int]) -> RankedEmoji:
        emoji = self.index.emojis[row]
        if row in hints:
            because = TYPED
        elif vector is None:
            because = f"like :{self.index.emojis[hints[0]].name}:"
        else:
            because = self.index.carrier(row, vector)
        return RankedEmoji(emoji.name, emoji.emoji, round(score, 4), because)


def _named(emoji: Emoji) -> Emoji:
    words = emoji.name.replace("_", " ").replace("-", " ").strip()
    return Emoji(emoji.name, emoji.emoji, emoji.aliases, emoji.base, emoji.emoticons, (words,))
