"""Where the checkout keeps what training reads and writes."""

from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[2]
# Installed from a wheel, the package lies in no checkout; then it is the one that the command is run in.
CHECKOUT = _CHECKOUT if (_CHECKOUT / "pyproject.toml").is_file() else Path()
LEXICON = CHECKOUT / "training" / "data" / "lexicon.jsonl"
EXPORTED_ENCODER = CHECKOUT / "build" / "encoder"
BUNDLE = CHECKOUT / "model" / "bundle"
