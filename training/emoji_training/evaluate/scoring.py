"""Messages in, figures out: every system answers every message once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np

from emoji_training.evaluate.bootstrap import Floats
from emoji_training.evaluate.figures import Figures, judged_figures, reaction_figures
from emoji_training.evaluate.names import EmojiNames
from emoji_training.evaluate.reactions import VIEWS, ReactedMessage, read_reacted
from emoji_training.evaluate.systems import Answer, System
from emoji_training.judging import JudgedMessage, Outcome, judge, read_judged
from emoji_training.progress import progress

JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class Messages:
    """What systems are scored on; either may be empty."""

    judged: tuple[JudgedMessage, ...]
    reacted: tuple[ReactedMessage, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """What one system said and how it counts.

    Attributes:
        judged: Its answers to the judged messages, cut to the first emoji.
        outcomes: What was judged of them.
        reacted: Its answers to the messages with reactions, cut to the first emoji.
        ranks: For each view, the rank of the first emoji that people chose, one a message that it shows.
    """

    judged: tuple[Answer, ...]
    outcomes: tuple[Outcome, ...]
    reacted: tuple[Answer, ...]
    ranks: Mapping[str, Floats]

    def figures(self) -> dict[str, Figures]:
        """Count all figures: on judged messages under `JUDGED`, on reactions under their view's name."""
        judged = {JUDGED: judged_figures(self.outcomes)} if self.outcomes else {}
        return judged | {view: reaction_figures(ranks) for view, ranks in self.ranks.items() if len(ranks)}


def read_messages(judged: Path | None, reactions: Path | None, names: EmojiNames) -> Messages:
    """Read the files that are given.

    Raises:
        TextsError: One can't be read.
    """
    return Messages(
        tuple(read_judged(judged, names)) if judged else (),
        tuple(read_reacted(reactions, names)) if reactions else (),
    )


def score(system: System, messages: Messages) -> Scored:
    """Let a system answer all messages, and count."""
    judged = _answers(system, messages.judged)
    outcomes = [judge(m, a.choice, react=a.react) for m, a in zip(messages.judged, judged, strict=True)]
    answers, ranks = [], {view.name: list[float]() for view in VIEWS}
    for message in progress(messages.reacted, f"{system.name}: reactions"):
        answer = system.answer(message.text)
        answers.append(answer.first_only())
        for view in VIEWS:
            if view.shows(message):
                ranks[view.name].append(view.rank(answer.names, message.reactions))
    arrays = {name: np.asarray(values, dtype=np.float64) for name, values in ranks.items()}
    return Scored(judged, tuple(outcomes), tuple(answers), MappingProxyType(arrays))


def _answers(system: System, messages: Sequence[JudgedMessage]) -> tuple[Answer, ...]:
    rows = progress(messages, f"{system.name}: judged messages")
    return tuple(system.answer(message.text).first_only() for message in rows)
