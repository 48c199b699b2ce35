"""`emojibot`: rank messages in a terminal, or serve the playground.

Nothing heavy is imported here: each subcommand imports what it needs, so that `emojibot rank` loads no
web framework and a missing extra is named with the command that installs it.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

MAX_PORT = 65_535
INTERRUPTED = 130
BAD_USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit status; 2 for a bad option or a bad bundle."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        status = int(options.run(options, parser))
        # A short table is written only here, so a reader that has gone is noticed only here.
        print(end="", flush=True)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone (`| head`); what is still buffered has nowhere to go.
        _discard_output()
        return 0
    except OSError as error:
        status = _fail(str(error))
        _discard_output()
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="emojibot", description="The emoji a thoughtful colleague would add."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    rank = commands.add_parser("rank", help="rank emojis for a message, or for messages on stdin")
    rank.add_argument("text", nargs="*", metavar="TEXT", help="the message (stdin where it is left out)")
    rank.add_argument("--top", type=_positive, default=10, metavar="K", help="how many candidates (10)")
    rank.add_argument("--jsonl", action="store_true", help='read {"id", "text"} lines, write one line each')
    rank.set_defaults(run=_rank)

    serve = commands.add_parser("serve", help="serve the playground and POST /rank")
    serve.add_argument("--host", type=_host, default="127.0.0.1", help="address to listen on (127.0.0.1)")
    serve.add_argument(
        "--port", type=_port, default=8000, help="port to listen on (8000; 0 takes a free one)"
    )
    serve.set_defaults(run=_serve)

    for command in (rank, serve):
        command.add_argument(
            "--bundle", type=Path, metavar="PATH", help="the bundle's folder (EMOJIBOT_BUNDLE)"
        )
    return parser


def _whole(value: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise argparse.ArgumentTypeError("must be a whole number") from None


def _positive(value: str) -> int:
    number = _whole(value)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _port(value: str) -> int:
    number = _whole(value)
    if not 0 <= number <= MAX_PORT:
        raise argparse.ArgumentTypeError(f"must be from 0 to {MAX_PORT}")
    return number


def _host(value: str) -> str:
    # To the operating system no address means every address: too much for a slip such as --host "$UNSET".
    if not value:
        raise argparse.ArgumentTypeError("must not be empty (0.0.0.0 is every address)")
    try:
        value.encode("idna")
    except UnicodeError:
        raise argparse.ArgumentTypeError("is no host name") from None
    return value


def _rank(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    from emoji_ranker.bundle import load_bundle
    from emoji_ranker.errors import BundleError

    from emoji_service.rank_command import rank_lines, rank_message

    if options.jsonl and options.text:
        parser.error("--jsonl reads messages from stdin: leave TEXT out")
    try:
        ranker = load_bundle(options.bundle).ranker
    except BundleError as error:
        return _fail(str(error))
    if options.jsonl:
        return rank_lines(ranker, options.top, sys.stdin.buffer, sys.stdout, sys.stderr)
    return rank_message(ranker, _message(options.text), options.top, sys.stdout)


def _message(words: Sequence[str]) -> str:
    return " ".join(words) if words else sys.stdin.buffer.read().decode("utf-8", errors="replace")


def _serve(options: argparse.Namespace, _: argparse.ArgumentParser) -> int:
    from emoji_ranker.bundle import load_bundle
    from emoji_ranker.errors import BundleError

    from emoji_service.errors import ListenError

    try:
        from emoji_service.serve_command import serve
    except ImportError as error:
        return _fail(f"`serve` needs {error.name}: install it with `pip install 'emojibot[service]'`")
    try:
        return serve(load_bundle(options.bundle), options.host, options.port)
    except (BundleError, ListenError) as error:
        return _fail(str(error))


def _fail(message: str) -> int:
    print(f"emojibot: {message}", file=sys.stderr)
    return BAD_USAGE


def _discard_output() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


if __name__ == "__main__":
    sys.exit(main())
