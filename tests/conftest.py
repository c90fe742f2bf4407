"""How the suite runs: the same generated pages every time, and no clock."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "suite",
    deadline=None,  # a busy machine is no failure
    derandomize=True,  # a page that fails here fails everywhere
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")
