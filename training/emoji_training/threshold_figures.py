"""What each threshold for reacting would do, on judged messages and on keyboard noise."""

import random
import string
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from emoji_ranker.bundle import load_bundle
from emoji_ranker.ranker import Ranker

from emoji_training.judging import meets, share
from emoji_training.progress import progress
from emoji_training.texts import read_rows

LEAST_SCORES = (0.3, 0.35, 0.38, 0.4, 0.42, 0.45, 0.5, 0.55, 0.6)
_NOISE = 600


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the bot did on one judged message: whether it reacted, and how its first choice was judged."""

    react: bool
    due: bool
    welcome: bool
    harmful: bool

    @property
    def utility(self) -> int:
        """+1 for a welcome reaction or a silence where it is due, -1 for a harmful reaction, else 0."""
        if self.react:
            return -1 if self.harmful else int(self.due and self.welcome)
        return int(not self.due)


def threshold_figures(bundle: Path | None, judged: Path) -> Iterator[str]:
    """Yield a line of figures for each of `LEAST_SCORES`.

    Utility is the mean over all messages; coverage counts those where a reaction is due, silence kept
    those where none is; welcome (apt or fine) and harmful are shares of the reactions; noise is the share
    of 600 random letter strings that get a reaction.

    Raises:
        TextsError: The judged messages can't be read.
        BundleError: The bundle can't be loaded.
    """
    rows = read_rows(judged, lists=["apt", "fine", "harmful"], flags=["silent"])
    ranker = load_bundle(bundle).ranker
    noise = list(_keyboard_noise())
    for least in LEAST_SCORES:
        settings = replace(ranker.settings, min_score=least)
        yield _figures(least, Ranker(ranker.encoder, ranker.index, settings), rows, noise)


def _figures(least: float, ranker: Ranker, rows: list[dict[str, Any]], noise: list[str]) -> str:
    outcomes = [_outcome(ranker, row) for row in progress(rows, f"least score {least}")]
    reactions = [outcome for outcome in outcomes if outcome.react]
    figures = {
        "utility": sum(outcome.utility for outcome in outcomes) / len(outcomes),
        "coverage": share([outcome.react for outcome in outcomes if outcome.due]),
        "silence kept": share([not outcome.react for outcome in outcomes if not outcome.due]),
        "welcome": share([outcome.welcome for outcome in reactions]),
        "harmful": share([outcome.harmful for outcome in reactions]),
        "noise": share([ranker.rank(text, 1).react for text in noise]),
    }
    return f"least score {least:.2f}  " + "  ".join(f"{name} {value:.3f}" for name, value in figures.items())


def _outcome(ranker: Ranker, row: dict[str, Any]) -> Outcome:
    ranking = ranker.rank(row["text"], 1)
    choice = [emoji.name for emoji in ranking.emojis]
    welcome = meets(ranker.index, choice, [*row["apt"], *row["fine"]])
    return Outcome(ranking.react, not row["silent"], welcome, meets(ranker.index, choice, row["harmful"]))


def _keyboard_noise() -> Iterator[str]:
    rng = random.Random(1)  # noqa: S311 - noise, not a secret
    for _ in range(_NOISE):
        words = [rng.choices(string.ascii_lowercase, k=rng.randint(3, 9)) for _ in range(rng.randint(1, 6))]
        yield " ".join("".join(word) for word in words)
