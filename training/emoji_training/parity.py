"""How close the exported graphs stay to the PyTorch model: the oracle of the encoder."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from emoji_ranker.encoder import Vectors, unit
from emoji_ranker.text import clean

from emoji_training.base_model import BaseModel
from emoji_training.errors import ParityError, TextsError
from emoji_training.exported import FP32_MODEL, INT8_MODEL, PARITY, ExportedEncoder, read_export
from emoji_training.files import write_text
from emoji_training.progress import progress

LEAST_INT8_MEAN = 0.99
LEAST_INT8_MINIMUM = 0.97
LEAST_FP32_MINIMUM = 0.9999


@dataclass(frozen=True, slots=True)
class Parity:
    """Cosines of the exported encoders to the PyTorch fp32 model over some messages."""

    messages: int
    int8_mean: float
    int8_minimum: float
    fp32_minimum: float

    def check(self) -> None:
        """Raise ParityError where an exported encoder strays too far."""
        limits = (
            ("int8 mean", self.int8_mean, LEAST_INT8_MEAN),
            ("int8 minimum", self.int8_minimum, LEAST_INT8_MINIMUM),
            ("fp32 minimum", self.fp32_minimum, LEAST_FP32_MINIMUM),
        )
        if missed := [f"{name} {value:.5f} < {least}" for name, value, least in limits if not value >= least]:
            raise ParityError(f"the exported encoder is too far from PyTorch: {', '.join(missed)}")


def measure_parity(folder: Path, base: BaseModel, messages: Sequence[str]) -> Parity:
    """Compare both exported graphs with the model they came from, and note the figures beside them.

    Args:
        folder: Written by `export_encoder`.
        base: The model it was written from.
        messages: As Slack sends them; those without words are passed over.

    Raises:
        ExportError: The folder holds no complete export.
        OutputError: The figures can't be written.
        TextsError: No message has words.
    """
    texts = [text for text in (clean(message).text for message in messages) if text]
    if not texts:
        raise TextsError("none of the messages has words to compare: name a file with text")
    int8, fp32 = (read_export(folder, name) for name in (INT8_MODEL, FP32_MODEL))
    with _one_thread():
        cosines = np.asarray([_cosines(int8, fp32, base, text) for text in progress(texts, "parity")])
    parity = Parity(
        len(texts),
        *(round(float(x), 5) for x in (cosines[:, 0].mean(), cosines[:, 0].min(), cosines[:, 1].min())),
    )
    write_text(folder / PARITY, json.dumps(asdict(parity), indent=2) + "\n")
    return parity


@contextmanager
def _one_thread() -> Iterator[None]:
    """Keep PyTorch to one core: with a message at a time, on a busy machine, two take six times as long."""
    import torch  # noqa: PLC0415 - a heavy extra, guarded at the door

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _cosines(int8: ExportedEncoder, fp32: ExportedEncoder, base: BaseModel, text: str) -> tuple[float, float]:
    ids = int8.encoder.token_ids(text)
    oracle = _oracle(base, text, ids, int8.description.max_tokens)
    return float(int8.encoder.encode_ids(ids) @ oracle), float(fp32.encoder.encode_ids(ids) @ oracle)


def _oracle(base: BaseModel, text: str, ids: Sequence[int], max_tokens: int) -> Vectors:
    import torch  # noqa: PLC0415 - a heavy extra, guarded at the door

    # sentence-transformers tokenises by itself wherever the text fits, so the tokenizer is compared too;
    # of a longer text it would drop the tail that the encoder keeps.
    features = base.model.tokenizer([text], return_tensors="pt")
    if features["input_ids"].shape[1] > max_tokens:
        features = {"input_ids": torch.tensor([ids])}
        features["attention_mask"] = torch.ones_like(features["input_ids"])
    with torch.no_grad():
        for stage in base.model:
            features = stage(features)
    return unit(features["sentence_embedding"][0].numpy())
