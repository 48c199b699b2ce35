"""The committed bundle on processors that are not here, emulated."""

from tests.bench.emulator import run_on, set_up_emulator
from tests.bench.processes import run_subject
from tests.bench.processors import PROCESSORS, agreement
from tests.bench.rounds import say
from tests.bench.section import Conditions, Results, Section
from tests.bench.tables import table

_HEAD = ("processor", "with", "cosine, mean", "minimum", "same first emoji", "same decision")


def _measure(_: Conditions) -> Results:
    set_up_emulator()
    here = run_subject("answers")
    emulated = {}
    for processor in PROCESSORS:
        say(f"processors: {processor.name}")
        emulated[processor.model] = agreement(here, run_on(processor, "answers"))
    return {"messages": len(here["first"]), "emulated": emulated}


def _render(results: Results) -> str:
    rows = [
        [processor.name, processor.has, *_cells(results["emulated"][processor.model])]
        for processor in PROCESSORS
    ]
    return f"{table(_HEAD, rows)}\n\nOf {results['messages']} judged messages."


def _cells(figures: dict[str, float]) -> list[str]:
    cosines = [f"{figures[key]:.5f}" for key in ("mean", "minimum")]
    return [*cosines, *(f"{figures[key]:.3f}" for key in ("first", "reacts"))]


SECTION = Section("processors", _measure, _render)
