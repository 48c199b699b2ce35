"""Messages that people judged, and how a choice for one of them counts."""

from dataclasses import dataclass
from pathlib import Path

from emoji_training.evaluate.names import EmojiNames
from emoji_training.texts import read_rows


@dataclass(frozen=True, slots=True)
class JudgedMessage:
    """A message and what was judged of its reactions, in canonical names.

    Attributes:
        name: What to call it by.
        text: The message as Slack sends it.
        apt: Emojis that are spot on.
        fine: Emojis that are accepted.
        harmful: Emojis that would hurt or embarrass.
        silent: A sensible bot would not react.
    """

    name: str
    text: str
    apt: tuple[str, ...]
    fine: tuple[str, ...]
    harmful: tuple[str, ...]
    silent: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a system did on one judged message: whether it reacted, and how its first choice was judged."""

    react: bool
    due: bool
    apt: bool
    fine: bool
    harmful: bool

    @property
    def welcome(self) -> bool:
        """Whether the first choice is apt or fine."""
        return self.apt or self.fine

    @property
    def utility(self) -> int:
        """+1 for a welcome reaction or a silence where each is due, -1 for a harmful reaction, else 0."""
        if self.react:
            return -1 if self.harmful else int(self.due and self.welcome)
        return int(not self.due)


def read_judged(path: Path, names: EmojiNames) -> list[JudgedMessage]:
    """Read judged messages: lines of `text`, `apt`, `fine`, `harmful` and `silent`, and perhaps an `id`.

    Raises:
        TextsError: The file can't be read or is empty, or a line lacks a key.
    """
    rows = read_rows(path, lists=["apt", "fine", "harmful"], flags=["silent"])
    return [
        JudgedMessage(
            name=row["id"] if isinstance(row.get("id"), str) else f"#{number}",
            text=row["text"],
            apt=names.all_canonical(row["apt"]),
            fine=names.all_canonical(row["fine"]),
            harmful=names.all_canonical(row["harmful"]),
            silent=row["silent"],
        )
        for number, row in enumerate(rows, 1)
    ]


def judge(message: JudgedMessage, choice: str | None, *, react: bool) -> Outcome:
    """Hold a first choice, by its canonical name, against the judgement; None is a choice nobody judged."""
    return Outcome(
        react=react,
        due=not message.silent,
        apt=choice in message.apt,
        fine=choice in message.fine,
        harmful=choice in message.harmful,
    )
