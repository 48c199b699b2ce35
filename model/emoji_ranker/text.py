"""Slack text in, the words worth reading out: the one set of text rules in the project.

`TEXT_RULES_VERSION` is stored in every bundle: vectors learnt from text cleaned by other rules do not
match, so change it with every change of what `clean` returns.
"""

import re
from collections.abc import Container
from dataclasses import dataclass

from emoji_ranker.hints import take_hints
from emoji_ranker.machine_text import is_machine_line
from emoji_ranker.markup import strip_formatting, strip_markup

TEXT_RULES_VERSION = 1
MAX_CHARACTERS = 2_000

_SURROGATE_OR_CONTROL = re.compile("[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f]")
_QUOTE = re.compile(r"\s*>(?!\s*$)")
_QUOTE_TO_END = re.compile(r"\s*>>>")
_LIST_MARK = re.compile(r"^\s*(?:[•◦▪‣*-]|\d{1,3}[.)])\s+")
_LONG_TOKEN = re.compile(r"\S{60,}|\b(?=[a-f0-9]*\d)[a-f0-9]{12,}\b|\b[\w-]*\d[\w-]*/[\w/.-]{8,}")
_DRAWN_OUT = re.compile(r"([^\W\d_]|[!?.])\1{2,}")
_LOOSE_MARK = re.compile(r"\s+([,.!?;:])")
_WORD_OR_NUMBER = re.compile(r"\w")


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
    prose = [line for line in lines if not is_machine_line(line)]
    joined, hints = take_hints("\n".join(_LIST_MARK.sub("", line) for line in prose), known)
    text = _clip(_squeeze(strip_formatting(joined)))
    machine = len(prose) < len(lines) or "```" in message
    return CleanText(text if _WORD_OR_NUMBER.search(text) else "", hints, machine)


def _normalise(message: str) -> str:
    return _SURROGATE_OR_CONTROL.sub(" ", message.replace("\r\n", "\n").replace("\r", "\n"))


def _own_lines(lines: list[str]) -> list[str]:
    own: list[str] = []
    for line in lines:
        if _QUOTE_TO_END.match(line):
            break
        if not _QUOTE.match(line):
            own.append(line)
    return own if any(map(_WORD_OR_NUMBER.search, own)) else [line.lstrip(" >") for line in lines]


def _squeeze(text: str) -> str:
    text = _DRAWN_OUT.sub(r"\1\1", _LONG_TOKEN.sub(" ", text))
    return _LOOSE_MARK.sub(r"\1", " ".join(text.split())).strip()


def _clip(text: str) -> str:
    if len(text) <= MAX_CHARACTERS:
        return text
    half = MAX_CHARACTERS // 2 - 2
    return f"{text[:half].rsplit(' ', 1)[0]} … {text[-half:].split(' ', 1)[-1]}"
