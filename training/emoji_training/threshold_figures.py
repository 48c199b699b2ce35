"""What each threshold for reacting would do, on judged messages and on keyboard noise."""

import random
import string
from collections.abc import Iterator, Sequence
from pathlib import Path

from emoji_ranker.bundle import load_bundle

from emoji_training.evaluate.figures import COVERAGE, HARMFUL, SILENCE_KEPT, UTILITY, WELCOME, judged_figures
from emoji_training.evaluate.names import EmojiNames
from emoji_training.evaluate.systems import BundleSystem
from emoji_training.evaluate.thresholds import outcomes_at, reacts_at
from emoji_training.judging import Outcome, read_judged
from emoji_training.progress import progress

LEAST_SCORES = (0.3, 0.35, 0.38, 0.4, 0.42, 0.45, 0.5, 0.55, 0.6)
_NOISE = 600
_SHOWN = (UTILITY, COVERAGE, SILENCE_KEPT, WELCOME, HARMFUL)


def threshold_figures(bundle: Path | None, judged: Path) -> Iterator[str]:
    """Yield a line of figures for each of `LEAST_SCORES`: those of `judged_figures`, and noise.

    Noise is the share of 600 random letter strings that get a reaction.

    Raises:
        TextsError: The judged messages can't be read.
        BundleError: The bundle can't be loaded.
    """
    # Refused before the bundle is loaded, which takes longer; its names are resolved after.
    read_judged(judged, EmojiNames(()))
    loaded = load_bundle(bundle)
    names = EmojiNames(loaded.ranker.index.emojis)
    system, messages = BundleSystem("bundle", loaded, names, top=1), read_judged(judged, names)
    answers = [system.answer(m.text) for m in progress(messages, "judged messages")]
    noise = [system.answer(text) for text in progress(list(_keyboard_noise()), "noise")]
    for least in LEAST_SCORES:
        outcomes = outcomes_at(messages, answers, system.settings, least)
        heard = [reacts_at(answer, system.settings, least) for answer in noise]
        yield _line(least, outcomes, sum(heard) / len(heard))


def _line(least: float, outcomes: Sequence[Outcome], noise: float) -> str:
    figures = judged_figures(outcomes)
    numbers = [(name, figures[name].value) for name in _SHOWN] + [("noise", noise)]
    return f"least score {least:.2f}  " + "  ".join(f"{name} {value:.3f}" for name, value in numbers)


def _keyboard_noise() -> Iterator[str]:
    rng = random.Random(1)  # noqa: S311 - noise, not a secret
    for _ in range(_NOISE):
        words = [rng.choices(string.ascii_lowercase, k=rng.randint(3, 9)) for _ in range(rng.randint(1, 6))]
        yield " ".join("".join(word) for word in words)
