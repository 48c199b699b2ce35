"""Whatever is posted: an answer in JSON, and never one that says the service failed."""

import json
from collections.abc import Callable

import pytest
from emoji_ranker.bundle import Bundle
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

TEXT = st.text(st.characters(codec=None))
NUMBERS = st.integers() | st.floats()
SCALARS = st.none() | st.booleans() | NUMBERS | TEXT
ANY_JSON = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=8)
QUESTIONS = st.fixed_dictionaries({}, optional={"text": TEXT | ANY_JSON, "top": NUMBERS | ANY_JSON})
REFUSALS = {400, 413, 415, 422}
anything = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def post(client: TestClient) -> Callable[..., int]:
    """Post bytes; return the status of an answer that is JSON, and whose shape conftest has checked."""

    def send(content: bytes, kind: str = "application/json") -> int:
        answer = client.post("/rank", content=content, headers={"Content-Type": kind})
        json.loads(answer.content.decode("utf-8"))
        return answer.status_code

    return send


@anything
@given(content=st.binary())
def test_any_bytes_are_refused_in_json(post: Callable[..., int], content: bytes) -> None:
    assert post(content) in REFUSALS


@anything
@given(value=ANY_JSON | QUESTIONS)
@example(value={"text": "\ud83c"})
@example(value={"text": "party", "top": 10**400})
def test_any_json_is_ranked_or_refused(post: Callable[..., int], value: object) -> None:
    assert post(json.dumps(value).encode()) in {200, *REFUSALS}


@anything
@given(text=TEXT, top=st.integers(1, 100))
def test_any_text_is_ranked(post: Callable[..., int], bundle: Bundle, text: str, top: int) -> None:
    assert post(json.dumps({"text": text, "top": top}).encode()) == 200
    assert len(bundle.ranker.rank(text, top).emojis) <= top


@anything
@given(kind=st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"])))
def test_any_media_type_is_read_or_refused(post: Callable[..., int], kind: str) -> None:
    assert post(b'{"text": "party"}', kind) in {200, 415}
