"""What holds for the ranking of every message, with the committed bundle."""

import json

import numpy as np
import pytest
from emoji_ranker.bundle import Bundle
from emoji_ranker.results import Reason
from hypothesis import given, settings
from hypothesis import strategies as st

SYNTAX = (
    *("happy birthday ", "спасибо ", "谢谢", ":tada:", "🎉", ":) ", "<3 ", ":nope:", "<@U1> ", "`code` "),
    *(
        "<https://a.io|label> ",
        "```",
        "\n",
        "&gt; ",
        "ERROR a=1\n",
        "\ud83c",
        "\x00",
        "🦖",
        "\u200b",
        "word " * 900,
    ),
)
messages = st.lists(
    st.one_of(st.sampled_from(SYNTAX), st.text(st.characters(exclude_categories=()), max_size=9)), max_size=9
).map("".join)


@given(message=messages, top=st.integers(1, 30))
@settings(deadline=None, max_examples=60)
def test_any_message_gets_ordered_finite_scores_and_a_reason(
    real_bundle: Bundle, message: str, top: int
) -> None:
    ranking = real_bundle.ranker.rank(message, top=top)
    scores = [emoji.score for emoji in ranking.emojis]
    assert len(scores) == top
    assert scores == sorted(scores, reverse=True)
    assert all(-1 <= score <= 1 for score in scores)
    assert len({emoji.name for emoji in ranking.emojis}) == top
    assert all(emoji.because for emoji in ranking.emojis)
    assert ranking.react == (ranking.decision.reason in {Reason.CONFIDENT, Reason.TYPED})
    json.dumps([emoji.score for emoji in ranking.emojis], allow_nan=False)
    assert real_bundle.ranker.rank(message, top=top) == ranking


@pytest.mark.parametrize("message", ["crystal ball", "brain", "european union flag", ":brain:"])
def test_rounding_never_lifts_a_score_over_one(real_bundle: Bundle, message: str) -> None:
    assert real_bundle.ranker.rank(message).emojis[0].score == 1
    assert np.linalg.norm(real_bundle.ranker.index.vectors, axis=1).max() > 1
