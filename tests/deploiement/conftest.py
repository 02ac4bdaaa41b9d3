"""The deployment that the tests of this folder share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.deploiement.deploiement import Deploiement, deployer


@pytest.fixture(scope="package")
def deploiement(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deploiement]:
    """Start everything once; each test leaves two replicas running."""
    if os.name == "nt":
        pytest.skip("les répliques se déploient sous Linux")
    with deployer(tmp_path_factory.mktemp("deploiement")) as running:
        yield running
