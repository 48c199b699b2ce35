"""The playground's files: served as what they are, and nothing beside them."""

import asyncio
import re
from urllib.parse import unquote

import pytest
from emoji_ranker.bundle import Bundle
from emoji_service.rank_api import STATIC, create_app
from emoji_service.security_headers import SecurityHeaders
from starlette.testclient import TestClient
from starlette.types import Message


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/openapi.json", "application/json"),
        ("/static/playground.css", "text/css; charset=utf-8"),
        ("/static/favicon.svg", "image/svg+xml"),
    ],
)
def test_files_come_with_their_type_and_head_has_no_body(client: TestClient, path: str, kind: str) -> None:
    got, head = client.get(path), client.head(path)
    assert (got.status_code, head.status_code) == (200, 200)
    assert got.headers["content-type"] == head.headers["content-type"] == kind
    assert int(head.headers["content-length"]) == len(got.content) > 0
    assert head.content == b""


def test_a_script_comes_as_javascript(client: TestClient) -> None:
    assert "javascript" in client.get("/static/playground.js").headers["content-type"]


def test_a_file_that_the_browser_has_already_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/static/playground.css")
    again = client.get("/static/playground.css", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_everything_that_the_page_names_is_there(client: TestClient) -> None:
    page = client.get("/").text
    named = re.findall(r'(?:src|href)="([^"#]+)"', page)
    assert len(named) >= 3
    assert [client.get(f"/{path}").status_code for path in named] == [200] * len(named)
    assert re.findall(r'(?:src|href)="(?:[a-z]+:)?//', page) == []


@pytest.mark.parametrize(
    "path",
    [
        "/static/../rank_api.py",
        "/static/..%2frank_api.py",
        "/static/%2e%2e/rank_api.py",
        "/static/..%5crank_api.py",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/....//rank_api.py",
        "/static/%2e%2e%2f%2e%2e%2f%2e%2e%2fpyproject.toml",
        "/static/index.html%00.css",
        "/static/" + "a" * 300,
        "/static/",
        "/../pyproject.toml",
        "/%2e%2e/pyproject.toml",
    ],
)
def test_nothing_outside_the_folder_of_static_files_is_served(bundle: Bundle, path: str) -> None:
    assert STATIC.parent.joinpath("rank_api.py").is_file()
    assert status_of(create_app(bundle), path) == 404


def status_of(app: SecurityHeaders, path: str) -> int:
    """Ask as a server passes a request on: a client would tidy the path up first."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": unquote(path), "query_string": b"", "headers": []}
    asyncio.run(app(scope, receive, send))
    return int(sent[0]["status"])
