"""Emojibot in processes of its own, which no test leaves behind."""

import os
import re
import selectors
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

PATIENCE = 60
Stream = int | IO[bytes]
# A shell that starts the tests in the background has SIGINT ignored, and children inherit that.
WITH_SIGNALS = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from emoji_service.cli import main; sys.exit(main())"
)
INHERITED = ("PATH", "HOME", "TMPDIR", "LANG", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """Nothing that changes how Python or Emojibot behaves."""
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture(scope="session")
def emojibot(environment: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the command line in its own process, to its end."""

    def run(*arguments: object, given: bytes = b"", **extra: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-P", "-m", "emoji_service.cli", *map(_word, arguments)]
        surroundings = {**environment, **extra}
        return subprocess.run(
            command, input=given, capture_output=True, env=surroundings, timeout=PATIENCE, check=False
        )

    return run


def _word(argument: object) -> str | bytes:
    return argument if isinstance(argument, bytes) else str(argument)


@pytest.fixture
def start(environment: dict[str, str]) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start the command line in its own process; what still runs at the end of the test is killed."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(
        *arguments: object,
        script: str = WITH_SIGNALS,
        stdout: Stream = subprocess.PIPE,
        stderr: Stream = subprocess.PIPE,
    ) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", script, *map(str, arguments)],
            bufsize=0,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=stderr,
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def next_line() -> Callable[[subprocess.Popen[bytes]], bytes]:
    """Wait for a process to write a line, but not for ever."""

    def read(process: subprocess.Popen[bytes]) -> bytes:
        assert process.stdout is not None
        line = b""
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while not line.endswith(b"\n"):
                assert selector.select(PATIENCE), f"nothing more after {line!r}"
                piece = process.stdout.read(1)
                assert piece, f"the process ended after {line!r}"
                line += piece
        return line

    return read


@pytest.fixture
def serve(
    start: Callable[..., subprocess.Popen[bytes]],
    next_line: Callable[[subprocess.Popen[bytes]], bytes],
    tiny_bundle: Path,
) -> Callable[..., tuple[subprocess.Popen[bytes], str]]:
    """Start `emojibot serve` on a free port; return its process and its address."""

    def begin(*arguments: object, script: str = WITH_SIGNALS) -> tuple[subprocess.Popen[bytes], str]:
        process = start("serve", "--port", "0", "--bundle", tiny_bundle, *arguments, script=script)
        said = next_line(process).decode()
        address = re.fullmatch(r"Emojibot listens on (http://\S+:\d+) \(stop it with Ctrl\+C\)\n", said)
        assert address, said
        return process, address[1]

    return begin


@pytest.fixture
def stop() -> Callable[..., tuple[int, bytes]]:
    """Send a signal; return the exit status and what the process had to say on stderr."""

    def end(process: subprocess.Popen[bytes], number: int = signal.SIGTERM) -> tuple[int, bytes]:
        process.send_signal(number)
        _, said = process.communicate(timeout=PATIENCE)
        return process.returncode, said

    return end
