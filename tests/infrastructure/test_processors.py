"""Processors that are not here: answers are compared rightly, and what lacks is said."""

import shutil
from pathlib import Path

import pytest

from tests.bench.emulator import SET_UP, set_up_emulator
from tests.bench.errors import NotHereError, SubjectError
from tests.bench.processors import PROCESSORS, agreement
from tests.bench.sections.processors import SECTION

HERE = {"vectors": [[1.0, 0.0], [0.0, 1.0]], "first": ["tada", "eyes"], "reacts": [True, False]}
THERE = {"vectors": [[1.0, 0.0], [0.6, 0.8]], "first": ["tada", "wave"], "reacts": [True, False]}
SKIPPED, FAILED = 3, 1


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "emulator.sh"
    path.touch(mode=0o755)
    return path


def test_answers_of_two_processors_are_compared_one_by_one() -> None:
    assert agreement(HERE, HERE) == {"mean": 1.0, "minimum": 1.0, "first": 1.0, "reacts": 1.0}
    assert agreement(HERE, THERE) == pytest.approx({"mean": 0.9, "minimum": 0.8, "first": 0.5, "reacts": 1.0})


def test_answers_to_other_messages_are_not_compared() -> None:
    with pytest.raises(ValueError, match="shorter"):
        agreement(HERE, THERE | {"first": ["tada"]})


def test_every_processor_has_its_row() -> None:
    emulated = {processor.model: agreement(HERE, THERE) for processor in PROCESSORS}
    lines = SECTION.render({"messages": 2, "emulated": emulated}).splitlines()
    assert len(emulated) == len(PROCESSORS)
    assert "| Intel Haswell | AVX2, no VNNI | 0.90000 | 0.80000 | 0.500 | 1.000 |" in lines


@pytest.mark.parametrize(("status", "error"), [(SKIPPED, NotHereError), (FAILED, SubjectError)])
def test_an_emulator_that_can_not_be_set_up_says_why(
    script: Path, status: int, error: type[Exception]
) -> None:
    script.write_text(f"#!/bin/sh\necho 'no mirror' >&2\nexit {status}\n", encoding="utf-8")
    with pytest.raises(error, match="no mirror"):
        set_up_emulator(script)


def test_another_machine_than_linux_on_x86_64_is_told_so(
    tmp_path: Path, script: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "uname").write_text("#!/bin/sh\necho Darwin arm64\n", encoding="utf-8")
    (tmp_path / "uname").chmod(0o755)
    shutil.copy(SET_UP, script)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(NotHereError, match="Linux and x86-64 alone"):
        set_up_emulator(script)
