"""Messages with the reactions that people added, and the views they are scored in."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import inf
from pathlib import Path

from emoji_training.evaluate.names import EmojiNames
from emoji_training.texts import read_rows

# Those that fit nearly any message. Found from the `tier` of 9,590 rows: a row without +1 is `no_plus1`
# where it has one of the others, and `specific` where it has none, and these 14 explain every row. Of the 16
# that the rows were sorted by, two never decide about a row, so they can't be told from the data.
GENERIC = frozenset(
    {"+1", "heart", "100", "fire", "rolling_on_the_floor_laughing", "joy", "laughing", "tada", "eyes"}
    | {"point_up", "wave", "pray", "white_check_mark", "raised_hands"}
)


@dataclass(frozen=True, slots=True)
class ReactedMessage:
    """A message and the emojis that people reacted with, in canonical names.

    Attributes:
        name: What to call it by.
        text: The message.
        reactions: Every emoji that at least one person added.
        tier: The view that its source counts it to, where that is given.
    """

    name: str
    text: str
    reactions: frozenset[str]
    tier: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The messages without any of some emojis; these emojis are left out of rankings too."""

    name: str
    left_out: frozenset[str]

    def shows(self, message: ReactedMessage) -> bool:
        """Whether a message has none of the emojis that are left out."""
        return not message.reactions & self.left_out

    def rank(self, names: Iterable[str], relevant: Collection[str]) -> float:
        """Rank, from 1, of the first relevant emoji among those that are not left out; infinity for none."""
        kept = (name for name in names if name not in self.left_out)
        return next((float(rank) for rank, name in enumerate(kept, 1) if name in relevant), inf)


VIEWS = (View("all", frozenset()), View("no_plus1", frozenset({"+1"})), View("specific", GENERIC))
# What the sources call the narrowest view that shows a message.
_TIERS = {"all": "generic", "no_plus1": "no_plus1", "specific": "specific"}


def read_reacted(path: Path, names: EmojiNames) -> list[ReactedMessage]:
    """Read messages with reactions: lines of `text` and `reactions`, an object of names and counts.

    Raises:
        TextsError: The file can't be read or is empty, or a line lacks a key.
    """
    rows = read_rows(path, counts=["reactions"])
    return [
        ReactedMessage(
            f"#{number}", row["text"], frozenset(names.all_canonical(row["reactions"])), row.get("tier")
        )
        for number, row in enumerate(rows, 1)
    ]


def other_tiers(messages: Iterable[ReactedMessage]) -> int:
    """Count the messages that their source counts to another view than `VIEWS` does."""
    return sum(message.tier not in (None, _tier(message)) for message in messages)


def _tier(message: ReactedMessage) -> str:
    return _TIERS[[view.name for view in VIEWS if view.shows(message)][-1]]
