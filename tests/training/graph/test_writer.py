"""What is there already is not added again."""

import numpy as np
import onnx
from emoji_training.graph.writer import Constant, GraphWriter


def finished(graph: GraphWriter, name: str) -> onnx.GraphProto:
    return onnx.load_from_string(graph.finish({"embedding": (name, [1, "tokens"])})).graph


def test_equal_constants_and_nodes_are_one() -> None:
    graph = GraphWriter()
    assert graph.whole(0) == graph.constant(np.array([0]))
    assert graph.tokens() == graph.tokens()
    assert len(finished(graph, graph.tokens()).node) == 2


def test_constants_that_differ_in_type_shape_or_content_are_not_one() -> None:
    graph = GraphWriter()
    one = np.ones(1, np.float32)
    constants: list[Constant] = [np.float32(1), one, one.astype(np.int32), np.zeros(1, np.int32)]
    assert len({graph.constant(constant) for constant in constants}) == 4
    stored = finished(graph, graph.tokens()).initializer
    assert [tuple(tensor.dims) for tensor in stored] == [(), (1,), (1,), (1,)]


def test_nodes_that_differ_in_their_attributes_are_not_one() -> None:
    graph = GraphWriter()
    assert graph.add("Cast", "input_ids", to=1) != graph.add("Cast", "input_ids", to=6)
