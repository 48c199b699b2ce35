"""Emoticons are told from words, numbers and code."""

import pytest
from emoji_training.lexicon_emoticons import is_emoticon
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    "synonym",
    [":)", ":-(", ";P", ":'(", ">:-(", ":o)", "=-)", "8)", "(:", "D:", "-_-", "^^", "T_T", "</3", "xd", "XD"],
)
def test_faces_and_hearts_are_emoticons(synonym: str) -> None:
    assert is_emoticon(synonym)


@pytest.mark.parametrize(
    "synonym",
    [
        *("", "+1", "-1", "100", "1st", "a+", "c++", "c#", "e-mail", "x-ray", "a.m.", "u.s.", "mr."),
        *("12:30", "1:00", "5-0", "24/7", "n/a", "w/", "=>", "->", "...", "?!", "1)", "a)", "x", "D", "no"),
        *(":tada:", "two words", "xdr"),
    ],
)
def test_words_numbers_and_code_are_no_emoticons(synonym: str) -> None:
    assert not is_emoticon(synonym)


@given(st.text(st.characters(categories=["L", "N", "Zs"])))
def test_letters_and_digits_alone_are_no_emoticon(synonym: str) -> None:
    assert is_emoticon(synonym) == (synonym.lower() == "xd")
