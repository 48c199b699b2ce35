"""One name for every emoji, whichever of its names a file uses."""

from collections.abc import Iterable
from typing import Protocol


class Named(Protocol):
    """Whatever Slack has a name and aliases for: a line of the lexicon, or a bundle's candidate."""

    @property
    def name(self) -> str:
        """The canonical Slack name."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other names that Slack accepts."""


class EmojiNames:
    """Resolves aliases to canonical Slack names."""

    def __init__(self, emojis: Iterable[Named]) -> None:
        """Learn the names of all emojis; a canonical name wins over an alias of the same spelling."""
        known = list(emojis)
        self._canonical = {alias: emoji.name for emoji in known for alias in emoji.aliases}
        self._canonical |= {emoji.name: emoji.name for emoji in known}

    def __contains__(self, name: str) -> bool:
        return name in self._canonical

    def canonical(self, name: str) -> str:
        """Resolve an alias; a name that is not known stands for itself."""
        return self._canonical.get(name, name)

    def all_canonical(self, names: Iterable[str]) -> tuple[str, ...]:
        """Resolve many names, keeping their order and each emoji once."""
        return tuple(dict.fromkeys(map(self.canonical, names)))
