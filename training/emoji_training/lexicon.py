"""The lexicon: every standard Slack emoji with its names, neutral form, synonyms and emoticons."""

import json
import os
import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from emoji_training.errors import LexiconError
from emoji_training.lexicon_sources import (
    CLDR,
    DATASOURCE,
    EMOJILIB,
    LexiconSources,
    SourceEmoji,
    bare,
    fetch_packages,
    read_sources,
)

__all__ = [
    "LexiconEntry",
    "LexiconError",
    "LexiconSources",
    "build_lexicon",
    "fetch_packages",
    "is_emoticon",
    "read_lexicon",
    "read_sources",
    "run_lexicon",
    "write_lexicon",
]

_REMEDY = "restore the file, or build it again with `emojibot-train lexicon`"
_SLACK_NAME = re.compile(r"[a-z0-9_+-]+")

# A grammar of faces rather than "has punctuation": "+1", "c++", "12:30", "a.m." and "=>" are no faces.
_EMOTICON = re.compile(
    r"""
    [<>}]?[:;]['\u2019,]?-?[][)(}{DPpbOoSsCcXx3*$@\#|/\\<>]   # :) ;-P >:( :'( :/
    | [:;]o[)(D]                                         # :o)
    | =['\u2019]?-?[][)(DPp]                                  # =)
    | [8BXx]-?[)(]                                       # 8) B-) X(
    | [][)(DCc]['\u2019]?-?[:;]                               # (: D:
    | ([-^oOuUtTxX@;])[_.]\1 | >[_.]< | \^\^             # -_- ^^ >_<
    | </?3+ | [Xx][Dd] | ¯\\_\(ツ\)_/¯                   # <3 </3 XD
    """,
    re.VERBOSE,
)

_COUNTRY_FLAGS = frozenset({"country-flag", "subdivision-flag"})
_FLAGS_IN_COMMON = 5
# Standing alone these name no emoji; they come from keyword lists that split phrases into words.
_FUNCTION_WORD = re.compile(
    "am|an|and|as|at|be|by|do|for|from|have|i'm|in|is|it|its|let's|not|of|or|own|the|to|with|you"
)
_GENDER_WORD = re.compile("(boy|girl|female|male)s?|(wo)?m[ae]n")
_TYPED = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2013": "-", "_": " "})

_FACING_RIGHT = re.compile("\u200d➡$")
_GENDER_SIGN = re.compile("\u200d[♀♂]")
_NEUTRAL_PEOPLE = str.maketrans("👨👩👦👧", "🧑🧑🧒🧒")
# Where Unicode encodes the gendered and the neutral form separately.
_NEUTRAL = {
    "👴": "🧓",
    "👵": "🧓",
    "🤴": "🫅",
    "👸": "🫅",
    "🎅": "🧑\u200d🎄",
    "🤶": "🧑\u200d🎄",
    "🤰": "🫄",
    "🫃": "🫄",
    "👫": "🧑\u200d🤝\u200d🧑",
    "👬": "🧑\u200d🤝\u200d🧑",
    "👭": "🧑\u200d🤝\u200d🧑",
    "🧑\u200d❤\u200d🧑": "💑",
    "🧑\u200d❤\u200d💋\u200d🧑": "💏",
}


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One emoji that Slack accepts as a reaction; `base` names its gender-neutral, plain form."""

    name: str
    emoji: str
    aliases: tuple[str, ...]
    base: str | None
    category: str
    synonyms: tuple[str, ...]
    emoticons: tuple[str, ...]


_KEYS = frozenset(field.name for field in fields(LexiconEntry))


def is_emoticon(synonym: str) -> bool:
    """Tell an emoticon such as ":)" or "<3" from words and numbers such as "+1" or "c++"."""
    return _EMOTICON.fullmatch(synonym) is not None


def build_lexicon(sources: LexiconSources) -> list[LexiconEntry]:
    """Merge the sources into one entry per emoji, in the datasource's order."""
    emojis = sorted(filter(_is_candidate, sources.emojis), key=lambda emoji: emoji.order)
    names = {bare(emoji.emoji): emoji.names[0] for emoji in emojis}
    readings = _readings(emojis, sources)
    shared = _shared_by_flags(emojis, sources)
    return [
        LexiconEntry(
            name=emoji.names[0],
            emoji=emoji.emoji,
            aliases=emoji.names[1:],
            base=names.get(_neutral_form(emoji.emoji)),
            category=emoji.category,
            synonyms=_synonyms(emoji, sources, shared),
            emoticons=tuple(e for e in _emoticons(emoji, sources) if readings[e] == emoji.names[0]),
        )
        for emoji in emojis
    ]


def _is_candidate(emoji: SourceEmoji) -> bool:
    return emoji.subcategory != "keycap" and emoji.category != "Component"


def _neutral_form(emoji: str) -> str:
    """The neutral form of a gendered or right-facing emoji, or "" for any other."""
    plain = bare(emoji)
    neutral = _GENDER_SIGN.sub("", _FACING_RIGHT.sub("", plain)).translate(_NEUTRAL_PEOPLE)
    neutral = _NEUTRAL.get(neutral, neutral)
    return "" if neutral == plain else neutral


def _readings(emojis: list[SourceEmoji], sources: LexiconSources) -> dict[str, str]:
    """The one emoji that each emoticon means: the datasource decides, then the first emoji listing it."""
    claims = [(text, emoji) for emoji in emojis for text in emoji.texts]
    claims += [(emoji.text, emoji) for emoji in emojis if emoji.text]
    claims += [(text, emoji) for emoji in emojis for text in _emoticons(emoji, sources)]
    readings: dict[str, str] = {}
    for text, emoji in claims:
        readings.setdefault(text, emoji.names[0])
    return readings


def _emoticons(emoji: SourceEmoji, sources: LexiconSources) -> list[str]:
    claimed = (*emoji.texts, emoji.text or "", *_keywords(emoji, sources))
    return [word for word in dict.fromkeys(claimed) if is_emoticon(word)]


def _keywords(emoji: SourceEmoji, sources: LexiconSources) -> tuple[str, ...]:
    key = bare(emoji.emoji)
    return (*sources.keywords.get(key, ()), *sources.annotations.get(key, ()))


def _shared_by_flags(emojis: list[SourceEmoji], sources: LexiconSources) -> frozenset[str]:
    """The keywords on so many countries' flags ("nation", "island") that they name none of them."""
    flags = (emoji for emoji in emojis if emoji.subcategory in _COUNTRY_FLAGS)
    counts = Counter(word for flag in flags for word in set(_keywords(flag, sources)))
    return frozenset(word for word, count in counts.items() if count >= _FLAGS_IN_COMMON)


def _synonyms(emoji: SourceEmoji, sources: LexiconSources, shared: frozenset[str]) -> tuple[str, ...]:
    """The words for an emoji, best first and each once, then its emoticons."""
    own = [_phrase(word) for word in _own_words(emoji, sources)]
    words = [word for word in _keywords(emoji, sources) if not is_emoticon(word)]
    if emoji.subcategory in _COUNTRY_FLAGS:
        words = [word for word in words if _names_country(word, own[-1], shared)]
    kept: dict[str, str] = {}
    for phrase in (*own, *map(_phrase, words)):
        if _says_something(phrase, emoji) and (phrase in own or not _misleads(phrase, emoji)):
            kept.setdefault(_sameness(phrase), phrase)
    return (*kept.values(), *_emoticons(emoji, sources))


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


def write_lexicon(entries: Iterable[LexiconEntry], path: Path) -> None:
    """Replace the file by the entries, one JSON object a line, in one step.

    Raises:
        LexiconError: If the file cannot be written.
    """
    lines = "".join(json.dumps(asdict(entry), ensure_ascii=False) + "\n" for entry in entries)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(lines.encode())
        part.replace(path)
    except OSError as error:
        raise LexiconError(f"{path} cannot be written ({error}): name another --output") from error
    finally:
        part.unlink(missing_ok=True)


def read_lexicon(path: Path) -> list[LexiconEntry]:
    """Read and check a lexicon.

    Raises:
        LexiconError: If anything about it is wrong; the message names the file and the line.
    """
    try:
        # Not splitlines(): it also splits at characters that JSON leaves inside strings.
        lines = path.read_bytes().removesuffix(b"\n").split(b"\n")
    except OSError as error:
        raise LexiconError(f"{path} cannot be read ({error}): {_REMEDY}") from error
    entries = [_read_line(line, path, number) for number, line in enumerate(lines, start=1)]
    for number, problem in _conflicts(entries):
        raise LexiconError(f"{path}, line {number}: {problem}; {_REMEDY}")
    return entries


def _read_line(line: bytes, path: Path, number: int) -> LexiconEntry:
    try:
        return _entry(json.loads(line.decode()))
    except (ValueError, TypeError, RecursionError) as error:
        raise LexiconError(f"{path}, line {number}: {error}; {_REMEDY}") from error


def _entry(row: Any) -> LexiconEntry:  # noqa: ANN401 (JSON has no narrower type)
    if not isinstance(row, dict):
        raise TypeError("must be a JSON object")
    if row.keys() != _KEYS:
        raise ValueError(f"keys missing or unknown: {', '.join(sorted(row.keys() ^ _KEYS))}")
    entry = LexiconEntry(
        name=_text(row, "name"),
        emoji=_text(row, "emoji"),
        aliases=_texts(row, "aliases"),
        base=None if row["base"] is None else _text(row, "base"),
        category=_text(row, "category"),
        synonyms=_texts(row, "synonyms"),
        emoticons=_texts(row, "emoticons"),
    )
    for name in (entry.name, *entry.aliases):
        if not _SLACK_NAME.fullmatch(name):
            raise ValueError(f"{name!r} is not a name that Slack accepts")
    return entry


def _text(row: dict[str, Any], key: str) -> str:
    return _checked(row[key], key)


def _texts(row: dict[str, Any], key: str) -> tuple[str, ...]:
    if not isinstance(row[key], list):
        raise TypeError(f"{key} must be a list of texts")
    return tuple(_checked(value, key) for value in row[key])


def _checked(value: object, key: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError(f"{key} must be text and not empty")
    value.encode()  # A lone surrogate would pass JSON and break whatever writes it later.
    return value


def _conflicts(entries: list[LexiconEntry]) -> Iterator[tuple[int, str]]:
    bases = {entry.name: entry.base for entry in entries}
    seen: dict[tuple[str, str], int] = {}
    for number, entry in enumerate(entries, start=1):
        names = [("name", name) for name in (entry.name, *entry.aliases)]
        emoticons = [("emoticon", emoticon) for emoticon in entry.emoticons]
        for label in (*names, ("emoji", entry.emoji), *emoticons):
            if label in seen:
                yield number, f"{label[0]} {label[1]!r} is already on line {seen[label]}"
            seen[label] = number
        if entry.base is not None and bases.get(entry.base, "") is not None:
            yield number, f"base {entry.base!r} is no neutral emoji of this file"


def run_lexicon(sources: Path | None, output: Path) -> int:
    """Build the lexicon file, fetching the packages if no folder holds them, and count its emojis.

    Raises:
        LexiconError: If a source cannot be used or the file cannot be written.
    """
    if sources is not None:
        folders = [sources / package.name for package in (DATASOURCE, EMOJILIB, CLDR)]
        return _build_file(read_sources(*folders), output)
    with tempfile.TemporaryDirectory() as folder:
        return _build_file(read_sources(*fetch_packages(Path(folder))), output)


def _build_file(sources: LexiconSources, output: Path) -> int:
    entries = build_lexicon(sources)
    for number, problem in _conflicts(entries):
        raise LexiconError(f"{output}, line {number} would be wrong: {problem}; use the pinned packages")
    write_lexicon(entries, output)
    return len(entries)
