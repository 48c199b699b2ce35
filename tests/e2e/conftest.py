"""A real service, a real browser, and a page that may not go wrong unnoticed."""

from __future__ import annotations

import os
import queue
import re
import shutil
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

CHROMIUM_COMMANDS = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SERVICE_COMMAND = (sys.executable, "-m", "emoji_service.cli", "serve", "--port", "0")
SERVICE_START_SECONDS = 60
SERVICE_STOP_SECONDS = 10
PAGE_TIMEOUT_MS = 10_000


@pytest.fixture(scope="session")
def chromium_path() -> str:
    chosen = os.environ.get("EMOJIBOT_CHROMIUM")
    commands = (chosen,) if chosen else CHROMIUM_COMMANDS
    found = next(filter(None, map(shutil.which, commands)), None)
    if found is None:
        pytest.skip(
            f"none of {', '.join(commands)} is here: install Chromium (on Debian: apt-get install chromium) "
            "or set EMOJIBOT_CHROMIUM to its path"
        )
    return found


# Not for the session: while it is open, Playwright keeps an event loop running in this thread.
@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def service_url(chromium_path: str) -> Iterator[str]:
    assert chromium_path, "without a browser there is no reason to load the model"
    with subprocess.Popen(SERVICE_COMMAND, stdout=subprocess.PIPE, text=True) as service:
        reader, lines = read_in_background(service)
        try:
            yield address_in(lines)
        finally:
            stop(service)
            reader.join()


def read_in_background(service: subprocess.Popen[str]) -> tuple[threading.Thread, queue.Queue[str]]:
    """Keep reading, so that a talkative service never blocks on a full pipe."""
    lines: queue.Queue[str] = queue.Queue()

    def read() -> None:
        for line in service.stdout or ():
            lines.put(line)
        lines.put("")

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    return reader, lines


def address_in(lines: queue.Queue[str]) -> str:
    try:
        first_line = lines.get(timeout=SERVICE_START_SECONDS)
    except queue.Empty:
        raise AssertionError(f"the service said nothing for {SERVICE_START_SECONDS} seconds") from None
    address = re.search(r"http://127\.0\.0\.1:\d+", first_line)
    assert address, f"the service gave no address but {first_line!r}; its own error output says why"
    return address.group()


def stop(service: subprocess.Popen[str]) -> None:
    service.terminate()
    try:
        service.wait(SERVICE_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        service.kill()


@pytest.fixture
def expected_console_errors() -> list[str]:
    """What a test that breaks the network on purpose lets the browser complain about."""
    return []


@pytest.fixture
def page(browser: Browser, service_url: str, expected_console_errors: list[str]) -> Iterator[Page]:
    """Open the playground, and fail at the end on any error or on any request to somewhere else."""
    problems: list[str] = []

    def note_console_error(message: ConsoleMessage) -> None:
        expected = any(part in message.text for part in expected_console_errors)
        if message.type == "error" and not expected:
            problems.append(f"console: {message.text}")

    def note_page_error(error: Error) -> None:
        problems.append(f"page: {error.message}")

    def note_foreign_request(request: Request) -> None:
        if not request.url.startswith(f"{service_url}/"):
            problems.append(f"request to another origin: {request.url}")

    context = browser.new_context(base_url=service_url)
    context.set_default_timeout(PAGE_TIMEOUT_MS)
    page = context.new_page()
    page.on("console", note_console_error)
    page.on("pageerror", note_page_error)
    page.on("request", note_foreign_request)
    page.goto("/")
    yield page
    context.close()
    assert problems == []
