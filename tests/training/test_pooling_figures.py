"""The figures count what they say they count."""

import json
from pathlib import Path

import pytest
from emoji_training.errors import TextsError
from emoji_training.pooling_figures import pooling_figures


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def judged(text: str, **changes: object) -> dict[str, object]:
    return {"text": text, "apt": [], "fine": [], "harmful": [], "silent": False} | changes


@pytest.fixture
def keywords(tmp_path: Path) -> Path:
    rows: list[dict[str, object]] = [
        {"text": "happy party", "emoji": ["party_popper", "no_such_emoji"]},
        {"text": "love", "emoji": ["rocket"]},
        {"text": "love", "emoji": ["no_such_emoji"]},
    ]
    return write(tmp_path / "keywords.jsonl", rows)


def test_a_line_for_each_pooling(
    tiny_export: Path, tiny_lexicon: Path, keywords: Path, tmp_path: Path
) -> None:
    rows = [
        judged("happy party", apt=["tada"]),
        judged("love", fine=["heart"], apt=["rocket"]),
        judged("launch", harmful=["rocket"], silent=True),
        judged("person run", apt=["running"], silent=False),
    ]
    lines = list(pooling_figures(tiny_export, tiny_lexicon, keywords, write(tmp_path / "judged.jsonl", rows)))
    assert [line.split()[:3] for line in lines] == [
        ["maximum", "vectors", "9"],
        ["mean", "vectors", "5"],
        ["prototypes", "vectors", "10"],
    ]
    maximum = lines[0]
    # Of three words one has its emoji first, under an alias, and one further down.
    assert "words hit@1 0.333" in maximum
    assert "words hit@5 0.667" in maximum
    # Of the three messages where a reaction is due, two are apt and the other is fine.
    assert "judged apt@1 0.667" in maximum
    assert "apt-or-fine@1 1.000" in maximum
    # Harm is counted over all four, silent or not.
    assert "harmful@1 0.250" in maximum


def test_a_bad_line_is_refused_before_anything_is_ranked(
    tiny_lexicon: Path, keywords: Path, tmp_path: Path
) -> None:
    bad = write(tmp_path / "judged.jsonl", [judged("a"), judged("b", fine=None)])
    with pytest.raises(TextsError, match=r"judged\.jsonl, line 2: `fine`"):
        next(pooling_figures(tmp_path / "nowhere", tiny_lexicon, keywords, bad))
