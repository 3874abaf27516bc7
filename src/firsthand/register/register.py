"""From findings and a codebook to the register."""

from dataclasses import dataclass

from firsthand.model import Findings, Record, Tally
from firsthand.register.aftermath import settle_aftermath
from firsthand.register.answers import Candidate
from firsthand.register.apart import set_apart
from firsthand.register.codebook import Codebook
from firsthand.register.filling.filling import Count, Reader, fill_document
from firsthand.register.filling.known import names_of, places_with
from firsthand.register.filling.parties import bodies_of
from firsthand.register.filling.scene import with_scene
from firsthand.register.merging import merge
from firsthand.register.reading import read_tellings
from firsthand.register.recording import record_of
from firsthand.register.retold import join_retold
from firsthand.register.standing import Grounds
from firsthand.register.sums import without_sums
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
    places_of = places_with(codebook.places, names_of(findings))
    grounds = Grounds(findings)
    candidates: dict[str, list[Candidate]] = {kind.name: [] for kind in codebook.types}
    counts: list[Count] = []
    for tellings in documents:
        reader = Reader(tellings, places_of=places_of)
        for kind in codebook.types:
            found, counted = fill_document(kind, reader, bodies=bodies)
            candidates[kind.name] += with_scene(kind, found, reader)
            counts += counted
    records: list[Record] = []
    things: dict[str, list[list[Candidate]]] = {}
    for kind in codebook.types:
        told = without_sums(kind, set_apart(kind, candidates[kind.name]), counts)
        thing = codebook.type(kind.figure.counts) if kind.figure is not None else None
        noun = thing.plural if thing is not None else ""
        groups = settle_aftermath(kind, join_retold(kind, merge(kind, told)), things)
        things[kind.name] = groups
        derived = (record_of(kind, group, grounds, counted=noun) for group in groups)
        once = {record.id: record for record in derived if record is not None}
        records += sorted(once.values(), key=lambda r: (r.title, r.id))
    return Register(tuple(records), tuple(tallies_of(codebook, counts, records, grounds)))
