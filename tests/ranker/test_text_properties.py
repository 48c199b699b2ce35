"""What holds for every message, whatever stands in it."""

import unicodedata
from collections.abc import Sequence

from emoji_ranker.hints import shortcode
from emoji_ranker.text import MAX_CHARACTERS, clean
from hypothesis import given, settings
from hypothesis import strategies as st

KNOWN = frozenset({":tada:", ":+1:", "🎉", "👍", "❤", "👩‍🚀", ":)", ":(", "<3", ">:(", ":D", "C:", "8)"})
SYNTAX = (
    *("&lt;", "&gt;", "&amp;", "<@U1>", "<@U1|bob>", "<#C1|name>", "<!here>", "<!date^1^{date}|now>"),
    *("<https://a.io|label>", "<https://a.io>", "<mailto:a@b.io|a@b.io>", "<URL>", "<CODE>", "<", ">", "|"),
    *("`", "```", "```py\n", "*", "_", "~", "> ", "&gt;&gt;&gt;", "- ", "1. ", "8) ", "C: ", "\n", "\r\n"),
    *(":tada:", ":+1::skin-tone-3:", ":nope:", "12:30:45", "🎉", "👍🏽", "👩🏽‍🚀", "❤️", "1️⃣", "🇩🇪", "🇩"),
    *(":)", ":)))", "<3", "wow:)", ">:(", "@here", "www.a.io", "INFO a=1", "{", "}", '"a": 1', "@@ -1"),
    *("\u200d", "\ufe0f", "\U0001f3fb", "\u20e3", "\U000e0067", "\ud83c", "\x00", "\x85", "\u2028", "\ufeff"),
    *("a" * 70, "deadbeef123456", "中" * 3000, "word " * 500, "!!!!!", " , "),
)
anything = st.text(st.characters(exclude_categories=()), max_size=40)
messages = st.lists(st.one_of(anything, st.sampled_from(SYNTAX)), max_size=25).map("".join)
plain_words = st.from_regex(r"(?!.*(.)\1\1)[a-z]{1,15}", fullmatch=True)
prose = st.text(
    st.one_of(st.characters(categories=["Lu", "Ll", "Lo"]), st.sampled_from(" .,!?'")), max_size=200
)

WORDS = ("we", "shipped", "it", "happy", "birthday", "thanks", "спасибо", "谢谢", "R&amp;D")
_word = st.sampled_from(WORDS)
parts = st.one_of(
    _word.map(lambda word: (word, word.replace("&amp;", "&"))),
    _word.map(lambda word: (f"*{word}*", word.replace("&amp;", "&"))),
    _word.map(lambda word: (f"_{word}_", word.replace("&amp;", "&"))),
    _word.map(lambda word: (f"<https://example.com/a_b?c=d|{word}>", word.replace("&amp;", "&"))),
    _word.map(lambda word: (f"~{word}~", "")),
    _word.map(lambda word: (f"`{word} = f(1)`", "")),
    _word.map(lambda word: (f"```\n{word}\n```", "")),
    st.sampled_from(["<@U1>", "<#C1|name>", "<!here>", "<https://a.io>", ":tada:", "🎉", ":)"]).map(
        lambda markup: (markup, "")
    ),
)


@given(messages)
@settings(deadline=None, max_examples=500)
def test_any_text_is_cleaned_to_bounded_printable_words(message: str) -> None:
    cleaned = clean(message, KNOWN)
    text = cleaned.text
    assert len(text) <= MAX_CHARACTERS
    assert text == " ".join(text.split())
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in text)
    assert text == "" or any(character.isalnum() for character in text)
    assert KNOWN.issuperset(cleaned.hints)
    assert clean(message, KNOWN) == cleaned


@given(messages)
@settings(deadline=None)
def test_without_known_emojis_there_are_no_hints(message: str) -> None:
    assert clean(message).hints == ()


@given(st.lists(plain_words, min_size=1, max_size=50).map(" ".join))
@settings(deadline=None)
def test_plain_words_come_through_unchanged(message: str) -> None:
    assert clean(message, KNOWN).text == message


@given(prose)
@settings(deadline=None)
def test_prose_that_was_cleaned_stays_as_it_is(message: str) -> None:
    # Letters and marks only: markup does not, since a literal "&amp;lt;" is a literal "&lt;" afterwards.
    text = clean(message).text
    assert clean(text).text == text


@given(st.lists(parts, max_size=12))
@settings(deadline=None)
def test_a_message_of_marked_up_parts_has_the_words_of_its_parts(message: Sequence[tuple[str, str]]) -> None:
    markup = " ".join(part for part, _ in message)
    assert clean(markup, KNOWN).text == " ".join(words for _, words in message if words)


@given(st.lists(st.sampled_from(["tada", "+1"])), st.sampled_from(["", " ", "\n", "\U0001f996"]))
@settings(deadline=None)
def test_every_known_shortcode_is_a_hint_in_order(names: Sequence[str], between: str) -> None:
    codes = [shortcode(name) for name in names]
    assert clean(between.join(codes), KNOWN).hints == tuple(codes)
