"""An evaluation as pictures: bars with intervals, and what thresholds would do."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from emoji_training.evaluate.libraries import evaluation_extra
from emoji_training.evaluate.report import Report, Section
from emoji_training.evaluate.scoring import JUDGED

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

JUDGED_PLOT, REACTIONS_PLOT, THRESHOLDS_PLOT = "judged.png", "reactions.png", "thresholds.png"
PLOTS = (JUDGED_PLOT, REACTIONS_PLOT, THRESHOLDS_PLOT)
_INCHES = 4.0
_WIDTH = 10.0
_BARS = 0.8
_DPI = 120


def write_plots(report: Report, folder: Path) -> None:
    """Draw what the report holds into an existing folder, under names of `PLOTS`.

    Raises:
        MissingLibraryError: The evaluation extra is not installed.
    """
    judged = [part for part in report.sections if part.name == JUDGED]
    views = [part for part in report.sections if part.name != JUDGED]
    if judged:
        _draw_bars(judged, folder / JUDGED_PLOT)
    if views:
        _draw_bars(views, folder / REACTIONS_PLOT)
    if report.thresholds:
        _draw_thresholds(report, folder / THRESHOLDS_PLOT)


def _draw_bars(parts: Sequence[Section], path: Path) -> None:
    figure = _figure(len(parts))
    for axes, part in zip(_stacked(figure, len(parts)), parts, strict=True):
        for number, system in enumerate(part.systems):
            _draw_system(axes, part, system, number)
        axes.set_title(f"{part.name}: {part.messages:,} messages, 95 % intervals")
        axes.grid(axis="y", alpha=0.3)
        axes.legend()
    figure.savefig(path)


def _draw_system(axes: "Axes", part: Section, system: str, number: int) -> None:
    names, estimates = list(part.systems[system]), list(part.systems[system].values())
    width = _BARS / len(part.systems)
    places = [place + (number + 0.5) * width - _BARS / 2 for place in range(len(names))]
    values = [estimate.value for estimate in estimates]
    # Rounding may put a value a hair outside its interval.
    below = [max(0.0, estimate.value - estimate.low) for estimate in estimates]
    above = [max(0.0, estimate.high - estimate.value) for estimate in estimates]
    axes.bar(places, values, width, yerr=[below, above], label=system, capsize=2)
    axes.set_xticks(range(len(names)), names)


def _draw_thresholds(report: Report, path: Path) -> None:
    figure = _figure(1)
    (axes,) = _stacked(figure, 1)
    for bundle, points in report.thresholds.items():
        scores = [point.least_score for point in points]
        (line,) = axes.plot(scores, [point.utility for point in points], label=f"{bundle}: utility")
        coverage = [point.coverage for point in points]
        axes.plot(scores, coverage, color=line.get_color(), linestyle="--", label=f"{bundle}: coverage")
        axes.axvline(report.least_scores[bundle], color=line.get_color(), linestyle=":")
    axes.set_ylabel("mean utility, share covered")
    axes.set_xlabel("least score to react (dotted: the bundle's own)")
    axes.grid(alpha=0.3)
    axes.legend()
    figure.savefig(path)


def _figure(rows: int) -> "Figure":
    with evaluation_extra():
        from matplotlib.figure import Figure  # noqa: PLC0415 - a heavy extra, guarded at the door
    # Without pyplot, which keeps every figure and looks for a screen.
    return Figure(figsize=(_WIDTH, _INCHES * rows), dpi=_DPI, layout="constrained")


def _stacked(figure: "Figure", rows: int) -> list["Axes"]:
    return [figure.add_subplot(rows, 1, row + 1) for row in range(rows)]
