"""Every exception that the bench raises on purpose; each says what to do."""


class BenchError(Exception):
    """A figure can't be measured, or can't be written."""


class SubjectError(BenchError):
    """A program that is measured failed."""


class NotHereError(BenchError):
    """What a section needs is not here, so its figures stay as they are."""
