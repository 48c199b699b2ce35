"""Whole messages: other scripts, long ones, odd characters."""

import pytest
from emoji_ranker.bundle import Bundle
from emoji_ranker.text import MAX_CHARACTERS, clean

SLACK_LIMIT = 40_000

UNCHANGED = (
    "we shipped it, at last!",
    "thanks - really (I mean it): 100%",
    "Спасибо большое, всё работает",
    "شكرا جزيلا لكم",
    "谢谢大家, 今天发布了",
    "ありがとうございます",
    "धन्यवाद दोस्तों",
    "תודה רבה",
    "cafe\u0301 and nai\u0308ve",
    "क्षि \u0e01\u0e33",
    "می\u200cروم",
)
SQUEEZED = {
    "soooooo gooood!!!!!": "soo good!!",
    "wait....... what??????": "wait.. what??",
    "hello , world !": "hello, world!",
    "a  lot\t of \u3000 space\u2028here": "a lot of space here",
    "хорошоооо": "хорошоо",
    "10000000 thanks": "10000000 thanks",
}
LONG_TOKENS = {
    f"key {'aB' * 40} thanks": "key thanks",
    f"see {'a1' * 30} there": "see there",
    "commit 5a18700f33ebacd2 is good": "commit is good",
    "at 0x7fff5fbff8c0 again": "at again",
    "merge release/v2/feature-branch-1 and v2/feature-branch-1 now": "merge release/ and now",
    "a deadbeefcafe is a word": "a deadbeefcafe is a word",
    "谢" + "谢你" * 40: "谢" + "谢你" * 40,
    "и" * 2 + "спасибо" * 20: "и" * 2 + "спасибо" * 20,
}
ODD = {
    "nul\x00l and\x07bell": "nul l and bell",
    "\x85next\x9bline\x7f": "next line",
    "half \ud83c and \udf89 half": "half and half",
    "\ufeffzero\u200b width\u2060 \u202eand\u202c so\u00adft": "zero width and soft",
    "\u200b\u200e": "",
    "\x00": "",
}
NOTHING = (
    "",
    " \n\t ",
    "...",
    "!!!",
    "___",
    "~~~",
    "---",
    "¯\\_/¯",
    "🦖",
    "<@U1> <https://example.com>",
    "\n" * 99,
)


@pytest.mark.parametrize("message", UNCHANGED)
def test_words_of_every_script_come_through_unchanged(message: str) -> None:
    assert clean(message).text == message


@pytest.mark.parametrize(("message", "words"), [*{**SQUEEZED, **LONG_TOKENS, **ODD}.items()])
def test_noise_goes(message: str, words: str) -> None:
    assert clean(message).text == words


@pytest.mark.parametrize("message", NOTHING)
def test_a_message_without_words_is_empty(message: str) -> None:
    assert clean(message).text == ""


def test_head_and_tail_of_a_long_message_stay() -> None:
    middle = "and then we talked about the weather. "
    message = f"Dear team, {middle * (SLACK_LIMIT // len(middle))} Thanks to all of you!"
    text = clean(message).text
    assert text.startswith("Dear team, and then")
    assert text.endswith("the weather. Thanks to all of you!")
    assert " … " in text
    assert MAX_CHARACTERS - 100 < len(text) <= MAX_CHARACTERS
    assert set(text.split()) <= {*message.split(), "…"}


def test_a_long_message_without_spaces_is_cut_too() -> None:
    text = clean("开始" + "天气" * (SLACK_LIMIT // 2) + "谢谢").text
    assert text.startswith("开始天气")
    assert text.endswith("天气谢谢")
    assert len(text) <= MAX_CHARACTERS


def test_a_message_of_just_the_limit_stays_whole() -> None:
    message = ("word " * MAX_CHARACTERS)[: MAX_CHARACTERS - 1] + "s"
    assert clean(message).text == message
    assert clean(f"{message}s").text != f"{message}s"


def test_thanks_at_the_end_of_a_long_message_change_its_vector(real_bundle: Bundle) -> None:
    encoder = real_bundle.ranker.encoder
    report = "the server was slow in the morning and we looked at the graphs. " * (SLACK_LIMIT // 64)
    plain, thankful = (clean(message).text for message in (report, f"{report}Thank you so much!"))
    first, second = (encoder.encode([text])[0] for text in (plain, thankful))
    assert float(first @ second) < 0.999
    assert float(encoder.encode(["Thank you so much!"])[0] @ (second - first)) > 0
