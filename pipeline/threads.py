"""NumPy's matrix products on one thread: pages are small, and processes share the cores among them."""

from threadpoolctl import threadpool_limits


def one_thread() -> None:
    """From now on, in this process and in those it forks (docs/decisions/workers.md says what it is worth)."""
    threadpool_limits(1, user_api="blas")
