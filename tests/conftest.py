"""Fixtures that several rooms share: a tiny encoder, a tiny bundle, the real bundle."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import pytest
from emoji_ranker.bundle import Bundle, dump_index, dump_settings, load_bundle, write_bundle
from emoji_ranker.decide import DecisionSettings
from emoji_ranker.encoder import Encoder
from emoji_ranker.index import Emoji, EmojiIndex
from emoji_ranker.manifest import Canary, Manifest, Source
from onnx import TensorProto, helper, numpy_helper

DIMENSION = 32
MAX_TOKENS = 16
WORDS = (
    *(
        "party",
        "birthday",
        "happy",
        "cake",
        "ship",
        "shipped",
        "launch",
        "sad",
        "sorry",
        "loss",
        "thanks",
        "you",
    ),
    *(
        "we",
        "it",
        "to",
        "the",
        "rocket",
        "love",
        "heart",
        "run",
        "man",
        "person",
        "fire",
        "server",
        "a",
        "is",
    ),
)
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
SETTINGS = DecisionSettings(
    min_score=0.5, min_familiarity=0.5, unfamiliar_min_score=0.9, hint_weight=0.5, variant_penalty=0.05
)
EMOJIS = (
    Emoji("tada", "🎉", ("party_popper",), None, (), ("party", "happy party")),
    Emoji("birthday", "🎂", (), None, (), ("birthday cake",)),
    Emoji("rocket", "🚀", (), None, (), ("rocket launch", "ship it")),
    Emoji("heart", "❤️", (), None, ("<3",), ("love", "heart")),
    Emoji("slightly_smiling_face", "🙂", (), None, (":)", ":-)"), ("happy",)),
    Emoji("runner", "🏃", ("running",), None, (), ("person run",)),
    Emoji("man-running", "🏃‍♂️", (), "runner", (), ("man run",)),
    Emoji("fire", "🔥", (), None, (), ("fire",)),
)


def tiny_tokenizer() -> str:
    """A word-level tokenizer over `WORDS`, in the file format of the real one."""
    vocabulary = {word: number for number, word in enumerate((*SPECIAL, *WORDS))}
    template = [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}]
    special = {
        token: {"id": token, "ids": [vocabulary[token]], "tokens": [token]} for token in ("[CLS]", "[SEP]")
    }
    end = {"SpecialToken": {"id": "[SEP]", "type_id": 0}}
    return json.dumps(
        {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": [],
            "normalizer": {"type": "Lowercase"},
            "pre_tokenizer": {"type": "BertPreTokenizer"},
            "post_processor": {
                "type": "TemplateProcessing",
                "single": [*template, end],
                "pair": [*template, end],
                "special_tokens": special,
            },
            "decoder": None,
            "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"},
        }
    )


def tiny_model() -> bytes:
    """An ONNX graph with the real one's interface: the mean of random word vectors."""
    table = (
        np.random.default_rng(7).standard_normal((len(SPECIAL) + len(WORDS), DIMENSION)).astype(np.float32)
    )
    table[: len(SPECIAL)] = 0
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["words"]),
        helper.make_node("ReduceMean", ["words"], ["embedding"], axes=[1], keepdims=0),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["messages", "tokens"])],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["messages", DIMENSION])],
        [numpy_helper.from_array(table, "table")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def write_tiny_bundle(folder: Path, emojis: Sequence[Emoji] = EMOJIS) -> Manifest:
    """Write a complete bundle of a few emojis into an existing folder."""
    model, tokenizer = tiny_model(), tiny_tokenizer()
    encoder = Encoder(model, tokenizer, max_tokens=MAX_TOKENS)
    index = EmojiIndex(emojis, encoder.encode([phrase for emoji in emojis for phrase in emoji.phrases]))
    parts = {"encoder.onnx": model, "tokenizer.json": tokenizer.encode()}
    canary = Canary("happy birthday", tuple(float(x) for x in encoder.encode(["happy birthday"])[0]))
    manifest = Manifest(
        version="0.0.1",
        max_tokens=MAX_TOKENS,
        dimension=DIMENSION,
        sources=(Source("tiny", "MIT", "0" * 64),),
        metrics={},
        canaries=(canary,),
        canary_tolerance=0.001,
    )
    return write_bundle(folder, {**parts, **dump_index(index), **dump_settings(SETTINGS)}, manifest)


@pytest.fixture
def tiny_bundle(tmp_path: Path) -> Path:
    """A folder with a complete bundle of eight emojis."""
    folder = tmp_path / "bundle"
    folder.mkdir()
    write_tiny_bundle(folder)
    return folder


@pytest.fixture(scope="session")
def real_bundle() -> Bundle:
    """The committed bundle, as everything finds it by default."""
    return load_bundle()
