"""The manifest that ties a bundle's parts together and shows any that was swapped or altered."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from emoji_ranker.errors import BundleError
from emoji_ranker.text import TEXT_RULES_VERSION

FORMAT = 1
MANIFEST = "manifest.json"
PARTS = ("encoder.onnx", "tokenizer.json", "emojis.json", "vectors.npy", "decision.json")
MEND = (
    "Restore the folder (`git checkout -- model/bundle`, or install emojibot again), "
    "or empty it and take a new one: `emojibot-train build`, then `emojibot-train accept build/bundle`."
)


@dataclass(frozen=True, slots=True)
class Source:
    """Something the bundle was made from: a model, a data file."""

    name: str
    licence: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Canary:
    """A message and the vector that the encoder must give it, on any machine."""

    text: str
    vector: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything about a bundle except its parts.

    Attributes:
        version: The bundle's own version.
        max_tokens: Longest input of the encoder.
        dimension: Length of its vectors.
        sources: What it was made from, the base model first.
        metrics: Figures measured when it was built.
        canaries: Messages whose vectors are checked at loading.
        canary_tolerance: How far the cosine to an expected vector may be from 1: processors round
            8-bit products differently.
        text_rules: `TEXT_RULES_VERSION` of the rules that its vectors were made with.
        format: Version of this file's layout.
    """

    version: str
    max_tokens: int
    dimension: int
    sources: tuple[Source, ...]
    metrics: Mapping[str, float]
    canaries: tuple[Canary, ...]
    canary_tolerance: float
    text_rules: int = TEXT_RULES_VERSION
    format: int = FORMAT
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 that names this bundle: over everything here, the parts' hashes included."""
        return sha256(json.dumps(asdict(self), sort_keys=True).encode())

    def to_json(self) -> str:
        """Write the manifest with its digest; the same bundle always gives the same text."""
        return json.dumps({**asdict(self), "digest": self.digest}, indent=1, ensure_ascii=False) + "\n"


def sha256(content: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(content).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """Read and check a bundle's manifest.

    Raises:
        BundleError: It is missing, broken, altered, or made for other code.
    """
    path = folder / MANIFEST
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BundleError(f"{path} is missing. {MEND}") from error
    except (OSError, ValueError, RecursionError) as error:
        raise BundleError(f"{path} can't be read ({error}). {MEND}") from error
    return _checked(path, raw)


def _checked(path: Path, raw: object) -> Manifest:
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise BundleError(f"{path} is no bundle manifest of format {FORMAT}. {MEND}")
    if raw.get("text_rules") != TEXT_RULES_VERSION:
        raise BundleError(
            f"{path} was built with text rules {raw.get('text_rules')}, this code has {TEXT_RULES_VERSION}. "
            "Take a new one: `emojibot-train build`, then `emojibot-train accept build/bundle`."
        )
    digest = raw.pop("digest", None)
    try:
        manifest = _parsed(raw)
        intact = digest == manifest.digest
        _check_fields(manifest)
    except (TypeError, KeyError, ValueError, AttributeError, RecursionError) as error:
        raise BundleError(f"{path} is not complete ({error!r}). {MEND}") from error
    if not intact:
        raise BundleError(f"{path} has been altered: its content does not match its digest. {MEND}")
    return manifest


def _check_fields(manifest: Manifest) -> None:
    if not isinstance(manifest.files, dict) or set(manifest.files) != set(PARTS):
        raise ValueError(f"files must be {', '.join(PARTS)}")
    if type(manifest.max_tokens) is not int:
        raise TypeError("max_tokens must be a whole number")
    if not manifest.canaries or not 0 <= manifest.canary_tolerance < 1:
        raise ValueError("there must be canaries, and a tolerance from 0 to 1")
    if not all(isinstance(canary.text, str) for canary in manifest.canaries):
        raise TypeError("a canary's text must be a string")


def _parsed(raw: dict[str, Any]) -> Manifest:
    sources = tuple(Source(**source) for source in raw.pop("sources"))
    canaries = tuple(Canary(item["text"], tuple(item["vector"])) for item in raw.pop("canaries"))
    return Manifest(sources=sources, canaries=canaries, **raw)
