"""The story of the Ostra dam and that of the ferry to Lund, built once for all tests of review."""

import pytest
from dam_papers import TWO_STORIES, originals
from reviewers import Reviewer

from firsthand.building import build_from
from firsthand.model import Findings


@pytest.fixture(scope="session")
def told() -> Findings:
    """Return what firsthand makes of both stories."""
    with build_from(originals(TWO_STORIES), codebook="none", processes=1) as case:
        return case.derived


@pytest.fixture
def reviewer() -> Reviewer:
    """Return somebody who decides."""
    return Reviewer()
