"""What other thresholds would have decided, from answers that were ranked once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from emoji_ranker.decide import DecisionSettings, decide

from emoji_training.evaluate.figures import COVERAGE, UTILITY, judged_figures
from emoji_training.evaluate.systems import Answer
from emoji_training.judging import JudgedMessage, Outcome, judge

GRID = tuple(step / 50 for step in range(51))


@dataclass(frozen=True, slots=True)
class ThresholdPoint:
    """Utility and coverage, where a bundle to react takes a score of at least `least_score`."""

    least_score: float
    utility: float
    coverage: float


def reacts_at(answer: Answer, settings: DecisionSettings, least_score: float) -> bool:
    """Say whether a bundle's answer would have been a reaction with another least score.

    Raises:
        ValueError: The answer is no bundle's.
    """
    if answer.ranking is None:
        raise ValueError("only a bundle's answer has a score")
    ranking = answer.ranking
    return decide(replace(settings, min_score=least_score), ranking.evidence, ranking.emojis[0]).react


def outcomes_at(
    messages: Sequence[JudgedMessage],
    answers: Sequence[Answer],
    settings: DecisionSettings,
    least_score: float,
) -> list[Outcome]:
    """Judge a bundle's answers as if reacting took another least score."""
    return [
        judge(message, answer.choice, react=reacts_at(answer, settings, least_score))
        for message, answer in zip(messages, answers, strict=True)
    ]


def threshold_curve(
    messages: Sequence[JudgedMessage], answers: Sequence[Answer], settings: DecisionSettings
) -> tuple[ThresholdPoint, ...]:
    """Compute utility and coverage at every least score of `GRID`."""
    points = []
    for least in GRID:
        figures = judged_figures(outcomes_at(messages, answers, settings, least))
        points.append(ThresholdPoint(least, figures[UTILITY].value, figures[COVERAGE].value))
    return tuple(points)
