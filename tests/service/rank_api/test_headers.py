"""Headers that keep the page to itself; `conftest.py` looks for them on every answer of every other test."""

import pytest
from emoji_ranker.bundle import Bundle
from emoji_service.rank_api import create_app
from emoji_service.security_headers import HEADERS
from starlette.testclient import TestClient

JSON = {"Content-Type": "application/json"}


def test_the_policy_lets_only_our_own_files_run() -> None:
    policy = dict(part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "img-src", "connect-src")} == {"'self'"}
    assert {policy[name] for name in ("base-uri", "form-action", "frame-ancestors")} == {"'none'"}
    assert len(policy) == 8


def test_nothing_is_sniffed_leaked_or_kept_stale() -> None:
    assert HEADERS["X-Content-Type-Options"] == "nosniff"
    assert HEADERS["Referrer-Policy"] == "no-referrer"
    assert HEADERS["Cross-Origin-Opener-Policy"] == "same-origin"
    assert HEADERS["Cross-Origin-Resource-Policy"] == "same-origin"
    assert HEADERS["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (("GET", "/", b"", {}), 200),
        (("HEAD", "/", b"", {}), 200),
        (("GET", "/healthz", b"", {}), 200),
        (("GET", "/openapi.json", b"", {}), 200),
        (("GET", "/static/playground.js", b"", {}), 200),
        (("GET", "/static/playground.js", b"", {"Range": "bytes=0-3"}), 206),
        (("POST", "/rank", b'{"text": "party"}', JSON), 200),
        (("POST", "/rank", b"party", JSON), 400),
        (("GET", "/nothing", b"", {}), 404),
        (("GET", "/static/nothing", b"", {}), 404),
        (("GET", "/rank", b"", {}), 405),
        (("POST", "/static/playground.js", b"", {}), 405),
        (("POST", "/rank", b" " * 600_000, JSON), 413),
        (("POST", "/rank", b'{"text": "party"}', {}), 415),
        (("POST", "/rank", b"{}", JSON), 422),
    ],
)
def test_every_kind_of_answer_carries_them(
    bundle: Bundle, sent: tuple[str, str, bytes, dict[str, str]], status: int
) -> None:
    method, path, content, headers = sent
    answer = TestClient(create_app(bundle)).request(method, path, content=content, headers=headers)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_an_unexpected_failure_carries_them_too(broken: Bundle) -> None:
    client = TestClient(create_app(broken), raise_server_exceptions=False)
    answer = client.post("/rank", json={"text": "party"})
    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_no_other_origin_is_let_in(client: TestClient) -> None:
    answer = client.post("/rank", json={"text": "party"}, headers={"Origin": "https://example.com"})
    assert [name for name in answer.headers if name.startswith("access-control-")] == []
