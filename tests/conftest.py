"""How the suite runs: the same generated pages every time, and no clock."""

import signal

from hypothesis import HealthCheck, settings

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Shells start jobs in the background so, and what tests start would never hear of Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile(
    "suite",
    deadline=None,  # a busy machine is no failure
    derandomize=True,  # a page that fails here fails everywhere
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")
