"""The subcommands that score bundles: `evaluate`, `compare`, `accept`, `popularity`."""

import argparse
from pathlib import Path
from typing import Any

from emoji_ranker.bundle import load_bundle

from emoji_training.evaluate.acceptance import check_differences, put_in_place, weigh
from emoji_training.evaluate.changes import compare_judged, compare_reacted
from emoji_training.evaluate.evaluation import Evaluation, EvaluationOptions, write_evaluation
from emoji_training.evaluate.mistakes import mistakes_table, worst
from emoji_training.evaluate.names import EmojiNames
from emoji_training.evaluate.popularity import count_popularity, write_popularity
from emoji_training.evaluate.scoring import Messages, read_messages, score
from emoji_training.evaluate.systems import BundleSystem, bundle_name
from emoji_training.evaluate.tables import terminal_tables
from emoji_training.lexicon import read_lexicon
from emoji_training.paths import BUNDLE, EVALUATION, JUDGED, LEXICON, POPULARITY

_MISTAKES = 20


def add_parsers(commands: Any) -> None:  # noqa: ANN401 - argparse's own type is private
    """Add the subcommands to those of `emojibot-train`."""
    parser = commands.add_parser("evaluate", help="score bundles beside the systems they must beat")
    parser.add_argument(
        "--bundle", type=Path, nargs="+", action="extend", metavar="DIR", help="the installed one by default"
    )
    _add_messages(parser)
    parser.add_argument(
        "--popularity", type=Path, default=POPULARITY, metavar="FILE", help="what `popularity` counted"
    )
    parser.add_argument("--output", type=Path, default=EVALUATION, metavar="DIR")
    parser.add_argument(
        "--errors", type=_positive, nargs="?", const=_MISTAKES, metavar="N", help="print each bundle's worst"
    )
    parser.set_defaults(run=_evaluate)

    parser = commands.add_parser("compare", help="name every message that two bundles decide differently on")
    parser.add_argument("before", type=Path, metavar="A")
    parser.add_argument("after", type=Path, metavar="B")
    _add_messages(parser)
    parser.set_defaults(run=_compare)

    parser = commands.add_parser("accept", help="let a bundle replace another unless it is worse")
    parser.add_argument("candidate", type=Path, metavar="CANDIDATE")
    parser.add_argument(
        "--bundle", type=Path, default=BUNDLE, metavar="DIR", help="the one to replace (model/bundle)"
    )
    _add_messages(parser)
    parser.set_defaults(run=_accept)

    parser = commands.add_parser("popularity", help="count how often each emoji is a reaction")
    parser.add_argument("--reactions", type=Path, required=True, metavar="FILE")
    parser.add_argument("--origin", default="not stated", help="where the file comes from, in words")
    parser.add_argument("--licence", default="not stated", help="the licence of the file")
    parser.add_argument("--lexicon", type=Path, default=LEXICON, metavar="FILE")
    parser.add_argument("--output", type=Path, default=POPULARITY, metavar="FILE")
    parser.set_defaults(run=_popularity)


def _add_messages(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--judged", type=Path, default=JUDGED, metavar="FILE", help='lines of {"text", "apt", ...}'
    )
    parser.add_argument("--reactions", type=Path, metavar="FILE", help='lines of {"text", "reactions"}')
    parser.add_argument("--lexicon", type=Path, default=LEXICON, metavar="FILE")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number from 1, not {text!r}")
    return int(text)


def _messages(options: argparse.Namespace) -> tuple[EmojiNames, Messages]:
    names = EmojiNames(read_lexicon(options.lexicon))
    return names, read_messages(options.judged, options.reactions, names)


def _evaluate(options: argparse.Namespace) -> None:
    evaluation = write_evaluation(
        EvaluationOptions(
            tuple(options.bundle or ()),
            options.judged,
            options.reactions,
            options.popularity,
            options.lexicon,
        ),
        options.output,
    )
    print(terminal_tables(evaluation.report))
    if options.errors:
        _print_mistakes(evaluation, options.errors)
    print(f"\n{options.output}: evaluation.json and plots")


def _print_mistakes(evaluation: Evaluation, count: int) -> None:
    for bundle in evaluation.bundles:
        scored = evaluation.scored[bundle.name]
        mistakes = worst(evaluation.messages.judged, scored.judged, scored.outcomes)
        shown = mistakes[:count]
        print(f"\n{bundle.name}: the worst {len(shown)} of {len(mistakes)} mistakes\n")
        print(mistakes_table(shown))


def _compare(options: argparse.Namespace) -> None:
    names, messages = _messages(options)
    bundles = [load_bundle(path) for path in (options.before, options.after)]
    before, after = (score(BundleSystem(bundle_name(b), b, names), messages) for b in bundles)
    comparisons = [compare_judged(messages, before, after)]
    if messages.reacted:
        comparisons.append(compare_reacted(messages, before, after))
    for comparison in comparisons:
        for change in comparison.changes:
            print(change)
        print(comparison)


def _accept(options: argparse.Namespace) -> None:
    names, messages = _messages(options)
    candidate = load_bundle(options.candidate)
    found = weigh(options.bundle, candidate, messages, names)
    for difference in found:
        print(difference)
    check_differences(found)
    put_in_place(candidate, options.bundle)
    why = "not worse beyond any interval" if found else "there was none to compare it with"
    print(f"{options.bundle}: accepted {bundle_name(candidate)}, {why}")


def _popularity(options: argparse.Namespace) -> None:
    names = EmojiNames(read_lexicon(options.lexicon))
    popularity = count_popularity(options.reactions, names, origin=options.origin, licence=options.licence)
    write_popularity(popularity, options.output)
    print(f"{options.output}: {len(popularity.counts)} emojis in {popularity.messages} messages")
