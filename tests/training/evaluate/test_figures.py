"""Every figure counts what it says, over the messages that it says."""

from itertools import product
from math import inf, isnan

import pytest
from emoji_training.evaluate.figures import judged_figures, reaction_figures
from emoji_training.judging import Outcome
from hypothesis import given
from hypothesis import strategies as st

FIELDS = ("react", "due", "apt", "fine", "harmful")
EVERY = [Outcome(**dict(zip(FIELDS, flags, strict=True))) for flags in product([False, True], repeat=5)]


def outcome(word: str) -> Outcome:
    """Read an outcome off a word like `react+due+apt`."""
    return Outcome(**{field: field in word.split("+") for field in FIELDS})


def test_judged_figures_by_hand() -> None:
    words = ["react+due+apt", "react+due+fine", "due+apt", "due", "react+harmful", "react", "", "harmful"]
    figures = {name: ratio.value for name, ratio in judged_figures(list(map(outcome, words))).items()}
    assert figures == {
        "utility": pytest.approx((1 + 1 + 0 + 0 - 1 + 0 + 1 + 1) / 8),
        "apt@1": 2 / 4,  # a silent first choice counts too
        "apt-or-fine@1": 2 / 4,
        "harmful@1": 1 / 4,  # a silent one does no harm
        "coverage": 2 / 4,
        "silence kept": 2 / 4,
    }


@given(st.lists(st.sampled_from(EVERY)))
def test_judged_figures_against_counting(outcomes: list[Outcome]) -> None:
    due = [o for o in outcomes if o.due]
    reactions = [o for o in outcomes if o.react]
    silent = [o for o in outcomes if not o.due]
    expected: dict[str, list[float]] = {
        "utility": [o.utility for o in outcomes],
        "apt@1": [o.apt for o in due],
        "apt-or-fine@1": [o.apt or o.fine for o in reactions],
        "harmful@1": [o.harmful for o in reactions],
        "coverage": [o.react for o in due],
        "silence kept": [not o.react for o in silent],
    }
    for name, ratio in judged_figures(outcomes).items():
        counted = expected[name]
        if counted:
            assert ratio.value == pytest.approx(sum(counted) / len(counted))
        else:
            assert isnan(ratio.value)
        assert len(ratio.numerators) == len(ratio.denominators) == len(outcomes)


def test_reaction_figures_by_hand() -> None:
    figures = {name: ratio.value for name, ratio in reaction_figures([1, 5, 6, 10, 11, inf]).items()}
    assert figures == {
        "hit@1": pytest.approx(1 / 6),
        "hit@5": pytest.approx(2 / 6),
        "hit@10": pytest.approx(4 / 6),
        "MRR": pytest.approx((1 + 1 / 5 + 1 / 6 + 1 / 10 + 1 / 11) / 6),
    }
