"""One form of the encoder: `graph_form FILE REFERENCE [fused]`, in ms and in cosines to the reference."""

import sys
from pathlib import Path

import numpy as np
from emoji_ranker.encoder import SLOWER_FUSIONS, Encoder, Vectors
from emoji_ranker.text import clean
from emoji_training.exported import TOKENIZER, read_export
from emoji_training.paths import EXPORTED_ENCODER, JUDGED
from emoji_training.texts import read_texts

from tests.bench.messages import MESSAGES
from tests.bench.processes import report
from tests.bench.subjects.timing import median_ms

_PASSES = 15


def _encoder(graph: str) -> Encoder:
    tokenizer = (EXPORTED_ENCODER / TOKENIZER).read_text(encoding="utf-8")
    return Encoder(Path(graph), tokenizer, max_tokens=read_export(EXPORTED_ENCODER).description.max_tokens)


def _vectors(encoder: Encoder) -> Vectors:
    return encoder.encode([text for text in (clean(text).text for text in read_texts(JUDGED)) if text])


if "fused" in sys.argv[3:]:
    # As the runtime would by default.
    SLOWER_FUSIONS.clear()
encoder = _encoder(sys.argv[1])
cosines = np.einsum("ij,ij->i", _vectors(encoder), _vectors(_encoder(sys.argv[2])))
report(
    {
        "ms": median_ms(encoder.encode_ids, [encoder.token_ids(text) for text in MESSAGES], _PASSES),
        "mean": float(cosines.mean()),
        "minimum": float(cosines.min()),
    }
)
