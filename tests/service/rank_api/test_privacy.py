"""No message text leaves the service other than as its answer: not in an error, not in a log."""

import http.client
import logging
import subprocess
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from emoji_ranker.bundle import Bundle
from starlette.testclient import TestClient

MARKER = "xyzzyplugh"
JSON = {"Content-Type": "application/json"}
REQUESTS = [
    ("POST", "/rank", f'{{"text": "{MARKER}"}}', JSON),
    ("POST", "/rank", f'{{"text": "{MARKER}", "top": "{MARKER}"}}', JSON),
    ("POST", "/rank", f'{{"text": ["{MARKER}"]}}', JSON),
    ("POST", "/rank", f'{{"{MARKER}": 1}}', JSON),
    ("POST", "/rank", f'{{"text": "{MARKER}', JSON),
    ("POST", "/rank", f'{{"text": "{MARKER}"}}' + " " * 600_000, JSON),
    ("POST", "/rank", MARKER, {"Content-Type": f"text/{MARKER}"}),
    ("POST", f"/rank?text={MARKER}", f'{{"text": "{MARKER}"}}', JSON),
    ("GET", f"/rank/{MARKER}", "", {}),
    ("GET", f"/static/{MARKER}", "", {}),
    ("PUT", f"/healthz?{MARKER}", MARKER, {}),
]
BROKEN_SERVICE = """
import signal, sys
from dataclasses import replace
from pathlib import Path
from emoji_ranker.bundle import load_bundle
from emoji_service.serve_command import serve

class Broken:
    def rank(self, message, top):
        try:
            raise KeyError(message)
        except KeyError:
            raise RuntimeError(f"can't rank {message}")

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(serve(replace(load_bundle(Path(sys.argv[5])), ranker=Broken()), "127.0.0.1", 0))
"""
Serve = Callable[..., tuple[subprocess.Popen[bytes], str]]


def test_an_unexpected_failure_says_nothing_about_the_message(
    client_of: Callable[[Bundle], TestClient], broken: Bundle, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = client_of(broken).post("/rank", json={"text": MARKER})
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal"
    assert MARKER not in answer.text
    assert "RuntimeError" not in answer.text
    assert MARKER not in caplog.text


@pytest.mark.parametrize(("method", "path", "content", "headers"), REQUESTS)
def test_no_answer_repeats_what_was_sent(
    client: TestClient, method: str, path: str, content: str, headers: dict[str, str]
) -> None:
    assert MARKER not in client.request(method, path, content=content.encode(), headers=headers).text


def test_a_real_server_writes_no_message_text(serve: Serve, stop: Callable[..., tuple[int, bytes]]) -> None:
    process, address = serve()
    answered = [ask(address, *request) for request in REQUESTS]
    assert answered == [200, 422, 422, 422, 400, 413, 415, 200, 404, 404, 405]
    assert stop(process) == (0, b"")


def test_a_real_server_logs_where_it_failed_but_not_on_what(
    serve: Serve, stop: Callable[..., tuple[int, bytes]]
) -> None:
    process, address = serve(script=BROKEN_SERVICE)
    assert ask(address, *REQUESTS[0]) == 500
    _, log = stop(process)
    assert b"RankingError: RuntimeError" in log
    assert b'File "<string>"' in log
    assert MARKER.encode() not in log


def ask(address: str, method: str, path: str, content: str, headers: dict[str, str]) -> int:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        connection.request(method, path, body=content.encode(), headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()
