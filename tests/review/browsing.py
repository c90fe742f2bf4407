"""A real browser, headless: Chromium driven by Playwright; tests are skipped where either is absent."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def driver() -> Any:
    """Playwright's module, and the test module is skipped where it or a browser is absent."""
    module = pytest.importorskip("playwright.sync_api", reason="no Playwright: pip install -e '.[dev,browser]'")
    if executable() is None:
        pytest.skip("no Chromium: apt-get install chromium", allow_module_level=True)
    return module


def executable() -> str | None:
    """Where a Chromium lies."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


@contextmanager
def browser() -> Iterator[Any]:
    """A browser; as root it has no sandbox."""
    with driver().sync_playwright() as playwright:
        sandbox = [] if os.geteuid() else ["--no-sandbox"]
        started = playwright.chromium.launch(executable_path=executable(), args=sandbox)
        try:
            yield started
        finally:
            started.close()


class Tab:
    """A page of the browser that notes all it asks for, all it says and all it runs into."""

    def __init__(self, started: Any, **how: Any) -> None:
        """A fresh profile."""
        self.context = started.new_context(**{"viewport": {"width": 1280, "height": 800}, **how})
        self.page = self.context.new_page()
        self.page.set_default_timeout(8000)
        self.requests: list[str] = []
        self.trouble: list[str] = []
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda said: self.trouble.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda wrong: self.trouble.append(str(wrong)))
        self.page.on("dialog", lambda dialog: (self.trouble.append(f"dialog {dialog.message}"), dialog.dismiss()))

    def open(self, address: str) -> Any:
        """Go to an address, and wait until the view is there."""
        if self.page.url.partition("#")[0] == address.partition("#")[0]:
            self.page.evaluate("hash => { location.hash = hash }", "#" + address.partition("#")[2])
        else:
            self.page.goto(address)
        return self.ready()

    def ready(self) -> Any:
        """The page when its view is there."""
        self.page.wait_for_timeout(60)
        self.page.wait_for_selector("main:not([aria-busy])")
        return self.page

    def press(self, *keys: str) -> Any:
        """Press keys one after another; the view that they lead to."""
        for key in keys:
            self.page.keyboard.press(key)
        return self.ready()
