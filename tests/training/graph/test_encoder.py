"""The graph that is written computes what BERT computes, exactly in fp32 and closely in 8 bits."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import onnx
import onnxruntime as ort
import pytest
from emoji_ranker.encoder import Vectors
from emoji_training.graph.bert import BertWeights
from emoji_training.graph.encoder import write_encoder
from emoji_training.graph.lean import linears, write_lean_encoder
from emoji_training.graph.products import ExactProducts, IntegerProducts
from emoji_training.graph.rounding import round_to_nearest

from tests.training.graph.conftest import TOKENS, product_names, random_bert, random_messages, reference

MESSAGES = random_messages(60)


def vectors(model: bytes, messages: Sequence[Sequence[int]] = MESSAGES) -> Vectors:
    session = ort.InferenceSession(model, providers=["CPUExecutionProvider"])
    found = [session.run(None, {"input_ids": np.asarray([ids])})[0][0] for ids in messages]
    return np.asarray(found)


def cosines(model: bytes, weights: BertWeights) -> Vectors:
    expected = np.asarray([reference(weights, ids)[0] for ids in MESSAGES])
    return np.asarray((vectors(model) * expected).sum(axis=1))


def test_in_fp32_it_is_bert(weights: BertWeights) -> None:
    expected = np.asarray([reference(weights, ids)[0] for ids in MESSAGES])
    assert vectors(write_encoder(weights, ExactProducts())) == pytest.approx(expected, abs=1e-5)


def test_in_8_bits_it_is_close(weights: BertWeights) -> None:
    assert cosines(write_lean_encoder(weights, random_messages(300, seed=8)), weights).min() > 0.999


@pytest.mark.parametrize("tokens", [1, 2, TOKENS])
def test_every_length_up_to_the_longest_is_read(weights: BertWeights, tokens: int) -> None:
    (vector,) = vectors(write_lean_encoder(weights, MESSAGES), [[7] * tokens])
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_a_message_without_any_direction_gives_numbers(weights: BertWeights) -> None:
    still = replace(
        weights.layers[-1].output_norm, scale=np.zeros(16, np.float32), shift=np.zeros(16, np.float32)
    )
    silent = replace(weights, layers=(*weights.layers[:-1], replace(weights.layers[-1], output_norm=still)))
    assert vectors(write_encoder(silent, ExactProducts()), [[1, 2]]).tolist() == [[0] * 16]


def test_two_writings_give_the_same_bytes(weights: BertWeights) -> None:
    assert write_lean_encoder(weights, MESSAGES) == write_lean_encoder(random_bert(), MESSAGES)


def test_every_product_of_the_lean_graph_is_of_whole_numbers(weights: BertWeights) -> None:
    nodes = onnx.load_from_string(write_lean_encoder(weights, MESSAGES)).graph.node
    kinds = [node.op_type for node in nodes]
    assert kinds.count("DynamicQuantizeMatMul") + kinds.count("MatMulIntegerToFloat") == len(
        product_names(weights)
    )
    assert not {"MatMul", "Gemm", "SkipLayerNormalization"} & set(kinds)


def test_words_keep_a_scale_each() -> None:
    weights = random_bert()
    small = replace(weights, words=weights.words * np.geomspace(1e-3, 1, 40, dtype=np.float32)[:, None])
    nearest = {place: round_to_nearest(linear.weight) for place, linear in linears(small)}
    graph = onnx.load_from_string(write_encoder(small, IntegerProducts(nearest, TOKENS))).graph
    stored = {tuple(tensor.dims): onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}
    restored = stored[(40, 16)].astype(np.float32) * stored[(40, 1)]
    assert (np.abs(restored - small.words).max(axis=1) <= np.abs(small.words).max(axis=1) / 250).all()
