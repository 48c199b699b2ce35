"""Where the checkout keeps what training reads and writes."""

from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[2]
# Installed from a wheel, the package lies in no checkout; then it is the one that the command is run in.
CHECKOUT = _CHECKOUT if (_CHECKOUT / "pyproject.toml").is_file() else Path()
LEXICON = CHECKOUT / "training" / "data" / "lexicon.jsonl"
JUDGED = CHECKOUT / "training" / "data" / "judged_dev.jsonl"
JUDGED_READINGS = CHECKOUT / "training" / "data" / "judged_readings.jsonl"
JUDGED_CALIBRATION = CHECKOUT / "training" / "data" / "judged_calibration.jsonl"
JUDGED_TEST = CHECKOUT / "training" / "data" / "judged_test.jsonl"
USAGE = CHECKOUT / "training" / "data" / "usage"
POPULARITY = CHECKOUT / "training" / "data" / "popularity.json"
EXPORTED_ENCODER = CHECKOUT / "build" / "encoder"
BUILT_BUNDLE = CHECKOUT / "build" / "bundle"
EVALUATION = CHECKOUT / "build" / "evaluation"
BUNDLE = CHECKOUT / "model" / "bundle"
