"""`POST /rank`: a message in, the ranker's answer out."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import httpx2
import pytest
from emoji_ranker.bundle import Bundle
from emoji_service.rank_api import create_app
from starlette.testclient import TestClient

if TYPE_CHECKING:
    from emoji_ranker.ranker import Ranker
    from emoji_ranker.results import Ranking

JSON = {"Content-Type": "application/json"}


def test_the_answer_is_what_the_ranker_says(client: TestClient, bundle: Bundle) -> None:
    answer = client.post("/rank", json={"text": "happy birthday", "top": 3})
    ranking = bundle.ranker.rank("happy birthday", 3)
    emojis = [
        {"name": e.name, "emoji": e.emoji, "score": e.score, "because": e.because} for e in ranking.emojis
    ]
    assert answer.status_code == 200
    assert answer.json() == {
        "react": ranking.decision.react,
        "reason": ranking.decision.reason,
        "explanation": ranking.decision.explanation,
        "emojis": emojis,
        "bundle": "0.0.1",
    }
    assert len(emojis) == 3


@pytest.mark.parametrize(
    ("text", "reason", "react"),
    [
        ("birthday cake", "confident", True),
        (":tada:", "typed", True),
        ("🔥", "typed", True),
        ("we is to server", "unsure", False),
        ("qwpo zxvb", "unfamiliar", False),
        ("```x = 1```", "machine_text", False),
        ("<https://example.com>", "nothing_to_read", False),
        ("", "nothing_to_read", False),
    ],
)
def test_every_reason_reaches_the_answer(client: TestClient, text: str, reason: str, *, react: bool) -> None:
    answer = client.post("/rank", json={"text": text}).json()
    assert (answer["reason"], answer["react"]) == (reason, react)


@pytest.mark.parametrize(("body", "count"), [({}, 8), ({"top": 1}, 1), ({"top": 5}, 5), ({"top": 100}, 8)])
def test_top_says_how_many(client: TestClient, body: dict[str, int], count: int) -> None:
    assert len(client.post("/rank", json={"text": "party", **body}).json()["emojis"]) == count


def test_ten_candidates_come_where_top_is_left_out(
    client_of: Callable[[Bundle], TestClient], real_bundle: Bundle
) -> None:
    answer = client_of(real_bundle).post("/rank", json={"text": "happy birthday Sam!"}).json()
    assert len(answer["emojis"]) == 10
    assert answer["bundle"] == real_bundle.manifest.version


@pytest.mark.parametrize(
    "kind",
    [
        "application/json",
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8",
        "Application/JSON",
        " application/json ",
    ],
)
def test_the_media_type_may_carry_a_charset_and_any_case(client: TestClient, kind: str) -> None:
    assert client.post("/rank", content=b'{"text": "hi"}', headers={"Content-Type": kind}).status_code == 200


def test_a_message_that_takes_long_keeps_no_other_request_waiting(bundle: Bundle) -> None:
    others_are_done = threading.Event()
    in_time: list[bool] = []

    class Slow:
        def rank(self, message: str, top: int) -> "Ranking":
            in_time.append(others_are_done.wait(10))
            return bundle.ranker.rank(message, top)

    async def ask() -> None:
        transport = httpx2.ASGITransport(create_app(replace(bundle, ranker=cast("Ranker", Slow()))))
        async with httpx2.AsyncClient(transport=transport, base_url="http://service") as client:
            slow = asyncio.create_task(client.post("/rank", json={"text": "party"}))
            await asyncio.sleep(0.1)
            await client.get("/healthz")
            others_are_done.set()
            assert (await slow).status_code == 200

    asyncio.run(ask())
    assert in_time == [True]
