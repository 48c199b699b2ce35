"""Bold, italic, struck out, lists and quotes."""

import pytest
from emoji_ranker.text import clean

EMPHASIS = {
    "this is *bold* and _italic_ talk": "this is bold and italic talk",
    "*all of it*": "all of it",
    "*bold*, (_italic_)!": "bold, (italic)!",
    "*_both_* and _*both*_": "both and both",
    "**markdown** and __markdown__ too": "markdown and markdown too",
    "*two* *bolds*": "two bolds",
    "_my_var_ is set": "my_var is set",
    "a my_var_name and a _b": "a my_var_name and a _b",
    "3*4*5 and 2 * 3 * 4": "3*4*5 and 2 * 3 * 4",
    "*their, not there": "*their, not there",
    "__init__ me": "init me",
    "a*b* and *b*a": "a*b* and *b*a",
    "a_b_ and _b_a": "a_b_ and _b_a",
    "2 * a* b and 2 _ a_ b": "2 * a* b and 2 _ a_ b",
    "*a * b and _a _ b": "*a * b and _a _ b",
    "_a _b_ c": "_a b c",
    "_a_ b_ c": "a b_ c",
}
STRUCK = {
    "we ~lost~ won": "we won",
    "~all of it~": "",
    "~*bold and struck*~ plain": "plain",
    "takes ~5 minutes": "takes ~5 minutes",
    "from ~5 to ~6": "from ~5 to ~6",
    "a~b~c": "a~b~c",
    "a~b~ and ~b~a": "a~b~ and ~b~a",
    "a ~ b~ and ~b ~ a": "a ~ b~ and ~b ~ a",
}
LISTS = {
    "• milk\n◦ eggs\n▪ bread": "milk eggs bread",
    "- milk\n* eggs\n   - bread": "milk eggs bread",
    "1. milk\n2) eggs\n10. bread": "milk eggs bread",
    "8) ship it": "ship it",
    "2024. What a year": "2024. What a year",
    "well-known - or not": "well-known - or not",
}
QUOTES = {
    "&gt; is it done?\nyes, all done": "yes, all done",
    "&gt;no space\nyes": "yes",
    "yes\n&gt;\nindeed": "yes indeed",
    "&gt; is it done?\ryes": "yes",
    "&gt; is it done?": "is it done?",
    "&gt; nested\n&gt; &gt; more": "nested more",
    "&gt; is it done?\n<@U1>": "is it done?",
    "done\n&gt;&gt;&gt; all of this\nand this": "done",
    "&gt;&gt;&gt; all of this\nand this": "all of this and this",
    "3 &gt; 2": "3 > 2",
}


@pytest.mark.parametrize(("message", "words"), [*{**EMPHASIS, **STRUCK, **LISTS, **QUOTES}.items()])
def test_formatting_leaves_the_authors_own_words(message: str, words: str) -> None:
    assert clean(message).text == words


def test_an_angry_face_at_the_start_of_a_line_is_no_quote() -> None:
    cleaned = clean("&gt;:( not again\nwhy", {">:("})
    assert cleaned.text == "not again why"
    assert cleaned.hints == (">:(",)


@pytest.mark.parametrize("machine", ["&gt; ERROR a=1", "&gt; Traceback (most recent call last):"])
def test_a_quoted_log_beside_ones_own_words_is_only_a_quote(machine: str) -> None:
    cleaned = clean(f"{machine}\nI see")
    assert cleaned.text == "I see"
    assert not cleaned.machine
    assert clean(machine).machine
