"""`emojibot rank --jsonl`: what a bad line does, and what it must not do to its neighbours."""

import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from emoji_ranker.bundle import Bundle
from emoji_service.rank_command import rank_lines
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

GOOD = b'{"id": "good", "text": "happy party"}\n'
NO_JSON, NO_OBJECT, NO_UTF8, NO_ID, NO_TEXT = "no JSON", "no object", "not UTF-8", '"id"', '"text"'
BAD_LINES = [
    (b"happy party", NO_JSON),
    (b'{"id": "1", "text": "party"', NO_JSON),
    (b"{'id': '1', 'text': 'party'}", NO_JSON),
    (b'{"id": "1", "text": "party"}{"id": "2", "text": "party"}', NO_JSON),
    (b'{"id": "1", "text": "pa\trty"}', NO_JSON),
    (b"\x00", NO_JSON),
    (b"\xc2\xa0", NO_JSON),
    (b"[" * 200_000, NO_JSON),
    (b'{"id": "1", "text": ' + b'{"a":' * 200_000, NO_JSON),
    (b'{"id": ' + b"9" * 5_000 + b', "text": "party"}', NO_JSON),
    (b'["id", "text"]', NO_OBJECT),
    (b'"party"', NO_OBJECT),
    (b"null", NO_OBJECT),
    (b"1e999", NO_OBJECT),
    (b'{"id": "1", "text": "p\xe4rty"}', NO_UTF8),
    (b'\xff\xfe{\x00"\x00', NO_UTF8),
    (b'{"id": "1", "text": "\xed\xa0\xbc"}', NO_UTF8),
    (b"{}", NO_ID),
    (b'{"text": "party"}', NO_ID),
    (b'{"ID": "1", "text": "party"}', NO_ID),
    (b'{"id": null, "text": "party"}', NO_ID),
    (b'{"id": true, "text": "party"}', NO_ID),
    (b'{"id": 1.0, "text": "party"}', NO_ID),
    (b'{"id": NaN, "text": "party"}', NO_ID),
    (b'{"id": ["1"], "text": "party"}', NO_ID),
    (b'{"id": "1"}', NO_TEXT),
    (b'{"id": "1", "text": null}', NO_TEXT),
    (b'{"id": "1", "text": 5}', NO_TEXT),
    (b'{"id": "1", "text": ["party"]}', NO_TEXT),
]


def ranked(bundle: Bundle, given: bytes) -> tuple[int, list[str], list[str]]:
    output, errors = io.StringIO(), io.StringIO()
    status = rank_lines(bundle.ranker, 2, io.BytesIO(given), output, errors)
    return status, output.getvalue().splitlines(), errors.getvalue().splitlines()


@pytest.mark.parametrize(("line", "complaint"), BAD_LINES)
def test_a_bad_line_is_named_and_its_neighbours_still_come_out(
    bundle: Bundle, line: bytes, complaint: str
) -> None:
    status, answers, errors = ranked(bundle, GOOD + b"\n" + line + b"\n" + GOOD)
    assert status == 1
    assert [json.loads(answer)["id"] for answer in answers] == ["good", "good"]
    assert len(errors) == 1
    assert errors[0].startswith(f"line 3: {complaint}")
    assert "party" not in errors[0]


def test_bad_lines_go_to_stderr_and_the_exit_status_is_1(
    emojibot: Callable[..., subprocess.CompletedProcess[bytes]], tiny_bundle: Path
) -> None:
    given = GOOD + b"\n".join(line for line, _ in BAD_LINES) + b"\n" + GOOD
    answer = emojibot("rank", "--jsonl", "--bundle", tiny_bundle, given=given)
    assert answer.returncode == 1
    assert [json.loads(line)["id"] for line in answer.stdout.splitlines()] == ["good", "good"]
    numbers = [line.split(":")[0] for line in answer.stderr.decode().splitlines()]
    assert numbers == [f"line {number}" for number in range(2, 2 + len(BAD_LINES))]


GOOD_LINES = st.tuples(st.text(st.characters(codec=None)) | st.integers(), st.text(st.characters(codec=None)))
# Arbitrary bytes are no message: that would take a whole JSON object with two keys.
ANY_LINE = st.binary(max_size=30).map(lambda content: content.replace(b"\n", b" "))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(GOOD_LINES | ANY_LINE, max_size=6))
def test_any_bytes_give_an_answer_for_each_good_line_and_an_error_for_each_bad_one(
    bundle: Bundle, lines: list[tuple[str | int, str] | bytes]
) -> None:
    rows = [line if isinstance(line, bytes) else message(*line) for line in lines]
    status, answers, errors = ranked(bundle, b"\n".join(rows))
    bad = [number for number, line in enumerate(lines, 1) if isinstance(line, bytes) and line.strip()]
    assert [json.loads(answer)["id"] for answer in answers] == [
        line[0] for line in lines if not isinstance(line, bytes)
    ]
    assert [error.split(": ")[0] for error in errors] == [f"line {number}" for number in bad]
    assert status == (1 if bad else 0)


def message(identity: str | int, text: str) -> bytes:
    return json.dumps({"id": identity, "text": text}).encode()
