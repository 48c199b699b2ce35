"""What the bench measures from outside: processes and installed packages."""

import sys
from pathlib import Path

import pytest

from tests.bench.distributions import installed_sizes, needed_by, tree_bytes
from tests.bench.errors import NotHereError, SubjectError
from tests.bench.first_answer import first_answer
from tests.bench.processes import run_subject, run_training


def test_a_subject_that_fails_is_named_with_what_it_said() -> None:
    with pytest.raises(
        SubjectError, match=r"`nobody 1` failed: .*No module named tests\.bench\.subjects\.nobody"
    ):
        run_subject("nobody", 1)
    with pytest.raises(SubjectError, match=r"`emojibot-train no-command` failed: .*invalid choice"):
        run_training("no-command")


def test_a_subject_that_reports_nothing_is_named() -> None:
    with pytest.raises(SubjectError, match="`timing` reported no figures"):
        run_subject("timing")


def test_a_first_answer_is_waited_for() -> None:
    code = "import sys; print(len(input()), flush=True); sys.stdin.read()"
    figures = first_answer([sys.executable, "-c", code])
    assert figures.keys() == {"s", "peak", "now"}
    assert figures["peak"] >= figures["now"] > 1


@pytest.mark.parametrize("code", ["raise SystemExit('no model')", "input(); raise SystemExit('no model')"])
def test_a_process_without_an_answer_is_named_with_what_it_said(code: str) -> None:
    with pytest.raises(SubjectError, match="gave no answer: no model"):
        first_answer([sys.executable, "-c", code])


def test_what_is_installed_is_summed_without_what_python_compiled(installed: Path) -> None:
    sizes = installed_sizes([str(installed)])
    compiled = installed / "emoji_ranker" / "__pycache__" / "more.pyc"
    compiled.parent.mkdir(exist_ok=True)
    compiled.write_bytes(b"0" * 1000)
    assert sizes.keys() == {"emojibot"}
    # Commands lie beside the packages, and their list does not find them there.
    assert 20e6 < sizes["emojibot"] <= tree_bytes(installed) < sizes["emojibot"] + 10_000
    compiled.unlink()


def test_a_package_brings_all_that_it_needs_here() -> None:
    assert needed_by(["emojibot"]) >= {"emojibot", "numpy", "onnxruntime", "tokenizers"}
    assert "pytest" not in needed_by(["emojibot"])
    with pytest.raises(NotHereError, match="no-such-package is not installed"):
        needed_by(["no-such-package"])
