"""What can be scored: a bundle, or an answer that is always the same."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from emoji_ranker.bundle import Bundle, load_bundle
from emoji_ranker.decide import DecisionSettings
from emoji_ranker.results import Ranking

from emoji_training.evaluate.names import EmojiNames

_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Answer:
    """What a system says to one message.

    Attributes:
        names: Its emojis by canonical name, best first; it may have none.
        react: Whether it would add the first of them.
        ranking: A bundle's own ranking, cut to its first emoji.
    """

    names: tuple[str, ...]
    react: bool
    ranking: Ranking | None = None

    @property
    def choice(self) -> str | None:
        """The first emoji, whether or not it would be added; None where there is none."""
        return self.names[0] if self.names else None

    def first_only(self) -> "Answer":
        """Forget all emojis but the first, which takes a thousandth of the memory."""
        return replace(self, names=self.names[:1])


class System(Protocol):
    """Whatever answers messages."""

    @property
    def name(self) -> str:
        """What tables and plots call it."""

    def answer(self, text: str) -> Answer:
        """Rank emojis for one message and decide."""


@dataclass(frozen=True, slots=True)
class ConstantSystem:
    """Gives every message the same answer, and always reacts."""

    name: str
    names: tuple[str, ...]

    def answer(self, text: str) -> Answer:  # noqa: ARG002 - that the text does not matter is the point
        """Answer with the same emojis whatever the message."""
        return Answer(self.names, react=True)


@dataclass(frozen=True, slots=True)
class BundleSystem:
    """A bundle; `top` is how many emojis it ranks, None for all."""

    name: str
    bundle: Bundle
    names: EmojiNames
    top: int | None = None

    @property
    def settings(self) -> DecisionSettings:
        """The settings that it decides by."""
        return self.bundle.ranker.settings

    def answer(self, text: str) -> Answer:
        """Rank with the bundle, once."""
        ranker = self.bundle.ranker
        ranking = ranker.rank(text, self.top or len(ranker.index))
        names = self.names.all_canonical(emoji.name for emoji in ranking.emojis)
        return Answer(names, ranking.react, replace(ranking, emojis=ranking.emojis[:1]))


def load_systems(paths: Collection[Path], names: EmojiNames) -> list[BundleSystem]:
    """Load bundles under names that tell them apart; one that is given twice is taken once.

    Args:
        paths: Their folders; none for the installed bundle.
        names: Resolves the names of their emojis.

    Raises:
        BundleError: A bundle can't be loaded.
    """
    bundles = [load_bundle(path) for path in paths or (None,)]
    return list(
        {(name := bundle_name(bundle)): BundleSystem(name, bundle, names) for bundle in bundles}.values()
    )


def bundle_name(bundle: Bundle) -> str:
    """Name a bundle by its version and the start of its digest."""
    return f"{bundle.manifest.version} {bundle.manifest.digest[:_DIGITS]}"
