"""Subjects measured in turns, A, B, C, A, B, C, so that what disturbs the machine disturbs all alike."""

import sys
from collections.abc import Callable, Mapping

Figures = dict[str, float]


def take_turns(
    subjects: Mapping[str, Callable[[], Figures]], rounds: int, label: str
) -> list[dict[str, Figures]]:
    """Measure every subject once a round, and return the figures of each round by subject.

    One more round goes first and is thrown away: it only warms the file cache.

    Raises:
        SubjectError: A subject failed.
    """
    taken = []
    for number in range(rounds + 1):
        say(f"{label}: round {number} of {rounds}" if number else f"{label}: warming up")
        taken.append({name: subject() for name, subject in subjects.items()})
    return taken[1:]


def say(line: str) -> None:
    """Tell how far the bench is, on stderr."""
    sys.stderr.write(f"bench: {line}\n")
    sys.stderr.flush()
