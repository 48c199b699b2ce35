"""Slack text in, the words worth reading out: the one set of text rules in the project.

`TEXT_RULES_VERSION` is stored in every bundle: vectors learnt from text cleaned by other rules do not
match, so change it with every change of what `clean` returns.
"""

import re
from collections.abc import Container
from dataclasses import dataclass

from emoji_ranker.hints import take_hints
from emoji_ranker.machine_text import human_lines
from emoji_ranker.markup import strip_formatting, strip_markup

TEXT_RULES_VERSION = 1
MAX_CHARACTERS = 2_000

_SURROGATE_OR_CONTROL = re.compile("[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Soft hyphens, zero-width spaces and the marks of writing direction; the joiners inside emojis stay.
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# ">:(" is a face.
_QUOTE = re.compile(r"^[\s>]*>(?!:-?\()")
_QUOTE_TO_END = re.compile(r"\s*>>>")
_LIST_MARK = re.compile(r"^\s*(?:[•◦▪‣*-]|\d{1,3}[.)])\s+")
# ASCII only: Chinese, Japanese and Thai put no spaces between words.
_LONG_TOKEN = re.compile(
    r"[!-~]{60,}|\b(?:0x)?(?=[a-f0-9]*\d)[a-f0-9]{12,}\b|(?<![\w-])(?=[\w-]*\d)[\w-]+/[\w/.-]{8,}"
)
_DRAWN_OUT = re.compile(r"([^\W\d_]|[!?.])\1{2,}")
_LOOSE_MARK = re.compile(r" ([,.!?;:])")
# What a mention leaves behind: "<@U1>, thanks".
_ORPHANED_MARK = re.compile(r"^[,:;]+ ")
_WORD_OR_NUMBER = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class CleanText:
    """What is left of a message.

    `text` is what the encoder reads, at most `MAX_CHARACTERS` long and empty when there is nothing to
    read; `hints` are the emojis the author typed; `machine` tells that lines written by machines were
    left out.
    """

    text: str
    hints: tuple[str, ...] = ()
    machine: bool = False


def clean(message: str, known: Container[str] = ()) -> CleanText:
    """Reduce a Slack message to the words its author says.

    Code, links, mentions, quotes of others and lines written by machines go; a quote stays where the
    message is nothing else. Of a long text the head and the tail stay, since thanks often stand last.

    Args:
        message: The `text` field of a Slack message, of any length and content.
        known: The shortcodes, Unicode emojis and emoticons that can be ranked; see `take_hints`.
    """
    lines = _own_lines(strip_markup(_normalise(message)).split("\n"))
    prose = human_lines(lines)
    joined, hints = take_hints("\n".join(_LIST_MARK.sub("", line) for line in prose), known)
    text = _clip(_squeeze(strip_formatting(joined)))
    machine = len(prose) < len(lines) or "```" in message
    return CleanText(text if _WORD_OR_NUMBER.search(text) else "", hints, machine)


def as_it_stands(message: str) -> str:
    """Return a message unread, links and code included, as one line of at most `MAX_CHARACTERS`."""
    return _clip(" ".join(_normalise(message).split()))


def _normalise(message: str) -> str:
    message = message.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub("", _SURROGATE_OR_CONTROL.sub(" ", message))


def _own_lines(lines: list[str]) -> list[str]:
    own: list[str] = []
    for line in lines:
        if _QUOTE_TO_END.match(line):
            break
        if not _QUOTE.match(line):
            own.append(line)
    return own if any(map(_WORD_OR_NUMBER.search, own)) else [_QUOTE.sub("", line) for line in lines]


def _squeeze(text: str) -> str:
    words = _LOOSE_MARK.sub(r"\1", " ".join(text.split()))
    words = _DRAWN_OUT.sub(r"\1\1", _LONG_TOKEN.sub(" ", words))
    return _ORPHANED_MARK.sub("", " ".join(words.split()))


def _clip(text: str) -> str:
    if len(text) <= MAX_CHARACTERS:
        return text
    half = MAX_CHARACTERS // 2 - 2
    return f"{text[:half].rsplit(' ', 1)[0]} … {text[-half:].split(' ', 1)[-1]}"
