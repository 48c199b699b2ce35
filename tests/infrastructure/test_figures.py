"""docs/figures.md: each measured section is replaced rightly, or stays as it was."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.document import figures, section_names, with_figures
from tests.bench.errors import BenchError, NotHereError, SubjectError
from tests.bench.registry import SECTIONS
from tests.bench.runner import MACHINE, Places, check_machine, run
from tests.bench.section import Conditions, Results, Section

DOCUMENT = """# Figures

<!-- figures: machine -->

A quiet core.

<!-- end -->

Written by hand: `<!-- … -->`.

<!-- figures: one -->

| a | b |

<!-- end -->
<!-- figures: two-three -->
<!-- end -->

The end.
"""
FIVE_ROUNDS = Conditions(rounds=5)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    document = tmp_path / "figures.md"
    document.write_text(DOCUMENT, encoding="utf-8")
    return Places(document, tmp_path / "results")


def section(name: str, measure: Callable[[Conditions], Results]) -> Section:
    return Section(name, measure, lambda results: f"It took {results['rounds']} rounds.")


def rounds(conditions: Conditions) -> Results:
    return {"rounds": conditions.rounds}


def failing(error: Exception) -> Callable[[Conditions], Results]:
    def measure(_: Conditions) -> Results:
        raise error

    return measure


def test_the_document_has_markers_for_every_section_that_is_measured(root: Path) -> None:
    document = (root / "docs" / "figures.md").read_text(encoding="utf-8")
    assert section_names(document) == [MACHINE, *(section.name for section in SECTIONS)]


def test_the_figures_are_told_from_the_rest() -> None:
    assert section_names(DOCUMENT) == ["machine", "one", "two-three"]
    assert figures(DOCUMENT, "one") == "| a | b |"
    assert figures(DOCUMENT, "two-three") == ""


def test_new_figures_change_nothing_else() -> None:
    changed = with_figures(DOCUMENT, "one", "\n\n| c | \\1 |\n")
    assert changed == DOCUMENT.replace("| a | b |", "| c | \\1 |")
    filled = with_figures(changed, "two-three", "more")
    assert filled == changed.replace("two-three -->\n", "two-three -->\n\nmore\n\n")
    assert with_figures(filled, "two-three", "more") == filled


@pytest.mark.parametrize(
    "document",
    [
        "<!-- figures: one -->",
        "<!-- end -->",
        "<!-- figures: one --> <!-- figures: two --> <!-- end --> <!-- end -->",
        "<!-- figures: one --> <!-- end --> <!-- figures: one --> <!-- end -->",
        "<!-- figures: one --> <!-- end --> <!-- end -->",
    ],
    ids=["not closed", "not opened", "nested", "twice", "closed twice"],
)
def test_markers_that_do_not_match_are_refused(document: str) -> None:
    with pytest.raises(BenchError, match="markers do not match"):
        with_figures(document, "one", "figures")


def test_figures_without_markers_or_with_a_marker_inside_are_refused() -> None:
    with pytest.raises(BenchError, match="figures: four"):
        with_figures(DOCUMENT, "four", "figures")
    with pytest.raises(BenchError, match="one hold a marker"):
        with_figures(DOCUMENT, "one", "<!-- end -->")


def test_a_measured_section_is_written_with_its_results_beside(places: Places) -> None:
    assert run([section("one", rounds)], FIVE_ROUNDS, places) == []
    expected = DOCUMENT.replace("| a | b |", "It took 5 rounds.")
    assert places.document.read_text(encoding="utf-8") == expected
    assert json.loads((places.results / "one.json").read_text(encoding="utf-8")) == {"rounds": 5}


@pytest.mark.parametrize(
    ("error", "failed", "words"),
    [
        (SubjectError("`ours` failed: no model"), ["one"], "FAILED"),
        (NotHereError("it needs some.jsonl"), [], "NOT MEASURED"),
    ],
)
def test_a_section_that_can_not_be_measured_keeps_its_figures_and_lets_the_others_go_on(
    places: Places, capsys: pytest.CaptureFixture[str], error: Exception, failed: list[str], words: str
) -> None:
    chosen = [section("one", failing(error)), section("two-three", rounds)]
    assert run(chosen, FIVE_ROUNDS, places) == failed
    expected = with_figures(DOCUMENT, "two-three", "It took 5 rounds.")
    assert places.document.read_text(encoding="utf-8") == expected
    assert f"one: {words}, its figures stay as they were: {error}" in capsys.readouterr().err


def test_a_section_without_markers_fails_before_it_is_measured(places: Places) -> None:
    unmeasured = section("four", failing(AssertionError("measured in vain")))
    assert run([unmeasured], FIVE_ROUNDS, places) == ["four"]
    assert places.document.read_text(encoding="utf-8") == DOCUMENT


def test_figures_of_two_machines_are_not_mixed() -> None:
    check_machine(DOCUMENT, "A quiet\ncore.", whole=False)
    check_machine(DOCUMENT, "Another core.", whole=True)
    check_machine(with_figures(DOCUMENT, MACHINE, ""), "Another core.", whole=False)
    with pytest.raises(BenchError, match="measure everything"):
        check_machine(DOCUMENT, "Another core.", whole=False)


def test_data_that_is_not_in_the_repository_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(NotHereError, match="make bench DATA=DIR"):
        FIVE_ROUNDS.data_file("words.jsonl")
    with pytest.raises(NotHereError, match=r"words\.jsonl is missing"):
        Conditions(1, tmp_path).data_file("words.jsonl")
    (tmp_path / "words.jsonl").touch()
    assert Conditions(1, tmp_path).data_file("words.jsonl") == tmp_path / "words.jsonl"
