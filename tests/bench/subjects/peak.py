"""What one core can do: 8-bit and fp32 products through ONNX Runtime, and memory.

Reports `int8` and `fp32` in thousand millions of operations a second, `copy` and `read` in thousand
millions of bytes a second, `mflop` of a message, and its `products` alone in milliseconds.
"""

from collections import Counter

import numpy as np
from emoji_training.exported import FP32_MODEL, read_export
from emoji_training.paths import EXPORTED_ENCODER

from tests.bench.messages import TOKENS
from tests.bench.processes import report
from tests.bench.products import Shape, megaflop, weight_shapes
from tests.bench.subjects.product_graphs import FP32, INT8, Arithmetic, multiplier
from tests.bench.subjects.timing import median_ms

_SIDE = 1_024
_LARGE: Counter[Shape] = Counter({(_SIDE, _SIDE): 1})
_MANY, _FEW = 60, 7
# Far larger than any cache.
_MATRIX = (150_000, 384)


def _per_second(arithmetic: Arithmetic) -> float:
    taken = median_ms(multiplier(arithmetic, _LARGE, _SIDE), [None], _MANY)
    return megaflop(_LARGE, _SIDE) / taken


def _memory() -> dict[str, float]:
    matrix = np.ones(_MATRIX, dtype=np.float32)
    target, vector = np.empty_like(matrix), np.ones(_MATRIX[1], dtype=np.float32)
    megabytes = matrix.nbytes / 1e6
    copied = median_ms(lambda _: np.copyto(target, matrix), [None], _FEW)
    read = median_ms(lambda _: matrix @ vector, [None], _FEW)
    # A copy reads and writes.
    return {"copy": 2 * megabytes / copied, "read": megabytes / read}


shapes = weight_shapes(read_export(EXPORTED_ENCODER, FP32_MODEL).model)
report(
    {
        "int8": _per_second(INT8),
        "fp32": _per_second(FP32),
        "products": median_ms(multiplier(INT8, shapes, TOKENS), [None], _MANY),
        "mflop": megaflop(shapes, TOKENS),
        **_memory(),
    }
)
