"""The committed bundle beside the systems that it must beat."""

from emoji_training.paths import JUDGED, POPULARITY

from tests.bench.processes import run_subject
from tests.bench.section import Conditions, Results, Section, present


def _measure(conditions: Conditions) -> Results:
    for path in (JUDGED, POPULARITY):
        present(path)
    return run_subject("evaluation", conditions.data_file("reactions_dev.jsonl").resolve())


def _render(results: Results) -> str:
    return str(results["tables"])


SECTION = Section("evaluation", _measure, _render)
