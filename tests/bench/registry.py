"""Every section of `docs/figures.md` that is measured, in its order there.

A new one is a module with a `SECTION`, named here, and its two markers in the document.
"""

from tests.bench.section import Section
from tests.bench.sections import (
    batch,
    evaluation,
    graph_forms,
    installed,
    many_emojis,
    message,
    parity,
    peak,
    pooling,
    processors,
    start,
    threshold,
)

SECTIONS: tuple[Section, ...] = (
    message.SECTION,
    batch.SECTION,
    start.SECTION,
    installed.SECTION,
    many_emojis.SECTION,
    peak.SECTION,
    graph_forms.SECTION,
    parity.SECTION,
    processors.SECTION,
    pooling.SECTION,
    threshold.SECTION,
    evaluation.SECTION,
)
