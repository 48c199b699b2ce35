"""The parts of `docs/figures.md` that are measured, each between two markers."""

import re

from tests.bench.errors import BenchError

_MARKER = re.compile(r"<!-- (?:figures: ([a-z-]+)|end) -->")


def section_names(document: str) -> list[str]:
    """Name the measured sections in the order of the document.

    Raises:
        BenchError: A marker has no counterpart, or a name stands twice.
    """
    markers = list(_MARKER.finditer(document))
    names = [marker[1] for marker in markers[::2]]
    ends = [marker[1] for marker in markers[1::2]]
    if None in names or any(ends) or len(ends) < len(names) or len(set(names)) < len(names):
        raise BenchError(
            "the markers do not match: write `<!-- figures: NAME -->` … `<!-- end -->`, each once"
        )
    return names


def figures(document: str, name: str) -> str:
    """Return what stands between the markers of a section, without blanks around it.

    Raises:
        BenchError: The document has no such section, or its markers do not match.
    """
    start, end = _bounds(document, name)
    return document[start:end].strip()


def with_figures(document: str, name: str, content: str) -> str:
    """Return the document with other content between the markers of a section, and nothing else changed.

    Raises:
        BenchError: The document has no such section, or the content holds a marker.
    """
    if _MARKER.search(content):
        raise BenchError(f"the figures of {name} hold a marker")
    start, end = _bounds(document, name)
    return f"{document[:start]}\n\n{content.strip()}\n\n{document[end:]}"


def _bounds(document: str, name: str) -> tuple[int, int]:
    if name not in section_names(document):
        raise BenchError(f"the document has no section `<!-- figures: {name} -->`: write its markers first")
    markers = list(_MARKER.finditer(document))
    opening = next(number for number, marker in enumerate(markers) if marker[1] == name)
    return markers[opening].end(), markers[opening + 1].start()
