"""Emojis that the author typed: shortcodes, Unicode emojis and emoticons."""

import pytest
from emoji_ranker.bundle import Bundle
from emoji_ranker.hints import bare_emoji, shortcode
from emoji_ranker.text import clean

NAMES = ("tada", "+1", "fire", "100", "man-running", "key", "o", "flag-de", "piñata", "it's")
PICTURES = [
    "🎉",
    "👍",
    "❤",
    "☎",
    "™",
    "↔",
    "🇩🇪",
    "🇫🇷",
    "👩\u200d🚀",
    "🏳\u200d🌈",
    "👨\u200d👩\u200d👧\u200d👦",
    "🤷\u200d♀",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
]
FACES = (":)", ":(", ":-)", ":D", ":P", ";)", "<3", "</3", ":/", "8)", "C:", "D:", "XD", ":*", "-_-")
KNOWN = frozenset([*map(shortcode, NAMES), *PICTURES, *FACES])

SHORTCODES = {
    "done :tada:": ("done", ":tada:"),
    ":tada::fire: done :+1:": ("done", ":tada: :fire: :+1:"),
    ":+1::skin-tone-3: nice": ("nice", ":+1:"),
    ":man-running::skin-tone-6::tada:": ("", ":man-running: :tada:"),
    "done:tada: and :fire:done": ("done and done", ":tada: :fire:"),
    "(:tada:) done": ("( ) done", ":tada:"),
    ":Tada:": ("", ":tada:"),
    ":piñata: and :it's:": ("and", ":piñata: :it's:"),
    "*:tada:* _:fire:_": ("", ":tada: :fire:"),
    ":party-parrot: time": ("party parrot time", ""),
    ":so_much+more: time": ("so much more time", ""),
    "at 12:30:45 sharp": ("at 12:30:45 sharp", ""),
    "ratio 1:100:2 is set": ("ratio 1:100:2 is set", ""),
    "use host:key:value or a:b:c": ("use host:key:value or a:b:c", ""),
    "note: this: that": ("note: this: that", ""),
    "a:key:b and key:nope: c": ("a:key:b and key:nope: c", ""),
    ":not an emoji:": (":not an emoji:", ""),
}
UNICODE = {
    "done 🎉": ("done", "🎉"),
    "🎉🎉 done": ("done", "🎉 🎉"),
    "👍🏽 and 👍🏿": ("and", "👍 👍"),
    "love❤️it ❤︎ ❤": ("love it", "❤ ❤ ❤"),
    "👩🏽‍🚀 and 🤷🏿‍♀️": ("and", "👩‍🚀 🤷‍♀"),
    "🏳️‍🌈 👨‍👩‍👧‍👦": ("", "🏳‍🌈 👨‍👩‍👧‍👦"),
    "🇩🇪🇫🇷 🏴󠁧󠁢󠁥󠁮󠁧󠁿": ("", "🇩🇪 🇫🇷 🏴󠁧󠁢󠁥󠁮󠁧󠁿"),
    "press 1️⃣ or #️⃣": ("press or", ""),
    "unknown 🦖 goes": ("unknown goes", ""),
    "Acme™ and Acme ™": ("Acme™ and Acme ™", ""),
    "Acme™️ a ↔ b ↔️ c": ("Acme a ↔ b c", "™ ↔"),
    "half a flag 🇩 goes": ("half a flag goes", ""),
}
EMOTICONS = {
    "thanks :)": ("thanks", ":)"),
    ":-) thanks :D": ("thanks", ":-) :D"),
    "thanks:)": ("thanks", ":)"),
    "thanks!:)": ("thanks!", ":)"),
    "thanks:P.": ("thanks.", ":P"),
    "thanks :). Bye :(!": ("thanks. Bye!", ":) :("),
    "thanks :)))": ("thanks", ":)"),
    "thanks:))) XDDD": ("thanks", ":) XD"),
    "(thanks :))": ("(thanks", ":)"),
    "I &lt;3 it &lt;/3": ("I it", "<3 </3"),
    "I <3 it": ("I it", "<3"),
    "hm :/ and :*": ("hm and", ":/ :*"),
    "8) eighth of (a list) 8)": ("eighth of (a list) 8)", ""),
    "C: is a drive, D: too": ("C: is a drive, D: too", ""),
    "either:/or x<3": ("either:/or x<3", ""),
    "see (this):": ("see (this):", ""),
    "see (:) there": ("see (:) there", ""),
    "once:)!:)": ("once:)!", ":)"),
    "ADDD is no face": ("ADD is no face", ""),
}


@pytest.mark.parametrize(
    ("message", "words", "hints"),
    [(key, *value) for key, value in {**SHORTCODES, **UNICODE, **EMOTICONS}.items()],
)
def test_typed_emojis_become_hints(message: str, words: str, hints: str) -> None:
    cleaned = clean(message, KNOWN)
    assert cleaned.text == words
    assert sorted(cleaned.hints) == sorted(hints.split())


def test_hints_keep_their_order() -> None:
    assert clean(":fire: 🎉 :) :tada: :(", KNOWN).hints == (":fire:", "🎉", ":tada:", ":)", ":(")


def test_the_look_up_form_has_no_skin_tone_and_no_variation_selector() -> None:
    assert bare_emoji("👍🏽") == "👍"
    assert bare_emoji("❤️") == bare_emoji("❤︎") == "❤"
    assert bare_emoji("🤷🏿‍♀️") == "🤷‍♀"


def test_every_emoji_of_the_real_index_is_recognised_where_its_author_typed_it(real_bundle: Bundle) -> None:
    index = real_bundle.ranker.index
    for row, emoji in enumerate(index.emojis):
        (by_name,) = clean(f"hello :{emoji.name}: there", index.known).hints
        (by_character,) = clean(f"hello {emoji.emoji} there", index.known).hints
        assert index.known[by_name] == row, emoji
        assert index.known[by_character] == row, emoji
