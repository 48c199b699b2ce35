"""`emojibot rank` on terminals that can't show an emoji, and with arguments that are no text."""

import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from emoji_ranker.bundle import Bundle
from emoji_service.rank_command import rank_message
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Emojibot = Callable[..., subprocess.CompletedProcess[bytes]]
PLAIN = (
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
    {"LC_ALL": "C"},
)


@pytest.mark.parametrize("terminal", PLAIN)
def test_a_terminal_without_emojis_still_gets_the_names(
    emojibot: Emojibot, tiny_bundle: Path, terminal: dict[str, str]
) -> None:
    answer = emojibot("rank", "--bundle", tiny_bundle, "--top", "1", "birthday cake", **terminal)
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert b":birthday:" in answer.stdout


def test_what_a_terminal_cannot_show_is_a_question_mark(emojibot: Emojibot, tiny_bundle: Path) -> None:
    answer = emojibot("rank", "--bundle", tiny_bundle, "birthday cake", PYTHONIOENCODING="ascii")
    assert answer.stdout.startswith(b"Emojibot reacts. It matches ?birthday cake?.\n\n?\t:birthday:")


def test_json_lines_are_ascii_on_every_terminal(emojibot: Emojibot, tiny_bundle: Path) -> None:
    line = json.dumps({"id": "ü🎉", "text": "happy party"}, ensure_ascii=False).encode()
    answer = emojibot("rank", "--bundle", tiny_bundle, "--jsonl", given=line, PYTHONIOENCODING="ascii")
    assert answer.returncode == 0
    assert json.loads(answer.stdout.decode("ascii"))["id"] == "ü🎉"


@pytest.mark.parametrize("terminal", PLAIN)
def test_an_argument_that_is_not_utf8_is_read_all_the_same(
    emojibot: Emojibot, tiny_bundle: Path, terminal: dict[str, str]
) -> None:
    answer = emojibot("rank", "--bundle", tiny_bundle, "--top", "1", b"party \xff\xfe", **terminal)
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert b":tada:" in answer.stdout


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters(codec=None)), encoding=st.sampled_from(["utf-8", "ascii", "cp1252", "utf-16"])
)
def test_any_text_is_printed_in_any_encoding(bundle: Bundle, text: str, encoding: str) -> None:
    written = io.BytesIO()
    output = io.TextIOWrapper(written, encoding=encoding)
    assert rank_message(bundle.ranker, text, 3, output) == 0
    output.flush()
    assert written.getvalue().decode(encoding).startswith("Emojibot ")
    output.detach()
