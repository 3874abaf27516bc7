"""Records as the desk shows them: the rows of the published register, with what a reviewer made of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from firsthand.desk.shapes import RecordRow
from firsthand.model import Findings, Source, Tally
from firsthand.publish.site.records import RecordView, TallyView, TypeView, country_name, types_of
from firsthand.publish.telling.index import Index, index_of
from firsthand.register.codebook import Codebook
from firsthand.review.persons import plain_name

TYPES = 200  # records of one page whose columns are looked for


@dataclass(frozen=True, slots=True)
class Choice:
    """What one may filter records by: the value in the address and the words in the menu."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records are asked for; what is empty asks for nothing."""

    text: str = ""
    standing: str = ""
    country: str = ""
    state: str = ""

    def __bool__(self) -> bool:
        return bool(self.text or self.standing or self.country or self.state)

    def fits(self, row: RecordRow) -> bool:
        """Tell whether a record is asked for: every word must stand in its title or in an answer."""
        record = row.record
        if self.standing and record.standing != self.standing:
            return False
        if self.state and not (row.stale if self.state == "stale" else row.state == self.state):
            return False
        values = [v for f in record.fields for v in f.values]
        if self.country and not any(v.place and v.place.country == self.country for v in values):
            return False
        told = plain_name(" ".join([record.title, *(v.text for v in values)]))
        return all(word in told for word in plain_name(self.text).split())


def types_with(
    rows: Sequence[RecordRow],
    tallies: Sequence[Tally],
    codebook: Codebook | None,
    sources: Iterable[Source] = (),
) -> tuple[TypeView, ...]:
    """Return the codebook's types with these records, in the codebook's order."""
    findings = Findings(
        records=tuple(row.record for row in rows), tallies=tuple(tallies), sources=tuple(sources)
    )
    return types_of(index_of(findings), codebook)


def record_view(index: Index, row: RecordRow, codebook: Codebook | None) -> RecordView:
    """Return one record with the letters that its origins have in its story."""
    alone = replace(index, findings=replace(index.findings, records=(row.record,), tallies=()))
    return next(view for kind in types_of(alone, codebook) for view in kind.records)


def countries_of(rows: Iterable[RecordRow]) -> tuple[Choice, ...]:
    """Return the countries that records lie in, by name."""
    codes = {
        v.place.country
        for r in rows
        for f in r.record.fields
        for v in f.values
        if v.place and v.place.country
    }
    return tuple(sorted((Choice(c, country_name(c)) for c in codes), key=lambda c: c.words))


__all__ = [
    "Choice", "RecordView", "TallyView", "TypeView", "Wanted", "countries_of", "record_view", "types_with",
]  # fmt: skip
