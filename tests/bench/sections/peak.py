"""The measured peak of one core, and how far a 20-token message is from it."""

from functools import partial

from tests.bench.processes import run_subject
from tests.bench.rounds import take_turns
from tests.bench.section import Conditions, Results, Section
from tests.bench.spread import Round, measured, spread
from tests.bench.tables import middle, number, quotient, table

_CORE = {
    "int8": "8-bit products (1,024 x 1,024 x 1,024, `MatMulInteger`), GOPS",
    "fp32": "fp32 products (the same, `MatMul`), GFLOPS",
    "read": "memory read by a matrix-vector product, GB/s",
    "copy": "memory copied, read and written, GB/s",
}


def _measure(conditions: Conditions) -> Results:
    subjects = {"core": partial(run_subject, "peak"), "ours": partial(run_subject, "steps")}
    return {"rounds": take_turns(subjects, conditions.rounds, "peak")}


def _render(results: Results) -> str:
    rounds = results["rounds"]
    work = f"its products with weights ({number(rounds[0]['core']['mflop'])} MFLOP) at the 8-bit peak"
    core = [[name, middle(measured(rounds, "core", key))] for key, name in _CORE.items()]
    message = [
        _row(rounds, work, [_at_peak(each) for each in rounds]),
        _row(rounds, "the same products at their own shapes, alone", [_alone(each) for each in rounds]),
        ["the encoder", middle(measured(rounds, "ours", "encode")), ""],
    ]
    head = ["a 20-token message", "ms", "share of the encoder (quartiles)"]
    return f"{table(['one core', 'measured'], core)}\n\n{table(head, message)}"


def _row(rounds: list[Round], name: str, taken: list[float]) -> list[str]:
    shares = [ms / each["ours"]["encode"] for ms, each in zip(taken, rounds, strict=True)]
    return [name, middle(spread(taken)), quotient(spread(shares))]


def _at_peak(each: Round) -> float:
    # Millions of operations by thousands of millions a second: milliseconds.
    return each["core"]["mflop"] / each["core"]["int8"]


def _alone(each: Round) -> float:
    return each["core"]["products"]


SECTION = Section("peak", _measure, _render)
