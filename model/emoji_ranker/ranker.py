"""Slack message in, ranked emojis and a decision out."""

from collections.abc import Iterable, Sequence

import numpy as np

from emoji_ranker.decide import DecisionSettings, Evidence, decide
from emoji_ranker.encoder import Encoder, Vectors
from emoji_ranker.index import Emoji, EmojiIndex
from emoji_ranker.results import RankedEmoji, Ranking
from emoji_ranker.text import CleanText, as_it_stands, clean

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
        # Where the bot stays silent for want of words, its candidates are those for what stands there.
        words = text.text or ("" if hints else as_it_stands(message))
        emojis = self._ranked(words, hints, top)
        typed = emojis[0].because == TYPED
        evidence = Evidence(bool(text.text), text.machine, self._familiarity(text), typed)
        return Ranking(emojis, decide(self.settings, evidence, emojis[0]))

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

    def _ranked(self, words: str, hints: Sequence[int], top: int) -> tuple[RankedEmoji, ...]:
        vector = self.encoder.encode([words])[0] if words or not hints else None
        likeness = np.asarray([self._likeness(hint) for hint in hints], dtype=np.float32)
        scores = self._scores(vector, likeness)
        best = np.argsort(-scores, kind="stable")[:top]
        reasons = [self._because(int(row), vector, hints, likeness) for row in best]
        return tuple(
            self._result(int(row), float(scores[row]), because)
            for row, because in zip(best, reasons, strict=True)
        )

    def _scores(self, vector: Vectors | None, likeness: Vectors) -> Vectors:
        if vector is None:
            return np.asarray(likeness.max(axis=0))
        words = self.index.scores(vector) - self._handicap
        if not len(likeness):
            return words
        weight = np.float32(self.settings.hint_weight)
        return np.asarray((1 - weight) * words + weight * likeness.max(axis=0), dtype=np.float32)

    def _likeness(self, hint: int) -> Vectors:
        likeness = self.index.scores(self.index.centroid(hint)) - self._handicap
        likeness[hint] = 1.0
        return likeness

    def _because(self, row: int, vector: Vectors | None, hints: Sequence[int], likeness: Vectors) -> str:
        if row in hints:
            return TYPED
        if vector is not None:
            return self.index.carrier(row, vector)
        return f"like :{self.index.emojis[hints[int(likeness[:, row].argmax())]].name}:"

    def _result(self, row: int, score: float, because: str) -> RankedEmoji:
        emoji = self.index.emojis[row]
        # Stored in 16 bits, a vector can be a little longer than 1.
        return RankedEmoji(emoji.name, emoji.emoji, round(max(-1.0, min(1.0, score)), 4), because)


def _named(emoji: Emoji) -> Emoji:
    words = emoji.name.replace("_", " ").replace("-", " ").strip() or emoji.name
    return Emoji(emoji.name, emoji.emoji, emoji.aliases, emoji.base, emoji.emoticons, (words,))
