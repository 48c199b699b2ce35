"""A choice counts by whether it was due, welcome and harmless; a judged row is read whole or refused."""

import json
from pathlib import Path

import pytest
from emoji_ranker.index import Emoji
from emoji_training.errors import TextsError
from emoji_training.evaluate.names import EmojiNames
from emoji_training.judging import JudgedMessage, Outcome, judge, read_judged
from emoji_training.lexicon import read_lexicon
from emoji_training.paths import JUDGED, LEXICON
from hypothesis import given
from hypothesis import strategies as st

NAMES = EmojiNames([Emoji("tada", aliases=("party_popper",))])
DUE = JudgedMessage("m", "text", ("tada",), ("fire",), ("skull",), silent=False)
SILENT = JudgedMessage("m", "text", (), ("fire",), ("skull",), silent=True)


@pytest.mark.parametrize(
    ("message", "choice", "react", "utility"),
    [
        (DUE, "tada", True, 1),
        (DUE, "fire", True, 1),
        (DUE, "ox", True, 0),
        (DUE, None, True, 0),
        (DUE, "skull", True, -1),
        (DUE, "tada", False, 0),
        (SILENT, "fire", True, 0),
        (SILENT, "skull", True, -1),
        (SILENT, "skull", False, 1),
        (SILENT, None, False, 1),
    ],
)
def test_a_reaction_counts_by_whether_it_was_due_and_welcome(
    message: JudgedMessage, choice: str | None, utility: int, *, react: bool
) -> None:
    assert judge(message, choice, react=react).utility == utility


def test_an_outcome_tells_how_the_choice_was_judged() -> None:
    assert judge(DUE, "tada", react=False) == Outcome(
        react=False, due=True, apt=True, fine=False, harmful=False
    )
    assert judge(SILENT, "fire", react=True).welcome
    assert not judge(DUE, "skull", react=True).welcome


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


ROW = {"text": "a", "apt": ["party_popper"], "fine": [], "harmful": ["ox"], "silent": False}


def test_names_are_resolved_and_rows_without_an_id_numbered(tmp_path: Path) -> None:
    path = write(tmp_path / "j.jsonl", ROW | {"id": "dev-001"}, ROW | {"id": 7})
    first, second = read_judged(path, NAMES)
    assert first == JudgedMessage("dev-001", "a", ("tada",), (), ("ox",), silent=False)
    assert second.name == "#2"


LISTS = st.lists(st.text()) | st.none() | st.lists(st.integers())


@given(
    row=st.fixed_dictionaries(
        {"text": st.text() | st.integers(), "apt": LISTS, "fine": LISTS, "harmful": LISTS},
        optional={"silent": st.booleans() | st.none(), "id": st.text() | st.integers()},
    )
)
def test_any_row_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, row: dict[str, object]) -> None:
    path = write(tmp_path_factory.getbasetemp() / "any-judged.jsonl", row)
    lists = [row["apt"], row["fine"], row["harmful"]]
    good = isinstance(row["text"], str) and isinstance(row.get("silent"), bool)
    good = good and all(isinstance(v, list) and all(isinstance(name, str) for name in v) for v in lists)
    if not good:
        with pytest.raises(TextsError, match="line 1: "):
            read_judged(path, NAMES)
    else:
        assert read_judged(path, NAMES)[0].silent == row["silent"]


def test_the_committed_messages_are_judged_in_names_of_the_lexicon() -> None:
    names = EmojiNames(read_lexicon(LEXICON))
    messages = read_judged(JUDGED, names)
    assert len(messages) == 240
    assert sum(message.silent for message in messages) == 48
    # Keycaps, which the lexicon leaves out.
    used = {name for m in messages for name in (*m.apt, *m.fine, *m.harmful)}
    assert {name for name in used if name not in names} == {"five", "nine", "keycap_ten"}
    assert all(message.apt for message in messages if not message.silent)
    assert not any(set(m.harmful) & {*m.apt, *m.fine} for m in messages)
