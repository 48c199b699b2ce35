"""The service in this process, with every answer held to its contract."""

import json
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import httpx2
import jsonschema
import pytest
from emoji_ranker.bundle import Bundle, load_bundle
from emoji_service.rank_api import create_app
from emoji_service.security_headers import HEADERS
from starlette.testclient import TestClient

if TYPE_CHECKING:
    from emoji_ranker.ranker import Ranker


@pytest.fixture
def bundle(tiny_bundle: Path) -> Bundle:
    return load_bundle(tiny_bundle)


class Broken:
    """A ranker that fails, and quotes the message."""

    def rank(self, message: str, _: int) -> None:
        raise RuntimeError(f"can't rank {message}")


@pytest.fixture
def broken(bundle: Bundle) -> Bundle:
    return replace(bundle, ranker=cast("Ranker", Broken()))


@pytest.fixture
def openapi() -> dict[str, Any]:
    document = resources.files("emoji_service").joinpath("static/openapi.json").read_text(encoding="utf-8")
    return dict(json.loads(document))


@pytest.fixture
def client_of(openapi: dict[str, Any]) -> Callable[[Bundle], TestClient]:
    """Make a client for a bundle that checks every answer: headers, documented status, documented shape."""

    def check(answer: httpx2.Response) -> None:
        answer.read()
        missing = {name: value for name, value in HEADERS.items() if answer.headers.get(name) != value}
        assert missing == {}, f"{answer.status_code} lacks {missing}"
        if answer.request.method != "HEAD":
            _check_shape(openapi, answer)

    def make(bundle: Bundle) -> TestClient:
        client = TestClient(create_app(bundle), raise_server_exceptions=False, follow_redirects=False)
        client.event_hooks = {"response": [check]}
        return client

    return make


def _check_shape(openapi: dict[str, Any], answer: httpx2.Response) -> None:
    path, method, status = answer.request.url.path, answer.request.method.lower(), str(answer.status_code)
    documented = openapi["paths"].get(path, {}).get(method)
    if documented:
        assert status in documented["responses"], f"{method} {path} answered {status}, which is undocumented"
        response = documented["responses"][status]
        response = (
            openapi["components"]["responses"][response["$ref"].rsplit("/")[-1]]
            if "$ref" in response
            else response
        )
        schema = response["content"]["application/json"]["schema"]
    elif answer.is_error:
        schema = {"$ref": "#/components/schemas/Error"}
    else:
        return
    assert answer.headers["content-type"] == "application/json"
    jsonschema.Draft202012Validator({**schema, "components": openapi["components"]}).validate(answer.json())


@pytest.fixture
def client(client_of: Callable[[Bundle], TestClient], bundle: Bundle) -> TestClient:
    return client_of(bundle)
