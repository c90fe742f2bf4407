"""Cleaners for tests, which workers import by their names: pages whose paths say what becomes of them."""

import os
import signal
import time
from pathlib import Path

from pipeline.flow import clean_page
from pipeline.model import Cleaned, Page
from pipeline.settings import Settings


def deadly(page: Page, settings: Settings) -> Cleaned:
    """Clean a page, but for those that end the process, never end, take all memory or show a mistake."""
    if "crash" in page.path or page.data == b"crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if "exit" in page.path:
        os._exit(9)
    if "hang" in page.path:
        # A sleep that nothing in Python can break off, like a search that never ends.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        while True:
            time.sleep(60)
    if "memory" in page.path:
        held = [bytes(50_000_000)]
        while True:
            held.append(bytearray(held[0]))
    if "deep" in page.path:
        return deadly(page, settings)
    if "mistake" in page.path:
        raise ZeroDivisionError
    if "killed" in page.path:
        os.kill(os.getpid(), signal.SIGKILL)
    return clean_page(page, settings)


def traced(page: Page, settings: Settings) -> Cleaned:
    """Clean a page and leave its name in the file that the page's first line names."""
    text = page.data.decode("utf-8")
    trace, _, rest = text.partition("\n")
    with Path(trace).open("a", encoding="utf-8") as file:
        file.write(f"{page.path}\n")
    return clean_page(Page(page.path, rest.encode()), settings)


def slow(page: Page, settings: Settings) -> Cleaned:
    """Clean a page in a tenth of a second."""
    time.sleep(0.1)
    return clean_page(page, settings)


def threaded(page: Page, settings: Settings) -> Cleaned:
    """Clean a page, where matrix products have one thread."""
    from threadpoolctl import threadpool_info

    assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == {1}
    return clean_page(page, settings)
