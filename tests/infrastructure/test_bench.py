"""The bench's own logic: turns, medians, processes, counting; no clock is asked."""

from collections import Counter
from pathlib import Path

import pytest
from emoji_ranker.bundle import Bundle
from emoji_ranker.text import clean

from tests.bench.command_table import command_table
from tests.bench.errors import BenchError
from tests.bench.machine import machine
from tests.bench.messages import BATCH, MESSAGES, TOKENS
from tests.bench.products import megaflop, weight_shapes
from tests.bench.rounds import Figures, take_turns
from tests.bench.spread import Spread, measured, ratio, spread
from tests.bench.tables import number, quotient, table
from tests.conftest import tiny_model

ROUNDS = [{"ours": {"ms": ms}, "theirs": {"ms": 10.0}} for ms in (1.0, 2.0, 3.0, 4.0, 9.0)]


def test_every_message_is_twenty_tokens_long_and_read_alike_by_all(real_bundle: Bundle) -> None:
    ranker = real_bundle.ranker
    lengths = {message: len(ranker.encoder.token_ids(message)) for message in MESSAGES}
    assert lengths == dict.fromkeys(MESSAGES, TOKENS)
    assert [message for message in BATCH if clean(message, ranker.index.known).text != message] == []
    assert len(set(MESSAGES)) == 16


def test_a_batch_is_32_different_messages_of_mixed_length(real_bundle: Bundle) -> None:
    lengths = [len(real_bundle.ranker.encoder.token_ids(message)) for message in BATCH]
    assert len(set(BATCH)) == len(BATCH) == 32
    assert (min(lengths), max(lengths)) == (4, 74)


def test_subjects_take_turns_and_the_first_round_does_not_count(capsys: pytest.CaptureFixture[str]) -> None:
    turns: list[str] = []

    def subject(name: str) -> Figures:
        turns.append(name)
        return {"turn": len(turns)}

    taken = take_turns({"a": lambda: subject("a"), "b": lambda: subject("b")}, 2, "trial")
    assert turns == ["a", "b"] * 3
    assert taken == [{"a": {"turn": 3}, "b": {"turn": 4}}, {"a": {"turn": 5}, "b": {"turn": 6}}]
    assert "trial: round 2 of 2" in capsys.readouterr().err


def test_the_middle_is_the_median_between_quartiles() -> None:
    assert spread([7.0]) == Spread(7.0, 7.0, 7.0)
    assert measured(ROUNDS, "ours", "ms") == Spread(2.0, 3.0, 4.0)


def test_a_ratio_is_taken_within_each_round() -> None:
    shifted = [{"ours": {"ms": 1.0}, "theirs": {"ms": 2.0}}, {"ours": {"ms": 50.0}, "theirs": {"ms": 100.0}}]
    assert ratio(shifted, "ours", "theirs", "ms") == Spread(0.5, 0.5, 0.5)
    assert ratio(ROUNDS, "ours", "theirs", "ms") == Spread(0.2, 0.3, 0.4)


def test_tables_and_numbers_are_laid_out() -> None:
    assert table(["a", "b"], [["1", "2"]]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"
    assert [number(x) for x in (0.0416, 0.25, 9.999, 38.44, 1893)] == [
        "0.042",
        "0.25",
        "10.00",
        "38.4",
        "1,893",
    ]
    assert quotient(Spread(0.1, 0.25, 0.5)) == "0.250 (0.100 to 0.500)"


def test_printed_figures_become_a_table() -> None:
    lines = [
        "least score 0.30  hit@1 0.250  silence kept 0.500",
        "least score 0.42  hit@1 0.100  silence kept 1.000",
    ]
    assert command_table(lines, "least score", chosen="least score 0.42") == (
        "| least score | hit@1 | silence kept |\n| --- | --- | --- |\n"
        "| 0.30 | 0.250 | 0.500 |\n| **0.42** | 0.100 | 1.000 |"
    )
    assert "| mean | 1,893 |" in command_table(["mean        vectors   1893"], "pooling", chosen="none")


@pytest.mark.parametrize("lines", [[], ["done"], ["a  hit 0.1", "b  miss 0.1"]])
def test_other_lines_are_refused(lines: list[str]) -> None:
    with pytest.raises(BenchError, match="no table of figures"):
        command_table(lines, "head", chosen="a")


def test_products_are_counted_by_the_shapes_of_their_weights() -> None:
    assert megaflop(Counter({(384, 1536): 6, (1536, 384): 6, (384, 384): 24}), 20) == pytest.approx(
        424.7, abs=0.1
    )
    with pytest.raises(BenchError, match="no products"):
        weight_shapes(tiny_model())
    with pytest.raises(BenchError, match="no ONNX file"):
        weight_shapes(b"ORTM")


def test_the_machine_is_described_by_its_versions() -> None:
    assert machine() == machine()
    for word in ("cores", "Python", "onnxruntime", "numpy"):
        assert word in machine()


def test_the_bench_is_no_test(root: Path) -> None:
    assert list((root / "tests" / "bench").rglob("test_*")) == []
