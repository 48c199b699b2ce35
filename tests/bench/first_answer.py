"""A command from its start to its first answer, and the memory that it holds then."""

import json
import platform
import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from threading import Timer
from time import perf_counter
from typing import IO

from emoji_training.paths import CHECKOUT

from tests.bench.errors import SubjectError
from tests.bench.messages import MESSAGES
from tests.bench.processes import environment, last_lines

PATIENCE = 120
_LINE = json.dumps({"id": "1", "text": MESSAGES[0]}).encode() + b"\n"
_STATUS = {
    "peak": re.compile(r"^VmHWM:\s*(\d+) kB$", re.MULTILINE),
    "now": re.compile(r"^VmRSS:\s*(\d+) kB$", re.MULTILINE),
}
_KIBIBYTE, _MEGABYTE = 1024, 1e6


def first_answer(command: Sequence[str]) -> dict[str, float]:
    """Start a command, give it one line and wait for one: `s` in seconds, `peak` and `now` in megabytes.

    Raises:
        SubjectError: It ends, or lets `PATIENCE` seconds pass, without an answer.
    """
    with tempfile.TemporaryFile() as said:
        began = perf_counter()
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            cwd=CHECKOUT,
            env=environment(),
        )
        with process:
            answer = _ask(process)
            seconds = perf_counter() - began
            memory = resident_megabytes(process.pid) if answer else {}
        if not answer:
            raise SubjectError(f"{Path(command[0]).name} gave no answer: {_read(said)}")
    return {"s": seconds, **memory}


def resident_megabytes(pid: int) -> dict[str, float]:
    """Return the `peak` of a running process's resident memory, and what it holds `now`, in megabytes.

    Where there is no /proc, as on macOS, both are what it holds now.
    """
    if platform.system() == "Linux":
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        peak, now = (_STATUS[name].findall(status)[0] for name in ("peak", "now"))
    else:
        asked = ["/bin/ps", "-o", "rss=", "-p", str(pid)]
        peak = now = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    return {"peak": int(peak) * _KIBIBYTE / _MEGABYTE, "now": int(now) * _KIBIBYTE / _MEGABYTE}


def _ask(process: "subprocess.Popen[bytes]") -> bytes:
    timer = Timer(PATIENCE, process.kill)
    timer.start()
    try:
        _pipe(process.stdin).write(_LINE)
        _pipe(process.stdin).flush()
        return _pipe(process.stdout).readline()
    except BrokenPipeError:
        return b""
    finally:
        timer.cancel()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise SubjectError("the process has no pipe")
    return stream


def _read(said: IO[bytes]) -> str:
    said.seek(0)
    return last_lines(said.read().decode("utf-8", errors="replace"))
