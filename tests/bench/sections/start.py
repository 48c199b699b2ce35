"""From the start of a process to its first answer, and the memory that it holds then."""

import sys
import sysconfig
import tempfile
from functools import partial
from pathlib import Path

from tests.bench.first_answer import first_answer
from tests.bench.processes import run_subject
from tests.bench.rounds import take_turns
from tests.bench.section import Conditions, Results, Section
from tests.bench.spread import Round, measured, ratio
from tests.bench.tables import bold, middle, quotient, table

_PROGRAM = Path(__file__).resolve().parents[1] / "subjects" / "plain_program.py"
_FIGURES = {
    "s": ("start to first answer, s", "≤ 0.067 of it"),
    "peak": ("resident memory at its peak, MB", "≤ 130 MB"),
    "now": ("resident memory after the answer, MB", ""),
}


def _measure(conditions: Conditions) -> Results:
    ours = [str(Path(sysconfig.get_path("scripts"), "emojibot")), "rank", "--jsonl"]
    with tempfile.TemporaryDirectory() as folder:
        run_subject("candidates", folder)
        theirs = [sys.executable, str(_PROGRAM), folder]
        subjects = {"ours": partial(first_answer, ours), "torch": partial(first_answer, theirs)}
        return {"rounds": take_turns(subjects, conditions.rounds, "start")}


def _render(results: Results) -> str:
    rows = [_row(results["rounds"], figure, *words) for figure, words in _FIGURES.items()]
    names = [bold("`emojibot rank --jsonl`"), "a program with sentence-transformers"]
    return table(["", *names, "ours takes of it (quartiles)", "to reach"], rows)


def _row(rounds: list[Round], figure: str, head: str, reach: str) -> list[str]:
    both = [middle(measured(rounds, name, figure)) for name in ("ours", "torch")]
    return [head, *both, quotient(ratio(rounds, "ours", "torch", figure)), reach]


SECTION = Section("start", _measure, _render)
