"""`POST /rank`: texts that are torn, odd, ambiguous or very long."""

import json

import pytest
from starlette.testclient import TestClient

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    "body",
    [
        b'{"text": "\\ud83c party"}',
        b'{"text": "\\udf89\\ud83c party", "top": 3}',
        b'{"text": "\\u0000\\u001b[31m party"}',
        b'{"text": "first", "text": "party"}',
        b' \r\n\t{"text": "party"}\n',
        '{"text": "vse najboljše 🎂 お誕生日おめでとう עם ישראל"}'.encode(),
        b'{"text": "\\u202e\\u2066\\ufeff party"}',
    ],
)
def test_unusual_texts_are_ranked_and_answered_in_utf8(client: TestClient, body: bytes) -> None:
    answer = client.post("/rank", content=body, headers=JSON)
    assert answer.status_code == 200
    assert json.loads(answer.content.decode("utf-8"))["emojis"]


def test_half_a_surrogate_pair_alone_is_nothing_to_read(client: TestClient) -> None:
    answer = client.post("/rank", content=b'{"text": "\\ud83c"}', headers=JSON)
    assert (answer.status_code, answer.json()["reason"]) == (200, "nothing_to_read")


def test_of_two_equal_keys_the_last_counts(client: TestClient) -> None:
    answer = client.post(
        "/rank", content=b'{"text": "fire", "top": 9, "text": "love", "top": 1}', headers=JSON
    )
    assert [emoji["name"] for emoji in answer.json()["emojis"]] == ["heart"]


@pytest.mark.parametrize(
    "unit", ["party ", "p", "🎉", "é", "\x01", "\ud83c", "\n", "<", "`a", ":a", "_a ", "~a "]
)
def test_the_longest_slack_message_is_ranked_however_it_is_escaped(client: TestClient, unit: str) -> None:
    text = (unit * 40_000)[:40_000]
    escaped = json.dumps({"text": text})
    assert client.post("/rank", content=escaped.encode(), headers=JSON).status_code == 200


def test_the_end_of_a_long_message_is_read(client: TestClient) -> None:
    text = "fire " * 6_000 + "birthday cake " * 2_000
    answer = client.post("/rank", json={"text": text, "top": 2}).json()
    assert {emoji["name"] for emoji in answer["emojis"]} == {"fire", "birthday"}
