"""The builder's rules, on a source tree small enough to read."""

from pathlib import Path

import pytest
from emoji_training.errors import LexiconError
from emoji_training.lexicon import LexiconEntry, read_lexicon
from emoji_training.lexicon_build import build_lexicon, run_lexicon
from emoji_training.lexicon_sources import read_sources

from tests.training.conftest import EMOJIS, KEYWORDS, emoji_row, write_json

PACKAGES = ("emoji-datasource", "emojilib", "cldr-annotations-full")


@pytest.fixture
def built(sources: Path) -> dict[str, LexiconEntry]:
    entries = build_lexicon(read_sources(*(sources / package for package in PACKAGES)))
    return {entry.name: entry for entry in entries}


def test_the_builder_leaves_out_keycaps_and_components_and_keeps_the_order(
    built: dict[str, LexiconEntry],
) -> None:
    people = ["technologist", "male-technologist"]
    rest = ["+1", "man_dancing", "flag-nz", "heart"]
    assert list(built) == ["smiley", "slightly_smiling_face", *people, *rest]


def test_the_builder_finds_the_base_only_where_there_is_one(built: dict[str, LexiconEntry]) -> None:
    assert {entry.name: entry.base for entry in built.values() if entry.base} == {
        "male-technologist": "technologist"
    }


def test_the_builder_never_invents_a_base_that_slack_lacks(sources: Path) -> None:
    write_json(sources / "emoji-datasource/emoji.json", EMOJIS[:1])
    (only,) = build_lexicon(read_sources(*(sources / package for package in PACKAGES)))
    assert only.base is None


def test_synonyms_come_in_order_once_each_without_what_misleads(built: dict[str, LexiconEntry]) -> None:
    assert built["+1"].synonyms == ("thumbs up", "thumbsup", "+1", "yes", "good")
    assert built["technologist"].synonyms == ("technologist", "developer", "e-mail")
    assert built["male-technologist"].synonyms == ("male-technologist", "man technologist", "coder")
    assert built["flag-nz"].synonyms == ("new zealand flag", "new zealand", "flag new zealand", "kiwi")
    assert built["heart"].synonyms == ("red heart", "heart", "love", "<3")


def test_an_emoticon_means_what_texts_says_then_the_first_emoji_listing_it(
    built: dict[str, LexiconEntry],
) -> None:
    assert built["slightly_smiling_face"].emoticons == (":)", "(:")
    assert built["smiley"].emoticons == (":D",)
    assert built["smiley"].synonyms[-2:] == (":)", ":D")
    assert ":D" in built["slightly_smiling_face"].synonyms


def build_with(
    sources: Path, rows: list[dict[str, object]], keywords: dict[str, list[str]]
) -> dict[str, LexiconEntry]:
    """Build from the small source tree with a few emojis more, and emojilib's keywords for them."""
    write_json(sources / "emoji-datasource/emoji.json", [*EMOJIS, *rows])
    write_json(sources / "emojilib/dist/emoji-en-US.json", KEYWORDS | keywords)
    entries = build_lexicon(read_sources(*(sources / package for package in PACKAGES)))
    return {entry.name: entry for entry in entries}


def test_the_base_of_a_right_facing_woman_is_the_neutral_one_that_faces_left(sources: Path) -> None:
    rows = [
        emoji_row("1F3C3", ["runner"], sort_order=11),
        emoji_row("1F3C3-200D-27A1-FE0F", ["right"], sort_order=12),
        emoji_row("1F3C3-200D-2640-FE0F-200D-27A1-FE0F", ["woman-right"], sort_order=13),
    ]
    built = build_with(sources, rows, {})
    assert [built[name].base for name in ("runner", "right", "woman-right")] == [None, "runner", "runner"]


def test_the_text_of_the_datasource_decides_before_the_keywords_do(sources: Path) -> None:
    built = build_with(sources, [emoji_row("1F604", ["smile"], sort_order=11, text=":D")], {})
    assert built["smile"].emoticons == (":D",)
    assert built["smiley"].emoticons == ()


def test_a_keyword_that_five_flags_share_names_none_of_them(sources: Path) -> None:
    rows = [
        emoji_row(f"1F1E6-{letter:X}", [f"flag-{n}"], name=f"Land{n} Flag", subcategory="country-flag")
        for n, letter in enumerate(range(0x1F1E6, 0x1F1EB))
    ]
    keywords = {f"🇦{chr(0x1F1E6 + n)}": ["island", "crowded" if n else "quiet"] for n in range(5)}
    built = build_with(sources, rows, keywords)
    assert built["flag-0"].synonyms == ("land0 flag", "land0", "quiet")
    assert built["flag-1"].synonyms == ("land1 flag", "land1", "crowded")


def test_building_twice_gives_the_same_bytes(sources: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    assert [run_lexicon(sources, output) for output in outputs] == [8, 8]
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    assert len(read_lexicon(outputs[0])) == 8


def test_sources_that_conflict_leave_the_old_file_alone(sources: Path, tmp_path: Path) -> None:
    output = tmp_path / "lexicon.jsonl"
    run_lexicon(sources, output)
    before = output.read_bytes()
    twice = emoji_row("1F389", ["tada", "+1"], sort_order=11)
    write_json(sources / "emoji-datasource/emoji.json", [*EMOJIS, twice])
    with pytest.raises(LexiconError, match=r"'\+1' is already on line 5.*pinned packages"):
        run_lexicon(sources, output)
    assert output.read_bytes() == before


def test_a_missing_source_is_named(sources: Path) -> None:
    (sources / "emojilib/dist/emoji-en-US.json").unlink()
    with pytest.raises(LexiconError, match=r"emoji-en-US\.json.*unpack emojilib"):
        run_lexicon(sources, sources / "out.jsonl")


@pytest.mark.parametrize("rows", [[{"name": "X"}], [emoji_row("not-hex", ["x"])], {"a": 1}, [1]])
def test_a_source_laid_out_differently_is_refused(sources: Path, rows: object) -> None:
    write_json(sources / "emoji-datasource/emoji.json", rows)
    with pytest.raises(LexiconError, match=r"not laid out.*emoji-datasource 16\.0\.0"):
        run_lexicon(sources, sources / "out.jsonl")
