"""The command line says what it did or what to do, in one line, and its exit status tells which."""

import subprocess
import sys
from pathlib import Path

import pytest
from emoji_ranker.bundle import load_bundle
from emoji_training import build_commands, cli
from emoji_training.base_model import BaseModel
from emoji_training.errors import TrainingError
from emoji_training.lexicon import read_lexicon
from emoji_training.parity import Parity
from emoji_training.paths import BUILT_BUNDLE, BUNDLE

# As where only the ranker's own dependencies are installed.
from tests.training.conftest import Main

WITHOUT_EXTRAS = """
import sys
TRAINING = ("torch", "onnx", "sentence_transformers", "transformers")
for name in (*TRAINING, "tqdm", "matplotlib", "inflect", "stop_words", "tabulate"):
    sys.modules[name] = None
from emoji_training.cli import main
sys.exit(main())
"""
JUDGED = '{"text": "party", "apt": ["tada"], "fine": [], "harmful": [], "silent": false}\n'


def without_extras(*arguments: object) -> tuple[int, str, str]:
    command = [sys.executable, "-c", WITHOUT_EXTRAS, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    return done.returncode, done.stdout, done.stderr


def only_line(text: str) -> str:
    (line,) = text.splitlines()
    return line


# What works without torch, onnx and sentence-transformers


def test_lexicon_and_build_need_no_extra(
    sources: Path, tiny_export: Path, tiny_lexicon: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out" / "lexicon.jsonl"
    assert without_extras("lexicon", "--sources", sources, "--output", output) == (
        0,
        f"{output}: 8 emojis\n",
        "",
    )
    bundle = tmp_path / "bundle"
    status, said, problems = without_extras(
        "build", "--encoder", tiny_export, "--lexicon", tiny_lexicon, "--output", bundle
    )
    assert (status, problems) == (0, "")
    assert only_line(said).startswith(f"{bundle}: version 0.2.0, digest ")


def test_pooling_needs_no_extra(tiny_export: Path, tiny_lexicon: Path, tmp_path: Path) -> None:
    words, judged = tmp_path / "words.jsonl", tmp_path / "judged.jsonl"
    words.write_text('{"text": "party", "emoji": ["tada"]}\n', encoding="utf-8")
    judged.write_text(JUDGED, encoding="utf-8")
    given = ("--encoder", tiny_export, "--lexicon", tiny_lexicon, "--keywords", words, "--judged", judged)
    status, said, problems = without_extras("pooling", *given)
    assert (status, problems) == (0, "")
    assert [line.split()[0] for line in said.splitlines()] == ["maximum", "mean", "prototypes"]


def test_compare_and_accept_need_no_extra(tiny_bundle: Path, tmp_path: Path) -> None:
    judged, target = tmp_path / "judged.jsonl", tmp_path / "target"
    judged.write_text(JUDGED, encoding="utf-8")
    for words in (("compare", tiny_bundle, tiny_bundle), ("accept", tiny_bundle, "--bundle", target)):
        status, _, problems = without_extras(*words, "--judged", judged)
        assert (status, problems) == (0, "")
    assert (target / "manifest.json").is_file()


def test_evaluate_without_its_extra_says_what_installs_it(tmp_path: Path) -> None:
    status, said, problem = without_extras("evaluate", "--output", tmp_path / "out")
    assert (status, said) == (1, "")
    assert only_line(problem) == (
        "emojibot-train: this needs inflect: run `make setup`, or install emojibot[evaluation]"
    )


def test_building_and_accepting_are_two_steps() -> None:
    assert (BUILT_BUNDLE.parent.name, BUNDLE.parent.name) == ("build", "model")
    parser = cli._parser()  # noqa: SLF001 - running these would write to the checkout
    assert parser.parse_args(["build"]).output == BUILT_BUNDLE
    assert parser.parse_args(["accept", "x"]).bundle == BUNDLE


def model_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "some-model"
    folder.mkdir()
    return folder


def test_export_without_its_extra_says_what_installs_it(tmp_path: Path) -> None:
    output = tmp_path / "encoder"
    status, said, problem = without_extras(
        "export", "--base-model", model_folder(tmp_path), "--output", output
    )
    assert (status, said) == (1, "")
    assert only_line(problem) == (
        "emojibot-train: this needs torch and sentence-transformers: run `make setup-training`"
    )
    assert not output.exists()


def test_export_without_the_base_model_says_what_installs_it(
    main: Main, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("emoji_training.base_model.DEFAULT_PACKAGE", "no_such_package")
    status, _, problem = main("export", "--output", tmp_path / "encoder")
    assert status == 1
    assert only_line(problem) == (
        "emojibot-train: the base model is not installed: run `make setup-training`"
    )


# Exit statuses and messages


def test_a_built_bundle_can_be_loaded(
    main: Main, tiny_export: Path, tiny_lexicon: Path, tmp_path: Path
) -> None:
    bundle = tmp_path / "bundle"
    given = ("--encoder", tiny_export, "--lexicon", tiny_lexicon, "--output", bundle)
    status, said, problems = main("build", *given, "--bundle-version", "2.0.0", "--pooling", "mean")
    manifest = load_bundle(bundle).manifest
    assert manifest.version == "2.0.0"
    assert (status, problems) == (0, "")
    assert said == f"{bundle}: version 2.0.0, digest {manifest.digest[:12]}\n"
    assert len(load_bundle(bundle).ranker.index.phrases) == 5


def test_a_built_lexicon_can_be_read(main: Main, sources: Path, tmp_path: Path) -> None:
    output = tmp_path / "lexicon.jsonl"
    assert main("lexicon", "--sources", sources, "--output", output) == (0, f"{output}: 8 emojis\n", "")
    assert len(read_lexicon(output)) == 8


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("lexicon", "--sources", "nowhere"), "emoji.json cannot be read as JSON"),
        (("lexicon", "--sources", "sources", "--output", "file/below"), "can't be written"),
        (("lexicon", "--sources", "sources", "--output", "sources"), "is no plain file"),
        (("build", "--encoder", "nowhere"), "export.json can't be read"),
        (("build", "--encoder", "encoder", "--lexicon", "nowhere"), "nowhere cannot be read"),
        (("build", "--encoder", "encoder", "--output", "file"), "can't be written"),
        (("build", "--encoder", "encoder", "--output", "sources"), "has no manifest.json"),
        (("build", "--encoder", "encoder", "--output", "encoder"), "has no manifest.json"),
        (("export", "--output", "sources"), "has no export.json"),
        (("export", "--texts", "nowhere"), "nowhere can't be read"),
        (("export", "--texts", "file"), "file is empty"),
        (("pooling", "--keywords", "nowhere", "--judged", "nowhere"), "nowhere can't be read"),
        (("threshold", "--judged", "nowhere"), "nowhere can't be read"),
        (("threshold", "--judged", "judged.jsonl", "--bundle", "nowhere"), "nowhere is no folder"),
        (("popularity", "--reactions", "nowhere", "--output", "out"), "nowhere can't be read"),
        (("compare", "nowhere", "nowhere"), "nowhere is no folder"),
        (("accept", "nowhere", "--bundle", "here"), "nowhere is no folder"),
    ],
)
@pytest.mark.usefixtures("sources", "tiny_export", "tiny_lexicon")
def test_a_failure_is_one_line_and_status_one(
    main: Main, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], problem: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    (tmp_path / "judged.jsonl").write_text(JUDGED, encoding="utf-8")
    # Nothing that goes wrong may reach the checkout.
    writes = arguments[0] in ("lexicon", "export", "build") and "--output" not in arguments
    given = (*arguments, "--output", "somewhere") if writes else arguments
    before = sorted(tmp_path.rglob("*"))
    status, said, line = main(*given)
    assert (status, said) == (1, "")
    assert only_line(line).startswith("emojibot-train: ")
    assert problem in line
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("unknown",),
        ("build", "--pooling", "best"),
        ("build", "--colour", "red"),
        ("pooling",),
        ("popularity",),
        ("compare", "one"),
        ("accept",),
        ("export", "--output"),
    ],
)
def test_a_bad_option_is_status_two(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert "usage: emojibot-train" in capsys.readouterr().err


def test_an_error_of_several_lines_becomes_one(main: Main, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise TrainingError("one\ntwo")

    monkeypatch.setattr(build_commands, "run_lexicon", fail)
    assert main("lexicon") == (1, "", "emojibot-train: one two\n")


def test_an_interruption_is_status_130(main: Main, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build_commands, "run_lexicon", interrupt)
    assert main("lexicon") == (130, "", "")


def test_help_names_every_command() -> None:
    command = [sys.executable, "-m", "emoji_training.cli", "--help"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    for name in (
        "lexicon",
        "export",
        "build",
        "pooling",
        "threshold",
        "evaluate",
        "compare",
        "accept",
        "popularity",
    ):
        assert f"\n    {name}" in said


# Export, with stand-ins for what needs torch


@pytest.fixture
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Note the calls of `export_encoder` and `measure_parity`; 9 messages are measured, one strays."""
    calls: list[tuple[object, ...]] = []

    def export_encoder(*given: object) -> BaseModel:
        calls.append(("export", *given))
        return BaseModel(None, "a-model", "0")

    def measure_parity(folder: Path, base: BaseModel, texts: list[str]) -> Parity:
        calls.append(("parity", folder, base.name, texts))
        return Parity(9, 0.995, 0.5, 1.0)

    monkeypatch.setattr(build_commands, "export_encoder", export_encoder)
    monkeypatch.setattr(build_commands, "measure_parity", measure_parity)
    return calls


def test_export_measures_nothing_without_texts(
    main: Main, stand_ins: list[tuple[object, ...]], tmp_path: Path
) -> None:
    output = tmp_path / "encoder"
    assert main("export", "--output", output, "--base-model", "x/y") == (0, f"{output}: a-model\n", "")
    assert stand_ins == [("export", output, "x/y")]


def test_export_fails_where_parity_does(
    main: Main, stand_ins: list[tuple[object, ...]], tmp_path: Path
) -> None:
    output, texts = tmp_path / "encoder", tmp_path / "texts.txt"
    texts.write_text("we shipped it\nhappy birthday\n", encoding="utf-8")
    status, said, problem = main("export", "--output", output, "--texts", texts)
    assert status == 1
    assert "over 9 messages: int8 mean 0.99500, minimum 0.50000; fp32 minimum 1.00000" in said
    assert "int8 minimum 0.50000 < 0.97" in only_line(problem)
    assert stand_ins[1] == ("parity", output, "a-model", ["we shipped it", "happy birthday"])
