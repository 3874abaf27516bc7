"""From findings and a codebook to the register."""

from dataclasses import dataclass

from firsthand.model import Findings, Record, Tally
from firsthand.register.answers import Candidate
from firsthand.register.codebook import Codebook, RecordType
from firsthand.register.filling.filling import Count, fill_document
from firsthand.register.filling.known import places_with
from firsthand.register.filling.parties import bodies_of
from firsthand.register.merging import merge, set_apart
from firsthand.register.reading import read_tellings
from firsthand.register.recording import record_of
from firsthand.register.standing import Grounds
from firsthand.register.tallies import tallies_of


@dataclass(frozen=True, slots=True)
class Register:
    """What a case comes to by a codebook: its records, and counts held beside the places listed.

    Records are in the codebook's order of types, then by title; ids depend on what a record is.
    """

    records: tuple[Record, ...] = ()
    tallies: tuple[Tally, ...] = ()


def derive_register(findings: Findings, codebook: Codebook) -> Register:
    """Return the records that a codebook finds in a case, every field backed by claims.

    Pure; the order of documents, statements and claims changes nothing.
    """
    documents = read_tellings(findings, codebook)
    bodies = bodies_of(findings)
    places_of = places_with(codebook.places)
    grounds = Grounds(findings)
    records: list[Record] = []
    counts: list[Count] = []
    for kind in codebook.types:
        candidates: list[Candidate] = []
        for tellings in documents:
            found, counted = fill_document(kind, tellings, places_of=places_of, bodies=bodies)
            candidates += found
            counts += counted
        groups = _without_sums(kind, merge(kind, set_apart(kind, candidates)))
        derived = [record for group in groups if (record := record_of(kind, group, grounds))]
        records += sorted(_once(derived), key=lambda r: (r.title, r.id))
    return Register(tuple(records), tuple(tallies_of(codebook, counts, records, grounds)))


def _once(records: list[Record]) -> list[Record]:
    return list({record.id: record for record in records}.values())


def _without_sums(kind: RecordType, groups: list[list[Candidate]]) -> list[list[Candidate]]:
    """Leave out what merely counts several things of a country whose places are listed: no thing of its own."""
    counting = {rule.name for rule in kind.fields if rule.counts == kind.name}
    place = next((r.name for r in kind.fields if r.kind == "place" and r.name in kind.same), None)
    if not counting or place is None:
        return groups
    listed = {
        answer.country
        for group in groups
        for member in group
        for answer in member.answers.get(place, ())
        if answer.place and answer.place.precision != "country" and not answer.hint
    }

    def is_sum(member: Candidate) -> bool:
        several = any(
            answer.quantity and (answer.quantity.low is None or answer.quantity.low > 1)
            for name in counting
            for answer in member.answers.get(name, ())
        )
        coarse = all(
            a.place and a.place.precision == "country" and not a.hint and a.country in listed
            for a in member.answers.get(place, ())
        )
        return several and coarse

    return [kept for group in groups if (kept := [member for member in group if not is_sum(member)])]
