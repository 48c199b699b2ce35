"""Where the checkout keeps what training reads and writes."""

from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
LEXICON = CHECKOUT / "training" / "data" / "lexicon.jsonl"
EXPORTED_ENCODER = CHECKOUT / "build" / "encoder"
BUNDLE = CHECKOUT / "model" / "bundle"
