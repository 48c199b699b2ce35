"""An evaluation as tables, for a terminal and for GitHub."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import isnan

from emoji_training.evaluate.bootstrap import Estimate
from emoji_training.evaluate.libraries import evaluation_extra
from emoji_training.evaluate.report import METHOD, Report, Section
from emoji_training.evaluate.scoring import JUDGED

Cell = Callable[[Estimate], str]

_UNDEFINED = "-"


def terminal_tables(report: Report) -> str:
    """Set all sections for 100 columns; ± is half the width of the interval, whose ends are in the JSON.

    Raises:
        MissingLibraryError: The evaluation extra is not installed.
    """
    tables = [f"{_title(part)}\n\n{_table(part, _half_width, 'simple')}" for part in report.sections]
    return "\n\n".join([*tables, *_notes(report), f"± is half the width of the interval: {METHOD}."])


def markdown_tables(report: Report) -> str:
    """Set all sections as GitHub's markdown, with the ends of the intervals.

    Raises:
        MissingLibraryError: The evaluation extra is not installed.
    """
    tables = [f"{_title(part)}:\n\n{_table(part, _ends, 'github')}" for part in report.sections]
    return "\n\n".join([*tables, *_notes(report), f"In brackets: {METHOD}."]) + "\n"


def plain_table(headers: Sequence[str], rows: Iterable[Sequence[str]], form: str = "simple") -> str:
    """Set text in columns.

    Raises:
        MissingLibraryError: The evaluation extra is not installed.
    """
    with evaluation_extra():
        from tabulate import tabulate  # noqa: PLC0415 - part of the evaluation extra, guarded at the door
    return str(tabulate(list(rows), headers, tablefmt=form, disable_numparse=True))


def _title(part: Section) -> str:
    what = "judged messages" if part.name == JUDGED else f"messages with reactions, {part.name}"
    return f"{part.messages:,} {what}"


def _table(part: Section, cell: Cell, form: str) -> str:
    figures = list(next(iter(part.systems.values())))
    rows = [
        [system, *(cell(estimates[figure]) for figure in figures)]
        for system, estimates in part.systems.items()
    ]
    return plain_table(["", *figures], rows, form)


def _half_width(estimate: Estimate) -> str:
    if isnan(estimate.value):
        return _UNDEFINED
    return f"{estimate.value:.3f} ±{(estimate.high - estimate.low) / 2:.3f}"


def _ends(estimate: Estimate) -> str:
    if isnan(estimate.value):
        return _UNDEFINED
    return f"{estimate.value:.3f} [{estimate.low:.3f}, {estimate.high:.3f}]"


def _notes(report: Report) -> Iterator[str]:
    for source in report.sources.values():
        if told := [f"{count} {note}" for note, count in source.notes.items() if count]:
            yield f"{source.name}: {', '.join(told)}."
