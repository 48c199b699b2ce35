"""Ranking among 2,000, 20,000 and 200,000 emojis."""

from functools import partial

from tests.bench.processes import run_subject
from tests.bench.rounds import take_turns
from tests.bench.section import Conditions, Results, Section
from tests.bench.spread import Round, measured, spread
from tests.bench.tables import middle, quotient, table

_COUNTS = (2_000, 20_000, 200_000)
_LARGEST = f"{_COUNTS[-1]:,}"


def _measure(conditions: Conditions) -> Results:
    subjects = {f"{count:,}": partial(run_subject, "many_emojis", count) for count in _COUNTS}
    return {"rounds": take_turns(subjects, conditions.rounds, "many emojis")}


def _render(results: Results) -> str:
    rounds = results["rounds"]
    head = ["emojis", "ranking, ms", "the whole message, ms", "ranking's share (quartiles)", "to reach"]
    return table(head, [_row(rounds, name) for name in rounds[0]])


def _row(rounds: list[Round], name: str) -> list[str]:
    share = spread([each[name]["ranking"] / each[name]["whole"] for each in rounds])
    times = [middle(measured(rounds, name, figure)) for figure in ("ranking", "whole")]
    return [name, *times, quotient(share), "ranking < 5 ms" if name == _LARGEST else ""]


SECTION = Section("many-emojis", _measure, _render)
