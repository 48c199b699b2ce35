"""Fixtures of the ranker's tests: the tiny bundle loaded, and one that can be rewritten consistently."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from emoji_ranker.bundle import Bundle, load_bundle, write_bundle
from emoji_ranker.manifest import PARTS


@pytest.fixture
def tiny(tiny_bundle: Path) -> Bundle:
    """The bundle of eight emojis, loaded."""
    return load_bundle(tiny_bundle)


@pytest.fixture
def reseal(tiny: Bundle) -> Callable[..., Path]:
    """Rewrite the tiny bundle with other parts or manifest fields, and with hashes that match them."""

    def rewrite(parts: dict[str, bytes] | None = None, **fields: Any) -> Path:  # noqa: ANN401 - the fields have many types
        content = {name: (tiny.path / name).read_bytes() for name in PARTS}
        write_bundle(tiny.path, {**content, **(parts or {})}, replace(tiny.manifest, **fields))
        return tiny.path

    return rewrite
