"""`emojibot rank`: a table for people, JSON Lines for programs."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

from emoji_ranker.ranker import Ranker
from emoji_ranker.results import Ranking

from emoji_service.errors import LineError

BAD_LINES = 1


@dataclass(frozen=True, slots=True)
class Message:
    """One line of input."""

    id: str | int
    text: str


def rank_message(ranker: Ranker, text: str, top: int, output: TextIO) -> int:
    """Print the candidates for one message as a table, and what the bot would do."""
    ranking = ranker.rank(text, top)
    for line in _table(ranking):
        print(
            line.encode(output.encoding or "utf-8", "replace").decode(output.encoding or "utf-8"), file=output
        )
    return 0


def rank_lines(ranker: Ranker, top: int, lines: Iterable[bytes], output: TextIO, errors: TextIO) -> int:
    """Rank `{"id", "text"}` lines in order; bad ones go to `errors` with their number.

    Returns:
        0, or 1 where a line was bad.
    """
    status = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            message = _parse(line)
        except LineError as error:
            print(f"line {number}: {error}", file=errors, flush=True)
            status = BAD_LINES
        else:
            # Flushed line by line, so that a program can wait for each answer.
            print(_json(message, ranker.rank(message.text, top)), file=output, flush=True)
    return status


def _parse(line: bytes) -> Message:
    try:
        raw = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise LineError("not UTF-8: save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise LineError('no JSON: expected {"id": "...", "text": "..."}') from error
    if not isinstance(raw, dict):
        raise LineError('no object: expected {"id": "...", "text": "..."}')
    if isinstance(raw.get("id"), bool) or not isinstance(raw.get("id"), str | int):
        raise LineError('"id" is missing or neither a string nor a whole number')
    if not isinstance(raw.get("text"), str):
        raise LineError('"text" is missing or no string')
    return Message(raw["id"], raw["text"])


def _json(message: Message, ranking: Ranking) -> str:
    emojis = [{"name": e.name, "score": e.score, "because": e.because} for e in ranking.emojis]
    return json.dumps({"id": message.id, "react": ranking.react, "emojis": emojis})


def _table(ranking: Ranking) -> Iterable[str]:
    verdict = "reacts" if ranking.react else "stays silent"
    yield f"Emojibot {verdict}. {ranking.decision.explanation}"
    yield ""
    width = max(len(emoji.name) for emoji in ranking.emojis) + 2
    for emoji in ranking.emojis:
        name = f":{emoji.name}:"
        yield f"{emoji.emoji or '  '}\t{name:<{width}}  {emoji.score:5.2f}  because {emoji.because}"
