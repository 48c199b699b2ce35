"""One 20-token message, encoded and ranked, and where its time goes."""

from functools import partial

from tests.bench.processes import run_subject
from tests.bench.rounds import take_turns
from tests.bench.section import Conditions, Results, Section
from tests.bench.spread import measured
from tests.bench.tables import number, table
from tests.bench.versus import FP32, OURS, TORCH, compared

_STEPS = {
    "clean": "clean",
    "tokenise": "tokenise",
    "encode": "encode (the runtime)",
    "score": "score the emojis",
}


def _measure(conditions: Conditions) -> Results:
    subjects = {name: partial(run_subject, "message", name) for name in (OURS, FP32, TORCH)}
    subjects["steps"] = partial(run_subject, "steps")
    return {"rounds": take_turns(subjects, conditions.rounds, "message")}


def _render(results: Results) -> str:
    rounds = results["rounds"]
    steps = {name: measured(rounds, "steps", name).median for name in (*_STEPS, "whole")}
    rest = steps["whole"] - sum(steps[name] for name in _STEPS)
    shares = {head: steps[name] for name, head in _STEPS.items()} | {"rest": rest}
    went = [f"{number(value)} ms ({value / steps['whole']:.0%})" for value in shares.values()]
    reach = {FP32: "0.33", TORCH: "0.167, aim 0.083"}
    return f"{compared(rounds, reach)}\n\nWhere ours goes:\n\n{table(list(shares), [went])}"


SECTION = Section("message", _measure, _render)
