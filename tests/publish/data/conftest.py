"""The data files of the invented harbour, and of a publication made to break them."""

from datetime import date

import harbour_register
import hostile_register
import pytest

from firsthand.model import Findings
from firsthand.publish.data import write_data
from firsthand.publish.publication import Files, Publication

TITLE = "Barrels <b>and</b> harbours | a register"
DAY = date(2031, 3, 9)


@pytest.fixture(scope="session")
def publication(registered: Findings) -> Publication:
    return Publication(registered, TITLE, DAY, harbour_register.CODEBOOK)


@pytest.fixture(scope="session")
def files(publication: Publication) -> Files:
    return write_data(publication)


@pytest.fixture(scope="session")
def hostile() -> Publication:
    return hostile_register.hostile_publication()


@pytest.fixture(scope="session")
def hostile_files(hostile: Publication) -> Files:
    return write_data(hostile)
