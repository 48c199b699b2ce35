"""The worst comes first, and what was right does not come at all."""

from emoji_ranker.results import Decision, Evidence, RankedEmoji, Ranking, Reason
from emoji_training.evaluate.excerpt import excerpt
from emoji_training.evaluate.mistakes import Kind, mistakes_table, worst
from emoji_training.evaluate.systems import Answer
from emoji_training.judging import JudgedMessage, judge
from hypothesis import given
from hypothesis import strategies as st

from tests.training.evaluate.conftest import message


def answer(name: str, score: float, *, react: bool = True) -> Answer:
    decision = Decision(react, Reason.CONFIDENT if react else Reason.UNSURE, "")
    evidence = Evidence(has_words=True, machine=False, familiarity=1.0, typed=False)
    return Answer((name,), react, Ranking((RankedEmoji(name, None, score, ""),), decision, evidence))


def due(name: str) -> JudgedMessage:
    return message("text", name=name, apt=("tada",), fine=("fire",), harmful=("skull",))


SILENT = message("text", name="silent", silent=True, fine=("fire",))
GIVEN = [
    (due("missed"), answer("tada", 0.4, react=False)),
    (due("wrong"), answer("ox", 0.6)),
    (due("harmful"), answer("skull", 0.5)),
    (due("worse"), answer("skull", 0.9)),
    (due("apt"), answer("tada", 0.9)),
    (due("fine"), answer("fire", 0.9)),
    (SILENT, answer("ox", 0.7)),
    (SILENT, answer("fire", 0.9)),
    (SILENT, answer("ox", 0.9, react=False)),
    (due("missed more"), answer("ox", 0.41, react=False)),
]


def test_harmful_then_wrong_then_missed_each_by_descending_score() -> None:
    messages, answers = zip(*GIVEN, strict=True)
    outcomes = [judge(m, a.choice, react=a.react) for m, a in GIVEN]
    mistakes = worst(messages, answers, outcomes)
    assert [(mistake.kind, mistake.message.name) for mistake in mistakes] == [
        (Kind.HARMFUL, "worse"),
        (Kind.HARMFUL, "harmful"),
        (Kind.WRONG, "silent"),
        (Kind.WRONG, "wrong"),
        (Kind.MISSED, "missed more"),
        (Kind.MISSED, "missed"),
    ]
    lines = mistakes_table(mistakes).splitlines()
    assert lines[2].split() == ["harmful", "0.90", ":skull:", ":tada:", ":fire:", "worse", "text"]
    assert lines[4].split() == ["wrong", "0.70", ":ox:", "silence", "silent", "text"]
    assert max(map(len, lines)) <= 100


def test_a_long_line_stays_within_the_terminal() -> None:
    long = message("word " * 99, name="n" * 50, apt=("a" * 60, "b" * 60), harmful=("c" * 60,))
    given = answer("c" * 60, 0.5)
    table = mistakes_table(worst([long], [given], [judge(long, given.choice, react=True)]))
    assert max(map(len, table.splitlines())) <= 100


@given(st.text(st.characters()), st.integers(2, 50))
def test_an_excerpt_is_one_line_that_any_terminal_can_show(text: str, longest: int) -> None:
    line = excerpt(text, longest)
    assert len(line) <= longest
    assert line.isprintable()
    line.encode()


def test_a_short_message_is_shown_whole() -> None:
    assert excerpt("we\nshipped  it\x1b[31m") == "we shipped it [31m"
    assert excerpt("we shipped it", 9) == "we shipp…"
