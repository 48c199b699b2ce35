"""`emojibot rank` between other programs: readers that leave, readers that wait, Ctrl+C."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Start = Callable[..., subprocess.Popen[bytes]]
PATIENCE = 60
FULL_DISK = Path("/dev/full")


def line(number: int) -> bytes:
    return json.dumps({"id": number, "text": "happy party"}).encode() + b"\n"


@pytest.mark.parametrize(
    "arguments", [("happy", "party"), ("--jsonl",)], ids=["one short table", "many lines"]
)
def test_a_reader_that_leaves_at_once_is_no_error(
    start: Start, tiny_bundle: Path, arguments: tuple[str, ...]
) -> None:
    process = start("rank", "--bundle", tiny_bundle, *arguments)
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    _, said = process.communicate(b"".join(map(line, range(1000))), timeout=PATIENCE)
    assert (process.returncode, said) == (0, b"")


def test_a_reader_of_both_streams_that_leaves_is_no_error(start: Start, tiny_bundle: Path) -> None:
    process = start("rank", "--jsonl", "--bundle", tiny_bundle, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    process.communicate(b"no JSON\n", timeout=PATIENCE)
    assert process.returncode == 0


def test_head_gets_its_line(environment: dict[str, str], tiny_bundle: Path, tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_bytes(b"".join(map(line, range(2000))))
    pipeline = '"$0" -P -m emoji_service.cli rank --jsonl --bundle "$1" < "$2" | head -n 1'
    answer = subprocess.run(
        ["/bin/sh", "-c", pipeline, sys.executable, tiny_bundle, lines],
        capture_output=True,
        env=environment,
        timeout=PATIENCE,
        check=True,
    )
    assert json.loads(answer.stdout)["id"] == 0
    assert answer.stderr == b""


def test_each_answer_can_be_waited_for(
    start: Start, next_line: Callable[[subprocess.Popen[bytes]], bytes], tiny_bundle: Path
) -> None:
    process = start("rank", "--jsonl", "--bundle", tiny_bundle)
    assert process.stdin is not None
    for number in range(3):
        process.stdin.write(line(number))
        assert json.loads(next_line(process))["id"] == number


def test_ctrl_c_ends_it_without_a_traceback(
    start: Start,
    next_line: Callable[[subprocess.Popen[bytes]], bytes],
    stop: Callable[..., tuple[int, bytes]],
    tiny_bundle: Path,
) -> None:
    process = start("rank", "--jsonl", "--bundle", tiny_bundle)
    assert process.stdin is not None
    process.stdin.write(line(1))
    next_line(process)
    assert stop(process, signal.SIGINT) == (130, b"")


@pytest.mark.skipif(not FULL_DISK.exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("arguments", [("happy", "party"), ("--jsonl",)], ids=["table", "lines"])
def test_a_full_disk_is_said_in_a_sentence(
    start: Start, tiny_bundle: Path, arguments: tuple[str, ...]
) -> None:
    with FULL_DISK.open("wb") as full:
        process = start("rank", "--bundle", tiny_bundle, *arguments, stdout=full)
        _, said = process.communicate(line(1), timeout=PATIENCE)
    assert process.returncode == 2
    assert said == b"emojibot: [Errno 28] No space left on device\n"
