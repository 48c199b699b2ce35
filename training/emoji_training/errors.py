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
