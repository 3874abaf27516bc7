"""Desks on invented cases: one built from a few texts, one made straight by the benchmarks' generator."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "benchmarks" / "desk"))

from big_case import big_case
from piles import Size

from firsthand.building import build_from
from firsthand.desk.open_desk import OpenDesk
from firsthand.read import Original

TEXTS = {
    "courier.txt": (
        "The Tarn Courier\n4 May 2031\n\nHarbour of Tarn closed after oil spill\n\n"
        "The harbour of Tarn was closed on Monday. At least 12 boats were damaged, said Ina Roe, director of "
        "the Harbour Watch. “Nobody warned the fishermen,” she said. The ministry of ferries denied that the "
        "harbour was closed.\n"
    ),
    "lantern.txt": (
        "Daily Lantern\n5 May 2031\n\nOil spill closes harbour of Tarn\n\n"
        "The harbour of Tarn was closed on Monday after the oil spill. At least 20 boats were damaged, "
        "according to Ina Roe, director of the Harbour Watch. Mayor Odo Lund said the harbour stays closed "
        "until June.\n"
    ),
    "phare.txt": (
        "Le Phare\n6 mai 2031\n\nLe port de Tarn fermé après une marée noire\n\n"
        "Le port de Tarn a été fermé lundi. Au moins 12 bateaux ont été endommagés, a déclaré Ina Roé, "
        "directrice du Harbour Watch. Le maire Odo Lund a annoncé une enquête.\n"
    ),
    "dengta.txt": (
        "灯塔日报\n2031年5月7日\n\n塔恩港因漏油事故关闭\n\n"
        "塔恩港周一关闭。港口观察组织主任罗伊娜表示,至少有12艘渔船受损。渡轮部否认港口已经关闭。\n"
    ),
    "hill.txt": (
        "Hill Gazette\n1 March 2030\n\nLerholm school gets a new roof\n\n"
        "The school of Lerholm will get a new roof in the spring, said Mira Dorn, head of the school. The "
        "works will cost 40,000 crowns, Mira Dorn said.\n"
    ),
}


@pytest.fixture(scope="session")
def tarn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case built from a few texts in three languages."""
    path = tmp_path_factory.mktemp("tarn") / "tarn.case"
    originals = [Original(name, text.encode()) for name, text in TEXTS.items()]
    build_from(originals, case=path, processes=1).close()
    return path


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of some thousand invented statements, one document of 14 pages among its originals."""
    path = tmp_path_factory.mktemp("many") / "many.case"
    big_case(path, Size(documents=60, statements=1500, told=80, pages=14), seed=3)
    return path


@pytest.fixture
def tarn_path(tarn: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(tarn, tmp_path / "tarn.case"))


@pytest.fixture
def many_path(many: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(many, tmp_path / "many.case"))


@pytest.fixture
def desk(tarn_path: Path) -> Iterator[OpenDesk]:
    with OpenDesk(tarn_path) as desk:
        yield desk


@pytest.fixture
def large(many_path: Path) -> Iterator[OpenDesk]:
    with OpenDesk(many_path) as desk:
        yield desk
