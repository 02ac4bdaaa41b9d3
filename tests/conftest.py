"""What every test shares: the browser fixtures, and how many cases hypothesis tries (`HYPOTHESIS_PROFILE=long` for many)."""

import os

from hypothesis import HealthCheck, Phase, settings

pytest_plugins = ["tests.navigateur"]

_COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]}
# The short profile tries the same cases each time, and shows the first that fails as it is found: making it smaller takes minutes.
# The long one draws others at every run.
_SHORT = {"derandomize": True, "phases": [Phase.explicit, Phase.generate]}
settings.register_profile("court", max_examples=20, **_SHORT, **_COMMON)
settings.register_profile("long", max_examples=500, **_COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "court"))
