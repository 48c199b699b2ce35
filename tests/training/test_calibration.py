"""The weights are prepared on words and on whole messages, cleaned as the encoder reads them."""

from pathlib import Path

import pytest
from emoji_ranker.text import clean
from emoji_training import calibration
from emoji_training.calibration import calibration_texts
from emoji_training.errors import LexiconError, TextsError


def test_they_are_words_and_messages_of_the_committed_data() -> None:
    texts = calibration_texts()
    assert 700 < len(texts) < 1_500
    assert sum(len(text.split()) <= 2 for text in texts) > 300
    assert sum(len(text.split()) >= 8 for text in texts) > 100


def test_none_is_empty_or_has_markup() -> None:
    assert all(text and clean(text).text == text for text in calibration_texts())


@pytest.mark.parametrize(("name", "error"), [("LEXICON", LexiconError), ("JUDGED", TextsError)])
def test_what_is_missing_is_named(
    name: str, error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calibration, name, tmp_path / "gone.jsonl")
    with pytest.raises(error, match=r"gone\.jsonl can(no|')t be read"):
        calibration_texts()
