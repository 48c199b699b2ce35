"""Emojis that the author typed: shortcodes, Unicode emojis and emoticons."""

import re
from collections.abc import Container

_SKIN_TONE = "[\U0001f3fb-\U0001f3ff]"
_SYMBOLS = r"\u2300-\u23ff\u24c2\u25fd\u25fe\u2600-\u27bf\u2b00-\u2bff\u3030\u303d\u3297\u3299"
_PICTURE = rf"[\U0001f000-\U0001faff{_SYMBOLS}]"
# These stand in ordinary prose too (™, arrows, digits): only a variation selector makes them emojis.
_TEXT_PICTURE = "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u25a0-\u25ff\u2934\u2935]\ufe0f"
_ONE = rf"(?:{_PICTURE}|{_TEXT_PICTURE})[\ufe0e\ufe0f]?{_SKIN_TONE}?"
_TAGS = "[\U000e0020-\U000e007f]*"
_EMOJI = rf"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_ONE}{_TAGS}(?:\u200d{_ONE})*"
_SHORTCODE = r":(?P<name>[\w+'-]{1,100}):(?::skin-tone-[2-6]:)?"
_EMOJI_OR_SHORTCODE = re.compile(rf"{_EMOJI}|{_SHORTCODE}")
_NAME_JOINT = re.compile(r"[_+-]")
_INVISIBLE = re.compile(f"{_SKIN_TONE}|[\ufe0e\ufe0f]")
_WORD = re.compile(r"\S+")
_ATTACHED = re.compile(r"(?<=[\w!?.])[:;]-?(?:\)+|\(+|[DPp])$")
_DRAWN_OUT_MOUTH = re.compile(r"([)(D])\1{1,12}$")
# "8)" numbers a list and "C:" is a drive far more often than either is a face.
_AMBIGUOUS = re.compile(r"[A-Za-z0-9][:)]")


def bare_emoji(emoji: str) -> str:
    """Strip skin tones and variation selectors, which a look-up must not depend on."""
    return _INVISIBLE.sub("", emoji)


def shortcode(name: str) -> str:
    """Write a Slack name the way an author types it: `tada` as `:tada:`."""
    return f":{name}:"


def take_hints(text: str, known: Container[str]) -> tuple[str, tuple[str, ...]]:
    """Separate the emojis that the author typed from the words.

    Args:
        text: Plain text, after markup has been stripped.
        known: Every shortcode (`:tada:`), bare Unicode emoji and emoticon that can be ranked. The words
            of an unknown shortcode stay in the text (`:party-parrot:` still says something); an unknown
            Unicode emoji is dropped.

    Returns:
        The text without them, and the hints: shortcodes and emojis as they stand, then emoticons.
    """
    hints: list[str] = []
    if ":" in text or not text.isascii():
        text = _EMOJI_OR_SHORTCODE.sub(lambda match: _take_emoji(match, known, hints), text)
    text = _WORD.sub(lambda match: _take_emoticon(match[0], known, hints), text)
    return text, tuple(hints)


def _take_emoji(match: re.Match[str], known: Container[str], hints: list[str]) -> str:
    name = match["name"]
    hint = shortcode(name.lower()) if name else bare_emoji(match[0])
    before, after = _neighbours(match)
    # "great:tada:" holds an emoji, "12:30:45" and "host:key:value" hold none.
    if name and before.isalnum() and (after.isalnum() or hint not in known):
        return match[0]
    if hint in known:
        hints.append(hint)
        return " "
    return _NAME_JOINT.sub(" ", name) if name else " "


def _take_emoticon(word: str, known: Container[str], hints: list[str]) -> str:
    bare = word.rstrip(".,!?")
    # Most words are only words; of these just "XDD" is drawn out.
    if bare.isalpha() and bare[-1] != "D" and word not in known and bare not in known:
        return word
    attached = _ATTACHED.search(bare)
    for face in (word, bare, attached[0] if attached else ""):
        hint = _DRAWN_OUT_MOUTH.sub(r"\1", face)
        # Not ASCII: a picture without its variation selector, as in "© 2024".
        if hint in known and hint.isascii() and not _AMBIGUOUS.fullmatch(hint):
            hints.append(hint)
            return " ".join(word.rsplit(face, 1))
    return word


def _neighbours(match: re.Match[str]) -> tuple[str, str]:
    text, start, end = match.string, match.start(), match.end()
    return text[max(start - 1, 0) : start], text[end : end + 1]
