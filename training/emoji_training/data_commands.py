"""The subcommands that check and join what was written by hand: `judged`."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from emoji_training.paths import JUDGED_CALIBRATION, JUDGED_READINGS, JUDGED_TEST
from emoji_training.readings import agreement, merge, read_readings, split, write_judged


def add_parsers(commands: Any) -> None:  # noqa: ANN401 - argparse's own type is private
    """Add the subcommands to those of `emojibot-train`."""
    judged = commands.add_parser("judged", help="join two readers' judgements, and say how far they agree")
    judged.add_argument("--readings", type=Path, default=JUDGED_READINGS, metavar="FILE")
    judged.add_argument("--calibration", type=Path, default=JUDGED_CALIBRATION, metavar="FILE")
    judged.add_argument("--test", type=Path, default=JUDGED_TEST, metavar="FILE")
    judged.set_defaults(run=_judged)


def _judged(options: argparse.Namespace) -> None:
    readings = read_readings(options.readings)
    for name, value in asdict(agreement(readings)).items():
        print(f"{name:14} {value:.3f}" if isinstance(value, float) else f"{name:14} {value}")
    calibration, test = split([merge(reading) for reading in readings])
    for path, messages in ((options.calibration, calibration), (options.test, test)):
        write_judged(path, messages)
        print(f"{path}: {len(messages)} messages, {sum(m.silent for m in messages)} of them silent")
