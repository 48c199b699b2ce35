"""What a ranking answers with: frozen, free of numpy, ready for JSON."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why the bot would react, or stay silent."""

    CONFIDENT = "confident"
    TYPED = "typed"
    NOTHING_TO_READ = "nothing_to_read"
    MACHINE_TEXT = "machine_text"
    UNFAMILIAR = "unfamiliar"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class RankedEmoji:
    """One candidate: its Slack name, its character, its score and what carried it.

    `emoji` is None for a workspace's own emoji, which has no Unicode character.
    `score` is a cosine similarity, so it lies between -1 and 1.
    """

    name: str
    emoji: str | None
    score: float
    because: str


@dataclass(frozen=True, slots=True)
class Decision:
    """To react or to stay silent, with the reason as a code and as a sentence."""

    react: bool
    reason: Reason
    explanation: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a message offers to decide on, besides the best score.

    Attributes:
        has_words: There is something to read.
        machine: Lines that machines write were left out.
        familiarity: Share of the letters in words that the tokenizer knows, from 0 to 1.
        typed: The best candidate is an emoji that the author typed.
    """

    has_words: bool
    machine: bool
    familiarity: float
    typed: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates, best first, what to do with the first of them, and what that was decided on."""

    emojis: tuple[RankedEmoji, ...]
    decision: Decision
    evidence: Evidence

    @property
    def react(self) -> bool:
        """Whether the first emoji should be added."""
        return self.decision.react
