"""Processes that never see Ctrl-C: it is for the command that started them, which ends them itself."""

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker


@contextmanager
def sheltered() -> Iterator[None]:
    """Processes that start in here, and all that come from them, keep Ctrl-C waiting for ever."""
    if "forkserver" not in multiprocessing.get_all_start_methods():  # nor has such a system signals to keep back
        yield
        return
    # Whoever starts the tracker lets SIGINT through afterwards, so it is started first.
    resource_tracker.ensure_running()
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
