"""`openapi.json` is valid, and says what the service does; `conftest.py` holds every answer to it."""

from collections.abc import Callable
from typing import Any

import httpx2
import jsonschema
import pytest
from emoji_ranker.bundle import Bundle
from emoji_ranker.results import Reason
from emoji_service.rank_request import DEFAULT_TOP, MAX_BODY, MAX_TOP
from openapi_spec_validator import validate
from starlette.testclient import TestClient

JSON = {"Content-Type": "application/json"}


@pytest.fixture
def answers(
    client_of: Callable[[Bundle], TestClient], client: TestClient, broken: Bundle
) -> list[httpx2.Response]:
    """One answer of every kind that `POST /rank` gives."""
    return [
        client.post("/rank", json={"text": "party"}),
        client.post("/rank", content=b"party", headers=JSON),
        client.get("/rank"),
        client.post("/rank", content=b" " * (MAX_BODY + 1), headers=JSON),
        client.post("/rank", content=b'{"text": "party"}'),
        client.post("/rank", json={}),
        client_of(broken).post("/rank", json={"text": "party"}),
    ]


def schema_of(openapi: dict[str, Any], name: str) -> dict[str, Any]:
    return dict(openapi["components"]["schemas"][name])


def test_the_document_is_valid_and_is_what_the_service_gives_out(
    openapi: dict[str, Any], client: TestClient
) -> None:
    validate(openapi)
    assert client.get("/openapi.json").json() == openapi


def test_every_documented_status_is_given_and_every_given_one_is_documented(
    openapi: dict[str, Any], answers: list[httpx2.Response]
) -> None:
    documented = set(openapi["paths"]["/rank"]["post"]["responses"]) - {"default"}
    assert {str(answer.status_code) for answer in answers} == documented


def test_every_documented_error_is_the_one_that_is_given(
    openapi: dict[str, Any], answers: list[httpx2.Response]
) -> None:
    responses = openapi["paths"]["/rank"]["post"]["responses"]
    for answer in answers[1:]:
        name = responses[str(answer.status_code)]["$ref"].rsplit("/")[-1]
        examples = openapi["components"]["responses"][name]["content"]["application/json"]["examples"]
        codes = {example["value"]["error"]["code"] for example in examples.values()}
        assert codes == {answer.json()["error"]["code"]}


def test_every_example_has_the_documented_shape(openapi: dict[str, Any]) -> None:
    contents = [*find(openapi, "content")]
    examples = [
        (body["schema"], example["value"])
        for content in contents
        for body in content.values()
        for example in body.get("examples", {}).values()
    ]
    for schema, example in examples:
        jsonschema.Draft202012Validator({**schema, "components": openapi["components"]}).validate(example)
    assert len(examples) >= 10


def find(node: Any, key: str) -> list[Any]:  # noqa: ANN401 - any JSON
    """Collect every value that stands under a key, at any depth."""
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    here = [node[key]] if isinstance(node, dict) and key in node else []
    return [*here, *(found for child in children for found in find(child, key))]


def test_limits_and_reasons_are_those_of_the_code(openapi: dict[str, Any]) -> None:
    top = schema_of(openapi, "Question")["properties"]["top"]
    assert (top["minimum"], top["maximum"], top["default"]) == (1, MAX_TOP, DEFAULT_TOP)
    assert set(schema_of(openapi, "Reason")["enum"]) == set(Reason)
    body = openapi["paths"]["/rank"]["post"]["requestBody"]["description"]
    assert f"{MAX_BODY // 1024} KiB" in body


def test_the_checks_would_notice_an_undocumented_status_or_shape(
    openapi: dict[str, Any], client: TestClient
) -> None:
    del openapi["paths"]["/rank"]["post"]["responses"]["422"]
    with pytest.raises(AssertionError, match="undocumented"):
        client.post("/rank", json={})
    schema_of(openapi, "Answer")["required"].append("mood")
    with pytest.raises(jsonschema.ValidationError):
        client.post("/rank", json={"text": "party"})
