"""Options and bundles that can't be used: exit status 2, and a sentence that says why."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from emoji_ranker.bundle import ENVIRONMENT_VARIABLE

Call = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "arguments are required: COMMAND"),
        (("dance",), "invalid choice: 'dance'"),
        (("rank", "--top", "0", "hi"), "--top: must be at least 1"),
        (("rank", "--top", "-3", "hi"), "--top: must be at least 1"),
        (("rank", "--top", "many", "hi"), "--top: must be a whole number"),
        (("rank", "--top", "2.5", "hi"), "--top: must be a whole number"),
        (("rank", "--top", "9" * 5000, "hi"), "--top: must be a whole number"),
        (("rank", "--top"), "--top: expected one argument"),
        (("rank", "--bundle"), "--bundle: expected one argument"),
        (("rank", "--port", "1", "hi"), "unrecognized arguments: --port"),
        (("rank", "--jsonl", "hi"), "leave TEXT out"),
        (("rank", "--jsonl", ""), "leave TEXT out"),
        (("serve", "hi"), "unrecognized arguments: hi"),
        (("serve", "--port", "http"), "--port: must be a whole number"),
        (("serve", "--port", "65536"), "--port: must be from 0 to 65535"),
        (("serve", "--port", "-1"), "--port: must be from 0 to 65535"),
        (("serve", "--host", ""), "--host: must not be empty"),
        (("serve", "--host", "a..b"), "--host: is no host name"),
        (("serve", "--host", "ü" * 70), "--host: is no host name"),
        (("serve", "--host", "\udcff"), "--host: is no host name"),
    ],
)
def test_a_bad_option_is_named(
    call: Call, arguments: tuple[str, ...], complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, "nowhere")
    status, output, errors = call(*arguments)
    assert (status, output) == (2, "")
    assert complaint in errors


@pytest.mark.parametrize("command", [("rank", "hi"), ("rank", "--jsonl"), ("serve", "--port", "0")])
def test_a_bundle_that_is_not_there_is_named_with_its_mend(
    call: Call, tmp_path: Path, command: tuple[str, ...]
) -> None:
    nowhere = tmp_path / "nowhere"
    status, output, errors = call(*command, "--bundle", nowhere)
    assert (status, output) == (2, "")
    assert errors.startswith(f"emojibot: {nowhere} is no folder")
    assert "emojibot-train build" in errors
    assert errors.count("\n") == 1


@pytest.mark.parametrize("command", [("rank", "hi"), ("rank", "--jsonl"), ("serve", "--port", "0")])
def test_a_broken_bundle_is_named_with_its_mend(
    call: Call, tiny_bundle: Path, command: tuple[str, ...]
) -> None:
    part = tiny_bundle / "decision.json"
    part.write_bytes(part.read_bytes() + b" ")
    status, output, errors = call(*command, "--bundle", tiny_bundle)
    assert (status, output) == (2, "")
    assert errors.startswith(f"emojibot: {part} has been truncated, swapped or altered")


def test_a_bundle_named_by_the_environment_is_checked_too(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(tmp_path / "nowhere"))
    status, _, errors = call("rank", "hi")
    assert status == 2
    assert "nowhere is no folder" in errors


def test_a_path_that_no_system_takes_is_said_in_a_sentence(
    emojibot: Callable[..., subprocess.CompletedProcess[bytes]],
) -> None:
    answer = emojibot("rank", "--bundle", "a" * 5000, "hi")
    assert (answer.returncode, answer.stdout) == (2, b"")
    assert answer.stderr.startswith(b"emojibot: ")
    assert answer.stderr.count(b"\n") == 1


@pytest.mark.parametrize("command", [(), ("rank",), ("serve",)])
def test_help_needs_no_bundle(call: Call, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, "nowhere")
    status, output, errors = call(*command, "--help")
    assert (status, errors) == (0, "")
    assert output.startswith("usage: emojibot")
