"""Which synonyms are emoticons such as ":)", and which one emoji each of them means."""

import re
from collections.abc import Sequence

from emoji_training.lexicon_sources import LexiconSources, SourceEmoji

# A grammar of faces rather than "has punctuation": "+1", "c++", "12:30", "a.m." and "=>" are no faces.
_EMOTICON = re.compile(
    r"""
    [<>}]?[:;]['\u2019,]?-?[][)(}{DPpbOoSsCcXx3*$@\#|/\\<>] # :) ;-P >:( :'( :/
    | [:;]o[)(D]                                           # :o)
    | =['\u2019]?-?[][)(DPp]                               # =)
    | [8BXx]-?[)(]                                         # 8) B-) X(
    | [][)(DCc]['\u2019]?-?[:;]                            # (: D:
    | ([-^oOuUtTxX@;])[_.]\1 | >[_.]< | \^\^               # -_- ^^ >_<
    | </?3+ | [Xx][Dd] | ¯\\_\(ツ\)_/¯                      # <3 </3 XD
    """,
    re.VERBOSE,
)


def is_emoticon(synonym: str) -> bool:
    """Tell an emoticon such as ":)" or "<3" from words and numbers such as "+1" or "c++"."""
    return _EMOTICON.fullmatch(synonym) is not None


def emoticons_of(emoji: SourceEmoji, sources: LexiconSources) -> list[str]:
    """Every emoticon that any source lists for an emoji, once each."""
    claimed = (*emoji.texts, emoji.text or "", *sources.keywords_of(emoji))
    return [word for word in dict.fromkeys(claimed) if is_emoticon(word)]


def emoticon_readings(emojis: Sequence[SourceEmoji], sources: LexiconSources) -> dict[str, str]:
    """The one emoji that each emoticon means: the datasource decides, then the first emoji listing it."""
    claims = [(text, emoji) for emoji in emojis for text in emoji.texts]
    claims += [(emoji.text, emoji) for emoji in emojis if emoji.text]
    claims += [(text, emoji) for emoji in emojis for text in emoticons_of(emoji, sources)]
    readings: dict[str, str] = {}
    for text, emoji in claims:
        readings.setdefault(text, emoji.names[0])
    return readings
