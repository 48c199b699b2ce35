"""`emojibot serve`: the local service on one address."""

import errno
import signal
import socket
from contextlib import suppress

import uvicorn
from emoji_ranker.bundle import Bundle

from emoji_service.errors import ListenError
from emoji_service.rank_api import create_app


def serve(bundle: Bundle, host: str, port: int) -> int:
    """Serve until interrupted; prints the address once it answers.

    Raises:
        ListenError: The address is taken, or is none of this machine's.
    """
    listener = _listen(host, port)
    # No access log: a path typed by hand may hold message text.
    config = uvicorn.Config(create_app(bundle), log_level="warning", access_log=False, server_header=False)
    # uvicorn passes a signal on once it has stopped; to be told to stop is no failure.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        _Server(config).run(sockets=[listener])
    return 0


class _Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        for listener in sockets or ():
            print(f"Emojibot listens on {_address(listener)} (stop it with Ctrl+C)", flush=True)


def _address(listener: socket.socket) -> str:
    address, port = listener.getsockname()[:2]
    return f"http://[{address}]:{port}" if ":" in address else f"http://{address}:{port}"


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise ListenError(_reason(error, host, port)) from error
    return listener


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} on {host} is taken: choose another with --port"
    return f"can't listen on {host}, port {port} ({error.strerror}): choose another"
