"""What the tests of training share: its command, a lexicon and its sources, an export of the tiny encoder."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from emoji_training import cli
from emoji_training.lexicon import LexiconEntry, write_lexicon

from tests.conftest import DIMENSION, MAX_TOKENS, tiny_model, tiny_tokenizer

Main = Callable[..., tuple[int, str, str]]
DESCRIPTION = {
    "base_model": "tiny",
    "base_model_sha256": "1" * 64,
    "max_tokens": MAX_TOKENS,
    "dimension": DIMENSION,
}
ENTRIES = (
    LexiconEntry("tada", "🎉", ("party_popper",), None, "Activities", ("party", "happy party"), ()),
    LexiconEntry("rocket", "🚀", (), None, "Travel", ("rocket", "launch", "ship it"), ()),
    LexiconEntry("heart", "❤️", (), None, "Smileys", ("love", "heart", "<3"), ("<3",)),
    LexiconEntry("runner", "🏃", ("running",), None, "People", ("person run",), ()),
    LexiconEntry("man-running", "🏃‍♂️", (), "runner", "People", ("man run",), ()),
)


@pytest.fixture
def main(capsys: pytest.CaptureFixture[str]) -> Main:
    """Run one command in this process: its exit status, and what it wrote to stdout and stderr."""

    def run(*arguments: object) -> tuple[int, str, str]:
        status = cli.main([str(argument) for argument in arguments])
        return (status, *capsys.readouterr())

    return run


@pytest.fixture
def tiny_export(tmp_path: Path) -> Path:
    """A folder as `emojibot-train export` leaves it, with the tiny encoder in place of both graphs."""
    folder = tmp_path / "encoder"
    folder.mkdir()
    (folder / "encoder.onnx").write_bytes(tiny_model())
    (folder / "encoder.fp32.onnx").write_bytes(tiny_model())
    (folder / "tokenizer.json").write_text(tiny_tokenizer(), encoding="utf-8")
    write_json(folder / "export.json", DESCRIPTION)
    return folder


@pytest.fixture
def tiny_lexicon(tmp_path: Path) -> Path:
    """A lexicon of five emojis in words that the tiny encoder knows."""
    path = tmp_path / "lexicon.jsonl"
    write_lexicon(ENTRIES, path)
    return path


def emoji_row(unified: str, names: list[str], **changes: object) -> dict[str, object]:
    row: dict[str, object] = {"name": names[0].upper(), "unified": unified, "short_names": names}
    row |= {"category": "Objects", "subcategory": "tool", "sort_order": 1, "text": None, "texts": None}
    return row | changes


EMOJIS = [
    emoji_row("1F468-200D-1F4BB", ["male-technologist"], category="People & Body", sort_order=4),
    emoji_row("1F9D1-200D-1F4BB", ["technologist"], category="People & Body", sort_order=3),
    emoji_row("1F642", ["slightly_smiling_face"], sort_order=2, texts=[":)", "(:"]),
    emoji_row("1F603", ["smiley"], sort_order=1, text=":)"),
    emoji_row("1F44D", ["+1", "thumbsup"], sort_order=5),
    emoji_row("1F57A", ["man_dancing"], sort_order=6),
    emoji_row("1F1F3-1F1FF", ["flag-nz"], name="New Zealand Flag", subcategory="country-flag", sort_order=7),
    emoji_row("2764-FE0F", ["heart"], sort_order=8),
    emoji_row("0031-FE0F-20E3", ["one"], subcategory="keycap", sort_order=9),
    emoji_row("1F3FB", ["skin-tone-2"], category="Component", sort_order=10),
]
KEYWORDS = {
    "👨‍💻": ["man_technologist", "man", "Coder", "coders"],
    "🧑‍💻": ["technologist", "developer", "e-mail", "e_mail", "with", "7", "x"],
    "🙂": ["slightly_smiling_face", ":D", "smile"],
    "😃": ["grinning_face", "happy", ":D", ":)"],
    "👍": ["thumbs_up", "+1", "yes"],
    "🕺": ["man_dancing", "dance"],
    "🇳🇿": ["flag_new_zealand", "new", "zealand", "nz", "kiwi"],
    "❤️": ["red_heart", "love"],
}
ANNOTATIONS = {
    "👍": {"default": ["+1", "good", "Yes"], "tts": ["thumbs up"]},
    "❤": {"default": ["<3", "“heart”"], "tts": ["red heart"]},
    "🏻": {"tts": ["light skin tone"]},
}


def write_json(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    root = tmp_path / "sources"
    write_json(root / "emoji-datasource/emoji.json", EMOJIS)
    write_json(root / "emojilib/dist/emoji-en-US.json", KEYWORDS)
    notes = {"annotations": {"annotations": ANNOTATIONS}}
    write_json(root / "cldr-annotations-full/annotations/en/annotations.json", notes)
    return root
