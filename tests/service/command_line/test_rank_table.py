"""`emojibot rank`: one message in, a table out."""

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from emoji_ranker.bundle import ENVIRONMENT_VARIABLE, Bundle

Emojibot = Callable[..., subprocess.CompletedProcess[bytes]]
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Put bytes on stdin."""

    def put(content: bytes) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))

    return put


def test_the_table_shows_the_decision_and_the_best_emojis_with_their_reasons(
    emojibot: Emojibot, tiny_bundle: Path
) -> None:
    answer = emojibot("rank", "--bundle", tiny_bundle, "--top", "1", "birthday cake")
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert answer.stdout.decode() == (
        "Emojibot reacts. It matches “birthday cake”.\n\n🎂\t:birthday:   1.00  because birthday cake\n"
    )


def test_every_row_is_what_the_ranker_answers(call: Call, tiny_bundle: Path, bundle: Bundle) -> None:
    _, table, _ = call("rank", "--bundle", tiny_bundle, "happy party")
    rows = [row.split(maxsplit=4) for row in table.splitlines()[2:]]
    expected = [
        [emoji.emoji, f":{emoji.name}:", f"{emoji.score:.2f}", "because", emoji.because]
        for emoji in bundle.ranker.rank("happy party").emojis
    ]
    assert rows == expected
    assert len(rows) == 8


def test_words_given_one_by_one_are_one_message(call: Call, tiny_bundle: Path) -> None:
    apart = call("rank", "--bundle", tiny_bundle, "we", "shipped", "it")
    assert apart == call("rank", "--bundle", tiny_bundle, "we shipped it")
    assert apart != call("rank", "--bundle", tiny_bundle, "we")


def test_a_message_that_looks_like_an_option_follows_two_dashes(call: Call, tiny_bundle: Path) -> None:
    status, table, _ = call("rank", "--bundle", tiny_bundle, "--top", "1", "--", "--party")
    assert status == 0
    assert ":tada:" in table


@pytest.mark.parametrize("top", [1, 3, 8])
def test_top_says_how_many_rows(call: Call, tiny_bundle: Path, top: int) -> None:
    _, table, _ = call("rank", "--bundle", tiny_bundle, "--top", top, "fire")
    assert len(table.splitlines()) == 2 + top


def test_stdin_is_read_where_text_is_left_out(
    call: Call, tiny_bundle: Path, given: Callable[[bytes], None]
) -> None:
    given(b"happy party\n")
    assert call("rank", "--bundle", tiny_bundle) == call("rank", "--bundle", tiny_bundle, "happy party")


def test_stdin_that_is_not_utf8_is_read_all_the_same(emojibot: Emojibot, tiny_bundle: Path) -> None:
    answer = emojibot("rank", "--bundle", tiny_bundle, "--top", "1", given=b"\xff\xfe happy party")
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert b":tada:" in answer.stdout


def test_an_empty_text_is_a_message_and_does_not_wait_for_stdin(
    call: Call, tiny_bundle: Path, given: Callable[[bytes], None]
) -> None:
    given(b"happy party")
    status, table, _ = call("rank", "--bundle", tiny_bundle, "")
    assert (status, table.splitlines()[0]) == (0, "Emojibot stays silent. There are no words to react to.")


def test_the_bundle_comes_from_the_option_before_the_environment_before_the_installation(
    emojibot: Emojibot, tiny_bundle: Path, tmp_path: Path
) -> None:
    def rows(*arguments: object, **extra: str) -> int:
        answer = emojibot("rank", "--top", "50", "happy birthday", *arguments, **extra)
        assert answer.returncode == 0
        return len(answer.stdout.splitlines()) - 2

    elsewhere = str(tmp_path / "nowhere")
    assert rows("--bundle", tiny_bundle, **{ENVIRONMENT_VARIABLE: elsewhere}) == 8
    assert rows(**{ENVIRONMENT_VARIABLE: str(tiny_bundle)}) == 8
    assert rows(**{ENVIRONMENT_VARIABLE: ""}) == rows() == 50
