from datetime import date

import pytest

from firsthand.extract.analysis import analyse
from firsthand.extract.dates import find_dates
from firsthand.extract.places import find_places
from firsthand.extract.quantities import find_quantities
from firsthand.model import Document

ODD = """😀 35.000 😀 ٣٥ e\u0301\u0301 35 000 99999999999999999999 Millionen Millionen
zwischen und 3 entre 5 y de 3 a
32. Dezember 2022 30. Februar 2021 29. Februar 29 février 99月99日 0日 13月 ２月２９日 Ende 9999 9999年99月
vor 999 Jahrzehnten hace 999 décadas il y a 999 ans 三千年前 31/31/31 1-1-1 百千万亿
两三四五六 第 ０ € $ £ 1 %"""


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "zh"])
@pytest.mark.parametrize("published", [None, date(2024, 2, 29), date(1, 1, 1), date(9999, 12, 31)])
def test_nothing_odd_breaks_measures_or_leaves_the_text(language: str, published: date | None) -> None:
    document = Document(id="d", name="d.txt", text=ODD, published=published, language=language)
    (analysis,) = analyse([document])
    found = (*find_dates(analysis), *find_quantities(analysis), *find_places(analysis))
    assert all(0 <= each.start < each.end <= len(ODD) for each in found)
    assert all(
        day.earliest is None or day.latest is None or day.earliest <= day.latest
        for day in find_dates(analysis)
    )
