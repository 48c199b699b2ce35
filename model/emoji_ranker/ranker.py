"""Slack message in, ranked emojis and a decision out."""

from collections.abc import Iterable, Sequence

import numpy as np

from emoji_ranker.decide import DecisionSettings, decide
from emoji_ranker.encoder import Encoder, Vectors
from emoji_ranker.index import Emoji, EmojiIndex
from emoji_ranker.results import Evidence, RankedEmoji, Ranking
from emoji_ranker.search import Rows, best_rows
from emoji_ranker.text import as_it_stands, clean

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
        reading = self.encoder.read(words)
        vector = self.encoder.encode_ids(reading.ids) if words or not hints else None
        if vector is None or hints:
            emojis = self._ranked_by_hints(vector, hints, top)
        else:
            emojis = self._ranked(vector, top)
        evidence = Evidence(
            has_words=bool(text.text),
            machine=text.machine,
            familiarity=reading.familiarity if text.text else 0.0,
            typed=emojis[0].because == TYPED,
        )
        return Ranking(emojis, decide(self.settings, evidence, emojis[0]), evidence)

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

    def _ranked(self, vector: Vectors, top: int) -> tuple[RankedEmoji, ...]:
        rows, scores = self.index.nearest(vector, self._handicap, top)
        return self._results(rows, scores, self.index.carriers(rows, vector))

    def _ranked_by_hints(
        self, vector: Vectors | None, hints: Sequence[int], top: int
    ) -> tuple[RankedEmoji, ...]:
        likeness = np.asarray([self._likeness(hint) for hint in hints], dtype=np.float32)
        scores = likeness.max(axis=0)
        if vector is not None:
            weight = np.float32(self.settings.hint_weight)
            scores = (1 - weight) * (self.index.scores(vector) - self._handicap) + weight * scores
        rows = best_rows(scores, top)
        if vector is not None:
            reasons = self.index.carriers(rows, vector)
        else:
            nearest = likeness[:, rows].argmax(axis=0)
            reasons = [f"like :{self.index.emojis[hints[hint]].name}:" for hint in nearest]
        typed = [TYPED if row in hints else reason for row, reason in zip(rows, reasons, strict=True)]
        return self._results(rows, scores[rows], typed)

    def _likeness(self, hint: int) -> Vectors:
        likeness = self.index.scores(self.index.centroid(hint)) - self._handicap
        likeness[hint] = 1.0
        return likeness

    def _results(self, rows: Rows, scores: Vectors, reasons: Sequence[str]) -> tuple[RankedEmoji, ...]:
        emojis = [self.index.emojis[row] for row in rows]
        # Stored in 16 bits, a vector can be a little longer than 1.
        cosines = np.clip(scores, -1, 1).tolist()
        return tuple(
            RankedEmoji(emoji.name, emoji.emoji, round(score, 4), reason)
            for emoji, score, reason in zip(emojis, cosines, reasons, strict=True)
        )


def _named(emoji: Emoji) -> Emoji:
    words = emoji.name.replace("_", " ").replace("-", " ").strip() or emoji.name
    return Emoji(emoji.name, emoji.emoji, emoji.aliases, emoji.base, emoji.emoticons, (words,))
