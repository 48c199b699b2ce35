"""Every exception this package raises on purpose; each says what to do."""


class TrainingError(Exception):
    """Base of all errors raised by `emoji_training`."""


class BaseModelError(TrainingError):
    """The base model is missing, altered or of an unknown kind."""


class ExportError(TrainingError):
    """The encoder can't be exported, or an export can't be used."""


class ParityError(TrainingError):
    """The exported encoder strays further from PyTorch than is allowed."""


class LexiconError(TrainingError):
    """The lexicon, or a source of it, can't be read."""


class TextsError(TrainingError):
    """A file of messages or words can't be read."""


class OutputError(TrainingError):
    """A file or folder can't be written, or must not be replaced."""


class PopularityError(TrainingError):
    """A count of reactions can't be read, or was taken from the rows that it would be scored on."""


class AcceptanceError(TrainingError):
    """A bundle may not take another's place, or can't be compared with it."""


class MissingLibraryError(TrainingError):
    """A library of the `evaluation` extra is not installed."""
