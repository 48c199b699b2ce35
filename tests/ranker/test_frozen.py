"""What the room hands out cannot be changed by whoever receives it."""

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest
from emoji_ranker.bundle import Bundle
from emoji_ranker.index import Emoji
from emoji_ranker.manifest import Source
from emoji_ranker.results import Decision, Evidence, RankedEmoji, Ranking, Reason
from emoji_ranker.text import CleanText

DECISION = Decision(react=True, reason=Reason.TYPED, explanation="")
EVIDENCE = Evidence(has_words=True, machine=False, familiarity=1.0, typed=False)
VALUES = (
    CleanText("text"),
    DECISION,
    Emoji("tada"),
    EVIDENCE,
    RankedEmoji("tada", None, 0.5, "party"),
    Ranking((), DECISION, EVIDENCE),
    Source("name", "MIT", "0"),
)


def _is_frozen(value: object, name: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, None)
    with pytest.raises((FrozenInstanceError, TypeError)):
        setattr(value, "unheard_of", None)  # noqa: B010 - mypy knows that it can't be set


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_are_frozen(value: CleanText | Decision | Emoji | Evidence | RankedEmoji) -> None:
    for field in fields(value):
        _is_frozen(value, field.name)


def test_what_a_bundle_holds_is_frozen(tiny: Bundle, tiny_bundle: Path) -> None:
    assert tiny.path == tiny_bundle
    for value in (tiny, tiny.manifest, tiny.manifest.canaries[0], tiny.ranker.settings):
        for field in fields(value):
            _is_frozen(value, field.name)
