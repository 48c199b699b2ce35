"""The words and phrases a person would say for an emoji, out of what the sources list."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from emoji_training.lexicon_emoticons import emoticons_of, is_emoticon
from emoji_training.lexicon_sources import LexiconSources, SourceEmoji, bare

_COUNTRY_FLAGS = frozenset({"country-flag", "subdivision-flag"})
_FLAGS_IN_COMMON = 5
# Standing alone these name no emoji; they come from keyword lists that split phrases into words.
_FUNCTION_WORD = re.compile(
    "am|an|and|as|at|be|by|do|for|from|have|i'm|in|is|it|its|let's|not|of|or|own|the|to|with|you"
)
_GENDER_WORD = re.compile("(boy|girl|female|male)s?|(wo)?m[ae]n")
_TYPED = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2013": "-", "_": " "})


def shared_by_flags(emojis: Sequence[SourceEmoji], sources: LexiconSources) -> frozenset[str]:
    """The keywords on so many countries' flags ("nation", "island") that they name none of them."""
    flags = (emoji for emoji in emojis if emoji.subcategory in _COUNTRY_FLAGS)
    counts = Counter(word for flag in flags for word in set(sources.keywords_of(flag)))
    return frozenset(word for word, count in counts.items() if count >= _FLAGS_IN_COMMON)


def synonyms(emoji: SourceEmoji, sources: LexiconSources, shared: frozenset[str]) -> tuple[str, ...]:
    """The words for an emoji, best first and each once, then its emoticons."""
    own = [_phrase(word) for word in _own_words(emoji, sources)]
    words = [word for word in sources.keywords_of(emoji) if not is_emoticon(word)]
    if emoji.subcategory in _COUNTRY_FLAGS:
        words = [word for word in words if _names_country(word, own[-1], shared)]
    kept: dict[str, str] = {}
    for phrase in (*own, *map(_phrase, words)):
        if _says_something(phrase, emoji) and (phrase in own or not _misleads(phrase, emoji)):
            kept.setdefault(_sameness(phrase), phrase)
    return (*kept.values(), *emoticons_of(emoji, sources))


def _own_words(emoji: SourceEmoji, sources: LexiconSources) -> list[str]:
    """The human name, then the Slack names as words; for a country's flag the country instead."""
    title = sources.titles.get(bare(emoji.emoji), emoji.title)
    if emoji.subcategory in _COUNTRY_FLAGS:
        # Slack names these by country code, and "it", "no" and "pr" are words of their own.
        return [title, title.removesuffix(" Flag")]
    return [title, *(name.replace("-", " ") for name in emoji.names if re.search("[a-z]", name))]


def _names_country(word: str, country: str, shared: frozenset[str]) -> bool:
    """Refuse what flags have in common, country codes, and pieces of a name ("new" of New Zealand)."""
    is_code = re.fullmatch("[a-z]{1,2}", word) is not None
    pieces = country.split() if " " in country else []
    return word not in shared and not is_code and word.lower() not in pieces


def _says_something(phrase: str, emoji: SourceEmoji) -> bool:
    """Refuse bare symbols, numbers and lone letters, except where the emoji is just that."""
    if phrase.isdecimal():
        return phrase in emoji.names
    if len(phrase) == 1:
        return phrase.isalpha() and emoji.subcategory == "alphanum"
    return any(map(str.isalnum, phrase))


def _misleads(phrase: str, emoji: SourceEmoji) -> bool:
    """Refuse words that say as little as "with", or as "woman" does for every woman at work."""
    if emoji.category == "People & Body" and _GENDER_WORD.fullmatch(phrase):
        return True
    return _FUNCTION_WORD.fullmatch(phrase) is not None


def _phrase(word: str) -> str:
    """A name or keyword as a person would type it."""
    text = unicodedata.normalize("NFKC", word).translate(_TYPED).lower()
    text = re.sub(r":(?!\d)|[^\w\s+\-'./&:]", "", text)
    return " ".join(text.replace(" - ", " ").split())


def _sameness(phrase: str) -> str:
    """A key shared by phrases that differ only in punctuation or a plural."""
    words = re.sub(r"[^\w+]+", " ", phrase).split()
    return " ".join(word.removesuffix("s") for word in words)
