"""A rule that is switched off for a line says why."""

import re
from pathlib import Path

import pytest

# Written in two halves, so that this file does not hold what it looks for.
SUPPRESSED = re.compile("# (?:noq" + "a|type: ign" + "ore|prag" + r"ma\b|ruf" + "f:|myp" + "y:)")
LINT = r"# no" + r"qa: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)* - \w.+"
# mypy takes no reason but one that is a comment of its own.
TYPES = r"# type: " + r"ignore\[[\w, -]+\]  ?# \w.+"
WITH_REASON = re.compile(f"{LINT}|{TYPES}")


def test_every_rule_that_is_switched_off_says_why(texts: dict[Path, str]) -> None:
    lines = [
        (name, number, line)
        for name, text in texts.items()
        if name.suffix == ".py"
        for number, line in enumerate(text.splitlines(), 1)
    ]
    suppressed = [(name, number, line) for name, number, line in lines if SUPPRESSED.search(line)]
    bare = [f"{name}:{number}: {line}" for name, number, line in suppressed if not WITH_REASON.search(line)]
    assert bare == []
    assert len(suppressed) > 5


@pytest.mark.parametrize("reason", ["", ": S603", ": S603 (it is safe)", ": S603 -", ": - it is safe"])
def test_a_lint_rule_without_a_reason_would_be_noticed(reason: str) -> None:
    line = "x = 1  # " + f"noqa{reason}"
    assert SUPPRESSED.search(line)
    assert not WITH_REASON.search(line)
    assert WITH_REASON.search("x = 1  # " + "noqa: S603, S607 - it is safe")


@pytest.mark.parametrize("reason", ["", "[misc]", "[misc] - it has no types", "  # it has no types"])
def test_a_type_error_without_a_reason_would_be_noticed(reason: str) -> None:
    line = "x = 1  # " + f"type: ignore{reason}"
    assert SUPPRESSED.search(line)
    assert not WITH_REASON.search(line)
    assert WITH_REASON.search("x = 1  # " + "type: ignore[misc] # it has no types")
