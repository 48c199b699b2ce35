"""Which models are read as BERT, and which are left to be traced."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from emoji_training.graph.bert import read_bert

Change = Callable[[list[Any]], object]


class Tensor:
    """A torch tensor, as far as it is asked."""

    def __init__(self, values: np.ndarray[Any, Any]) -> None:
        self._values = values

    def detach(self) -> "Tensor":
        return self

    def float(self) -> "Tensor":
        return self

    def numpy(self) -> np.ndarray[Any, Any]:
        return self._values


def tensors() -> dict[str, Tensor]:
    rng = np.random.default_rng(0)
    layer = "encoder.layer.0."
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (9, 4),
        "embeddings.position_embeddings.weight": (7, 4),
        "embeddings.token_type_embeddings.weight": (2, 4),
    }
    for name, (outputs, inputs) in {
        **{f"{layer}attention.self.{part}": (4, 4) for part in ("query", "key", "value")},
        f"{layer}attention.output.dense": (4, 4),
        f"{layer}intermediate.dense": (6, 4),
        f"{layer}output.dense": (4, 6),
    }.items():
        shapes |= {f"{name}.weight": (outputs, inputs), f"{name}.bias": (outputs,)}
    for name in ("embeddings", f"{layer}attention.output", f"{layer}output"):
        shapes |= {f"{name}.LayerNorm.weight": (4,), f"{name}.LayerNorm.bias": (4,)}
    return {name: Tensor(rng.standard_normal(shape)) for name, shape in shapes.items()}


def stages(**changes: object) -> list[Any]:
    """A sentence-transformers model: its stages are known by the names of their classes."""
    configuration = {
        "model_type": "bert",
        "hidden_act": "gelu",
        "is_decoder": False,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "layer_norm_eps": 1e-12,
    }
    bert = SimpleNamespace(config=SimpleNamespace(**configuration | changes), state_dict=tensors)
    return [
        type("Transformer", (), {"auto_model": bert})(),
        type("Pooling", (), {"pooling_mode": "mean"})(),
        type("Normalize", (), {})(),
    ]


def test_its_arrays_find_their_places() -> None:
    arrays = {name: tensor.numpy() for name, tensor in tensors().items()}
    weights = read_bert(stages(), max_tokens=5)
    assert weights is not None
    (layer,) = weights.layers
    first = arrays["embeddings.token_type_embeddings.weight"][0]
    assert np.array_equal(weights.positions, arrays["embeddings.position_embeddings.weight"][:5] + first)
    key = arrays["encoder.layer.0.attention.self.key.weight"]
    assert np.array_equal(layer.attention.weight[:, 4:8], key.T)
    assert np.array_equal(layer.attention.bias[8:], arrays["encoder.layer.0.attention.self.value.bias"])
    assert np.array_equal(layer.narrow.weight, arrays["encoder.layer.0.output.dense.weight"].T)
    assert np.array_equal(layer.output_norm.shift, arrays["encoder.layer.0.output.LayerNorm.bias"])
    assert (weights.heads, weights.epsilon) == (2, 1e-12)


@pytest.mark.parametrize(
    "changes",
    [
        {"model_type": "mpnet"},
        {"hidden_act": "relu"},
        {"is_decoder": True},
        {"position_embedding_type": "relative_key"},
    ],
)
def test_other_architectures_are_not_read(changes: dict[str, object]) -> None:
    assert read_bert(stages(**changes), max_tokens=5) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda model: setattr(model[1], "pooling_mode", "cls"),
        lambda model: model.pop(),
        lambda model: model.insert(2, type("Dense", (), {})()),
    ],
)
def test_other_poolings_are_not_read(change: Change) -> None:
    change(model := stages())
    assert read_bert(model, max_tokens=5) is None
