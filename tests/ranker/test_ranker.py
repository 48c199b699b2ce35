"""A message in, ranked emojis out."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from emoji_ranker.bundle import Bundle
from emoji_ranker.index import Emoji
from emoji_ranker.ranker import DEFAULT_TOP, TYPED
from emoji_ranker.results import Ranking
from emoji_ranker.text import clean

MESSAGES = (
    "happy birthday!",
    "we shipped it :tada:",
    "ERROR a=1 b=2",
    "",
    ":rocket:",
    "the <https://a.io|server> is on fire",
    "so sorry for your loss\n&gt; quoted",
    "谢谢",
    "happy birthday!",
)


def _names(ranking: Ranking) -> list[str]:
    return [emoji.name for emoji in ranking.emojis]


def test_batch_and_single_calls_agree(tiny: Bundle, real_bundle: Bundle) -> None:
    for ranker in (tiny.ranker, real_bundle.ranker):
        assert ranker.rank_many(MESSAGES, top=5) == [ranker.rank(message, top=5) for message in MESSAGES]
        assert ranker.rank_many([]) == []


def test_the_order_is_that_of_a_naive_computation(real_bundle: Bundle) -> None:
    ranker = real_bundle.ranker
    vector = ranker.encoder.encode([clean("we shipped it!").text])[0]
    penalty = ranker.settings.variant_penalty
    rows = iter(ranker.index.vectors @ vector)
    scored = [
        (max(float(next(rows)) for _ in emoji.phrases) - (penalty if emoji.base else 0), emoji.name)
        for emoji in ranker.index.emojis
    ]
    naive = sorted(scored, key=lambda pair: -pair[0])[:20]
    ranking = ranker.rank("we shipped it!", top=20)
    assert _names(ranking) == [name for _, name in naive]
    assert [emoji.score for emoji in ranking.emojis] == pytest.approx([s for s, _ in naive], abs=1e-4)


def test_equal_scores_keep_the_order_of_the_index(tiny: Bundle) -> None:
    ranking = tiny.ranker.rank("xyzzy", top=8)  # an unknown word, whose tiny vector is all zeros
    assert {emoji.score for emoji in ranking.emojis} == {0.0, -0.05}
    neutral = [emoji.name for emoji in tiny.ranker.index.emojis if not emoji.base]
    assert _names(ranking) == [*neutral, "man-running"]


def test_top_says_how_many(tiny: Bundle) -> None:
    ranker = tiny.ranker
    whole = ranker.rank("happy birthday", top=100)
    assert len(whole.emojis) == 8
    for top in (1, 3, 8):
        assert ranker.rank("happy birthday", top=top).emojis == whole.emojis[:top]
    for top in (0, -1):
        with pytest.raises(ValueError, match="top"):
            ranker.rank("happy birthday", top=top)


def test_ten_are_ranked_unless_told(real_bundle: Bundle) -> None:
    assert len(real_bundle.ranker.rank("happy birthday").emojis) == DEFAULT_TOP == 10


def test_because_is_the_phrase_that_carried_it(tiny: Bundle) -> None:
    ranker = tiny.ranker
    for phrase in ("happy party", "party", "rocket launch", "ship it", "birthday cake"):
        best = ranker.rank(phrase).emojis[0]
        assert best.because == phrase
        assert best.score == pytest.approx(1, abs=1e-3)


def test_results_are_frozen_and_free_of_numpy(tiny: Bundle) -> None:
    ranking = tiny.ranker.rank("happy birthday :tada:")
    assert isinstance(ranking.emojis, tuple)
    for emoji in ranking.emojis:
        assert [type(value) for value in (emoji.name, emoji.emoji, emoji.score, emoji.because)] == [
            str,
            str,
            float,
            str,
        ]
        assert -1 <= emoji.score <= 1
        assert round(emoji.score, 4) == emoji.score
    assert type(ranking.react) is bool
    with pytest.raises(FrozenInstanceError):
        ranking.emojis[0].score = 1.0  # type: ignore[misc]  # frozen
    with pytest.raises(FrozenInstanceError):
        ranking.decision.react = False  # type: ignore[misc]  # frozen


def test_a_variant_stands_behind_its_neutral_form(tiny: Bundle) -> None:
    equals = [Emoji("server-man", base="server", phrases=("server",)), Emoji("server", phrases=("server",))]
    assert _names(tiny.ranker.with_emojis(equals).rank("server"))[:2] == ["server", "server-man"]
    scores = {emoji.name: emoji.score for emoji in tiny.ranker.rank("man run", top=8).emojis}
    assert scores["man-running"] == pytest.approx(1 - 0.05, abs=1e-3)


def test_a_message_without_words_is_ranked_as_it_stands_though_silently(tiny: Bundle) -> None:
    for message in ("", "<https://a.io>", "\ud800"):
        assert len(tiny.ranker.rank(message, top=3).emojis) == 3
    code = tiny.ranker.rank("```happy party```")
    assert (code.emojis[0].name, code.react) == ("tada", False)
    assert code.emojis[0].because == "happy party"


def test_threads_share_a_ranker(real_bundle: Bundle) -> None:
    messages = MESSAGES * 4
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(real_bundle.ranker.rank, messages)) == real_bundle.ranker.rank_many(messages)


def test_a_typed_emoji_leads_and_says_so(tiny: Bundle) -> None:
    for message in (":heart:", "❤️", "<3", "&lt;3", "the server :heart:", "to the man ❤️"):
        ranking = tiny.ranker.rank(message, top=8)
        assert _names(ranking)[0] == "heart"
        assert ranking.emojis[0].because == TYPED
        assert TYPED not in [emoji.because for emoji in ranking.emojis[1:]]


def test_typed_emojis_weigh_as_much_as_the_settings_say(tiny: Bundle) -> None:
    index, encoder = tiny.ranker.index, tiny.ranker.encoder
    words = index.scores(encoder.encode(["happy birthday"])[0])
    typed = index.scores(index.centroid(index.known[":rocket:"]))
    typed[index.known[":rocket:"]] = 1
    handicap = np.where(index.is_variant, 0.05, 0)
    expected = 0.5 * (words - handicap) + 0.5 * (typed - np.where(typed == 1, 0, handicap))
    scores = {emoji.name: emoji.score for emoji in tiny.ranker.rank("happy birthday :rocket:", top=8).emojis}
    assert [scores[emoji.name] for emoji in index.emojis] == pytest.approx(expected.tolist(), abs=1e-3)


def test_of_several_typed_emojis_all_lead_and_the_others_name_the_nearest(tiny: Bundle) -> None:
    ranking = tiny.ranker.rank(":rocket: :slightly_smiling_face:", top=8)
    assert set(_names(ranking)[:2]) == {"rocket", "slightly_smiling_face"}
    because = {emoji.name: emoji.because for emoji in ranking.emojis}
    assert because["tada"] == "like :slightly_smiling_face:"  # both have "happy"
    assert [emoji.score for emoji in ranking.emojis[:2]] == [1.0, 1.0]
