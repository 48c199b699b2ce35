"""The body of `POST /rank`, from bytes to checked values."""

import json
from dataclasses import dataclass

from emoji_service.errors import RequestError

DEFAULT_TOP = 10
MAX_TOP = 100
# 40,000 characters, Slack's longest message, all of them escaped as surrogate pairs.
MAX_BODY = 512 * 1024


@dataclass(frozen=True, slots=True)
class RankRequest:
    """A message to rank, and how many candidates to return."""

    text: str
    top: int


def parse_rank_request(body: bytes) -> RankRequest:
    """Check a body.

    Raises:
        RequestError: 400 for what is no JSON, 422 for JSON of another shape.
    """
    try:
        raw = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise RequestError(400, "bad_json", 'The body is no JSON: send {"text": "..."} in UTF-8.') from error
    if not isinstance(raw, dict) or not {"text"} <= set(raw) <= {"text", "top"}:
        raise _bad('Send an object with "text" and, if you like, "top"; nothing else.')
    text, top = raw["text"], raw.get("top", DEFAULT_TOP)
    if not isinstance(text, str):
        raise _bad('"text" must be a string.')
    if isinstance(top, bool) or not isinstance(top, int) or not 1 <= top <= MAX_TOP:
        raise _bad(f'"top" must be a whole number from 1 to {MAX_TOP}.')
    return RankRequest(text, top)


def _bad(message: str) -> RequestError:
    return RequestError(422, "bad_request", message)
