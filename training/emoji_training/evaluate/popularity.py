"""How often each emoji was a reaction: what the popularity baseline ranks by."""

import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from emoji_ranker.manifest import sha256

from emoji_training.errors import PopularityError
from emoji_training.evaluate.names import EmojiNames
from emoji_training.evaluate.reactions import read_reacted
from emoji_training.files import write_text
from emoji_training.texts import is_counts

_REMEDY = "count anew with `emojibot-train popularity --reactions FILE`"


@dataclass(frozen=True, slots=True)
class Popularity:
    """Counts of reactions and where they come from.

    Attributes:
        file: Name of the file that they were counted in.
        sha256: Its hash.
        messages: How many messages it holds.
        outside_lexicon: How many of their reactions are no emoji of the lexicon.
        origin: Where the file comes from, in words.
        licence: Its licence.
        counts: How many messages have each emoji of the lexicon among their reactions, most frequent first.
    """

    file: str
    sha256: str
    messages: int
    outside_lexicon: int
    origin: str
    licence: str
    counts: dict[str, int]

    @property
    def ranking(self) -> tuple[str, ...]:
        """All emojis that were counted, most frequent first, and by name where they are as frequent."""
        return tuple(sorted(self.counts, key=lambda name: (-self.counts[name], name)))


def count_popularity(reactions: Path, names: EmojiNames, *, origin: str, licence: str) -> Popularity:
    """Count in how many messages each emoji is a reaction, however many people added it.

    Raises:
        TextsError: The file can't be read.
    """
    messages = read_reacted(reactions, names)
    counted = Counter(name for message in messages for name in message.reactions)
    known = {name: count for name, count in counted.items() if name in names}
    return Popularity(
        file=reactions.name,
        sha256=sha256(reactions.read_bytes()),
        messages=len(messages),
        outside_lexicon=counted.total() - sum(known.values()),
        origin=origin,
        licence=licence,
        counts=dict(sorted(known.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def write_popularity(popularity: Popularity, path: Path) -> None:
    """Replace the file by the counts and where they come from, in one step.

    Raises:
        OutputError: The file can't be written.
    """
    write_text(path, json.dumps(asdict(popularity), indent=1, ensure_ascii=False) + "\n")


def read_popularity(path: Path) -> Popularity:
    """Read what `write_popularity` wrote.

    Raises:
        PopularityError: The file can't be read, or holds something else.
    """
    try:
        popularity = Popularity(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise PopularityError(f"{path} can't be read ({error}): {_REMEDY}") from error
    if not is_counts(popularity.counts):
        raise PopularityError(f'{path}: `counts` must be {{"name": how often, ...}}: {_REMEDY}')
    return popularity


def counted_on(popularity: Popularity, reactions: Path) -> bool:
    """Say whether a file is the one that was counted: scored on it, the baseline is flattered."""
    return popularity.sha256 == sha256(reactions.read_bytes())
