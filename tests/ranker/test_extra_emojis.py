"""A workspace's own emojis, added at run time from names and phrases."""

import numpy as np
import pytest
from emoji_ranker.bundle import Bundle
from emoji_ranker.errors import EmojiNameError, EmojiRankerError
from emoji_ranker.index import Emoji
from emoji_ranker.ranker import TYPED
from emoji_ranker.results import Reason

SHIPIT = Emoji(
    "ship-it", phrases=("we shipped it", "rocket server"), aliases=("squirrel",), emoticons=("=>>",)
)


def test_an_added_emoji_is_ranked_by_its_phrases(tiny: Bundle) -> None:
    best = tiny.ranker.with_emojis([SHIPIT]).rank("rocket server!").emojis[0]
    assert (best.name, best.emoji, best.because) == ("ship-it", None, "rocket server")
    assert best.score == pytest.approx(1, abs=1e-6)


def test_the_original_ranker_stays_as_it_was(tiny: Bundle) -> None:
    before = tiny.ranker.rank("we shipped it", top=100)
    tiny.ranker.with_emojis([SHIPIT, Emoji("tada", phrases=("sorry",))])
    assert tiny.ranker.rank("we shipped it", top=100) == before
    assert ":ship-it:" not in tiny.ranker.index.known


def test_scores_of_the_others_stay_as_they_were(real_bundle: Bundle) -> None:
    ranker = real_bundle.ranker
    before = ranker.rank("happy birthday", top=len(ranker.index))
    after = ranker.with_emojis([SHIPIT]).rank("happy birthday", top=len(ranker.index) + 1)
    assert {emoji.name: emoji for emoji in after.emojis if emoji.name != "ship-it"} == {
        emoji.name: emoji for emoji in before.emojis
    }


def test_phrases_are_cleaned_like_messages(tiny: Bundle) -> None:
    plain, marked = (
        tiny.ranker.with_emojis([Emoji("x", phrases=(phrase,))]).index.vectors[-1]
        for phrase in ("love you", "*love* <@U1> you")
    )
    assert np.array_equal(plain, marked)


@pytest.mark.parametrize("phrase", [":)", "12:30:45", "```x```", "\x00", "x" * 100_000])
def test_a_phrase_of_which_nothing_is_left_is_taken_as_it_stands(real_bundle: Bundle, phrase: str) -> None:
    added = real_bundle.ranker.with_emojis([Emoji("x", phrases=(phrase,))])
    assert added.rank(":x:").emojis[0].name == "x"
    assert np.array_equal(added.index.vectors[-1], added.encoder.encode([phrase])[0])


@pytest.mark.parametrize(
    ("name", "words"),
    [("happy_party-cake", "happy party cake"), ("thanks", "thanks"), ("_", "_"), ("-1", "1")],
)
def test_without_phrases_it_stands_for_the_words_of_its_name(tiny: Bundle, name: str, words: str) -> None:
    added = tiny.ranker.with_emojis([Emoji(name)])
    assert added.index.emojis[-1].phrases == (words,)
    assert added.index.emojis[-1].name == name


def test_an_unknown_shortcode_becomes_a_hint_once_its_emoji_is_known(tiny: Bundle) -> None:
    message = "the server :ship-it:"
    assert "ship-it" not in [emoji.name for emoji in tiny.ranker.rank(message).emojis]
    ranking = tiny.ranker.with_emojis([SHIPIT]).rank(message)
    assert (ranking.emojis[0].name, ranking.emojis[0].because) == ("ship-it", TYPED)
    assert ranking.decision.reason is Reason.TYPED


@pytest.mark.parametrize("message", [":ship-it:", ":squirrel:", "=>>"])
def test_aliases_and_emoticons_of_an_added_emoji_are_known_too(tiny: Bundle, message: str) -> None:
    assert tiny.ranker.with_emojis([SHIPIT]).rank(message).emojis[0].name == "ship-it"


def test_an_added_emoji_replaces_the_standard_one_of_its_name(tiny: Bundle) -> None:
    ranker = tiny.ranker.with_emojis([Emoji("tada", phrases=("sorry",))])
    assert len(ranker.index) == len(tiny.ranker.index)
    assert [emoji.name for emoji in ranker.index.emojis].count("tada") == 1
    best = ranker.rank("sorry").emojis[0]
    assert (best.name, best.emoji) == ("tada", None)
    assert "🎉" not in ranker.index.known


def test_an_added_variant_stands_back_like_a_standard_one(tiny: Bundle) -> None:
    added = tiny.ranker.with_emojis(
        [Emoji("woman-x", base="x", phrases=("sorry",)), Emoji("x", phrases=("sad",))]
    )
    assert added.rank("sorry").emojis[0].score == pytest.approx(0.95, abs=1e-3)


def test_emojis_can_be_added_one_after_the_other(tiny: Bundle) -> None:
    second = Emoji("second", phrases=("loss",))
    one_by_one = tiny.ranker.with_emojis([SHIPIT]).with_emojis([second])
    together = tiny.ranker.with_emojis([SHIPIT, second])
    assert one_by_one.rank("sorry loss", top=99) == together.rank("sorry loss", top=99)
    assert tiny.ranker.with_emojis([]).rank("loss", top=99) == tiny.ranker.rank("loss", top=99)


@pytest.mark.parametrize(
    "name", ["", "Tada", "two words", ":tada:", "a.b", "a/b", "x" * 101, "tada\n", "🎉", "\ud800"]
)
def test_names_that_slack_could_not_have_are_refused(tiny: Bundle, name: str) -> None:
    with pytest.raises(EmojiNameError, match="no Slack emoji name"):
        tiny.ranker.with_emojis([Emoji(name, phrases=("fine",))])


@pytest.mark.parametrize("name", ["piñata", "笑", "it's", "+1", "_x_", "x" * 100, "1234"])
def test_names_that_slack_could_have_are_taken(tiny: Bundle, name: str) -> None:
    assert tiny.ranker.with_emojis([Emoji(name, phrases=("fine",))]).rank(f":{name}:").react


def test_the_same_name_twice_is_refused(tiny: Bundle) -> None:
    with pytest.raises(EmojiNameError, match=":ship-it: is given twice"):
        tiny.ranker.with_emojis([SHIPIT, SHIPIT])


@pytest.mark.parametrize("phrases", [("",), ("fine", " "), ("half \ud83c",)])
def test_phrases_that_cannot_be_read_are_refused(tiny: Bundle, phrases: tuple[str, ...]) -> None:
    with pytest.raises(EmojiRankerError, match="phrase"):
        tiny.ranker.with_emojis([Emoji("x", phrases=phrases)])
