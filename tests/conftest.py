"""What every test shares: the browser fixtures, and how many cases hypothesis tries (`HYPOTHESIS_PROFILE=long` for many)."""

import os

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.navigateur"]

_COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]}
settings.register_profile("court", max_examples=20, **_COMMON)
settings.register_profile("long", max_examples=500, **_COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "court"))
