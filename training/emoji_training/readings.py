"""Two readers of the same messages: how far they agree, and what their judgements come to."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emoji_training.errors import TextsError
from emoji_training.files import write_text
from emoji_training.judging import JudgedMessage
from emoji_training.texts import read_rows

_LISTS = ("apt", "fine", "harmful")
# One message in three is for calibration.
_PARTS = 3


@dataclass(frozen=True, slots=True)
class Readings:
    """What two readers, each without seeing the other's lists, judged of one message.

    Attributes:
        name: The message's id.
        text: The message.
        first: The first reader's judgement, who also wrote the message.
        second: The second reader's.
        third_silent: A third reader's word on whether to stay silent, asked only where the two differ.
    """

    name: str
    text: str
    first: JudgedMessage
    second: JudgedMessage
    third_silent: bool | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers agree; every share lies between 0 and 1, the kappa between -1 and 1.

    Attributes:
        messages: How many both read.
        silence: Share of messages that both call silent, or both due.
        silence_kappa: Cohen's kappa of that: 0 is chance, 1 is the same.
        apt: Share of a reader's first choices that the other calls apt, where both would react.
        welcome: The same, apt or fine.
        harmful: The same, harmful.
    """

    messages: int
    silence: float
    silence_kappa: float
    apt: float
    welcome: float
    harmful: float


def read_readings(path: Path) -> list[Readings]:
    """Read lines of `id`, `text`, `first`, `second` and, where the two differ on silence, `third_silent`.

    Raises:
        TextsError: The file can't be read or is empty, or a line lacks a key.
    """
    try:
        return [_readings(row) for row in read_rows(path)]
    except (KeyError, TypeError) as error:
        raise TextsError(f"{path}: a line has no whole `first` and `second` reading ({error})") from error


def merge(readings: Readings) -> JudgedMessage:
    """Join two readings into one judgement.

    Silent is what both call so, or the third reader where they differ. An emoji that one calls welcome and
    the other harmful counts as neither. Apt is what a reader who would react calls apt, those of both first.
    """
    first, second = readings.first, readings.second
    silent = first.silent if first.silent == second.silent else bool(readings.third_silent)
    hurts = {*first.harmful, *second.harmful}
    welcome = [*first.apt, *second.apt, *first.fine, *second.fine]
    both = [name for name in first.apt if name in second.apt]
    apt = [] if silent else [n for n in (*both, *first.apt, *second.apt) if n not in hurts]
    return JudgedMessage(
        readings.name,
        readings.text,
        apt=tuple(dict.fromkeys(apt)),
        fine=tuple(dict.fromkeys(n for n in welcome if n not in hurts and n not in apt)),
        harmful=tuple(n for n in dict.fromkeys((*first.harmful, *second.harmful)) if n not in welcome),
        silent=silent,
    )


def agreement(readings: Sequence[Readings]) -> Agreement:
    """Compute how far two readers agree; kappa after Cohen (1960), doi:10.1177/001316446002000104."""
    same = _mean([r.first.silent == r.second.silent for r in readings])
    shares = [_mean([judgement.silent for judgement in side]) for side in _sides(readings)]
    chance = shares[0] * shares[1] + (1 - shares[0]) * (1 - shares[1])
    return Agreement(
        messages=len(readings),
        silence=same,
        silence_kappa=(same - chance) / (1 - chance) if chance < 1 else 1.0,
        apt=_of_first_choices(readings, lambda other: other.apt),
        welcome=_of_first_choices(readings, lambda other: other.apt + other.fine),
        harmful=_of_first_choices(readings, lambda other: other.harmful),
    )


def split(messages: Sequence[JudgedMessage]) -> tuple[list[JudgedMessage], list[JudgedMessage]]:
    """Part messages, by a hash of their names, into a third to calibrate on and the rest to test on."""
    calibration = [m for m in messages if hashlib.sha256(m.name.encode()).digest()[0] % _PARTS == 0]
    return calibration, [m for m in messages if m not in calibration]


def write_judged(path: Path, messages: Sequence[JudgedMessage]) -> None:
    """Write messages so that `read_judged` can read them.

    Raises:
        OutputError: The file can't be written.
    """
    lines = [
        json.dumps(
            {"id": m.name, "text": m.text, "apt": m.apt, "fine": m.fine}
            | {"harmful": m.harmful, "silent": m.silent},
            ensure_ascii=False,
        )
        for m in messages
    ]
    write_text(path, "\n".join(lines) + "\n")


def _of_first_choices(
    readings: Sequence[Readings], emojis: Callable[[JudgedMessage], Sequence[str]]
) -> float:
    pairs = [
        pair
        for r in readings
        if not (r.first.silent or r.second.silent)
        for pair in ((r.first, r.second), (r.second, r.first))
    ]
    return _mean([one.apt[0] in emojis(other) for one, other in pairs])


def _sides(readings: Sequence[Readings]) -> tuple[list[JudgedMessage], list[JudgedMessage]]:
    return [r.first for r in readings], [r.second for r in readings]


def _mean(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def _readings(row: dict[str, Any]) -> Readings:
    first, second = (_judgement(row, row[key]) for key in ("first", "second"))
    return Readings(row["id"], row["text"], first, second, row.get("third_silent"))


def _judgement(row: dict[str, Any], raw: dict[str, Any]) -> JudgedMessage:
    lists = {key: tuple(map(str, raw[key])) for key in _LISTS}
    return JudgedMessage(row["id"], row["text"], silent=raw["silent"] is True, **lists)
