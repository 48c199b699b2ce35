"""What each pooling of the synonyms ranks like."""

from emoji_training.paths import JUDGED
from emoji_training.pooling import DEFAULT_POOLING

from tests.bench.command_table import command_table
from tests.bench.processes import run_training
from tests.bench.section import Conditions, Results, Section, present


def _measure(conditions: Conditions) -> Results:
    keywords = conditions.data_file("keyword_best.jsonl").resolve()
    return {"lines": run_training("pooling", "--keywords", keywords, "--judged", present(JUDGED))}


def _render(results: Results) -> str:
    return command_table(results["lines"], "pooling", chosen=DEFAULT_POOLING)


SECTION = Section("pooling", _measure, _render)
