"""What the committed bundle must go on saying."""

import json
from pathlib import Path

import numpy as np
import pytest
from emoji_ranker.bundle import Bundle
from emoji_ranker.manifest import PARTS
from emoji_ranker.results import Reason
from emoji_ranker.text import TEXT_RULES_VERSION

LEXICON = Path(__file__).parents[2] / "training" / "data" / "lexicon.jsonl"
MEGABYTE = 1_000_000

# The first is expected among the first five, whatever the scores.
CERTAIN = {
    "happy birthday": "birthday",
    "Happy birthday Sam!": "birthday",
    "thank you": "pray",
    "pizza for lunch": "pizza",
    "let's grab a coffee": "coffee",
    "it's snowing": "snowflake",
    "it is raining again": "rain_cloud",
    "rocket launch": "rocket",
    "the house is on fire": "fire",
    "we won the trophy": "trophy",
    "we have a bug in production": "bug",
    "time to sleep": "sleeping",
    "bike ride to work": "bike",
    "merry christmas": "santa",
    "let's celebrate tonight": "partying_face",
    "good luck": "crossed_fingers",
    "*Happy birthday* <@U1>!": "birthday",
    "what a day :rocket:": "rocket",
    "what a day 🍕": "pizza",
}
CERTAIN_TO_REACT = (
    "happy birthday",
    "pizza for lunch",
    "rocket launch",
    "we won the trophy",
    "I'm happy :tada:",
)
SILENT = {
    "fjdksl qpwoei vmcnxb": Reason.UNFAMILIAR,
    "asdf qwer zxcv": Reason.UNFAMILIAR,
    "lkjh hjkl wvwv": Reason.UNFAMILIAR,
    "<https://github.com/acme/app/pull/1>": Reason.NOTHING_TO_READ,
    "<http://example.com|example.com>": Reason.NOTHING_TO_READ,
    "https://example.com/happy/birthday": Reason.NOTHING_TO_READ,
    "<@U1> <#C1|general>": Reason.NOTHING_TO_READ,
    "": Reason.NOTHING_TO_READ,
    "...": Reason.NOTHING_TO_READ,
    "2024-05-12 10:00:00,123 ERROR app.rocket: launch failed": Reason.MACHINE_TEXT,
    "10:15:32.123 [main] INFO  com.acme.App - party started": Reason.MACHINE_TEXT,
    'Traceback (most recent call last):\n  File "app.py", line 42, in &lt;module&gt;': Reason.MACHINE_TEXT,
    "SELECT pizza FROM orders WHERE id = 1;": Reason.MACHINE_TEXT,
    'const cake = bake("birthday");\nreturn cake;': Reason.MACHINE_TEXT,
    '{"event": "birthday", "cake": true}': Reason.MACHINE_TEXT,
    "```\nhappy birthday\n```": Reason.MACHINE_TEXT,
    "diff --git a/x b/x\n@@ -1 +1 @@\n-happy\n+birthday": Reason.MACHINE_TEXT,
}


@pytest.mark.parametrize(("message", "name"), CERTAIN.items())
def test_the_obvious_emoji_is_among_the_first_five(real_bundle: Bundle, message: str, name: str) -> None:
    assert name in [emoji.name for emoji in real_bundle.ranker.rank(message, top=5).emojis]


@pytest.mark.parametrize("message", CERTAIN_TO_REACT)
def test_it_reacts_where_it_is_sure(real_bundle: Bundle, message: str) -> None:
    assert real_bundle.ranker.rank(message).react


@pytest.mark.parametrize(("message", "reason"), SILENT.items())
def test_it_stays_silent_where_nobody_speaks(real_bundle: Bundle, message: str, reason: Reason) -> None:
    decision = real_bundle.ranker.rank(message).decision
    assert not decision.react
    assert decision.reason is reason


def test_a_bare_typed_emoji_is_repeated(real_bundle: Bundle) -> None:
    for typed in (":tada:", "🎉", ":party_popper: :tada:"):
        ranking = real_bundle.ranker.rank(typed)
        assert ranking.emojis[0].name == "tada"
        assert ranking.decision.reason is Reason.TYPED


def test_an_exact_phrase_scores_near_one_and_says_so(real_bundle: Bundle) -> None:
    best = real_bundle.ranker.rank("pizza").emojis[0]
    assert (best.name, best.emoji, best.because) == ("pizza", "🍕", "pizza")
    assert best.score == pytest.approx(1, abs=0.02)


def test_golden_vectors_are_met_within_the_tolerance(real_bundle: Bundle) -> None:
    manifest, encoder = real_bundle.manifest, real_bundle.ranker.encoder
    assert 0 < manifest.canary_tolerance <= 0.05
    assert len(manifest.canaries) >= 3
    for canary in manifest.canaries:
        cosine = float(encoder.encode([canary.text])[0] @ np.asarray(canary.vector, dtype=np.float32))
        assert 1 - manifest.canary_tolerance <= cosine <= 1.001


def test_golden_vectors_tell_messages_apart_by_far_more_than_the_tolerance(real_bundle: Bundle) -> None:
    vectors = np.asarray([canary.vector for canary in real_bundle.manifest.canaries])
    cosines = vectors @ vectors.T - np.eye(len(vectors))
    assert cosines.max() < 0.6


def test_dimensions_and_rows_match(real_bundle: Bundle) -> None:
    index, manifest = real_bundle.ranker.index, real_bundle.manifest
    assert index.vectors.shape == (len(index.phrases), manifest.dimension)
    assert manifest.dimension == real_bundle.ranker.encoder.dimension == 384
    assert manifest.text_rules == TEXT_RULES_VERSION == 1
    assert np.linalg.norm(index.vectors, axis=1) == pytest.approx(1, abs=0.002)


def test_every_name_and_alias_of_the_lexicon_can_be_typed(real_bundle: Bundle) -> None:
    index = real_bundle.ranker.index
    entries = [json.loads(line) for line in LEXICON.read_text(encoding="utf-8").splitlines()]
    assert [entry["name"] for entry in entries] == [emoji.name for emoji in index.emojis]
    for entry in entries:
        for name in (entry["name"], *entry["aliases"]):
            assert index.emojis[index.known[f":{name}:"]].name == entry["name"]
    names = {emoji.name for emoji in index.emojis}
    assert names.issuperset(emoji.base for emoji in index.emojis if emoji.base)


def test_it_is_small_enough_to_be_committed(real_bundle: Bundle) -> None:
    sizes = {path.name: path.stat().st_size for path in real_bundle.path.iterdir()}
    assert set(sizes) == {*PARTS, "manifest.json"}
    assert sum(sizes.values()) < 30 * MEGABYTE
