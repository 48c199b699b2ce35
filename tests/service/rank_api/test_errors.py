"""What the service refuses: always JSON, always with a stable code and a sentence."""

import asyncio

import httpx2
import pytest
from emoji_ranker.bundle import Bundle
from emoji_service.rank_api import create_app
from emoji_service.rank_request import MAX_BODY
from starlette.testclient import TestClient
from starlette.types import Message

JSON = {"Content-Type": "application/json"}


def refused(answer: httpx2.Response) -> tuple[int, str]:
    error = answer.json()["error"]
    assert error["message"].endswith(".")
    return answer.status_code, error["code"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"party",
        b"{'text': 'party'}",
        b'{"text": "party"',
        b'{"text": "party"}]',
        b'{"text": "par\nty"}',
        b'{"text": "p\xe4rty"}',
        b'{"text": "\xed\xa0\xbc"}',
        b'\xef\xbb\xbf{"text": "party"}',
        '{"text": "party"}'.encode("utf-16"),
        b"[" * 200_000,
        b'{"text":' * 50_000,
        b'{"text": "party", "top": ' + b"9" * 5_000 + b"}",
        b"\x1f\x8b\x08\x00",
        b"text=party",
    ],
)
def test_what_is_no_json_is_a_400(client: TestClient, body: bytes) -> None:
    assert refused(client.post("/rank", content=body, headers=JSON)) == (400, "bad_json")


@pytest.mark.parametrize(
    "body",
    [
        b"null",
        b"[]",
        b"{}",
        b'"party"',
        b"5",
        b"NaN",
        b"-Infinity",
        b'[{"text": "party"}]',
        b'{"top": 5}',
        b'{"Text": "party"}',
        b'{"text": null}',
        b'{"text": 5}',
        b'{"text": NaN}',
        b'{"text": true}',
        b'{"text": ["party"]}',
        b'{"text": {"text": "party"}}',
        b'{"text": "party", "bundle": "elsewhere"}',
        b'{"text": "party", "top": null}',
        b'{"text": "party", "top": 0}',
        b'{"text": "party", "top": -1}',
        b'{"text": "party", "top": 101}',
        b'{"text": "party", "top": 1.0}',
        b'{"text": "party", "top": 1e2}',
        b'{"text": "party", "top": "5"}',
        b'{"text": "party", "top": true}',
        b'{"text": "party", "top": NaN}',
        b'{"text": "party", "top": Infinity}',
        b'{"text": "party", "top": ' + b"9" * 4_000 + b"}",
        b'{"text": "party", "text": 5}',
    ],
)
def test_json_of_another_shape_is_a_422(client: TestClient, body: bytes) -> None:
    assert refused(client.post("/rank", content=body, headers=JSON)) == (422, "bad_request")


@pytest.mark.parametrize(
    "kind",
    [None, "", "text/plain", "text/json", "application/jsonp", "application/x-www-form-urlencoded", ";"],
)
def test_another_media_type_is_a_415(client: TestClient, kind: str | None) -> None:
    headers = {} if kind is None else {"Content-Type": kind}
    answer = client.post("/rank", content=b'{"text": "party"}', headers=headers)
    assert refused(answer) == (415, "unsupported_media_type")


def test_a_body_over_the_cap_is_a_413_and_one_at_the_cap_is_read(client: TestClient) -> None:
    body = b'{"text": "party"}'
    full = body.ljust(MAX_BODY)
    assert client.post("/rank", content=full, headers=JSON).status_code == 200
    assert refused(client.post("/rank", content=full + b" ", headers=JSON)) == (413, "too_large")


def test_a_body_without_an_end_is_read_to_the_cap_and_no_further(bundle: Bundle) -> None:
    chunk = b"x" * 60_000
    taken: list[int] = []
    sent: list[Message] = []

    async def receive() -> Message:
        taken.append(len(chunk))
        assert sum(taken) < 2 * MAX_BODY, "it reads on"
        return {"type": "http.request", "body": chunk, "more_body": True}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"content-type", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": "/rank", "query_string": b"", "headers": headers}
    asyncio.run(create_app(bundle)(scope, receive, send))
    assert sent[0]["status"] == 413
    assert MAX_BODY < sum(taken) <= MAX_BODY + len(chunk)
