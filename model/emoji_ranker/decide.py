"""To react or to stay silent, and how much the author's own emojis count."""

from dataclasses import dataclass, fields

from emoji_ranker.results import Decision, Evidence, RankedEmoji, Reason


@dataclass(frozen=True, slots=True)
class DecisionSettings:
    """Everything that decides; stored in the bundle's `decision.json`.

    Attributes:
        min_score: Cosine under which the bot stays silent.
        min_familiarity: Share of letters in known words under which a text is unfamiliar: slang, another
            language, or gibberish.
        unfamiliar_min_score: Takes the place of `min_score` for an unfamiliar text.
        hint_weight: Weight of the emojis that the author typed against the words, from 0 to 1.
        variant_penalty: Taken off the score of gendered variants, so that the neutral form leads.
    """

    min_score: float
    min_familiarity: float
    unfamiliar_min_score: float
    hint_weight: float
    variant_penalty: float

    def __post_init__(self) -> None:
        """Raise ValueError where a setting is no number between 0 and 1."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
                raise ValueError(f"{field.name} must be a number from 0 to 1, not {value!r}")


def decide(settings: DecisionSettings, evidence: Evidence, best: RankedEmoji) -> Decision:
    """Say whether the best candidate should be added, and why."""
    if evidence.typed:
        return Decision(react=True, reason=Reason.TYPED, explanation="The author used this emoji.")
    if not evidence.has_words and evidence.machine:
        return _silent(
            Reason.MACHINE_TEXT, "This reads like a log or code, not like something a person says."
        )
    if not evidence.has_words:
        return _silent(Reason.NOTHING_TO_READ, "There are no words to react to.")
    if evidence.familiarity < settings.min_familiarity and best.score < settings.unfamiliar_min_score:
        return _silent(Reason.UNFAMILIAR, "Most of these words are unknown to the model.")
    if best.score < settings.min_score:
        return _silent(
            Reason.UNSURE,
            f"The best match scores {best.score:.3f}; it takes {settings.min_score:.3f} to react.",
        )
    return Decision(react=True, reason=Reason.CONFIDENT, explanation=f"It matches “{best.because}”.")


def _silent(reason: Reason, explanation: str) -> Decision:
    return Decision(react=False, reason=reason, explanation=explanation)
