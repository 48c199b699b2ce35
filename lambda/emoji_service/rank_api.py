"""`POST /rank`, the playground and the health check, as one Starlette application."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from emoji_ranker.bundle import Bundle
from emoji_ranker.ranker import Ranker
from emoji_ranker.results import Ranking
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from emoji_service.errors import RankingError, RequestError
from emoji_service.rank_request import MAX_BODY, RankRequest, parse_rank_request
from emoji_service.security_headers import SecurityHeaders

STATIC = Path(__file__).parent / "static"
_CODES = {404: "not_found", 405: "method_not_allowed"}
_MESSAGES = {
    404: "There is nothing here: POST /rank, GET /healthz, and GET / for the playground.",
    405: "This address does not take that method: see the Allow header.",
}


def create_app(bundle: Bundle) -> SecurityHeaders:
    """Make the application that serves one bundle."""
    version, digest = bundle.manifest.version, bundle.manifest.digest

    async def rank(request: Request) -> Response:
        _expect_json(request)
        wanted = parse_rank_request(await _read_body(request))
        ranking = await run_in_threadpool(_rank, bundle.ranker, wanted)
        return JSONResponse(
            {
                **asdict(ranking.decision),
                "emojis": [asdict(emoji) for emoji in ranking.emojis],
                "bundle": version,
            }
        )

    async def healthz(_: Request) -> Response:
        return JSONResponse({"status": "ok", "bundle": {"version": version, "digest": digest}})

    app = Starlette(
        routes=[
            Route("/", _file("index.html"), methods=["GET"]),
            Route("/openapi.json", _file("openapi.json"), methods=["GET"]),
            Route("/healthz", healthz, methods=["GET"]),
            Route("/rank", rank, methods=["POST"]),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        exception_handlers={
            RequestError: _request_error,
            HTTPException: _http_error,
            ClientDisconnect: _gone,
            Exception: _unexpected,
        },
    )
    # An address that is not ours gets our 404 rather than a redirect made from its Host header.
    app.router.redirect_slashes = False
    # Around the whole application, since Starlette answers a 500 outside its own middleware.
    return SecurityHeaders(app)


def _file(name: str) -> Any:  # noqa: ANN401 - Starlette's endpoint type is private
    async def serve(_: Request) -> Response:
        return FileResponse(STATIC / name)

    return serve


def _rank(ranker: Ranker, wanted: RankRequest) -> Ranking:
    try:
        return ranker.rank(wanted.text, wanted.top)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised on
        # The server logs what is raised: the frames may go there, a message that quotes the text may not.
        raise RankingError(type(error).__name__).with_traceback(error.__traceback__) from None


def _expect_json(request: Request) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise RequestError(415, "unsupported_media_type", "Send the body as Content-Type: application/json.")


async def _read_body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise RequestError(
                413, "too_large", f"The body is over {MAX_BODY // 1024} KiB: send a shorter text."
            )
    return bytes(body)


def _error(status: int, code: str, message: str, headers: Any = None) -> Response:  # noqa: ANN401 - as Starlette
    return JSONResponse({"error": {"code": code, "message": message}}, status_code=status, headers=headers)


async def _request_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestError)  # noqa: S101 - Starlette dispatches by type
    return _error(error.status, error.code, error.message)


async def _http_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - Starlette dispatches by type
    code = _CODES.get(error.status_code, "error")
    return _error(error.status_code, code, _MESSAGES.get(error.status_code, error.detail), error.headers)


async def _gone(_: Request, __: Exception) -> Response:
    return Response(status_code=400)


async def _unexpected(_: Request, __: Exception) -> Response:
    return _error(500, "internal", "Something went wrong here; the log of the service says what.")
