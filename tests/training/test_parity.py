"""The limits of parity; `test_export.py` measures it."""

from dataclasses import replace
from pathlib import Path

import pytest
from emoji_training.base_model import BaseModel
from emoji_training.errors import ParityError, TextsError
from emoji_training.parity import Parity, measure_parity

JUST_ENOUGH = Parity(messages=1000, int8_mean=0.99, int8_minimum=0.97, fp32_minimum=0.9999)


def test_the_limits_themselves_are_enough() -> None:
    JUST_ENOUGH.check()


@pytest.mark.parametrize(
    ("parity", "missed"),
    [
        (replace(JUST_ENOUGH, int8_mean=0.98999), ["int8 mean 0.98999 < 0.99"]),
        (replace(JUST_ENOUGH, int8_minimum=0.96999), ["int8 minimum 0.96999 < 0.97"]),
        (replace(JUST_ENOUGH, fp32_minimum=0.99989), ["fp32 minimum 0.99989 < 0.9999"]),
        (replace(JUST_ENOUGH, fp32_minimum=float("nan")), ["fp32 minimum nan"]),
        (Parity(1, 0.0, -1.0, 0.5), ["int8 mean", "int8 minimum", "fp32 minimum"]),
    ],
)
def test_what_strays_too_far_is_named_with_its_limit(parity: Parity, missed: list[str]) -> None:
    with pytest.raises(ParityError) as refusal:
        parity.check()
    said = str(refusal.value)
    assert all(part in said for part in missed)
    assert said.count("<") == len(missed)


def test_messages_without_words_measure_nothing(tiny_export: Path) -> None:
    with pytest.raises(TextsError, match="none of the messages has words"):
        measure_parity(tiny_export, BaseModel(None, "none", "0"), ["<https://example.com>", "", "???"])
    assert not (tiny_export / "parity.json").exists()
