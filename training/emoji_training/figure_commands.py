"""The subcommands that print figures to choose by: `pooling`, `threshold`."""

import argparse
from pathlib import Path
from typing import Any

from emoji_training.paths import EXPORTED_ENCODER, JUDGED, LEXICON
from emoji_training.pooling_figures import pooling_figures
from emoji_training.threshold_figures import threshold_figures


def add_parsers(commands: Any) -> None:  # noqa: ANN401 - argparse's own type is private
    """Add the subcommands to those of `emojibot-train`."""
    pooling = commands.add_parser("pooling", help="measure what each pooling of synonyms ranks like")
    pooling.add_argument("--encoder", type=Path, default=EXPORTED_ENCODER, metavar="DIR")
    pooling.add_argument("--lexicon", type=Path, default=LEXICON, metavar="FILE")
    pooling.add_argument(
        "--keywords", type=Path, required=True, metavar="FILE", help='lines of {"text", "emoji"}'
    )
    _add_judged(pooling)
    pooling.set_defaults(run=_pooling)

    threshold = commands.add_parser("threshold", help="measure what each threshold for reacting would do")
    threshold.add_argument(
        "--bundle", type=Path, metavar="DIR", help="the bundle to measure (the installed one by default)"
    )
    _add_judged(threshold)
    threshold.set_defaults(run=_threshold)


def _add_judged(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--judged", type=Path, default=JUDGED, metavar="FILE", help='lines of {"text", "apt", ...}'
    )


def _pooling(options: argparse.Namespace) -> None:
    for row in pooling_figures(options.encoder, options.lexicon, options.keywords, options.judged):
        print(row)


def _threshold(options: argparse.Namespace) -> None:
    for row in threshold_figures(options.bundle, options.judged):
        print(row)
