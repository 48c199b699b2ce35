"""The command scores bundles beside their rivals, and writes figures without a word of any message."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from emoji_training.evaluate.evaluation import EvaluationOptions, evaluate
from emoji_training.evaluate.tables import markdown_tables, terminal_tables

from tests.training.conftest import Main
from tests.training.evaluate.conftest import NOISE, PHRASES, SECRET

RIVALS = ["lexical", "popularity", "raised_hands"]


@pytest.fixture
def options(
    tiny_bundle: Path, judged_file: Path, reactions_file: Path, popularity_file: Path, lexicon: Path
) -> EvaluationOptions:
    return EvaluationOptions((tiny_bundle,), judged_file, reactions_file, popularity_file, lexicon)


def arguments(options: EvaluationOptions, output: Path) -> list[object]:
    files = ["--judged", options.judged, "--popularity", options.popularity, "--lexicon", options.lexicon]
    return ["--bundle", *options.bundles, *files, "--reactions", options.reactions, "--output", output]


@pytest.fixture
def report(main: Main, options: EvaluationOptions, tmp_path: Path) -> dict[str, Any]:
    """What the command leaves on disk."""
    assert main("evaluate", *arguments(options, tmp_path / "out"))[0] == 0
    content: dict[str, Any] = json.loads((tmp_path / "out" / "evaluation.json").read_text(encoding="utf-8"))
    return content


def value(report: dict[str, Any], section: str, system: str, figure: str) -> float | None:
    (found,) = [part for part in report["sections"] if part["name"] == section]
    name = next(name for name in found["systems"] if name.startswith(system))
    number: float | None = found["systems"][name][figure]["value"]
    return number


def test_the_figures_are_those_that_can_be_counted_by_hand(report: dict[str, Any]) -> None:
    assert [(part["name"], part["messages"]) for part in report["sections"]] == [
        ("judged", 40),
        ("all", 40),
        ("no_plus1", 24),
        ("specific", 16),
    ]
    bundle = "0.0.1"
    assert value(report, "judged", bundle, "utility") == 1
    assert value(report, "judged", bundle, "silence kept") == 1
    assert value(report, "judged", "raised_hands", "apt@1") == 0
    assert value(report, "judged", "raised_hands", "coverage") == 1
    # +1 on two of five, a heart on one: popularity has +1 first, heart second, birthday third.
    assert value(report, "all", "popularity", "hit@1") == 0.4
    assert value(report, "all", "popularity", "hit@5") == 0.8
    assert value(report, "no_plus1", "popularity", "hit@1") == pytest.approx(1 / 3, abs=1e-4)
    assert value(report, "specific", "popularity", "hit@1") == 0.5
    assert value(report, "specific", "popularity", "MRR") == 0.5
    assert value(report, "specific", bundle, "hit@1") == 0.5
    assert value(report, "all", "raised_hands", "MRR") == 0
    # A figure that is not defined is null: the lexical bot finds a word in each, but never in the noise.
    assert value(report, "judged", "lexical", "silence kept") == 1
    assert report["sources"]["reactions"]["notes"] == {
        "reactions outside the lexicon, which count as misses": 8,
        "messages whose tier is not what their reactions say": 0,
        "messages that popularity was counted on too": 0,
    }


def test_a_report_holds_no_word_of_a_message(
    report: dict[str, Any], tmp_path: Path, main: Main, options: EvaluationOptions
) -> None:
    written = (tmp_path / "out" / "evaluation.json").read_text(encoding="utf-8")
    assert report["method"] in written
    for text in (SECRET, NOISE, str(tmp_path), *(phrase for phrase in PHRASES.values() if " " in phrase)):
        assert text not in written
    _, said, problems = main("evaluate", *arguments(options, tmp_path / "out"))
    assert SECRET not in said + problems


def test_plots_lie_beside_the_report(report: dict[str, Any], tmp_path: Path) -> None:
    assert set(report["thresholds"]) == set(report["least_scores"])
    plots = ["judged.png", "reactions.png", "thresholds.png"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["evaluation.json", *plots]
    for name in plots:
        assert (tmp_path / "out" / name).read_bytes().startswith(b"\x89PNG")


def test_bundles_stand_side_by_side(
    main: Main, options: EvaluationOptions, worse_bundle: Path, tmp_path: Path
) -> None:
    first, *rest = arguments(options, tmp_path / "out")
    status, said, problems = main("evaluate", first, worse_bundle, *rest)
    assert (status, problems) == (0, "")
    lines = said.splitlines()
    assert [line.split("  ")[0] for line in lines[4:9]][2:] == RIVALS
    assert sum(line.startswith("0.0.1 ") for line in lines) == 8
    assert max(map(len, lines[:-1])) <= 110
    table = [line for line in lines if line.startswith(("0.0.1 ", *RIVALS))]
    assert max(map(len, table)) <= 100


def test_without_reactions_only_the_judged_messages_are_scored(
    options: EvaluationOptions, tmp_path: Path, main: Main
) -> None:
    given = arguments(options, tmp_path / "out")
    where = given.index("--reactions")
    status, said, _ = main("evaluate", *given[:where], *given[where + 2 :])
    assert status == 0
    assert "with reactions" not in said
    assert not (tmp_path / "out" / "reactions.png").exists()


@pytest.mark.parametrize("count", [None, 3])
def test_errors_prints_the_worst(
    main: Main, options: EvaluationOptions, worse_bundle: Path, tmp_path: Path, count: int | None
) -> None:
    given = arguments(replace(options, bundles=(worse_bundle,)), tmp_path / "out")
    status, said, _ = main("evaluate", *given, "--errors", *([count] if count else []))
    assert status == 0
    assert f": the worst {count or 20} of 32 mistakes" in said
    assert sum(line.startswith("wrong ") for line in said.splitlines()) == (count or 20)


def test_tables_for_github_have_the_ends_of_the_intervals(options: EvaluationOptions) -> None:
    report = evaluate(options).report
    text = markdown_tables(report)
    assert "40 judged messages:\n\n|" in text
    assert "| 1.000 [1.000, 1.000] |" in text
    assert text.endswith("seed 1.\n")
    assert "reactions.jsonl: 8 reactions outside the lexicon" in terminal_tables(report)


def test_a_figure_that_is_not_defined_is_null_and_a_dash(
    options: EvaluationOptions, tmp_path: Path, main: Main
) -> None:
    row = {"text": NOISE, "apt": [], "fine": [], "harmful": [], "silent": True}
    options.judged.write_text(json.dumps(row), encoding="utf-8")
    status, said, _ = main("evaluate", *arguments(options, tmp_path / "out"))
    assert status == 0
    lexical = next(line.split() for line in said.splitlines() if line.startswith("lexical"))
    assert lexical == ["lexical", "1.000", "±0.000", "-", "-", "-", "-", "1.000", "±0.000"]
    report = json.loads((tmp_path / "out" / "evaluation.json").read_text(encoding="utf-8"))
    assert value(report, "judged", "lexical", "apt@1") is None


@pytest.mark.parametrize(
    ("option", "problem"),
    [
        ("--judged", "line 1: `apt` must be a list of strings"),
        ("--reactions", "line 1: `reactions` must be"),
        ("--popularity", "count anew with"),
        ("--lexicon", "keys missing"),
        ("--bundle", "is no folder"),
        ("--output", "can't be written"),
    ],
)
def test_bad_input_is_one_line_and_status_one(
    main: Main, options: EvaluationOptions, tmp_path: Path, option: str, problem: str
) -> None:
    bad = tmp_path / "bad"
    bad.write_text('{"text": "a"}', encoding="utf-8")
    given = arguments(options, tmp_path / "out")
    given[given.index(option) + 1] = bad
    status, said, line = main("evaluate", *given)
    assert (status, said) == (1, "")
    assert problem in line
    assert line.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_popularity_scored_where_it_was_counted_is_said_to_be(
    main: Main, options: EvaluationOptions, tmp_path: Path
) -> None:
    main("popularity", "--reactions", options.reactions, "--output", options.popularity)
    status, said, _ = main("evaluate", *arguments(options, tmp_path / "out"))
    assert status == 0
    assert "messages that popularity was counted on too" in said


@pytest.mark.parametrize("library", ["inflect", "matplotlib.figure", "stop_words", "tabulate"])
def test_a_missing_library_is_named_before_anything_is_ranked(
    main: Main, options: EvaluationOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.setattr("emoji_training.evaluate.evaluation.score", None)
    status, _, problem = main("evaluate", *arguments(options, tmp_path / "out"))
    assert status == 1
    assert f"this needs {library}: run `make setup`" in problem


@pytest.mark.parametrize("count", ["0", "-1", "x", "1.5"])
def test_a_bad_number_of_errors_is_status_two(main: Main, count: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main("evaluate", f"--errors={count}")
    assert ended.value.code == 2
