"""The committed lexicon keeps its promises."""

import re
from pathlib import Path

import pytest
from emoji_training.lexicon import LexiconEntry, read_lexicon, write_lexicon
from emoji_training.lexicon_emoticons import is_emoticon
from emoji_training.paths import LEXICON as COMMITTED


@pytest.fixture(scope="module")
def lexicon() -> list[LexiconEntry]:
    return read_lexicon(COMMITTED)


@pytest.fixture(scope="module")
def by_name(lexicon: list[LexiconEntry]) -> dict[str, LexiconEntry]:
    return {name: entry for entry in lexicon for name in (entry.name, *entry.aliases)}


def words(entry: LexiconEntry) -> list[str]:
    return [synonym for synonym in entry.synonyms if not is_emoticon(synonym)]


def test_there_are_about_1900_emojis(lexicon: list[LexiconEntry]) -> None:
    assert 1850 <= len(lexicon) <= 1950


def test_the_file_stays_small_enough_to_review() -> None:
    assert COMMITTED.stat().st_size < 700 * 1024


def test_rewriting_the_committed_file_changes_no_byte(lexicon: list[LexiconEntry], tmp_path: Path) -> None:
    write_lexicon(lexicon, tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == COMMITTED.read_bytes()


def test_thumbsup_is_another_name_of_plus_one(by_name: dict[str, LexiconEntry]) -> None:
    assert by_name["thumbsup"] is by_name["+1"]
    assert by_name["+1"].emoji == "👍"


def test_all_names_are_unique_and_follow_the_syntax_of_slack(
    lexicon: list[LexiconEntry], by_name: dict[str, LexiconEntry]
) -> None:
    assert len(by_name) == sum(1 + len(entry.aliases) for entry in lexicon)
    assert all(re.fullmatch(r"[a-z0-9_+-]+", name) for name in by_name)


def test_no_keycap_component_or_skin_tone_is_a_candidate(
    lexicon: list[LexiconEntry], by_name: dict[str, LexiconEntry]
) -> None:
    assert by_name.keys().isdisjoint({"one", "hash", "keycap_star", "keycap_ten", "skin-tone-2"})
    assert all(entry.category != "Component" for entry in lexicon)
    assert not any(re.search("[\u20e3🔟🏻-🏿]", entry.emoji) for entry in lexicon)


def test_every_base_exists_and_is_itself_neutral(
    lexicon: list[LexiconEntry], by_name: dict[str, LexiconEntry]
) -> None:
    bases = {entry.base for entry in lexicon if entry.base is not None}
    assert len(bases) > 80
    for base in bases:
        assert by_name[base].name == base
        assert by_name[base].base is None
        assert not re.search("[👨👩👦👧♀♂]|\u200d➡", by_name[base].emoji)


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("male-technologist", "technologist"),
        ("princess", "person_with_crown"),
        ("santa", "mx_claus"),
        ("woman", "adult"),
        ("girl", "child"),
        ("older_man", "older_adult"),
        ("mermaid", "merperson"),
        ("male-detective", "sleuth_or_spy"),
        ("man_with_veil", "bride_with_veil"),
        ("pregnant_woman", "pregnant_person"),
        ("women_holding_hands", "people_holding_hands"),
        ("woman-kiss-man", "couplekiss"),
        ("man-heart-man", "couple_with_heart"),
        ("man-woman-girl-boy", "family_adult_adult_child_child"),
        ("women-with-bunny-ears-partying", "dancers"),
        ("person_walking_facing_right", "walking"),
        ("woman_running_facing_right", "runner"),
        ("man_dancing", None),
        ("dancer", None),
        ("breast-feeding", None),
        ("technologist", None),
        ("male_sign", None),
    ],
)
def test_a_gendered_or_right_facing_emoji_names_its_neutral_form(
    by_name: dict[str, LexiconEntry], name: str, base: str | None
) -> None:
    assert by_name[name].base == base


def test_every_emoji_spelt_with_a_gender_has_a_base(lexicon: list[LexiconEntry]) -> None:
    gendered = [entry for entry in lexicon if re.search("[👨👩👦👧]|\u200d[♀♂]", entry.emoji)]
    assert len(gendered) > 150
    assert [entry.name for entry in gendered if entry.base is None] == []


def test_every_emoji_has_two_words_or_phrases_of_its_own(lexicon: list[LexiconEntry]) -> None:
    assert [entry.name for entry in lexicon if len(set(words(entry))) < 2] == []


def test_words_are_lower_case_and_come_once_before_the_emoticons(lexicon: list[LexiconEntry]) -> None:
    for entry in lexicon:
        assert len(set(entry.synonyms)) == len(entry.synonyms)
        assert list(entry.synonyms[: len(words(entry))]) == words(entry)
        assert all(word == word.lower() and "_" not in word for word in words(entry))


def test_no_emoji_claims_a_bare_number_but_its_own_name(lexicon: list[LexiconEntry]) -> None:
    numbers = {(entry.name, word) for entry in lexicon for word in words(entry) if word.isdecimal()}
    assert numbers <= {("100", "100"), ("1234", "1234")}


def test_only_letters_have_single_letters_as_synonyms(lexicon: list[LexiconEntry]) -> None:
    letters = {word for entry in lexicon for word in words(entry) if len(word) == 1}
    lettered = {entry.emoji for entry in lexicon for word in words(entry) if len(word) == 1}
    assert letters <= set("abimop")
    assert lettered <= {"🅰️", "🅱️", "ℹ️", "Ⓜ️", "🅾️", "🅿️"}  # noqa: RUF001 - the emoji is a letter


def test_flags_are_called_by_country_not_by_code(by_name: dict[str, LexiconEntry]) -> None:
    assert "puerto rico" in by_name["flag-pr"].synonyms
    assert {"it", "in", "no", "us", "pr", "so", "flag", "nation", "new"}.isdisjoint(
        word for name, entry in by_name.items() if name.startswith("flag-") for word in entry.synonyms
    )


def test_gender_alone_is_no_synonym_for_people_at_work(by_name: dict[str, LexiconEntry]) -> None:
    assert "woman" in by_name["woman"].synonyms
    assert {"woman", "women", "female"}.isdisjoint(by_name["female-technologist"].synonyms)


def test_every_emoticon_is_a_synonym_and_has_exactly_one_reading(lexicon: list[LexiconEntry]) -> None:
    listed = {synonym for entry in lexicon for synonym in entry.synonyms if is_emoticon(synonym)}
    readings = [emoticon for entry in lexicon for emoticon in entry.emoticons]
    assert all(set(entry.emoticons) <= set(entry.synonyms) for entry in lexicon)
    assert sorted(readings) == sorted(listed)


@pytest.mark.parametrize(
    ("emoticon", "name"),
    [
        (":)", "slightly_smiling_face"),
        ("<3", "heart"),
        (":(", "disappointed"),
        ("XD", "laughing"),
        (":D", "smile"),
    ],
)
def test_a_known_emoticon_means_one_emoji(by_name: dict[str, LexiconEntry], emoticon: str, name: str) -> None:
    assert emoticon in by_name[name].synonyms
    assert {entry.name for entry in by_name.values() if emoticon in entry.emoticons} == {name}
