"""The figures of the threshold count what they say they count."""

import json
from pathlib import Path

import pytest
from emoji_training.errors import TextsError
from emoji_training.threshold_figures import threshold_figures


def test_a_line_for_each_threshold(tiny_bundle: Path, tmp_path: Path) -> None:
    nothing = {"apt": [], "fine": [], "harmful": [], "silent": False}
    rows = [
        nothing | {"text": "happy party", "apt": ["party_popper"]},
        nothing | {"text": "love", "harmful": ["heart"]},
        nothing | {"text": "<https://example.com>", "silent": True},
        nothing | {"text": "party", "silent": True},
    ]
    judged = tmp_path / "judged.jsonl"
    judged.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    lines = list(threshold_figures(tiny_bundle, judged))
    assert [line[:16] for line in lines[:2]] == ["least score 0.30", "least score 0.35"]
    assert len(lines) == 9
    # A welcome reaction, a harmful one, a silence where it is due and a reaction where it is not; noise is
    # words that the tiny encoder does not know.
    assert lines[0].partition("  ")[2] == (
        "utility 0.250  coverage 1.000  silence kept 0.500  apt-or-fine@1 0.333  harmful@1 0.333  noise 0.000"
    )


def test_a_bad_line_is_refused_before_anything_is_loaded(tmp_path: Path) -> None:
    judged = tmp_path / "judged.jsonl"
    judged.write_text('{"text": "a", "apt": [], "fine": [], "harmful": []}\n', encoding="utf-8")
    with pytest.raises(TextsError, match="line 1: `silent`"):
        next(threshold_figures(tmp_path / "nowhere", judged))
