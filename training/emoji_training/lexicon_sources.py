"""What the three packages say about emojis, read into one place."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emoji_training.errors import LexiconError
from emoji_training.lexicon_packages import CLDR, DATASOURCE, EMOJILIB, Package


@dataclass(frozen=True, slots=True)
class SourceEmoji:
    """One emoji as emoji-datasource lists it."""

    names: tuple[str, ...]
    emoji: str
    title: str
    category: str
    subcategory: str
    order: int
    texts: tuple[str, ...]
    text: str | None


@dataclass(frozen=True, slots=True)
class LexiconSources:
    """What the packages say; the mappings are keyed by `bare` emojis."""

    emojis: tuple[SourceEmoji, ...]
    keywords: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str]
    annotations: Mapping[str, tuple[str, ...]]

    def keywords_of(self, emoji: SourceEmoji) -> tuple[str, ...]:
        """What emojilib and then CLDR list for an emoji: words, phrases and emoticons."""
        key = bare(emoji.emoji)
        return (*self.keywords.get(key, ()), *self.annotations.get(key, ()))


def bare(emoji: str) -> str:
    """Drop the presentation selectors, which the packages write differently."""
    return emoji.replace("\ufe0f", "")


def read_sources(datasource: Path, emojilib: Path, cldr: Path) -> LexiconSources:
    """Read the unpacked package folders.

    Raises:
        LexiconError: A file is missing or not laid out as in the pinned version.
    """
    emojis = _read(datasource, DATASOURCE)
    keywords = _read(emojilib, EMOJILIB)
    annotations = _read(cldr, CLDR)
    try:
        notes = annotations["annotations"]["annotations"]
        return LexiconSources(
            emojis=tuple(_source_emoji(row) for row in emojis),
            keywords={bare(emoji): tuple(words) for emoji, words in keywords.items()},
            titles={bare(emoji): note["tts"][0] for emoji, note in notes.items() if "tts" in note},
            annotations={bare(emoji): tuple(note.get("default", ())) for emoji, note in notes.items()},
        )
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        pins = ", ".join(f"{package.name} {package.version}" for package in (DATASOURCE, EMOJILIB, CLDR))
        raise LexiconError(f"a source is not laid out as expected ({error!r}): use {pins}") from error


def _read(folder: Path, package: Package) -> Any:  # noqa: ANN401 - JSON has no narrower type
    path = folder / package.file
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise LexiconError(f"{path} cannot be read as JSON ({error}): unpack {package.name} there") from error


def _source_emoji(row: Mapping[str, Any]) -> SourceEmoji:
    return SourceEmoji(
        names=tuple(row["short_names"]),
        emoji="".join(chr(int(point, 16)) for point in row["unified"].split("-")),
        title=row["name"],
        category=row["category"],
        subcategory=row["subcategory"],
        order=row["sort_order"],
        texts=tuple(row["texts"] or ()),
        text=row["text"],
    )
