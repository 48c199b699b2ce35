"""The encoder that is exported is the one that PyTorch has; what can't be exported is refused."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from emoji_ranker.bundle import Bundle, load_bundle
from emoji_training import base_model, export
from emoji_training.base_model import DEFAULT_NAME, DEFAULT_SHA256, BaseModel, load_base_model
from emoji_training.build import BuildOptions, build_bundle
from emoji_training.errors import BaseModelError, ExportError, OutputError
from emoji_training.export import export_encoder
from emoji_training.exported import FP32_MODEL, read_export, read_parity
from emoji_training.lexicon import read_lexicon
from emoji_training.lexicon_emoticons import is_emoticon
from emoji_training.parity import measure_parity
from emoji_training.paths import CHECKOUT, LEXICON

MESSAGES = 1_000
# In synonyms; the longest is more than the encoder reads.
LENGTHS = (1, 1, 2, 3, 4, 6, 9, 14, 20, 110)
FILES = ("encoder.fp32.onnx", "encoder.onnx", "export.json", "tokenizer.json")

# These come from the libraries' insides, and differ between their releases.
pytestmark = pytest.mark.filterwarnings(
    "ignore:::(torch|transformers|sentence_transformers|onnxscript|sympy)"
)


def pseudo_messages() -> list[str]:
    """Synonyms of the committed lexicon, strung together into messages of one to two hundred tokens."""
    words = [word for entry in read_lexicon(LEXICON) for word in entry.synonyms if not is_emoticon(word)]
    messages, place = [], 0
    for number in range(MESSAGES):
        length = LENGTHS[number % len(LENGTHS)]
        # A large odd step, so that neighbours in a message come from emojis far apart.
        chosen = [words[(place + step) * 7_919 % len(words)] for step in range(length)]
        messages.append(" ".join(chosen))
        place += length
    return messages


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BaseModel]:
    """The default model's export, and the model itself; tests must leave both as they are."""
    folder = tmp_path_factory.mktemp("export") / "encoder"
    return folder, export_encoder(folder)


# The default model


@pytest.mark.training
def test_the_export_says_what_it_was_made_from(exported: tuple[Path, BaseModel]) -> None:
    folder, base = exported
    assert (base.name, base.sha256) == (DEFAULT_NAME, DEFAULT_SHA256)
    assert sorted(path.name for path in folder.iterdir()) == list(FILES)
    assert asdict(read_export(folder).description) == {
        "base_model": DEFAULT_NAME,
        "base_model_sha256": DEFAULT_SHA256,
        "max_tokens": 128,
        "dimension": 384,
    }


@pytest.mark.training
def test_both_graphs_stay_close_to_pytorch(exported: tuple[Path, BaseModel], tmp_path: Path) -> None:
    folder, base = exported
    shutil.copytree(folder, copy := tmp_path / "encoder")
    messages = pseudo_messages()
    tokenizer = base.model.tokenizer
    tokens = [len(ids) for ids in tokenizer(messages)["input_ids"]]
    assert sum(count > 128 for count in tokens) >= 90
    assert sum(count <= 4 for count in tokens) >= 90
    parity = measure_parity(copy, base, messages)
    assert parity.messages == MESSAGES
    assert parity.int8_mean >= 0.997
    assert parity.int8_minimum >= 0.985
    assert parity.fp32_minimum >= 0.9999
    parity.check()
    assert read_parity(copy) == {f"parity_{name}": value for name, value in asdict(parity).items()}


@pytest.mark.training
def test_the_fp32_graph_gives_what_sentence_transformers_gives(exported: tuple[Path, BaseModel]) -> None:
    folder, base = exported
    texts = ["we shipped it", "happy birthday Sam!", "Größe & naïve café: 50 % — ok?", "🎉"]
    expected = base.model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    found = read_export(folder, FP32_MODEL).encoder.encode(texts)
    assert np.abs(found - expected).max() < 1e-5


@pytest.mark.training
def test_a_second_export_gives_the_same_bytes(exported: tuple[Path, BaseModel], tmp_path: Path) -> None:
    folder, _ = exported
    export_encoder(tmp_path / "again")
    for name in FILES:
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes(), name


def unlocked() -> list[str]:
    """The installed packages that shape the bytes and are not those of the lock."""
    lock = (CHECKOUT / "requirements-training.txt").read_text(encoding="utf-8")
    pins = [*re.findall(r"^([\w-]+)==(\S+)", lock, re.MULTILINE)]
    pins += re.findall(r"^TORCH \?= (torch)==(\S+)", (CHECKOUT / "Makefile").read_text("utf-8"), re.MULTILINE)
    names = ("numpy", "onnx", "onnxruntime", "sentence-transformers", "tokenizers", "torch", "transformers")
    return [name for name in names if (name, version(name).partition("+")[0]) not in pins]


@pytest.mark.training
def test_export_and_build_give_the_committed_bundle(
    exported: tuple[Path, BaseModel], real_bundle: Bundle, tmp_path: Path
) -> None:
    if others := unlocked():
        pytest.skip(f"{', '.join(others)} not of the locked release: the bytes may differ")
    folder, _ = exported
    committed, target = real_bundle.manifest, tmp_path / "bundle"
    built = build_bundle(target, BuildOptions(folder, LEXICON, version=committed.version))
    assert built.sources == committed.sources

    def same(name: str) -> bool:
        return (target / name).read_bytes() == (real_bundle.path / name).read_bytes()

    assert [name for name in ("encoder.onnx", "tokenizer.json", "decision.json") if not same(name)] == []
    if built.canaries != committed.canaries:
        pytest.skip("this processor rounds 8-bit products otherwise, so the vectors' last bits may differ")
    assert [name for name in ("vectors.npy", "emojis.json") if not same(name)] == []


@pytest.mark.training
def test_the_committed_bundle_notes_a_parity_within_the_limits(real_bundle: Bundle) -> None:
    metrics = real_bundle.manifest.metrics
    assert metrics["parity_messages"] >= 1_000
    assert metrics["parity_int8_mean"] >= 0.997
    assert metrics["parity_int8_minimum"] >= 0.985
    assert metrics["parity_fp32_minimum"] >= 0.9999


@pytest.mark.training
def test_a_copy_with_one_bit_flipped_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = base_model.packaged_model()
    shutil.copytree(original, copy := tmp_path / "model")
    weights = copy / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[len(content) // 2] ^= 1
    weights.write_bytes(content)
    monkeypatch.setattr(base_model, "packaged_model", lambda: copy)
    with pytest.raises(BaseModelError, match=f"not {DEFAULT_SHA256}"):
        export_encoder(tmp_path / "encoder")
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


# Another model


@pytest.fixture(scope="session")
def other_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny random BERT that takes the first token's vector and does not normalise it."""
    import torch  # noqa: PLC0415 - a heavy extra
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - a heavy extra
    from sentence_transformers.models import Pooling, Transformer  # noqa: PLC0415 - a heavy extra
    from transformers import BertConfig, BertModel, BertTokenizerFast  # noqa: PLC0415 - a heavy extra

    folder = tmp_path_factory.mktemp("model")
    words = [
        "party",
        "happy",
        "rocket",
        "launch",
        "ship",
        "it",
        "love",
        "heart",
        "person",
        "man",
        "run",
        "we",
        "shipped",
        "birthday",
    ]
    vocabulary = {
        word: number for number, word in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words])
    }
    torch.manual_seed(11)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=40,
        initializer_range=0.3,
    )
    BertModel(config).save_pretrained(folder / "bert")
    BertTokenizerFast(vocab=vocabulary, model_max_length=40).save_pretrained(folder / "bert")
    modules = [Transformer(str(folder / "bert")), Pooling(32, pooling_mode="cls")]
    SentenceTransformer(modules=modules, device="cpu").save(str(folder / "tiny-cls"))
    return folder / "tiny-cls"


@pytest.mark.training
def test_another_model_keeps_its_own_pooling_and_ranks(
    other_model: Path, tiny_lexicon: Path, tmp_path: Path
) -> None:
    base = export_encoder(tmp_path / "encoder", str(other_model))
    export_ = read_export(tmp_path / "encoder", FP32_MODEL)
    assert asdict(export_.description) == {
        "base_model": "tiny-cls",
        "base_model_sha256": base_model.weights_sha256(other_model),
        "max_tokens": 40,
        "dimension": 32,
    }
    texts = ["happy party", "we shipped it", "love " * 100]
    expected = base.model.encode(texts[:2], normalize_embeddings=True, show_progress_bar=False)
    assert np.abs(export_.encoder.encode(texts[:2]) - expected).max() < 1e-5
    parity = measure_parity(tmp_path / "encoder", base, texts)
    assert parity.fp32_minimum >= 0.9999
    assert parity.int8_minimum >= 0.9
    build_bundle(tmp_path / "bundle", BuildOptions(tmp_path / "encoder", tiny_lexicon))
    bundle = load_bundle(tmp_path / "bundle")
    assert bundle.manifest.sources[0].name == "tiny-cls"
    best = bundle.ranker.rank("rocket", top=1).emojis[0]
    assert (best.name, best.because) == ("rocket", "rocket")


@pytest.mark.training
def test_without_one_file_of_weights_the_parameters_are_hashed(other_model: Path, tmp_path: Path) -> None:
    shutil.copytree(other_model, several := tmp_path / "several")
    (several / "2_Dense").mkdir()
    shutil.copy(several / "model.safetensors", several / "2_Dense")
    digests = [load_base_model(str(several)).sha256 for _ in range(2)]
    assert digests[0] == digests[1] != base_model.weights_sha256(other_model)


@pytest.mark.training
@pytest.mark.parametrize("name", ["empty", "no-weights", "file", "nowhere", "../x y"])
def test_what_is_no_model_is_refused(
    other_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    shutil.copytree(other_model, tmp_path / "no-weights")
    (tmp_path / "no-weights" / "model.safetensors").unlink()
    with pytest.raises(
        BaseModelError, match=r"can't be loaded .*folder, or its name on the Hugging Face hub"
    ):
        export_encoder(tmp_path / "encoder", str(tmp_path / name) if name == "nowhere" else name)
    assert not (tmp_path / "encoder").exists()


@pytest.mark.training
def test_a_hub_that_cant_be_reached_is_said_in_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "emoji_training.cli", "export"]
    command += ["--base-model", "no-such-owner/no-such-model", "--output", str(tmp_path / "encoder")]
    # Offline, the library does not try again for a minute.
    offline = os.environ | {"HF_HUB_OFFLINE": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env=offline)
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last.startswith("emojibot-train: 'no-such-owner/no-such-model' can't be loaded (")
    assert last.endswith("or its name on the Hugging Face hub where that can be reached")
    assert "Traceback" not in done.stderr


@pytest.mark.training
def test_a_model_that_cant_be_traced_is_refused(
    other_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("unsupported operator")

    monkeypatch.setattr("torch.onnx.export", fail)
    with pytest.raises(ExportError, match=r"tiny-cls can't be exported to ONNX \(unsupported operator\)"):
        export_encoder(tmp_path / "encoder", str(other_model))
    assert list(tmp_path.iterdir()) == []


# What is refused without torch


@pytest.fixture
def slow_model(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A base model without a fast tokenizer."""
    model = SimpleNamespace(tokenizer=SimpleNamespace(), max_seq_length=None)
    monkeypatch.setattr(export, "load_base_model", lambda _: BaseModel(model, "slow", "0"))
    return model


@pytest.mark.usefixtures("slow_model")
def test_a_model_without_a_fast_tokenizer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no fast tokenizer"):
        export_encoder(tmp_path / "encoder")
    assert list(tmp_path.iterdir()) == []


def test_without_onnx_the_command_that_installs_it_is_named(
    slow_model: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend: Any = SimpleNamespace(no_padding=dict, no_truncation=dict, to_str=str)
    slow_model.tokenizer.backend_tokenizer = backend
    monkeypatch.delitem(sys.modules, "emoji_training.quantise", raising=False)
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(BaseModelError, match="this needs onnx: run `make setup-training`"):
        export_encoder(tmp_path / "encoder")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_no_export_is_refused_before_the_model_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "load_base_model", None)
    (tmp_path / "manifest.json").touch()
    with pytest.raises(OutputError, match=r"has no export\.json"):
        export_encoder(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]
