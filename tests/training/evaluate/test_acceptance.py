"""A bundle takes another's place unless it is worse beyond the interval, and then whole or not at all."""

import json
from math import nan
from pathlib import Path

import pytest
from emoji_ranker.bundle import load_bundle
from emoji_training.errors import AcceptanceError
from emoji_training.evaluate import acceptance
from emoji_training.evaluate.acceptance import Difference, check_differences, put_in_place
from emoji_training.evaluate.bootstrap import Estimate
from emoji_training.evaluate.systems import bundle_name

from tests.training.conftest import Main


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_worse_bundle_is_refused_with_the_figures_that_fell(
    main: Main, tiny_bundle: Path, worse_bundle: Path, given: tuple[object, ...]
) -> None:
    before = held(tiny_bundle)
    status, said, problem = main("accept", worse_bundle, "--bundle", tiny_bundle, *given)
    assert status == 1
    assert "judged utility: 1.000 -> 0.200, -0.800 [" in said
    assert problem.startswith(
        "emojibot-train: refused, since it is worse beyond the interval in judged utility: "
    )
    for figure in ("judged apt@1: 1.000 -> 0.000", "all hit@1: 0.600 -> ", "no_plus1 MRR: "):
        assert figure in problem
    assert "judged harmful@1" not in problem
    assert "`emojibot-train compare`" in problem
    assert held(tiny_bundle) == before
    assert sorted(path.name for path in tiny_bundle.parent.iterdir() if path.is_dir()) == ["bundle", "worse"]


def test_a_better_bundle_takes_the_place(
    main: Main, tiny_bundle: Path, worse_bundle: Path, given: tuple[object, ...]
) -> None:
    status, said, problem = main("accept", tiny_bundle, "--bundle", worse_bundle, *given)
    name = bundle_name(load_bundle(tiny_bundle))
    assert (status, problem) == (0, "")
    assert said.splitlines()[-1] == f"{worse_bundle}: accepted {name}, not worse beyond any interval"
    assert len(said.splitlines()) == 13
    assert held(worse_bundle) == held(tiny_bundle)


def test_a_bundle_that_is_as_good_takes_the_place(
    main: Main, tiny_bundle: Path, tmp_path: Path, given: tuple[object, ...]
) -> None:
    copy = tmp_path / "copy"
    assert main("accept", tiny_bundle, "--bundle", copy, *given)[0] == 0
    status, said, _ = main("accept", tiny_bundle, "--bundle", copy, *given)
    assert status == 0
    assert "judged utility: 1.000 -> 1.000, +0.000 [+0.000, +0.000]" in said


@pytest.mark.parametrize("exists", [True, False])
def test_without_a_bundle_in_place_any_is_accepted(
    main: Main, worse_bundle: Path, tmp_path: Path, given: tuple[object, ...], *, exists: bool
) -> None:
    target = tmp_path / "new"
    if exists:
        target.mkdir()
    status, said, _ = main("accept", worse_bundle, "--bundle", target, *given)
    assert status == 0
    assert "there was none to compare it with" in said
    assert held(target) == held(worse_bundle)


def test_a_bundle_is_not_accepted_for_itself(
    main: Main, tiny_bundle: Path, tmp_path: Path, given: tuple[object, ...]
) -> None:
    link = tmp_path / "link"
    link.symlink_to(tiny_bundle)
    before = held(tiny_bundle)
    for same in (tiny_bundle, link):
        status, _, problem = main("accept", same, "--bundle", tiny_bundle, *given)
        assert status == 1
        assert "is the bundle in place already: name another candidate" in problem
    assert held(tiny_bundle) == before


def test_a_broken_bundle_in_place_says_how_to_go_on(
    main: Main, tiny_bundle: Path, worse_bundle: Path, given: tuple[object, ...]
) -> None:
    (worse_bundle / "decision.json").unlink()
    status, _, problem = main("accept", tiny_bundle, "--bundle", worse_bundle, *given)
    assert status == 1
    assert f"can't be compared ({worse_bundle / 'decision.json'} is missing" in problem
    assert f"move {worse_bundle} away" in problem
    status, _, problem = main("accept", worse_bundle, "--bundle", tiny_bundle, *given)
    assert status == 1
    assert "decision.json is missing" in problem


def test_a_folder_that_is_no_bundle_is_left_alone(tiny_bundle: Path, tmp_path: Path) -> None:
    target = tmp_path / "papers"
    target.mkdir()
    (target / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(Exception, match=r"has no manifest\.json"):
        put_in_place(load_bundle(tiny_bundle), target)
    assert list(held(target)) == ["thesis.txt"]


def test_the_copy_is_loaded_before_it_takes_the_place(
    tiny_bundle: Path, worse_bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    candidate, other = load_bundle(tiny_bundle), load_bundle(worse_bundle)
    loaded: list[Path] = []

    def load(folder: Path) -> object:
        loaded.append(folder)
        assert folder.name != "target"
        return other

    monkeypatch.setattr(acceptance, "load_bundle", load)
    with pytest.raises(AcceptanceError, match="changed while it was scored: run `accept` again"):
        put_in_place(candidate, tmp_path / "target")
    assert len(loaded) == 1
    assert not (tmp_path / "target").exists()


def difference(sign: int, low: float, high: float) -> Difference:
    return Difference("f", sign, 0.0, 0.0, Estimate((low + high) / 2, low, high))


@pytest.mark.parametrize(
    ("sign", "low", "high", "worse"),
    [
        (1, -0.2, -0.1, True),
        (1, -0.2, 0.0, False),
        (1, -0.2, 0.1, False),
        (1, 0.1, 0.2, False),
        (-1, 0.1, 0.2, True),
        (-1, 0.0, 0.2, False),
        (-1, -0.2, -0.1, False),
        (1, nan, nan, False),
        (-1, nan, nan, False),
    ],
)
def test_worse_is_an_interval_wholly_on_the_bad_side(
    sign: int, low: float, high: float, *, worse: bool
) -> None:
    found = difference(sign, low, high)
    assert found.worse == worse
    if worse:
        with pytest.raises(AcceptanceError, match="refused"):
            check_differences([found])
    else:
        check_differences([found])


def test_more_harm_is_refused(
    main: Main, tiny_bundle: Path, worse_bundle: Path, lexicon: Path, tmp_path: Path
) -> None:
    row = {"apt": [], "fine": [], "harmful": ["rocket"], "silent": True}
    judged = tmp_path / "harm.jsonl"
    judged.write_text(
        "".join(json.dumps(row | {"text": text}) + "\n" for text in ["love", "fire"] * 20), encoding="utf-8"
    )
    given = ("--judged", judged, "--lexicon", lexicon)
    status, _, problem = main("accept", worse_bundle, "--bundle", tiny_bundle, *given)
    assert status == 1
    assert "judged harmful@1: 0.000 -> 0.500, +0.500 [+0." in problem
