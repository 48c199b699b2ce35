"""The tables of the evaluation: `evaluation REACTIONS`."""

import sys
from pathlib import Path

from emoji_training.evaluate.evaluation import EvaluationOptions, evaluate
from emoji_training.evaluate.tables import markdown_tables
from emoji_training.paths import BUNDLE, JUDGED, LEXICON, POPULARITY

from tests.bench.processes import report


def main() -> None:
    """Report as Markdown how the committed bundle does beside the systems that it must beat."""
    options = EvaluationOptions((BUNDLE,), JUDGED, Path(sys.argv[1]), POPULARITY, LEXICON)
    report({"tables": markdown_tables(evaluate(options).report)})


if __name__ == "__main__":
    main()
