"""Rows are scaled around the feed-forward products only: nothing changes in fp32, much improves in int8."""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
from emoji_ranker.encoder import Vectors
from emoji_training.quantise import quantise, scale_rows
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

WIDTH, INNER, TOKENS = 16, 64, 12
SHAPES = {"square": (WIDTH, WIDTH), "widen": (WIDTH, INNER), "narrow": (INNER, WIDTH)}


def feed_forward(*, names: bool = True) -> Any:  # noqa: ANN401 - onnx ships no types
    """A square product, one of two activations, and two that widen and narrow."""
    random = np.random.default_rng(3)
    weights = [
        numpy_helper.from_array(random.standard_normal(shape).astype(np.float32) / 4, name)
        for name, shape in SHAPES.items()
    ]
    steps = [
        ("MatMul", ["rows", "square"], "attended"),
        ("Transpose", ["rows"], "turned"),
        ("MatMul", ["attended", "turned"], "scores"),
        ("MatMul", ["scores", "rows"], "mixed"),
        ("MatMul", ["mixed", "widen"], "wide"),
        ("Relu", ["wide"], "active"),
        ("MatMul", ["active", "narrow"], "result"),
    ]
    nodes = [helper.make_node(kind, given, [out], name=out if names else "") for kind, given, out in steps]
    rows = helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["tokens", WIDTH])
    result = helper.make_tensor_value_info("result", TensorProto.FLOAT, ["tokens", WIDTH])
    graph = helper.make_graph(nodes, "feed_forward", [rows], [result], weights)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def single_product() -> Any:  # noqa: ANN401 - onnx ships no types
    """One product that widens, as in a feed-forward layer."""
    weight = np.random.default_rng(5).standard_normal((WIDTH, INNER)).astype(np.float32)
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["rows", "widen"], ["result"], name="product")],
        "single_product",
        [helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["tokens", WIDTH])],
        [helper.make_tensor_value_info("result", TensorProto.FLOAT, ["tokens", INNER])],
        [numpy_helper.from_array(weight, "widen")],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def run(model: bytes, rows: Vectors) -> Vectors:
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    result: Vectors = session.run(None, {"rows": rows})[0]
    return result


def rows_with_outliers() -> Vectors:
    """Ordinary tokens, and one that is two hundred times as large, as [CLS] and full stops are."""
    rows = np.random.default_rng(4).standard_normal((TOKENS, WIDTH)).astype(np.float32)
    rows[0] *= 200
    return rows


@pytest.mark.parametrize("names", [True, False])
def test_in_fp32_nothing_changes(names: bool) -> None:  # noqa: FBT001 - a parameter of the test
    rows = rows_with_outliers() / np.float32(200)
    plain = run(feed_forward(names=names).SerializeToString(), rows)
    scaled = run(scale_rows(feed_forward(names=names)).SerializeToString(), rows)
    assert np.abs(scaled - plain).max() <= 1e-6 * max(1, np.abs(plain).max())


def test_rows_of_zeros_stay_zeros() -> None:
    zeros = np.zeros((TOKENS, WIDTH), dtype=np.float32)
    assert np.array_equal(run(scale_rows(feed_forward()).SerializeToString(), zeros), zeros)


def test_only_products_that_widen_or_narrow_are_touched() -> None:
    model = scale_rows(feed_forward())
    onnx.checker.check_model(model)
    products = {node.name: list(node.input) for node in model.graph.node if node.op_type == "MatMul"}
    assert products == {
        "attended": ["rows", "square"],
        "scores": ["attended", "turned"],
        "mixed": ["scores", "rows"],
        "wide": ["wide/unit_rows", "widen"],
        "result": ["result/unit_rows", "narrow"],
    }
    kinds = [node.op_type for node in model.graph.node]
    assert {kind: kinds.count(kind) for kind in ("Abs", "ReduceMax", "Max", "Div", "Mul")} == dict.fromkeys(
        ("Abs", "ReduceMax", "Max", "Div", "Mul"), 2
    )


def test_every_row_enters_the_product_within_one() -> None:
    model = scale_rows(single_product())
    model.graph.output.append(
        helper.make_tensor_value_info("product/unit_rows", TensorProto.FLOAT, ["tokens", WIDTH])
    )
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    _, entering = session.run(None, {"rows": rows_with_outliers()})
    assert np.abs(entering).max(axis=1) == pytest.approx(1)


def test_in_int8_the_other_rows_do_not_suffer_from_an_outlier(tmp_path: Path) -> None:
    source = tmp_path / "fp32.onnx"
    onnx.save(single_product(), source)
    rows = rows_with_outliers()
    exact = run(source.read_bytes(), rows)
    quantise(source, tmp_path / "int8.onnx")
    plain = tmp_path / "plain.onnx"
    quantize_dynamic(source, plain, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)

    def least_cosine(path: Path) -> float:
        found = run(path.read_bytes(), rows)
        lengths = np.linalg.norm(found, axis=1) * np.linalg.norm(exact, axis=1)
        return float(((found * exact).sum(axis=1) / np.where(lengths, lengths, 1)).min())

    assert least_cosine(tmp_path / "int8.onnx") > 0.999
    assert least_cosine(plain) < 0.9


def test_the_weights_have_seven_bits_and_a_scale_for_every_column(tmp_path: Path) -> None:
    source, target = tmp_path / "fp32.onnx", tmp_path / "int8.onnx"
    onnx.save(feed_forward(), source)
    quantise(source, target)
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(target).graph.initializer}
    for name, (_, columns) in SHAPES.items():
        assert tensors[f"{name}_quantized"].dtype == np.int8
        assert np.abs(tensors[f"{name}_quantized"].astype(int)).max() <= 64
        assert tensors[f"{name}_scale"].shape == (columns,)


def test_quantising_twice_gives_the_same_bytes_and_leaves_nothing_else(tmp_path: Path) -> None:
    source, targets = tmp_path / "fp32.onnx", [tmp_path / "one.onnx", tmp_path / "two.onnx"]
    onnx.save(feed_forward(), source)
    before = source.read_bytes()
    for target in targets:
        quantise(source, target)
    assert targets[0].read_bytes() == targets[1].read_bytes()
    assert sorted(tmp_path.iterdir()) == sorted([source, *targets])
    assert source.read_bytes() == before
