"""`make bench`: measures every figure of docs/figures.md, or those of some sections."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from emoji_training.paths import CHECKOUT

from tests.bench.errors import BenchError
from tests.bench.machine import machine
from tests.bench.registry import SECTIONS
from tests.bench.rounds import say
from tests.bench.runner import MACHINE, Places, check_machine, run, write_figures
from tests.bench.section import RESULTS, Conditions

FIGURES = CHECKOUT / "docs" / "figures.md"
ROUNDS = 15
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the chosen sections; return 1 where one failed."""
    options = _parser().parse_args(arguments)
    chosen = [section for section in SECTIONS if not options.only or section.name in options.only]
    whole = len(chosen) == len(SECTIONS)
    try:
        words = machine()
        check_machine(FIGURES.read_text(encoding="utf-8"), words, whole=whole)
        write_figures(FIGURES, MACHINE, words)
        failed = run(chosen, Conditions(options.rounds, options.data), Places(FIGURES, RESULTS))
    except BenchError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    say(f"failed: {', '.join(failed)}" if failed else "done")
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    names = [section.name for section in SECTIONS]
    parser.add_argument("--only", nargs="+", choices=names, metavar="SECTION", help=", ".join(names))
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N", help=f"{ROUNDS} by default")
    parser.add_argument("--data", type=Path, metavar="DIR", help="reactions_dev.jsonl and keyword_best.jsonl")
    return parser


if __name__ == "__main__":
    sys.exit(main())
