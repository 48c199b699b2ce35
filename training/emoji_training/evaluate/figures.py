"""The figures: what is counted, and over which messages."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from emoji_training.evaluate.bootstrap import Floats, Ratio
from emoji_training.judging import Outcome

APT, WELCOME, HARMFUL = "apt@1", "apt-or-fine@1", "harmful@1"
COVERAGE, SILENCE_KEPT, UTILITY = "coverage", "silence kept", "utility"
HIT_1, HIT_5, HIT_10, MRR = "hit@1", "hit@5", "hit@10", "MRR"
_FIRST = MappingProxyType({HIT_1: 1, HIT_5: 5, HIT_10: 10})

Figures = Mapping[str, Ratio]


def judged_figures(outcomes: Sequence[Outcome]) -> Figures:
    """Count what a system did on judged messages.

    apt@1: over messages where a reaction is due, whether or not the system stayed silent; apt-or-fine@1 and
    harmful@1: over those it reacted to; coverage: share of due messages that it reacted to; silence kept:
    share of the others that it did not; utility: mean of `Outcome.utility`.
    """
    react, due = _floats(o.react for o in outcomes), _floats(o.due for o in outcomes)
    apt, welcome = _floats(o.apt for o in outcomes), _floats(o.welcome for o in outcomes)
    harmful, utility = _floats(o.harmful for o in outcomes), _floats(o.utility for o in outcomes)
    return {
        UTILITY: Ratio(utility, np.ones_like(utility)),
        APT: Ratio(apt * due, due),
        WELCOME: Ratio(welcome * react, react),
        HARMFUL: Ratio(harmful * react, react),
        COVERAGE: Ratio(react * due, due),
        SILENCE_KEPT: Ratio((1 - react) * (1 - due), 1 - due),
    }


def reaction_figures(ranks: Sequence[float] | Floats) -> Figures:
    """Count how early an emoji comes that people chose.

    hit@k: share of messages with one among the first k; MRR: mean of 1 / rank of the first one.

    Args:
        ranks: From 1, one a message; infinity where the system ranks no such emoji.
    """
    first = np.asarray(ranks, dtype=np.float64)
    ones = np.ones_like(first)
    hits = {name: Ratio((first <= limit).astype(np.float64), ones) for name, limit in _FIRST.items()}
    return hits | {MRR: Ratio(1 / first, ones)}


def _floats(values: Iterable[float]) -> Floats:
    return np.fromiter(values, dtype=np.float64)
