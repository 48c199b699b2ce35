"""Batches of 32 messages of mixed length."""

from functools import partial

from tests.bench.processes import run_subject
from tests.bench.rounds import take_turns
from tests.bench.section import Conditions, Results, Section
from tests.bench.versus import FP32, OURS, TORCH, compared


def _measure(conditions: Conditions) -> Results:
    subjects = {name: partial(run_subject, "batch", name) for name in (OURS, FP32, TORCH)}
    return {"rounds": take_turns(subjects, conditions.rounds, "batch")}


def _render(results: Results) -> str:
    return compared(results["rounds"], {})


SECTION = Section("batch", _measure, _render)
