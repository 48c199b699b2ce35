"""A threshold that is applied afterwards decides as the bundle would with that threshold."""

from dataclasses import replace
from pathlib import Path

import pytest
from emoji_ranker.bundle import load_bundle
from emoji_ranker.ranker import Ranker
from emoji_training.evaluate.names import EmojiNames
from emoji_training.evaluate.systems import Answer, BundleSystem
from emoji_training.evaluate.thresholds import outcomes_at, reacts_at, threshold_curve

from tests.training.evaluate.conftest import NOISE, message

TEXTS = (
    *("happy party", "happy", "we shipped it to the server", "sad fire", "party zzz qqq", "love :tada:"),
    *(":tada:", NOISE, "", "<https://example.com>", "```\nx = 1\n```", "ERROR 2024-01-01 12:00:00 main: x=1"),
)


@pytest.mark.parametrize("least", [0.0, 0.3, 0.5, 0.62, 0.9, 1.0])
def test_a_threshold_decides_as_a_bundle_that_has_it(
    tiny_bundle: Path, names: EmojiNames, least: float
) -> None:
    bundle = load_bundle(tiny_bundle)
    system = BundleSystem("b", bundle, names)
    ranker = bundle.ranker
    other = Ranker(ranker.encoder, ranker.index, replace(ranker.settings, min_score=least))
    answers = [system.answer(text) for text in TEXTS]
    assert [reacts_at(answer, system.settings, least) for answer in answers] == [
        other.rank(text).react for text in TEXTS
    ]
    reasons = {answer.ranking.decision.reason for answer in answers if answer.ranking}
    assert len(reasons) >= 5


def test_outcomes_and_curve_follow_the_threshold(tiny_bundle: Path, names: EmojiNames) -> None:
    system = BundleSystem("b", load_bundle(tiny_bundle), names)
    messages = [message("happy party", apt=("tada",)), message("happy server", silent=True)]
    answers = [system.answer(m.text) for m in messages]
    low, high = (outcomes_at(messages, answers, system.settings, least) for least in (0.0, 1.0))
    assert [(o.react, o.apt, o.due) for o in low] == [(True, True, True), (True, False, False)]
    assert not high[1].react
    curve = threshold_curve(messages, answers, system.settings)
    assert [(point.least_score, point.utility, point.coverage) for point in (curve[0], curve[45])] == [
        (0.0, 0.5, 1.0),
        (0.9, 1.0, 1.0),
    ]
    assert curve[-1].least_score == 1.0


def test_only_a_bundle_has_thresholds(tiny_bundle: Path) -> None:
    with pytest.raises(ValueError, match="only a bundle's answer"):
        reacts_at(Answer(("tada",), react=True), load_bundle(tiny_bundle).ranker.settings, 0.5)
