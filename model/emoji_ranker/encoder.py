"""Text to unit vectors, by the exported ONNX encoder on one core."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

Vectors = NDArray[np.float32]

_HEAD_AND_TAIL = 2
# On x86-64 the fused operator takes ten times as long as the two that it joins.
SLOWER_FUSIONS = ["SkipLayerNormFusion"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A tokenised text: its ids with the special tokens, head and tail of a long one.

    `familiarity` is the share of its letters that stand in words the tokenizer knows whole, from 0 to 1. By
    letters rather than by words, since short words are known by chance: "as" in "as fjd qwpo".
    """

    ids: list[int]
    familiarity: float


class Encoder:
    """A sentence encoder whose pooling and normalisation are inside the graph."""

    def __init__(self, model: bytes | Path, tokenizer: str, *, max_tokens: int, threads: int = 1) -> None:
        """Load the graph and the tokenizer; nothing is fetched.

        Args:
            model: The ONNX file, or its bytes, which take their size in memory once more.
            tokenizer: The content of a Hugging Face `tokenizer.json`.
            max_tokens: Longest input in tokens; of a longer text the head and the tail are read.
            threads: Cores that one message may use.

        Raises:
            ValueError: `max_tokens` is less than 2.
        """
        self._session = ort.InferenceSession(
            model,
            session_options(threads),
            providers=["CPUExecutionProvider"],
            disabled_optimizers=SLOWER_FUSIONS,
        )
        self._inputs = tuple(node.name for node in self._session.get_inputs())
        self._tokenizer = Tokenizer.from_str(tokenizer)
        # Left as it is, the file pads every message to 128 tokens, at five times the cost.
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        if max_tokens < _HEAD_AND_TAIL:
            raise ValueError(f"max_tokens must be at least {_HEAD_AND_TAIL}, not {max_tokens!r}")
        self._max_tokens = max_tokens
        # Models without one, such as byte-level ones, know no unknown words.
        self._unknown = getattr(self._tokenizer.model, "unk_token", None)
        self.dimension = int(self._session.get_outputs()[0].shape[-1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed texts as unit vectors of shape (len(texts), dimension).

        One message at a time: dynamic quantisation takes its scale from the whole tensor, so in a batch
        a message's vector would depend on its neighbours, and on their padding.
        """
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self.encode_ids(self.token_ids(text))
        return vectors

    def read(self, text: str) -> Reading:
        """Tokenise a text once, for its ids and its familiarity."""
        encoding = self._tokenizer.encode(text)
        return Reading(self._clipped(encoding.ids), self._familiarity(text, encoding))

    def token_ids(self, text: str) -> list[int]:
        """Tokenise a text with its special tokens, keeping head and tail of a long one."""
        return self._clipped(self._tokenizer.encode(text).ids)

    def familiarity(self, text: str) -> float:
        """Share of a text's letters in words the tokenizer knows; see `Reading`."""
        return self.read(text).familiarity

    def encode_ids(self, ids: Sequence[int]) -> Vectors:
        """Embed one tokenised text as a unit vector of shape (dimension,)."""
        row = np.asarray([ids], dtype=np.int64)
        feeds = {"input_ids": row, "attention_mask": np.ones_like(row), "token_type_ids": np.zeros_like(row)}
        return unit(self._session.run(None, {name: feeds[name] for name in self._inputs})[0][0])

    def _clipped(self, ids: list[int]) -> list[int]:
        if len(ids) <= self._max_tokens:
            return ids
        head = (self._max_tokens + 1) // 2
        return ids[:head] + ids[head - self._max_tokens :]

    def _familiarity(self, text: str, encoding: Encoding) -> float:
        words = encoding.word_ids
        pieces = Counter(words)
        letters = known = 0
        for word, token, (start, end) in zip(words, encoding.tokens, encoding.offsets, strict=True):
            # Special tokens stand for none of the text.
            if end > start and text[start:end].isalnum():
                letters += end - start
                known += end - start if pieces[word] == 1 and token != self._unknown else 0
        return known / letters if letters else 0.0


def unit(vector: Vectors) -> Vectors:
    """Scale a vector to length 1; a vector of zeros stays as it is."""
    length = np.float32(np.linalg.norm(vector))
    return vector / length if length > 0 else vector


def session_options(threads: int) -> ort.SessionOptions:
    """Set the runtime to a number of cores, and to silence."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    return options
