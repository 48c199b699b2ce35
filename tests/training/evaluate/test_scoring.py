"""Every system answers every message once, and everything is counted from that."""

from math import inf
from pathlib import Path

import pytest
from emoji_ranker.bundle import load_bundle
from emoji_training.evaluate.names import EmojiNames
from emoji_training.evaluate.reactions import ReactedMessage
from emoji_training.evaluate.scoring import Messages, read_messages, score
from emoji_training.evaluate.systems import Answer, BundleSystem, ConstantSystem, bundle_name, load_systems

from tests.training.evaluate.conftest import NOISE, Scripted, message

JUDGED = (message("a", apt=("tada",)), message("b", silent=True, harmful=("fire",)))
REACTED = (
    ReactedMessage("#1", "c", frozenset({"+1", "rocket"})),
    ReactedMessage("#2", "d", frozenset({"rocket"})),
    ReactedMessage("#3", "e", frozenset({"heart", "ox"})),
)
ANSWERS = {
    "a": Answer(("tada", "fire"), react=False),
    "b": Answer(("fire",), react=True),
    "c": Answer(("tada", "+1", "rocket"), react=True),
    "d": Answer(("heart", "+1", "rocket"), react=False),
    "e": Answer((), react=False),
}


def test_each_message_is_answered_once() -> None:
    system = Scripted(ANSWERS)
    score(system, Messages(JUDGED, REACTED))
    assert system.asked == ["a", "b", "c", "d", "e"]


def test_outcomes_and_ranks_come_from_these_answers() -> None:
    scored = score(Scripted(ANSWERS), Messages(JUDGED, REACTED))
    assert [(o.react, o.apt, o.harmful, o.due) for o in scored.outcomes] == [
        (False, True, False, True),
        (True, False, True, False),
    ]
    assert {view: ranks.tolist() for view, ranks in scored.ranks.items()} == {
        "all": [2, 3, inf],
        "no_plus1": [2, inf],  # without the +1 before it
        "specific": [1],  # without the heart too
    }
    assert [answer.names for answer in scored.reacted] == [("tada",), ("heart",), ()]


def test_messages_that_are_not_there_give_no_figures() -> None:
    assert set(score(Scripted(ANSWERS), Messages(JUDGED, ())).figures()) == {"judged"}
    only_all = score(Scripted(ANSWERS), Messages((), REACTED[:1]))
    assert set(only_all.figures()) == {"all"}


def test_the_files_that_are_given_are_read(
    judged_file: Path, reactions_file: Path, names: EmojiNames
) -> None:
    messages = read_messages(judged_file, reactions_file, names)
    assert (len(messages.judged), len(messages.reacted)) == (40, 40)
    assert read_messages(judged_file, None, names).reacted == ()
    assert read_messages(None, reactions_file, names).judged == ()


# Systems


def test_a_bundle_answers_with_all_its_emojis_and_its_own_decision(
    tiny_bundle: Path, names: EmojiNames
) -> None:
    bundle = load_bundle(tiny_bundle)
    system = BundleSystem("b", bundle, names)
    answer = system.answer("happy party")
    ranking = bundle.ranker.rank("happy party", 8)
    assert answer.names == tuple(emoji.name for emoji in ranking.emojis)
    assert len(answer.names) == 8
    assert answer.react
    assert answer.ranking is not None
    assert (answer.ranking.emojis, answer.ranking.decision) == (ranking.emojis[:1], ranking.decision)
    assert not system.answer(NOISE).react
    assert BundleSystem("b", bundle, names, top=1).answer("love").names == ("heart",)


def test_a_constant_says_the_same_to_everything() -> None:
    system = ConstantSystem("c", ("tada",))
    assert system.answer("a") == system.answer("b") == Answer(("tada",), react=True)


def test_bundles_are_told_apart_and_taken_once(
    tiny_bundle: Path, worse_bundle: Path, names: EmojiNames, monkeypatch: pytest.MonkeyPatch
) -> None:
    systems = load_systems([tiny_bundle, worse_bundle, tiny_bundle], names)
    assert [system.name for system in systems] == [
        bundle_name(load_bundle(folder)) for folder in (tiny_bundle, worse_bundle)
    ]
    assert systems[0].name.startswith("0.0.1 ")
    monkeypatch.setenv("EMOJIBOT_BUNDLE", str(worse_bundle))
    assert [system.name for system in load_systems((), names)] == [systems[1].name]
