"""`emojibot serve`: the service on a real port, from its first line to its end."""

import http.client
import json
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest

Serve = Callable[..., tuple[subprocess.Popen[bytes], str]]
Stop = Callable[..., tuple[int, bytes]]
Emojibot = Callable[..., subprocess.CompletedProcess[bytes]]
JSON = {"Content-Type": "application/json"}
PATIENCE = 60


@pytest.fixture
def connect() -> Iterator[Callable[[str], http.client.HTTPConnection]]:
    """Connect to an address; the connection is closed after the test."""
    connections: list[http.client.HTTPConnection] = []

    def make(address: str) -> http.client.HTTPConnection:
        connections.append(http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE))
        return connections[-1]

    yield make
    for connection in connections:
        connection.close()


Connect = Callable[[str], http.client.HTTPConnection]


def test_it_says_where_it_listens_and_answers_there(serve: Serve, connect: Connect) -> None:
    _, address = serve()
    assert address.startswith("http://127.0.0.1:")
    connection = connect(address)
    connection.request("POST", "/rank", body='{"text": "happy party"}', headers=JSON)
    answer = connection.getresponse()
    assert (answer.status, json.load(answer)["emojis"][0]["name"]) == (200, "tada")
    assert answer.headers["Server"] is None
    connection.request("GET", "/")
    page = connection.getresponse()
    assert (page.status, page.read()[:15]) == (200, b"<!doctype html>")


def test_a_body_over_the_cap_is_refused_however_it_is_sent(serve: Serve, connect: Connect) -> None:
    _, address = serve()
    whole = connect(address)
    whole.request("POST", "/rank", body=b" " * 600_000, headers=JSON)
    assert whole.getresponse().status == 413
    chunked = connect(address)
    chunked.request("POST", "/rank", body=iter([b" " * 60_000] * 10), headers=JSON, encode_chunked=True)
    assert chunked.getresponse().status == 413


def test_messages_asked_for_at_the_same_time_get_their_own_answers(serve: Serve, connect: Connect) -> None:
    _, address = serve()
    wanted = {"fire": {"fire"}, "love": {"heart"}, "happy party": {"tada"}, "birthday cake": {"birthday"}}
    got: dict[str, set[str]] = {text: set() for text in wanted}

    def ask(text: str, connection: http.client.HTTPConnection) -> None:
        for _ in range(10):
            connection.request("POST", "/rank", body=json.dumps({"text": text}), headers=JSON)
            got[text].add(json.load(connection.getresponse())["emojis"][0]["name"])

    threads = [threading.Thread(target=ask, args=(text, connect(address))) for text in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert got == wanted


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_right_after_the_first_line_stops_it_cleanly(serve: Serve, stop: Stop, number: int) -> None:
    process, _ = serve()
    assert stop(process, number) == (0, b"")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_client_that_stays_connected_does_not_keep_it(
    serve: Serve, stop: Stop, connect: Connect, number: int
) -> None:
    process, address = serve()
    connection = connect(address)
    connection.request("GET", "/healthz")
    assert connection.getresponse().read()
    assert stop(process, number) == (0, b"")


def test_a_stopped_service_can_be_started_on_its_port_again(
    serve: Serve, stop: Stop, connect: Connect
) -> None:
    process, address = serve()
    connection = connect(address)
    connection.request("GET", "/healthz")
    connection.getresponse().read()
    stop(process)
    _, again = serve("--port", str(urlsplit(address).port))
    assert again == address
