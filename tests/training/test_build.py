"""A bundle comes out of an export and a lexicon whole, checked and the same every time, or not at all."""

import json
import shutil
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from emoji_ranker.bundle import Bundle, load_bundle
from emoji_ranker.decide import DecisionSettings
from emoji_ranker.encoder import Encoder, Vectors
from emoji_ranker.errors import BundleError
from emoji_ranker.manifest import Canary, sha256
from emoji_training import build
from emoji_training.build import BuildOptions, build_bundle, embed_lexicon
from emoji_training.errors import ExportError, LexiconError, OutputError
from emoji_training.exported import read_export
from emoji_training.lexicon import LexiconEntry, read_lexicon, write_lexicon
from emoji_training.paths import LEXICON

from tests.training.conftest import ENTRIES, write_json

PARTS = ["decision.json", "emojis.json", "encoder.onnx", "manifest.json", "tokenizer.json", "vectors.npy"]


@pytest.fixture
def options(tiny_export: Path, tiny_lexicon: Path) -> BuildOptions:
    return BuildOptions(tiny_export, tiny_lexicon)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "bundles" / "bundle"


@pytest.fixture
def old(target: Path, options: BuildOptions) -> dict[str, bytes]:
    """The content of a bundle that was built before."""
    build_bundle(target, replace(options, version="0.0.1"))
    return held(target)


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


# What a bundle holds


def test_two_builds_give_the_same_bytes(options: BuildOptions, tmp_path: Path) -> None:
    manifests = [build_bundle(tmp_path / name, options) for name in ("one", "two")]
    assert manifests[0] == manifests[1]
    assert held(tmp_path / "one") == held(tmp_path / "two")
    assert list(held(tmp_path / "one")) == PARTS


def test_every_name_emoji_and_emoticon_of_the_lexicon_resolves(options: BuildOptions, target: Path) -> None:
    build_bundle(target, options)
    index = load_bundle(target).ranker.index
    for row, entry in enumerate(ENTRIES):
        names = [f":{name}:" for name in (entry.name, *entry.aliases)]
        for key in (*names, entry.emoji.replace("\ufe0f", ""), *entry.emoticons):
            assert index.known[key] == row
        assert index.emojis[row].base == entry.base


def test_the_committed_bundle_was_built_from_the_committed_lexicon(real_bundle: Bundle) -> None:
    (_, lexicon) = real_bundle.manifest.sources
    assert (lexicon.name, lexicon.sha256) == ("lexicon.jsonl", sha256(LEXICON.read_bytes()))
    index = real_bundle.ranker.index
    for entry in read_lexicon(LEXICON):
        for name in (entry.name, *entry.aliases):
            assert index.emojis[index.known[f":{name}:"]].name == entry.name


def test_a_synonym_finds_its_emoji(options: BuildOptions, target: Path) -> None:
    build_bundle(target, options)
    (best,) = load_bundle(target).ranker.rank("happy party", top=1).emojis
    assert (best.name, best.because) == ("tada", "party, happy party")


def test_encoder_and_tokenizer_are_copied_unchanged(options: BuildOptions, target: Path) -> None:
    build_bundle(target, options)
    for name in ("encoder.onnx", "tokenizer.json"):
        assert (target / name).read_bytes() == (options.encoder / name).read_bytes()


def test_version_and_settings_land_in_the_bundle(options: BuildOptions, target: Path) -> None:
    settings = DecisionSettings(
        min_score=0.1, min_familiarity=0.2, unfamiliar_min_score=0.3, hint_weight=0.4, variant_penalty=0.5
    )
    sealed = build_bundle(target, replace(options, version="7.8.9", settings=settings))
    bundle = load_bundle(target)
    assert bundle.manifest == sealed
    assert bundle.manifest.version == "7.8.9"
    assert bundle.ranker.settings == settings


def test_sources_and_figures_land_in_the_manifest(options: BuildOptions, target: Path) -> None:
    write_json(options.encoder / "parity.json", {"messages": 1000, "int8_mean": 0.995})
    manifest = build_bundle(target, options)
    model, lexicon = manifest.sources
    assert (model.name, model.sha256) == ("tiny", "1" * 64)
    assert model.licence == "see the model's own page"
    assert (lexicon.name, lexicon.sha256) == ("lexicon.jsonl", sha256(options.lexicon.read_bytes()))
    assert "Unicode-3.0" in lexicon.licence
    assert manifest.metrics == {"parity_messages": 1000, "parity_int8_mean": 0.995}
    assert (manifest.max_tokens, manifest.dimension) == (16, 32)


def test_the_licence_of_the_default_model_is_known(options: BuildOptions, target: Path) -> None:
    name = "sentence-transformers/all-MiniLM-L6-v2"
    description = json.loads((options.encoder / "export.json").read_bytes())
    write_json(options.encoder / "export.json", description | {"base_model": name})
    assert build_bundle(target, options).sources[0].licence == "Apache-2.0"


def test_canaries_are_what_the_encoder_says(options: BuildOptions, target: Path) -> None:
    manifest = build_bundle(target, options)
    encoder = read_export(options.encoder).encoder
    assert len(manifest.canaries) == 3
    for canary in manifest.canaries:
        assert canary.vector == pytest.approx(encoder.encode([canary.text])[0], abs=1e-5)


# Embedding the lexicon


class CountingEncoder(Encoder):
    """Gives every text a vector of its own, and remembers the texts."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.seen += texts
        return np.eye(len(texts), dtype=np.float32)


def test_synonyms_that_emojis_share_are_encoded_once_and_emoticons_not_at_all() -> None:
    entries = [
        LexiconEntry("tada", "🎉", (), None, "Activities", ("party", "hooray", ":D"), (":D",)),
        LexiconEntry("balloon", "🎈", (), None, "Activities", ("balloon", "party", "*party*"), ()),
    ]
    encoder = CountingEncoder()
    index = embed_lexicon(entries, encoder, "maximum")
    # The last one is cleaned as a message would be.
    assert sorted(encoder.seen) == ["balloon", "hooray", "party", "party"]
    assert index.phrases == ("party", "hooray", "balloon", "party", "*party*")
    shared = np.argmax(index.vectors, axis=1).tolist()
    assert shared[0] == shared[3]
    assert len(set(shared)) == 4
    assert index.emojis[0].emoticons == (":D",)


@pytest.mark.parametrize(
    ("pooling", "phrases"),
    [
        ("maximum", ("rocket", "launch", "ship it")),
        ("mean", 1),
        ("prototypes", 2),
    ],
)
def test_the_pooling_decides_about_the_phrases(
    options: BuildOptions, target: Path, pooling: str, phrases: tuple[str, ...] | int
) -> None:
    build_bundle(target, replace(options, pooling=pooling))
    found = load_bundle(target).ranker.index.emojis[1].phrases
    assert (found if isinstance(phrases, tuple) else len(found)) == phrases


@pytest.mark.parametrize("synonyms", [(":)", "<3"), ()])
def test_an_emoji_without_words_is_named(options: BuildOptions, synonyms: tuple[str, ...]) -> None:
    entry = replace(ENTRIES[2], name="mute", aliases=(), emoji="🔇", synonyms=synonyms, emoticons=())
    write_lexicon([*ENTRIES, entry], options.lexicon)
    with pytest.raises(LexiconError, match=r":mute: has no words among its synonyms"):
        build_bundle(options.lexicon.parent / "never", options)
    assert not (options.lexicon.parent / "never").exists()


# Whole or not at all


def test_the_draft_is_checked_before_it_takes_the_place(
    options: BuildOptions, target: Path, old: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[Path] = []

    def refuse(folder: Path) -> None:
        checked.append(folder)
        assert sorted(path.name for path in folder.iterdir()) == PARTS
        assert held(target) == old
        raise BundleError("not good enough")

    monkeypatch.setattr(build, "load_bundle", refuse)
    with pytest.raises(BundleError, match="not good enough"):
        build_bundle(target, options)
    assert len(checked) == 1
    assert checked[0] != target
    assert held(target) == old
    assert list(target.parent.iterdir()) == [target]


def test_a_bundle_that_does_not_pass_its_own_checks_stays_away(
    options: BuildOptions, target: Path, old: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    opposite = (-read_export(options.encoder).encoder.encode(["happy party"])[0]).tolist()
    monkeypatch.setattr(build, "_canaries", lambda _: (Canary("happy party", tuple(opposite)),))
    with pytest.raises(BundleError, match="gives other vectors"):
        build_bundle(target, options)
    assert held(target) == old


def test_a_failure_leaves_the_old_bundle(options: BuildOptions, target: Path, old: dict[str, bytes]) -> None:
    shutil.copytree(options.encoder, broken := target.parent / "broken")
    (broken / "tokenizer.json").unlink()
    with pytest.raises(ExportError, match=r"tokenizer\.json"):
        build_bundle(target, replace(options, encoder=broken))
    with pytest.raises(LexiconError, match="nowhere"):
        build_bundle(target, replace(options, lexicon=target / "nowhere"))
    shutil.rmtree(broken)
    assert held(target) == old
    assert list(target.parent.iterdir()) == [target]


def test_what_is_no_bundle_is_not_replaced_and_nothing_is_computed(options: BuildOptions) -> None:
    before = held(options.encoder)
    with pytest.raises(OutputError, match=r"has no manifest\.json.*--output"):
        build_bundle(options.encoder, replace(options, encoder=options.encoder / "nowhere"))
    assert held(options.encoder) == before


def test_a_reader_meanwhile_gets_one_bundle_or_the_other(
    options: BuildOptions, target: Path, old: dict[str, bytes]
) -> None:
    assert old
    seen: set[tuple[str, float]] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            with suppress(BundleError):
                bundle = load_bundle(target)
                seen.add((bundle.manifest.version, bundle.ranker.settings.min_score))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(1, 9):
            settings = replace(options.settings, min_score=number / 10)
            build_bundle(target, replace(options, version=f"0.1.{number}", settings=settings))
    finally:
        done.set()
        reader.join()
    assert len(seen) > 1
    assert seen <= {("0.0.1", 0.42), *((f"0.1.{number}", number / 10) for number in range(1, 9))}
