"""Two readings become one judgement, and their agreement is counted as it is defined."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from emoji_training.cli import main
from emoji_training.errors import TextsError
from emoji_training.evaluate.names import EmojiNames
from emoji_training.judging import JudgedMessage, read_judged
from emoji_training.lexicon import read_lexicon
from emoji_training.paths import JUDGED, JUDGED_CALIBRATION, JUDGED_READINGS, JUDGED_TEST, LEXICON
from emoji_training.readings import Readings, agreement, merge, read_readings

TADA = JudgedMessage("m", "text", apt=("tada",), fine=("fire", "ox"), harmful=("skull",), silent=False)
HEART = JudgedMessage("m", "text", apt=("heart", "tada"), fine=("+1",), harmful=("ox",), silent=False)
SILENT = JudgedMessage("m", "text", apt=(), fine=("eyes",), harmful=("tada",), silent=True)


def both(first: JudgedMessage, second: JudgedMessage, *, third: bool | None = None) -> Readings:
    return Readings("m", "text", first, second, third)


def test_what_one_reader_calls_welcome_and_the_other_harmful_counts_as_neither() -> None:
    assert merge(both(TADA, HEART)) == JudgedMessage(
        "m", "text", apt=("tada", "heart"), fine=("fire", "+1"), harmful=("skull",), silent=False
    )


@pytest.mark.parametrize("silent", [True, False])
def test_the_third_reader_decides_on_silence(*, silent: bool) -> None:
    merged = merge(both(HEART, replace(SILENT, harmful=()), third=silent))
    assert merged.silent == silent
    assert merged.apt == (() if silent else ("heart", "tada"))


def test_agreement_of_readers_who_agree_and_of_readers_by_chance() -> None:
    same = agreement([both(TADA, TADA), both(SILENT, SILENT)])
    assert (same.silence, same.silence_kappa, same.apt, same.harmful) == (1.0, 1.0, 1.0, 0.0)
    chance = agreement([both(TADA, TADA), both(SILENT, SILENT), both(TADA, SILENT), both(SILENT, TADA)])
    assert (chance.silence, chance.silence_kappa) == (0.5, 0.0)
    differ = agreement([both(TADA, HEART)])
    # The first reader's tada is apt to the second; the second's heart is nothing to the first.
    assert (differ.apt, differ.welcome, differ.harmful) == (0.5, 0.5, 0.0)
    assert agreement([both(TADA, replace(HEART, harmful=("tada",)))]).harmful == 0.5


def test_the_committed_judgements_are_what_the_readings_come_to(tmp_path: Path) -> None:
    calibration, test = tmp_path / "c.jsonl", tmp_path / "t.jsonl"
    assert main(["judged", "--calibration", str(calibration), "--test", str(test)]) == 0
    assert calibration.read_bytes() == JUDGED_CALIBRATION.read_bytes()
    assert test.read_bytes() == JUDGED_TEST.read_bytes()


def test_the_frozen_test_is_as_large_and_as_delicate_as_its_datasheet_says() -> None:
    readings = read_readings(JUDGED_READINGS)
    hurtful = {"+1", "tada", "joy", "clap", "fire", "100", "laughing", "partying_face", "rocket"}
    hurtful.add("rolling_on_the_floor_laughing")
    merged = [merge(reading) for reading in readings]
    assert len(merged) == len({m.name for m in merged}) == len({m.text for m in merged}) == 1595
    assert sum(m.silent for m in merged) == 420
    assert sum(not m.silent and bool(hurtful & {*m.harmful}) for m in merged) == 552
    assert not {m.text for m in merged} & {m.text for m in read_judged(JUDGED, EmojiNames(()))}
    names = EmojiNames(read_lexicon(LEXICON))
    assert all(name in names for m in merged for name in (*m.apt, *m.fine, *m.harmful))


@pytest.mark.parametrize(
    "row", [{"text": "a"}, {"text": "a", "id": "1", "first": {}, "second": []}, {"text": "a", "first": 1}]
)
def test_a_line_without_whole_readings_is_refused(tmp_path: Path, row: object) -> None:
    path = tmp_path / "readings.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(TextsError, match="no whole `first` and `second`"):
        read_readings(path)
