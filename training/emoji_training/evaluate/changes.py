"""Which decisions change from one bundle to another, and which way."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from emoji_training.evaluate.bootstrap import Estimate, Floats, Ratio, resampling
from emoji_training.evaluate.excerpt import excerpt, shown
from emoji_training.evaluate.reactions import ReactedMessage
from emoji_training.evaluate.scoring import Messages, Scored
from emoji_training.evaluate.systems import Answer

_VERDICTS = ("same", "better", "worse")


@dataclass(frozen=True, slots=True)
class Change:
    """A message on which two bundles decide differently.

    Attributes:
        name: What the message is called by.
        text: The message.
        before: What the first bundle adds, None for silence.
        after: What the second one adds.
        gain: Worth of the second decision less that of the first.
    """

    name: str
    text: str
    before: str | None
    after: str | None
    gain: float

    @property
    def verdict(self) -> str:
        """Whether the change is `better`, `worse`, or the `same` by the judgement."""
        return _VERDICTS[int(np.sign(self.gain))]

    def __str__(self) -> str:
        way = f"{shown(self.before)} -> {shown(self.after)}"
        return f"{self.verdict:<6}  {way:<40}  {excerpt(self.name)}  {excerpt(self.text)}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes on one set of messages, and the difference of the mean worth of a decision."""

    worth: str
    messages: int
    changes: tuple[Change, ...]
    difference: Estimate

    def __str__(self) -> str:
        counts = Counter(change.verdict for change in self.changes)
        told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in ("better", "worse", "same"))
        off = self.difference
        return (
            f"{len(self.changes)} of {self.messages} decisions change: {told}; "
            f"{self.worth} {off.value:+.3f} [{off.low:+.3f}, {off.high:+.3f}]"
        )


def compare_judged(messages: Messages, before: Scored, after: Scored) -> Comparison:
    """Compare decisions on judged messages; a decision is worth its utility, -1 to 1."""
    worths = [np.array([float(outcome.utility) for outcome in scored.outcomes]) for scored in (before, after)]
    texts = [(message.name, message.text) for message in messages.judged]
    return _compared("utility", texts, zip(before.judged, after.judged, strict=True), worths)


def compare_reacted(messages: Messages, before: Scored, after: Scored) -> Comparison:
    """Compare decisions on messages with reactions; one that adds what someone added is worth 1, others 0."""
    worths = [_hits(messages.reacted, scored.reacted) for scored in (before, after)]
    texts = [(message.name, message.text) for message in messages.reacted]
    return _compared("reactions that hit", texts, zip(before.reacted, after.reacted, strict=True), worths)


def _hits(messages: Sequence[ReactedMessage], answers: Sequence[Answer]) -> Floats:
    pairs = zip(messages, answers, strict=True)
    return np.array([float(_decision(answer) in message.reactions) for message, answer in pairs])


def _compared(
    worth: str,
    texts: Sequence[tuple[str, str]],
    answers: Iterable[tuple[Answer, Answer]],
    worths: Sequence[Floats],
) -> Comparison:
    before, after = worths
    changes = [
        Change(name, text, _decision(old), _decision(new), float(gain))
        for (name, text), (old, new), gain in zip(texts, answers, after - before, strict=True)
        if _decision(old) != _decision(new)
    ]
    ones = np.ones_like(before)
    difference = resampling(len(texts)).difference(Ratio(after, ones), Ratio(before, ones))
    return Comparison(worth, len(texts), tuple(changes), difference)


def _decision(answer: Answer) -> str | None:
    return answer.choice if answer.react else None
