"""Measuring sections one after the other, each written down before the next begins."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from emoji_training.errors import TrainingError
from emoji_training.files import write_text

from tests.bench.document import figures, with_figures
from tests.bench.errors import BenchError, NotHereError
from tests.bench.rounds import say
from tests.bench.section import Conditions, Section

MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Places:
    """Where figures go: the document of all, and a folder with a JSON file a section."""

    document: Path
    results: Path


def run(chosen: Sequence[Section], conditions: Conditions, places: Places) -> list[str]:
    """Measure sections and write each into the document; return the names of those that failed.

    A section that fails, or lacks what it needs, keeps the text that it has.
    """
    return [section.name for section in chosen if not _update(section, conditions, places)]


def check_machine(document: str, words: str, *, whole: bool) -> None:
    """Raise BenchError where a part of the figures would come from another machine than the rest."""
    stated, here = (" ".join(text.split()) for text in (figures(document, MACHINE), words))
    if not whole and stated not in {"", here}:
        raise BenchError(
            f"the other figures were measured on {stated!r}, this is {here!r}: "
            "measure everything, without ONLY"
        )


def write_figures(document: Path, name: str, content: str) -> None:
    """Replace one section of the document, in one step.

    Raises:
        BenchError: It has no markers for it.
        OutputError: It can't be written.
    """
    write_text(document, with_figures(document.read_text(encoding="utf-8"), name, content))


def _update(section: Section, conditions: Conditions, places: Places) -> bool:
    say(section.name)
    try:
        figures(places.document.read_text(encoding="utf-8"), section.name)
        results = section.measure(conditions)
        write_text(places.results / f"{section.name}.json", json.dumps(results, indent=1) + "\n")
        write_figures(places.document, section.name, section.render(results))
    except NotHereError as error:
        say(f"{section.name}: NOT MEASURED, its figures stay as they were: {error}")
    except (BenchError, TrainingError) as error:
        say(f"{section.name}: FAILED, its figures stay as they were: {error}")
        return False
    return True
