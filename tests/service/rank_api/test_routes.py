"""Addresses and methods: which are answered, and what the others get."""

import pytest
from emoji_ranker.bundle import Bundle
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        *(
            (method, "/rank", {"POST"})
            for method in ("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")
        ),
        *((method, "/healthz", {"GET", "HEAD"}) for method in ("POST", "PUT", "DELETE", "OPTIONS")),
        ("POST", "/", {"GET", "HEAD"}),
        ("POST", "/openapi.json", {"GET", "HEAD"}),
        ("DELETE", "/static/index.html", {"GET", "HEAD"}),
        ("BREW", "/rank", {"POST"}),
    ],
)
def test_another_method_is_a_405_that_names_those_allowed(
    client: TestClient, method: str, path: str, allowed: set[str]
) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == allowed
    if method != "HEAD":
        assert answer.json()["error"]["code"] == "method_not_allowed"


@pytest.mark.parametrize(
    "path", ["/nothing", "/rank/", "/Rank", "/healthz/", "/static", "/rank/x", "//rank", "/%00"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_address_is_a_404(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, f"http://testserver{path}")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


def test_health_names_the_bundle(client: TestClient, bundle: Bundle) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "bundle": {"version": "0.0.1", "digest": bundle.manifest.digest}}
