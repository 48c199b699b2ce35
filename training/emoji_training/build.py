"""An exported encoder and the lexicon to a bundle."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from emoji_ranker.bundle import dump_index, dump_settings, load_bundle, write_bundle
from emoji_ranker.decide import DecisionSettings
from emoji_ranker.encoder import Encoder, Vectors
from emoji_ranker.index import Emoji, EmojiIndex
from emoji_ranker.manifest import Canary, Manifest, Source, sha256
from emoji_ranker.text import clean

from emoji_training.errors import ExportError
from emoji_training.export import INT8_MODEL, TOKENIZER, ExportDescription, read_description, read_parity
from emoji_training.files import write_folder
from emoji_training.lexicon import LexiconEntry, is_emoticon, read_lexicon
from emoji_training.pooling import DEFAULT_POOLING, POOLINGS

DEFAULT_VERSION = "0.1.0"
LEXICON_LICENCE = "MIT (emoji-datasource, emojilib) AND Unicode-3.0 (CLDR)"
BASE_MODEL_LICENCES = {"sentence-transformers/all-MiniLM-L6-v2": "Apache-2.0"}
CANARIES = ("we shipped it", "happy birthday Sam!", "I'm so sorry for your loss")
# Products of 8-bit numbers are rounded differently by other processors; a wrong graph is far outside this.
CANARY_TOLERANCE = 0.01
# Fitted by hand on 240 judged messages: utility is highest, 0.45, for a least score of 0.40 to 0.42. Of 600
# random letter strings 19 in 20 are unfamiliar, and 1 in 100 of those scores more than 0.6.
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
        LexiconError: The lexicon can't be read.
        BundleError: The new bundle does not pass its own checks.
    """
    description = read_description(options.encoder)
    model, tokenizer = (_read(options.encoder / name) for name in (INT8_MODEL, TOKENIZER))
    encoder = Encoder(model, tokenizer.decode(), max_tokens=description.max_tokens)
    index = embed_lexicon(read_lexicon(options.lexicon), encoder, options.pooling)
    parts = {INT8_MODEL: model, TOKENIZER: tokenizer, **dump_index(index), **dump_settings(options.settings)}
    manifest = Manifest(
        version=options.version,
        max_tokens=description.max_tokens,
        dimension=encoder.dimension,
        sources=_sources(description, options.lexicon),
        metrics=read_parity(options.encoder),
        canaries=_canaries(encoder),
        canary_tolerance=CANARY_TOLERANCE,
    )
    with write_folder(target) as draft:
        sealed = write_bundle(draft, parts, manifest)
        load_bundle(draft)
    return sealed


def embed_lexicon(
    entries: Sequence[LexiconEntry], encoder: Encoder, pooling: str = DEFAULT_POOLING
) -> EmojiIndex:
    """Turn the lexicon into candidates with vectors, by one of `POOLINGS`."""
    words = [[synonym for synonym in entry.synonyms if not is_emoticon(synonym)] for entry in entries]
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


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ExportError(f"{path} can't be read ({error.strerror}): run `emojibot-train export`") from error
