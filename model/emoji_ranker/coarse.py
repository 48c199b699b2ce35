"""Products of very many vectors with one, in 8 bits and with a known error.

A product with 200,000 vectors takes as long as memory takes to bring them, which is a quarter in 8 bits.
"""

import numpy as np
import onnxruntime as ort

from emoji_ranker.encoder import Vectors, session_options

# An ONNX graph of one node: C = MatMulInteger(A, B), uint8 (m, k) by int8 (k, n). ONNX Runtime has a kernel
# for one row by a matrix that is not packed first; numpy has none for integers.
PRODUCT = bytes.fromhex(
    "08053a680a180a01410a0142120143220d4d61744d756c496e7465676572120770726f647563745a150a014112100a0e"
    "0802120a0a0312016d0a0312016b5a150a014212100a0e0803120a0a0312016b0a0312016e62150a014312100a0e0806"
    "120a0a0312016d0a0312016e42040a00100a"
)
_VECTOR_LEVELS = 127
# With 7 bits on one side a pair of products fits the 16 bits that CPUs without VNNI sum them in.
_QUERY_LEVELS = _QUERY_ZERO = 63
_ROWS_AT_ONCE = 4_096
# What fp32 sums may differ by, whatever order they are taken in.
_ROUNDING = 1e-5


class CoarseProduct:
    """Approximate products of many vectors with one, and how far they may be off."""

    def __init__(self, vectors: Vectors) -> None:
        """Quantise vectors of shape (rows, dimension), each with its own scale."""
        largest = np.abs(vectors).max(axis=1)
        self._scale = np.where(largest > 0, largest / _VECTOR_LEVELS, 1).astype(np.float32)
        self._columns = np.empty(vectors.shape[::-1], dtype=np.int8)
        self._error = np.float32(0)
        for start in range(0, len(vectors), _ROWS_AT_ONCE):
            self._quantise(vectors, slice(start, start + _ROWS_AT_ONCE))
        self._offset = self._columns.sum(axis=0, dtype=np.int32) * _QUERY_ZERO
        self._longest = float(np.linalg.norm(vectors, axis=1).max())
        self._session = ort.InferenceSession(
            PRODUCT, session_options(threads=1), providers=["CPUExecutionProvider"]
        )

    def __call__(self, vector: Vectors) -> tuple[Vectors, float]:
        """Multiply; return the products of shape (rows,), and the most that any of them is off by."""
        step = float(np.abs(vector).max()) / _QUERY_LEVELS or 1.0
        levels = np.rint(vector / step)
        query = (levels + _QUERY_ZERO).astype(np.uint8)[None]
        (products,) = self._session.run(None, {"A": query, "B": self._columns})[0]
        missed = float(np.linalg.norm(vector - levels * step))
        # Cauchy-Schwarz, for what either side lost by rounding.
        error = missed * self._longest + float(np.linalg.norm(levels * step)) * float(self._error)
        return (products - self._offset) * (self._scale * np.float32(step)), error + _ROUNDING

    def _quantise(self, vectors: Vectors, rows: "slice[int, int]") -> None:
        scale = self._scale[rows, None]
        levels = np.rint(vectors[rows] / scale)
        self._columns[:, rows] = levels.T
        self._error = max(self._error, np.linalg.norm(vectors[rows] - levels * scale, axis=1).max())
