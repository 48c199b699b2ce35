"""`emojibot serve`: the local service on one address."""

import errno
import socket

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
    address, taken = listener.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    print(f"Emojibot listens on http://{shown}:{taken} (stop it with Ctrl+C)", flush=True)
    uvicorn.Server(config).run(sockets=[listener])
    return 0


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        # Listening already here lets a browser connect before the server's loop runs.
        listener.listen()
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise ListenError(f"port {port} on {host} is taken: choose another with --port") from error
        raise ListenError(
            f"can't listen on {host}, port {port} ({error.strerror}): choose another"
        ) from error
    return listener
