"""What the tests of kernels share."""

import pytest

from reportbuilder.notebook_runs import kernels


@pytest.fixture(autouse=True)
def _kernels_may_start():
    """Let kernels start: a build that another test stopped in this process lets none."""
    kernels.allow_starts()
