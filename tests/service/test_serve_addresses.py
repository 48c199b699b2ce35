"""`emojibot serve`: addresses that can be had, and those that can't."""

import contextlib
import http.client
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

Serve = Callable[..., tuple[subprocess.Popen[bytes], str]]
Emojibot = Callable[..., subprocess.CompletedProcess[bytes]]


def test_a_taken_port_is_said(emojibot: Emojibot, tiny_bundle: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        answer = emojibot("serve", "--port", port, "--bundle", tiny_bundle)
    assert (answer.returncode, answer.stdout) == (2, b"")
    said = f"emojibot: port {port} on 127.0.0.1 is taken: choose another with --port\n"
    assert answer.stderr.decode() == said


@pytest.mark.parametrize("host", ["no-such-host.invalid", "192.0.2.1", "2001:db8::1"])
def test_an_address_that_is_not_ours_is_said(emojibot: Emojibot, tiny_bundle: Path, host: str) -> None:
    answer = emojibot("serve", "--port", "0", "--host", host, "--bundle", tiny_bundle)
    assert (answer.returncode, answer.stdout) == (2, b"")
    said = answer.stderr.decode()
    assert said.startswith("emojibot: ")
    assert said.count("\n") == 1
    assert host in said or "Address family" in said


def test_an_ipv6_address_is_shown_as_a_browser_takes_it(
    serve: Callable[..., tuple[subprocess.Popen[bytes], str]],
) -> None:
    if not has_ipv6():
        pytest.skip("this machine has no IPv6")
    _, address = serve("--host", "::1")
    assert address.startswith("http://[::1]:")
    with contextlib.closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)) as connection:
        connection.request("GET", "/healthz")
        assert connection.getresponse().status == 200


def has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False
