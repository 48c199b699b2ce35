"""How close the exported graphs stay to the PyTorch model: the oracle of the encoder."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from emoji_ranker.encoder import Encoder, Vectors, unit
from emoji_ranker.text import clean

from emoji_training.base_model import BaseModel
from emoji_training.errors import ParityError, TextsError
from emoji_training.export import FP32_MODEL, INT8_MODEL, PARITY, TOKENIZER, read_description
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
        TextsError: No message has words.
    """
    texts = [text for text in (clean(message).text for message in messages) if text]
    if not texts:
        raise TextsError("none of the messages has words to compare: name a file with text")
    int8, fp32 = (_encoder(folder, name) for name in (INT8_MODEL, FP32_MODEL))
    cosines = np.asarray([_cosines(int8, fp32, base, text) for text in progress(texts, "parity")])
    parity = Parity(
        len(texts),
        *(round(float(x), 5) for x in (cosines[:, 0].mean(), cosines[:, 0].min(), cosines[:, 1].min())),
    )
    write_text(folder / PARITY, json.dumps(asdict(parity), indent=2) + "\n")
    return parity


def read_texts(path: Path) -> list[str]:
    """Read messages from a file: JSON Lines with a `text`, or plain text with one message a line.

    Raises:
        TextsError: The file can't be read, or a line of JSON has no text.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TextsError(f"{path} can't be read ({error}): name a UTF-8 file") from error
    return [_text(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _text(path: Path, number: int, line: str) -> str:
    if path.suffix != ".jsonl":
        return line
    try:
        text = json.loads(line)["text"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise TextsError(f'{path}, line {number}: expected {{"text": "..."}}') from error
    if not isinstance(text, str):
        raise TextsError(f"{path}, line {number}: `text` must be a string")
    return text


def _encoder(folder: Path, name: str) -> Encoder:
    tokenizer = (folder / TOKENIZER).read_text(encoding="utf-8")
    return Encoder((folder / name).read_bytes(), tokenizer, max_tokens=read_description(folder).max_tokens)


def _cosines(int8: Encoder, fp32: Encoder, base: BaseModel, text: str) -> tuple[float, float]:
    ids = int8.token_ids(text)
    oracle = _oracle(base, text, ids)
    return float(int8.encode_ids(ids) @ oracle), float(fp32.encode_ids(ids) @ oracle)


def _oracle(base: BaseModel, text: str, ids: Sequence[int]) -> Vectors:
    import torch  # noqa: PLC0415 - a heavy extra, guarded at the door

    # sentence-transformers tokenises by itself wherever the text fits, so the tokenizer is compared too;
    # of a longer text it would drop the tail that the encoder keeps.
    features = base.model.tokenizer([text], return_tensors="pt")
    if features["input_ids"].shape[1] != len(ids):
        features = {"input_ids": torch.tensor([ids])}
        features["attention_mask"] = torch.ones_like(features["input_ids"])
    with torch.no_grad():
        for stage in base.model:
            features = stage(features)
    return unit(features["sentence_embedding"][0].numpy())
