"""A comparison names every decision that changes, which way, and what it is worth."""

from pathlib import Path

import pytest
from emoji_training.evaluate.changes import compare_judged, compare_reacted
from emoji_training.evaluate.reactions import ReactedMessage
from emoji_training.evaluate.scoring import Messages, Scored, score
from emoji_training.evaluate.systems import Answer

from tests.training.conftest import Main
from tests.training.evaluate.conftest import Scripted, message

TADA, SKULL, FIRE = (Answer((name,), react=True) for name in ("tada", "skull", "fire"))
SILENCE = Answer(("tada",), react=False)
OTHER_SILENCE = Answer((), react=False)
JUDGED = tuple(
    message(
        text, name=text, apt=("tada",), fine=("fire",), harmful=("skull",), silent=text.startswith("silent")
    )
    for text in ("a", "b", "c", "d", "e", "silent")
)
REACTED = tuple(ReactedMessage(f"#{text}", text, frozenset({"tada"})) for text in ("a", "b", "c", "d"))


def answered(messages: Messages, *answers: Answer) -> Scored:
    texts = [m.text for m in messages.judged] + [m.text for m in messages.reacted]
    return score(Scripted(dict(zip(texts, answers, strict=True))), messages)


def test_decisions_on_judged_messages() -> None:
    messages = Messages(JUDGED, ())
    before = answered(messages, SILENCE, TADA, TADA, TADA, SILENCE, FIRE)
    after = answered(messages, TADA, SILENCE, SKULL, FIRE, OTHER_SILENCE, SILENCE)
    comparison = compare_judged(messages, before, after)
    assert [(c.name, c.before, c.after, c.verdict) for c in comparison.changes] == [
        ("a", None, "tada", "better"),
        ("b", "tada", None, "worse"),
        ("c", "tada", "skull", "worse"),
        ("d", "tada", "fire", "same"),
        ("silent", "fire", None, "better"),
    ]
    assert comparison.difference.value == pytest.approx((1 - 1 - 2 + 0 + 0 + 1) / 6)
    assert comparison.difference.low < comparison.difference.value < comparison.difference.high
    assert str(comparison).startswith("5 of 6 decisions change: 2 better, 2 worse, 1 same; utility -0.167 [")
    lines = [str(change).split() for change in comparison.changes]
    assert lines[0] == ["better", "silence", "->", ":tada:", "a", "a"]
    assert lines[1] == ["worse", ":tada:", "->", "silence", "b", "b"]


def test_decisions_on_messages_with_reactions_are_worth_a_hit() -> None:
    messages = Messages((), REACTED)
    before = answered(messages, SILENCE, TADA, FIRE, FIRE)
    after = answered(messages, TADA, FIRE, SILENCE, FIRE)
    comparison = compare_reacted(messages, before, after)
    assert [(c.name, c.verdict) for c in comparison.changes] == [
        ("#a", "better"),
        ("#b", "worse"),
        ("#c", "same"),
    ]
    assert comparison.difference.value == 0


def test_a_bundle_does_not_differ_from_itself(
    main: Main, tiny_bundle: Path, given: tuple[object, ...]
) -> None:
    status, said, _ = main("compare", tiny_bundle, tiny_bundle, *given)
    nothing = "0 of 40 decisions change: 0 better, 0 worse, 0 same; "
    assert status == 0
    assert said.splitlines() == [
        f"{nothing}utility +0.000 [+0.000, +0.000]",
        f"{nothing}reactions that hit +0.000 [+0.000, +0.000]",
    ]


def test_the_command_compares_in_the_order_given(
    main: Main, tiny_bundle: Path, worse_bundle: Path, given: tuple[object, ...]
) -> None:
    status, said, problems = main("compare", tiny_bundle, worse_bundle, *given)
    assert (status, problems) == (0, "")
    assert "worse   :heart: -> :rocket:" in said
    assert "32 of 40 decisions change: 0 better, 32 worse, 0 same; utility -0.800" in said
    _, back, _ = main("compare", worse_bundle, tiny_bundle, *given)
    assert "better  :rocket: -> :heart:" in back
    assert "32 of 40 decisions change: 32 better, 0 worse, 0 same; utility +0.800" in back
    # Reactions: two of the five messages lose what somebody added, on the third nobody added either.
    assert said.splitlines()[-1].startswith(
        "32 of 40 decisions change: 0 better, 24 worse, 8 same; reactions"
    )
