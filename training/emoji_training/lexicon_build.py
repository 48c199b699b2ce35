"""From the sources to `lexicon.jsonl`: one entry per emoji, neutral forms found, nothing contradictory."""

import re
import tempfile
from pathlib import Path

from emoji_training.errors import LexiconError
from emoji_training.lexicon import LexiconEntry, conflicts, write_lexicon
from emoji_training.lexicon_emoticons import emoticon_readings, emoticons_of
from emoji_training.lexicon_packages import CLDR, DATASOURCE, EMOJILIB, fetch_packages
from emoji_training.lexicon_sources import LexiconSources, SourceEmoji, bare, read_sources
from emoji_training.lexicon_words import shared_by_flags, synonyms

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


def run_lexicon(sources: Path | None, output: Path) -> int:
    """Build the lexicon file, fetching the packages if no folder holds them, and count its emojis.

    Raises:
        LexiconError: A source can't be used.
        OutputError: The file can't be written.
    """
    if sources is not None:
        folders = [sources / package.name for package in (DATASOURCE, EMOJILIB, CLDR)]
        return _build_file(read_sources(*folders), output)
    with tempfile.TemporaryDirectory() as folder:
        return _build_file(read_sources(*fetch_packages(Path(folder))), output)


def _build_file(sources: LexiconSources, output: Path) -> int:
    entries = build_lexicon(sources)
    for number, problem in conflicts(entries):
        raise LexiconError(f"{output}, line {number} would be wrong: {problem}; use the pinned packages")
    write_lexicon(entries, output)
    return len(entries)


def build_lexicon(sources: LexiconSources) -> list[LexiconEntry]:
    """Merge the sources into one entry per emoji, in the datasource's order."""
    emojis = sorted(filter(_is_candidate, sources.emojis), key=lambda emoji: emoji.order)
    names = {bare(emoji.emoji): emoji.names[0] for emoji in emojis}
    readings = emoticon_readings(emojis, sources)
    shared = shared_by_flags(emojis, sources)
    return [
        LexiconEntry(
            name=emoji.names[0],
            emoji=emoji.emoji,
            aliases=emoji.names[1:],
            base=names.get(_neutral_form(emoji.emoji)),
            category=emoji.category,
            synonyms=synonyms(emoji, sources, shared),
            emoticons=tuple(e for e in emoticons_of(emoji, sources) if readings[e] == emoji.names[0]),
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
