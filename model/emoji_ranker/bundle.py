"""The one versioned artefact that everything ranks with: encoder, tokenizer, emojis, decision settings."""

import io
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from emoji_ranker.decide import DecisionSettings
from emoji_ranker.encoder import Encoder, Vectors, unit
from emoji_ranker.errors import BundleError
from emoji_ranker.index import Emoji, EmojiIndex
from emoji_ranker.intact import check_part, is_folder, stamps
from emoji_ranker.manifest import MANIFEST, MEND, PARTS, Manifest, read_manifest, sha256
from emoji_ranker.ranker import Ranker

ENVIRONMENT_VARIABLE = "EMOJIBOT_BUNDLE"
_HERE = Path(__file__).resolve().parent
# Beside the package in a wheel, then in the checkout.
_INSTALLED = (_HERE / "_bundle", _HERE.parent / "bundle")
_PHRASES_AND_DIMENSIONS = 2
# Room for the rounding of 16-bit floats; whatever is longer would give scores that are no cosines.
_LONGEST_VECTOR = 1.01


@dataclass(frozen=True, slots=True)
class Bundle:
    """A loaded bundle: where it lies, what it says of itself, and the ranker made from it."""

    path: Path
    manifest: Manifest
    ranker: Ranker


def find_bundle(path: Path | None = None) -> Path:
    """Choose the bundle's folder: the one given, else EMOJIBOT_BUNDLE, else the installed one.

    Raises:
        BundleError: No bundle is installed.
    """
    if path is not None:
        return path
    if named := os.environ.get(ENVIRONMENT_VARIABLE):
        return Path(named)
    for folder in _INSTALLED:
        if folder.is_dir():
            return folder
    raise BundleError(f"there is no bundle in {' or '.join(map(str, _INSTALLED))}. {MEND}")


def load_bundle(path: Path | None = None, *, threads: int = 1) -> Bundle:
    """Load a bundle after checking every part of it.

    Args:
        path: Its folder; see `find_bundle` for the default.
        threads: Cores that one message may use.

    Raises:
        BundleError: A part is missing, truncated, swapped, altered, or does not fit the others.
    """
    folder = find_bundle(path)
    if not is_folder(folder):
        raise BundleError(f"{folder} is no folder, so no bundle can be loaded from it. {MEND}")
    before = stamps(folder)
    manifest = read_manifest(folder)
    for name, digest in manifest.files.items():
        check_part(folder / name, digest)
    try:
        ranker = _assemble(folder, manifest, threads)
        _check_canaries(folder, manifest, ranker.encoder)
    except BundleError:
        raise
    except Exception as error:  # the runtime's and the tokenizer's own exceptions share no base
        raise BundleError(f"{folder} does not fit together ({error}). {MEND}") from error
    if stamps(folder) != before:
        raise BundleError(f"{folder} was replaced while it was loaded: try again")
    return Bundle(folder, manifest, ranker)


def write_bundle(folder: Path, parts: Mapping[str, bytes], manifest: Manifest) -> Manifest:
    """Write parts and a manifest that holds their hashes into an existing folder; return the manifest.

    Args:
        folder: Empty; the caller puts it in place once it is whole.
        parts: The content of every file in `PARTS`.
        manifest: `files` is filled in.
    """
    sealed = replace(manifest, files={name: sha256(parts[name]) for name in PARTS})
    for name in PARTS:
        (folder / name).write_bytes(parts[name])
    (folder / MANIFEST).write_text(sealed.to_json(), encoding="utf-8")
    return sealed


def dump_index(index: EmojiIndex) -> dict[str, bytes]:
    """Write an index as the parts `emojis.json` (an emoji a line) and `vectors.npy` (16-bit floats)."""
    lines = ",\n".join(json.dumps(asdict(emoji), ensure_ascii=False) for emoji in index.emojis)
    vectors = io.BytesIO()
    np.save(vectors, index.vectors.astype(np.float16), allow_pickle=False)
    return {"emojis.json": f"[\n{lines}\n]\n".encode(), "vectors.npy": vectors.getvalue()}


def dump_settings(settings: DecisionSettings) -> dict[str, bytes]:
    """Write decision settings as the part `decision.json`."""
    return {"decision.json": (json.dumps(asdict(settings), indent=1) + "\n").encode()}


def _assemble(folder: Path, manifest: Manifest, threads: int) -> Ranker:
    encoder = Encoder(
        # By its path: the runtime would keep bytes beside what it makes of them.
        folder / "encoder.onnx",
        (folder / "tokenizer.json").read_text(encoding="utf-8"),
        max_tokens=manifest.max_tokens,
        threads=threads,
    )
    vectors = _vectors(folder / "vectors.npy")
    if not encoder.dimension == manifest.dimension == vectors.shape[1]:
        raise ValueError(f"the encoder has {encoder.dimension} dimensions, the vectors {vectors.shape[1]}")
    index = EmojiIndex([_emoji(raw) for raw in _read_json(folder / "emojis.json")], vectors)
    return Ranker(encoder, index, DecisionSettings(**_read_json(folder / "decision.json")))


def _read_json(path: Path) -> Any:  # noqa: ANN401 - a list or an object
    return json.loads(path.read_text(encoding="utf-8"))


def _vectors(path: Path) -> Vectors:
    with path.open("rb") as file:
        stored = np.load(file, allow_pickle=False)
    if stored.ndim != _PHRASES_AND_DIMENSIONS or stored.dtype.kind != "f":
        raise ValueError(f"vectors.npy holds {stored.dtype} of shape {stored.shape}, not rows of floats")
    vectors: Vectors = stored.astype(np.float32)
    # Without a square of every number in memory, which `norm` would take.
    if not np.all(np.einsum("ij,ij->i", vectors, vectors) <= _LONGEST_VECTOR**2):
        raise ValueError("vectors.npy holds vectors that are longer than 1, or no numbers")
    return vectors


def _emoji(raw: dict[str, Any]) -> Emoji:
    lists = {key: raw[key] for key in ("aliases", "emoticons", "phrases")}
    if not all(isinstance(value, list) for value in lists.values()):
        raise TypeError(f"emojis.json: {raw['name']!r} has no lists of aliases, emoticons and phrases")
    texts = {key: tuple(value) for key, value in lists.items()}
    return Emoji(name=raw["name"], emoji=raw["emoji"], base=raw["base"], **texts)


def _check_canaries(folder: Path, manifest: Manifest, encoder: Encoder) -> None:
    for canary in manifest.canaries:
        cosine = float(encoder.encode([canary.text])[0] @ unit(np.asarray(canary.vector, dtype=np.float32)))
        if not cosine >= 1 - manifest.canary_tolerance:
            raise BundleError(
                f"{folder / 'encoder.onnx'} gives other vectors on this machine than where it was built "
                f"(cosine {cosine:.4f}): install the pinned onnxruntime, or run `emojibot-train export`."
            )
