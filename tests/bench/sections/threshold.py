"""What each threshold for reacting would do."""

import json

from emoji_training.paths import BUNDLE, JUDGED

from tests.bench.command_table import command_table
from tests.bench.processes import run_training
from tests.bench.section import Conditions, Results, Section, present


def _measure(_: Conditions) -> Results:
    settings = json.loads((BUNDLE / "decision.json").read_text(encoding="utf-8"))
    lines = run_training("threshold", "--bundle", BUNDLE, "--judged", present(JUDGED))
    return {"lines": lines, "chosen": settings["min_score"]}


def _render(results: Results) -> str:
    return command_table(results["lines"], "least score", chosen=f"least score {results['chosen']:.2f}")


SECTION = Section("threshold", _measure, _render)
