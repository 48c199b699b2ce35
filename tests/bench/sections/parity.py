"""The committed encoder against PyTorch."""

from tests.bench.processes import run_subject
from tests.bench.section import Conditions, Results, Section
from tests.bench.tables import number, table


def _measure(conditions: Conditions) -> Results:
    return run_subject("parity", conditions.data_file("reactions_dev.jsonl").resolve())


def _render(results: Results) -> str:
    messages = number(results["messages"])
    rows = [
        [f"{messages} chat messages", "fp32", "", f"{results['fp32_minimum']:.5f}"],
        ["the same", "int8", f"{results['int8_mean']:.5f}", f"{results['int8_minimum']:.5f}"],
    ]
    return table(["messages", "graph", "mean", "minimum"], rows)


SECTION = Section("parity", _measure, _render)
