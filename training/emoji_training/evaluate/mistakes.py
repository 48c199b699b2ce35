"""The worst answers of a bundle, to be read by a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from emoji_training.evaluate.excerpt import excerpt, shown
from emoji_training.evaluate.systems import Answer
from emoji_training.evaluate.tables import plain_table
from emoji_training.judging import JudgedMessage, Outcome

_WANTED = 2


class Kind(IntEnum):
    """What went wrong, the worst first."""

    HARMFUL = 0
    WRONG = 1
    MISSED = 2


@dataclass(frozen=True, slots=True)
class Mistake:
    """An answer that was harmful, wrong (nobody named it) or missed (silent where a reaction is due)."""

    kind: Kind
    score: float
    message: JudgedMessage
    answer: Answer


def worst(
    messages: Sequence[JudgedMessage], answers: Sequence[Answer], outcomes: Sequence[Outcome]
) -> list[Mistake]:
    """List a bundle's mistakes: harmful ones, then wrong ones, then missed ones, each by descending score."""
    mistakes = [
        Mistake(kind, _score(answer), message, answer)
        for message, answer, outcome in zip(messages, answers, outcomes, strict=True)
        if (kind := _kind(outcome)) is not None
    ]
    return sorted(mistakes, key=lambda mistake: (mistake.kind, -mistake.score))


def mistakes_table(mistakes: Sequence[Mistake]) -> str:
    """Set mistakes for 100 columns, a line each.

    Raises:
        MissingLibraryError: The evaluation extra is not installed.
    """
    rows = [
        (
            mistake.kind.name.lower(),
            f"{mistake.score:.2f}",
            excerpt(shown(mistake.answer.choice), 20),
            excerpt(_wanted(mistake.message), 28),
            excerpt(f"{mistake.message.name} {mistake.message.text}", 30),
        )
        for mistake in mistakes
    ]
    return plain_table(("", "score", "first choice", "wanted", "message"), rows)


def _kind(outcome: Outcome) -> Kind | None:
    if outcome.react:
        if outcome.harmful:
            return Kind.HARMFUL
        return None if outcome.welcome else Kind.WRONG
    return Kind.MISSED if outcome.due else None


def _score(answer: Answer) -> float:
    return answer.ranking.emojis[0].score if answer.ranking else 0.0


def _wanted(message: JudgedMessage) -> str:
    return "silence" if message.silent else " ".join(map(shown, (*message.apt, *message.fine)[:_WANTED]))
