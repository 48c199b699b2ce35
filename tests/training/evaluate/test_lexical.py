"""The original emojibot: what it looks up, and what it makes of it."""

import sys
from collections import Counter

import pytest
from emoji_training.errors import MissingLibraryError
from emoji_training.evaluate.lexical import LexicalBot
from emoji_training.lexicon import LexiconEntry
from hypothesis import given
from hypothesis import strategies as st

ENTRIES = (
    LexiconEntry("tada", "🎉", (), None, "Activities", ("party", "parties", "celebrate it"), ()),
    LexiconEntry("balloon", "🎈", (), None, "Activities", ("balloons", "party"), ()),
    LexiconEntry("bug", "🐛", (), None, "Nature", ("bug", "x"), ()),
    LexiconEntry("the", "🔚", (), None, "Objects", ("the", "don't"), ()),
)
BOT = LexicalBot(ENTRIES)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ship the PARTIES", ["ship", "party"]),
        ("see <https://bugs.example.com|bug> and https://bugs.example.com/party", []),
        ("<@U123|sam> and @party.boss and <!here> and <#C1|bugs> deploy", ["deploy"]),
        ("sam@bugs deploy", ["sam", "bug", "deploy"]),
        (":bug: deploy :party-parrot::skin-tone-3: :+1:", ["deploy"]),
        ("x y bug", ["bug"]),
        ("Don\N{RIGHT SINGLE QUOTATION MARK}t don't", []),
        ("deploy 42 v2 a_bug", ["deploy", "bug"]),
        ("3 < 4 bugs > 2", ["bug"]),
        ("", []),
    ],
)
def test_what_is_left_of_a_message(text: str, words: list[str]) -> None:
    assert BOT.words(text) == words


def test_a_word_matches_a_synonym_in_either_number() -> None:
    assert BOT.answer("a balloon").names == ("balloon",)
    assert BOT.answer("Bugs!").names == ("bug",)
    assert set(BOT.answer("parties").names) == {"tada", "balloon"}


def test_synonyms_of_two_words_stop_words_and_single_letters_match_nothing() -> None:
    for text in ("celebrate it", "the", "don't", "x", "nothing of the kind"):
        answer = BOT.answer(text)
        assert (answer.names, answer.react, answer.choice) == ((), False, None)


def test_a_match_is_a_reaction() -> None:
    assert BOT.answer("a bug").react


def test_the_draw_is_the_same_every_time_and_another_for_another_seed() -> None:
    assert BOT.answer("a party") == LexicalBot(ENTRIES).answer("a party")
    drawn = Counter(LexicalBot(ENTRIES, seed).answer("a party").choice for seed in range(200))
    assert set(drawn) == {"tada", "balloon"}
    assert 70 <= drawn["tada"] <= 130


def test_an_emoji_that_two_words_match_has_two_chances() -> None:
    drawn = Counter(LexicalBot(ENTRIES, seed).answer("party balloon").choice for seed in range(300))
    assert 165 <= drawn["balloon"] <= 235


@given(st.text(st.characters()))
def test_any_text_is_answered(text: str) -> None:
    answer = BOT.answer(text)
    assert answer.react == bool(answer.names)
    assert len(set(answer.names)) == len(answer.names)


@pytest.mark.parametrize("library", ["inflect", "stop_words"])
def test_a_missing_library_names_what_installs_it(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingLibraryError, match=f"this needs {library}: run `make setup`"):
        LexicalBot(ENTRIES)
