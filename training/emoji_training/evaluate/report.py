"""The outcome of an evaluation, as it lies in `evaluation.json`."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from math import isfinite
from typing import Any

from emoji_training.evaluate.bootstrap import RESAMPLES, SEED, Estimate, resampling
from emoji_training.evaluate.figures import Figures
from emoji_training.evaluate.thresholds import ThresholdPoint

REPORT = "evaluation.json"
_DIGITS = 4
METHOD = f"95 % percentile bootstrap intervals over messages, {RESAMPLES} samples, seed {SEED}"

Estimates = Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class Section:
    """All systems on the same messages.

    Attributes:
        name: `judged`, or a view of the reactions.
        messages: How many messages.
        systems: Each system's estimates, by the figure's name.
    """

    name: str
    messages: int
    systems: Mapping[str, Estimates]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its name, its hash, and what is worth knowing about its content."""

    name: str
    sha256: str
    notes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """Figures of all systems, free of any message's text.

    Attributes:
        sections: One for the judged messages, one for each view of the reactions.
        thresholds: For each bundle, what other thresholds would have done on the judged messages.
        least_scores: For each bundle, the threshold that it has.
        sources: The files by what they were used as.
    """

    sections: tuple[Section, ...]
    thresholds: Mapping[str, tuple[ThresholdPoint, ...]]
    least_scores: Mapping[str, float]
    sources: Mapping[str, Source]

    def to_json(self) -> str:
        """Write as JSON: numbers to four digits, null where one is not defined."""
        content = {"method": METHOD, **asdict(self)}
        return json.dumps(_plain(content), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def section(name: str, figures: Mapping[str, Figures]) -> Section:
    """Give every figure of every system its interval.

    Args:
        name: The section's name.
        figures: Each system's figures, all on the same messages.
    """
    messages = len(next(iter(next(iter(figures.values())).values())).numerators)
    samples = resampling(messages)
    estimates = {
        system: {figure: samples.estimate(ratio) for figure, ratio in ratios.items()}
        for system, ratios in figures.items()
    }
    return Section(name, messages, estimates)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, float):
        return round(value, _DIGITS) if isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _plain(entry) for key, entry in value.items()}
    return [_plain(entry) for entry in value] if isinstance(value, list | tuple) else value
