"""Every exception this package raises on purpose."""


class EmojiRankerError(Exception):
    """Base of all errors raised by `emoji_ranker`."""


class BundleError(EmojiRankerError):
    """A bundle is missing, incomplete, altered or made for other code."""


class EmojiNameError(EmojiRankerError, ValueError):
    """An extra emoji has a name, or phrases, that can't be ranked."""
