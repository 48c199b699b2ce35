"""Every emoji has one name."""

from emoji_ranker.index import Emoji
from emoji_training.evaluate.names import EmojiNames


def test_aliases_resolve_and_unknown_names_stand_for_themselves(names: EmojiNames) -> None:
    assert names.canonical("party_popper") == names.canonical("tada") == "tada"
    assert names.canonical("no_such_emoji") == "no_such_emoji"
    assert "running" in names
    assert "no_such_emoji" not in names


def test_each_emoji_is_kept_once_in_order(names: EmojiNames) -> None:
    assert names.all_canonical(["running", "fire", "runner", "x", "x"]) == ("runner", "fire", "x")


def test_a_name_wins_over_an_alias_of_the_same_spelling() -> None:
    names = EmojiNames([Emoji("one"), Emoji("two", aliases=("one", "three"))])
    assert [names.canonical(name) for name in ("one", "two", "three")] == ["one", "two", "two"]
