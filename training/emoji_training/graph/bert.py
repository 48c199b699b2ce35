"""The weights of a BERT sentence encoder, out of sentence-transformers and free of torch."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from emoji_ranker.encoder import Vectors

_CONFIGURATION = {"model_type": "bert", "hidden_act": "gelu", "is_decoder": False}


@dataclass(frozen=True, slots=True)
class Linear:
    """A product: `weight` of shape (inputs, outputs), `bias` of shape (outputs,)."""

    weight: Vectors
    bias: Vectors


@dataclass(frozen=True, slots=True)
class LayerNorm:
    """Scale and shift behind a normalisation, both of shape (width,).

    `undo` brings the result back to its original scale where it is added to the stream, if `smooth`
    changed it.
    """

    scale: Vectors
    shift: Vectors
    undo: Vectors | None = None


@dataclass(frozen=True, slots=True)
class Layer:
    """One transformer layer in the order it is computed; `attention` joins query, key and value."""

    attention: Linear
    attention_output: Linear
    attention_norm: LayerNorm
    widen: Linear
    narrow: Linear
    output_norm: LayerNorm


@dataclass(frozen=True, slots=True)
class BertWeights:
    """A BERT whose sentence vector is the unit mean of its tokens' vectors.

    `words` has shape (vocabulary, width); `positions` has shape (max_tokens, width), with the embedding
    of the first segment added.
    """

    words: Vectors
    positions: Vectors
    norm: LayerNorm
    layers: tuple[Layer, ...]
    heads: int
    epsilon: float


def read_bert(model: Any, max_tokens: int) -> BertWeights | None:  # noqa: ANN401 - sentence-transformers ships no types
    """Read a sentence-transformers model; None where it is anything else than BERT with a unit mean."""
    stages = list(model)
    if [type(stage).__name__ for stage in stages] != ["Transformer", "Pooling", "Normalize"]:
        return None
    configuration = stages[0].auto_model.config
    plain = all(getattr(configuration, key, None) == value for key, value in _CONFIGURATION.items())
    relative = getattr(configuration, "position_embedding_type", "absolute") != "absolute"
    if not plain or relative or stages[1].pooling_mode != "mean":
        return None
    arrays = {
        name: tensor.detach().float().numpy() for name, tensor in stages[0].auto_model.state_dict().items()
    }
    return _weights(arrays, configuration, max_tokens)


def _weights(arrays: dict[str, Vectors], configuration: Any, max_tokens: int) -> BertWeights:  # noqa: ANN401 - transformers ships no types
    positions = arrays["embeddings.position_embeddings.weight"][:max_tokens]
    return BertWeights(
        words=arrays["embeddings.word_embeddings.weight"],
        positions=positions + arrays["embeddings.token_type_embeddings.weight"][0],
        norm=_norm(arrays, "embeddings.LayerNorm"),
        layers=tuple(
            _layer(arrays, f"encoder.layer.{n}") for n in range(int(configuration.num_hidden_layers))
        ),
        heads=int(configuration.num_attention_heads),
        epsilon=float(configuration.layer_norm_eps),
    )


def _layer(arrays: dict[str, Vectors], name: str) -> Layer:
    parts = [_linear(arrays, f"{name}.attention.self.{part}") for part in ("query", "key", "value")]
    return Layer(
        attention=Linear(
            np.concatenate([part.weight for part in parts], axis=1),
            np.concatenate([part.bias for part in parts]),
        ),
        attention_output=_linear(arrays, f"{name}.attention.output.dense"),
        attention_norm=_norm(arrays, f"{name}.attention.output.LayerNorm"),
        widen=_linear(arrays, f"{name}.intermediate.dense"),
        narrow=_linear(arrays, f"{name}.output.dense"),
        output_norm=_norm(arrays, f"{name}.output.LayerNorm"),
    )


def _linear(arrays: dict[str, Vectors], name: str) -> Linear:
    return Linear(np.ascontiguousarray(arrays[f"{name}.weight"].T), arrays[f"{name}.bias"])


def _norm(arrays: dict[str, Vectors], name: str) -> LayerNorm:
    return LayerNorm(arrays[f"{name}.weight"], arrays[f"{name}.bias"])
