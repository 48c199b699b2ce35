"""What is tracked: the agreed folders, nothing huge, nothing of one machine, a README to start with."""

import re
from pathlib import Path

import pytest

BUNDLE = Path("model/bundle")
MEBIBYTE = 1024 * 1024
TOP_LEVEL = {".ci", "docs", "lambda", "model", "notebooks", "terraform", "tests", "training"}
# Each is written in two halves, so that this file does not hold what it looks for.
HOSTS = (
    "files.python" + "hosted.org",
    "pypi" + ".org/simple",
    "registry.npm" + "js.org",
    "index" + "-url",
    "artifact" + "ory",
    "code" + "artifact",
)
FOLDERS = "root|work|workspace|home|Users|mnt|opt|private"
PLACE = rf"(?<![\w.~/-])/(?:{FOLDERS})/[\w.]"
MACHINE = re.compile("|".join([*map(re.escape, HOSTS), PLACE]))


def test_no_file_names_a_registry_or_a_place_on_one_machine(texts: dict[Path, str]) -> None:
    found = {str(name): match[0] for name, text in texts.items() if (match := MACHINE.search(text))}
    assert found == {}
    assert len(texts) > 50


@pytest.mark.parametrize(
    "text",
    [
        "see /" + "root/.cache",
        '"/' + 'home/sam/emojibot"',
        "(/" + "work/shared)",
        "file:/" + "Users/sam",
        "https://" + HOSTS[0] + "/packages",
        "--" + HOSTS[3],
    ],
)
def test_such_a_place_would_be_noticed(text: str) -> None:
    assert MACHINE.search(text)


@pytest.mark.parametrize(
    "text", ["~/.cache", "$HOME/x", "../shared/x", "https://example.com/home/x", "/homes/", "/dev/null"]
)
def test_other_places_are_let_be(text: str) -> None:
    assert not MACHINE.search(text)


def test_nothing_tracked_is_huge_but_the_bundle(files: list[Path], root: Path) -> None:
    sizes = {name: (root / name).stat().st_size for name in files}
    bundle = {name for name in sizes if name.is_relative_to(BUNDLE)}
    assert {name for name, size in sizes.items() if size > 2 * MEBIBYTE} <= bundle
    assert sum(sizes[name] for name in bundle) < 30 * MEBIBYTE


def test_the_top_level_is_the_agreed_one(files: list[Path]) -> None:
    folders = {name.parts[0] for name in files if len(name.parts) > 1}
    assert folders <= TOP_LEVEL
    assert folders >= {"lambda", "model", "training", "tests"}


def test_the_readme_opens_with_something_to_run_and_is_short(texts: dict[Path, str]) -> None:
    lines = texts[Path("README.md")].splitlines()
    assert len(lines) < 150
    assert next(number for number, line in enumerate(lines) if line.startswith("```")) < 10


def test_every_link_of_the_readme_leads_somewhere(texts: dict[Path, str], root: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", texts[Path("README.md")])
    assert [link for link in links if not (root / link).exists()] == []


def test_text_files_end_with_one_line_break_and_have_no_trailing_blanks(texts: dict[Path, str]) -> None:
    written = {str(name): text for name, text in texts.items() if text and "licences" not in name.parts}
    assert [name for name, text in written.items() if not re.search(r"[^\n]\n\Z", text)] == []
    assert [name for name, text in written.items() if re.search(r"[ \t\r]$", text, re.MULTILINE)] == []
