"""Every exception this package raises on purpose."""


class ServiceError(Exception):
    """Base of all errors raised by `emoji_service`."""


class RequestError(ServiceError):
    """A request that can't be answered; carries what the JSON error says."""

    def __init__(self, status: int, code: str, message: str) -> None:
        """Say the HTTP status, a stable code and a sentence that tells what to do."""
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


class RankingError(ServiceError):
    """The ranker failed; carries the kind of failure, and nothing of the text."""


class LineError(ServiceError):
    """A line of JSON Lines that can't be ranked."""


class ListenError(ServiceError):
    """The address to listen on can't be had."""
