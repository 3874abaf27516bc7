import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for harbour.py, the invented story

import harbour as harbour_story
import harbour_register

from firsthand.model import Findings


@pytest.fixture(scope="session")
def harbour() -> Findings:
    return harbour_story.harbour()


@pytest.fixture(scope="session")
def registered() -> Findings:
    """The harbour story with a register, persons and a decision; see harbour_register.CODEBOOK."""
    return harbour_register.registered()
