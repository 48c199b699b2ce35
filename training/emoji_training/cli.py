"""`emojibot-train`: from source data and a base model to a bundle, and how good it is."""

import argparse
import sys
from collections.abc import Sequence

from emoji_ranker.errors import EmojiRankerError

from emoji_training import build_commands, data_commands, figure_commands
from emoji_training.errors import TrainingError
from emoji_training.evaluate import commands as evaluate_commands

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
    for group in (build_commands, data_commands, figure_commands, evaluate_commands):
        group.add_parsers(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
