"""An exported encoder and the lexicon to a bundle."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from emoji_ranker.bundle import dump_index, dump_settings, load_bundle, write_bundle
from emoji_ranker.decide import DecisionSettings
from emoji_ranker.encoder import Encoder, Vectors
from emoji_ranker.index import Emoji, EmojiIndex
from emoji_ranker.manifest import MANIFEST, PARTS, Canary, Manifest, Source, sha256
from emoji_ranker.text import clean

from emoji_training.errors import LexiconError
from emoji_training.exported import INT8_MODEL, TOKENIZER, ExportDescription, read_export, read_parity
from emoji_training.files import write_folder
from emoji_training.lexicon import LexiconEntry, read_lexicon
from emoji_training.lexicon_emoticons import is_emoticon
from emoji_training.pooling import DEFAULT_POOLING, POOLINGS

DEFAULT_VERSION = "0.2.0"
LEXICON_LICENCE = "MIT (emoji-datasource, emojilib) AND Unicode-3.0 (CLDR)"
BASE_MODEL_LICENCES = {"sentence-transformers/all-MiniLM-L6-v2": "Apache-2.0"}
CANARIES = ("we shipped it", "happy birthday Sam!", "I'm so sorry for your loss")
# Other processors and releases of the runtime round 8-bit products differently (0.9955 was seen); a wrong
# graph is far outside this.
CANARY_TOLERANCE = 0.05
# Chosen on 240 judged messages and 600 random letter strings: docs/figures.md has the table.
ZERO_SHOT_SETTINGS = DecisionSettings(
    min_score=0.42, min_familiarity=0.5, unfamiliar_min_score=0.6, hint_weight=0.5, variant_penalty=0.05
)


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a bundle is built from, and how.

    `encoder` is a folder that `export_encoder` wrote.
    """

    encoder: Path
    lexicon: Path
    version: str = DEFAULT_VERSION
    pooling: str = DEFAULT_POOLING
    settings: DecisionSettings = ZERO_SHOT_SETTINGS


def build_bundle(target: Path, options: BuildOptions) -> Manifest:
    """Embed the lexicon's synonyms with the exported encoder and put a bundle in place, whole or not at all.

    The draft is loaded, with all its checks, before it takes the target's place.

    Raises:
        ExportError: The encoder's folder is not complete.
        LexiconError: The lexicon can't be read, or has an emoji without words.
        OutputError: The target can't be written, or holds something that is no bundle.
        BundleError: The new bundle does not pass its own checks.
    """
    with write_folder(target, marker=MANIFEST, others=PARTS) as draft:
        export = read_export(options.encoder)
        index = embed_lexicon(read_lexicon(options.lexicon), export.encoder, options.pooling)
        manifest = Manifest(
            version=options.version,
            max_tokens=export.description.max_tokens,
            dimension=export.encoder.dimension,
            sources=_sources(export.description, options.lexicon),
            metrics=read_parity(options.encoder),
            canaries=_canaries(export.encoder),
            canary_tolerance=CANARY_TOLERANCE,
        )
        parts = {INT8_MODEL: export.model, TOKENIZER: export.tokenizer}
        sealed = write_bundle(draft, parts | dump_index(index) | dump_settings(options.settings), manifest)
        load_bundle(draft)
    return sealed


def embed_lexicon(
    entries: Sequence[LexiconEntry], encoder: Encoder, pooling: str = DEFAULT_POOLING
) -> EmojiIndex:
    """Turn the lexicon into candidates with vectors, by one of `POOLINGS`.

    Raises:
        LexiconError: An emoji has no synonym but emoticons.
    """
    words = [[synonym for synonym in entry.synonyms if not is_emoticon(synonym)] for entry in entries]
    if mute := [entry.name for entry, synonyms in zip(entries, words, strict=True) if not synonyms]:
        raise LexiconError(f":{mute[0]}: has no words among its synonyms: give it one, or leave it out")
    vectors = _embed(encoder, words)
    pooled = [POOLINGS[pooling](synonyms, rows) for synonyms, rows in zip(words, vectors, strict=True)]
    emojis = [
        _emoji(entry, tuple(label for label, _ in rows)) for entry, rows in zip(entries, pooled, strict=True)
    ]
    return EmojiIndex(emojis, np.stack([vector for rows in pooled for _, vector in rows]))


def _embed(encoder: Encoder, groups: Sequence[Sequence[str]]) -> list[Vectors]:
    # Emojis share many synonyms, so each is encoded once.
    unique = sorted({synonym for group in groups for synonym in group})
    rows = dict(
        zip(unique, encoder.encode([clean(synonym).text or synonym for synonym in unique]), strict=True)
    )
    return [np.stack([rows[synonym] for synonym in group]) for group in groups]


def _emoji(entry: LexiconEntry, phrases: tuple[str, ...]) -> Emoji:
    return Emoji(entry.name, entry.emoji, entry.aliases, entry.base, entry.emoticons, phrases)


def _sources(description: ExportDescription, lexicon: Path) -> tuple[Source, ...]:
    licence = BASE_MODEL_LICENCES.get(description.base_model, "see the model's own page")
    return (
        Source(description.base_model, licence, description.base_model_sha256),
        Source(lexicon.name, LEXICON_LICENCE, sha256(lexicon.read_bytes())),
    )


def _canaries(encoder: Encoder) -> tuple[Canary, ...]:
    return tuple(
        Canary(text, tuple(round(float(x), 5) for x in vector))
        for text, vector in zip(CANARIES, encoder.encode(CANARIES), strict=True)
    )
