"""To react or to stay silent."""

from dataclasses import asdict, fields

import pytest
from emoji_ranker.bundle import Bundle
from emoji_ranker.decide import DecisionSettings, decide
from emoji_ranker.results import Evidence, RankedEmoji, Reason

SETTINGS = DecisionSettings(
    min_score=0.4, min_familiarity=0.5, unfamiliar_min_score=0.7, hint_weight=0.5, variant_penalty=0.05
)
WORDS = Evidence(has_words=True, machine=False, familiarity=1.0, typed=False)
STRANGE = Evidence(has_words=True, machine=False, familiarity=0.49, typed=False)
HALF_STRANGE = Evidence(has_words=True, machine=False, familiarity=0.5, typed=False)
LOG = Evidence(has_words=False, machine=True, familiarity=0.0, typed=False)
NOTHING = Evidence(has_words=False, machine=False, familiarity=0.0, typed=False)
LOG_AND_WORDS = Evidence(has_words=True, machine=True, familiarity=1.0, typed=False)
TYPED = Evidence(has_words=False, machine=True, familiarity=0.0, typed=True)


@pytest.mark.parametrize(
    ("evidence", "score", "reason"),
    [
        (WORDS, 0.41, Reason.CONFIDENT),
        (WORDS, 0.4, Reason.CONFIDENT),
        (WORDS, 0.39, Reason.UNSURE),
        (WORDS, -1.0, Reason.UNSURE),
        (STRANGE, 0.69, Reason.UNFAMILIAR),
        (STRANGE, 0.1, Reason.UNFAMILIAR),
        (STRANGE, 0.7, Reason.CONFIDENT),
        (HALF_STRANGE, 0.5, Reason.CONFIDENT),
        (LOG, 0.1, Reason.MACHINE_TEXT),
        (LOG, 0.9, Reason.MACHINE_TEXT),
        (LOG_AND_WORDS, 0.9, Reason.CONFIDENT),
        (NOTHING, 0.9, Reason.NOTHING_TO_READ),
        (TYPED, 0.1, Reason.TYPED),
    ],
)
def test_the_reason_follows_from_the_evidence(evidence: Evidence, score: float, reason: Reason) -> None:
    decision = decide(SETTINGS, evidence, RankedEmoji("tada", "🎉", score, "party"))
    assert decision.reason is reason
    assert decision.react == (reason in {Reason.CONFIDENT, Reason.TYPED})


def test_explanations_name_what_decided() -> None:
    best = RankedEmoji("tada", "🎉", 0.391, "party")
    assert "0.39" in decide(SETTINGS, WORDS, best).explanation
    assert "0.40" in decide(SETTINGS, WORDS, best).explanation
    assert "“party”" in decide(SETTINGS, WORDS, RankedEmoji("tada", "🎉", 0.9, "party")).explanation


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("happy party", Reason.CONFIDENT),
        ("the server :tada:", Reason.TYPED),
        ("🎉", Reason.TYPED),
        (":man-running:", Reason.TYPED),
        ("", Reason.NOTHING_TO_READ),
        ("<https://example.com|example.com>", Reason.NOTHING_TO_READ),
        ("<@U1> ...", Reason.NOTHING_TO_READ),
        ("2024-05-12 10:00:00 ERROR happy party", Reason.MACHINE_TEXT),
        ("```happy party```", Reason.MACHINE_TEXT),
        ("```happy party``` love", Reason.CONFIDENT),
        ("zzyx qwrt", Reason.UNFAMILIAR),
        ("you to the man is a server", Reason.UNSURE),
    ],
)
def test_every_reason_is_reached_by_a_message(tiny: Bundle, message: str, reason: Reason) -> None:
    ranking = tiny.ranker.rank(message)
    assert ranking.decision.reason is reason
    assert ranking.react == ranking.decision.react == (reason in {Reason.CONFIDENT, Reason.TYPED})
    assert len(ranking.emojis) == len(tiny.ranker.index)


@pytest.mark.parametrize("name", [field.name for field in fields(DecisionSettings)])
def test_every_setting_is_a_number_from_0_to_1(name: str) -> None:
    for good in (0, 1, 0.0, 0.5, 1.0):
        DecisionSettings(**{**asdict(SETTINGS), name: good})
    for bad in (-0.01, 1.01, float("nan"), float("inf"), True, False, "0.5", None, [0.5]):
        with pytest.raises(ValueError, match=name):
            DecisionSettings(**{**asdict(SETTINGS), name: bad})
