"""Names and vectors of the bundle as plain files, so that another program need not know bundles."""

import json
import sys
from pathlib import Path

import numpy as np
from emoji_ranker.bundle import load_bundle
from emoji_training.paths import BUNDLE

from tests.bench.processes import report

folder = Path(sys.argv[1])
index = load_bundle(BUNDLE).ranker.index
names = [emoji.name for emoji in index.emojis for _ in emoji.phrases]
(folder / "names.json").write_text(json.dumps(names), encoding="utf-8")
np.save(folder / "vectors.npy", index.vectors)
report({"names": len(names)})
