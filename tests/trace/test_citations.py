from datetime import date

from orrery import COPY, REORDERED, WIRE, cites, document, outlet, statement

from firsthand.model import Source
from firsthand.trace.citations import Accounts, citations_by_document, relay_edges


def by_document(told, sources, *citations):
    return citations_by_document(
        citations, {one.id: one for one in told}, {source.id: source for source in sources}
    )


def test_the_words_that_cite_are_kept_for_each_document():
    copy, wire = document("copy", COPY), outlet()
    found = by_document([copy], [wire], cites(copy, wire, "seen by Quill Wire"))
    assert [copy.text[p.start : p.end] for p in found[copy.id][wire.id]] == ["seen by Quill Wire"]


def test_an_outlet_that_names_itself_cites_nobody():
    own, wire = document("wire", WIRE, publisher="The Quill Wire"), outlet()
    assert by_document([own], [wire], cites(own, wire, "seen by Quill Wire")) == {}


def test_a_person_whom_one_document_quotes_is_no_parent_of_accounts():
    wire, copy = document("wire", WIRE), document("copy", COPY)
    person = Source("p", "Orla Benn", "person")
    group = Source("u", "officials", "unnamed")
    once = by_document(
        [wire, copy], [person, group], cites(wire, person, "said Orla Benn"), cites(wire, group, "audit")
    )
    assert once[wire.id] == {}
    twice = by_document(
        [wire, copy], [person], cites(wire, person, "Orla Benn"), cites(copy, person, "audit")
    )
    assert set(twice) == {wire.id, copy.id}


def test_an_outlets_documents_are_known_by_their_publisher():
    wire, copy = document("wire", WIRE, publisher="Quill Wire"), document("copy", COPY)
    reader = document("reader", REORDERED, published=date(2030, 5, 2))
    accounts = Accounts({one.id: one for one in (wire, copy)})
    assert accounts.of(outlet(), citing=reader) == (wire.id,)
    assert accounts.of(outlet(), citing=wire) == ()
    both = tuple(sorted((wire.id, copy.id)))
    assert Accounts({one.id: one for one in (wire, copy)}).of(outlet(document=copy.id), citing=reader) == both
    later = document("wire", WIRE, publisher="Quill Wire", published=date(2030, 5, 3))
    assert Accounts({later.id: later}).of(outlet(), citing=reader) == ()


def test_a_chain_of_relays_is_an_edge_between_sources():
    told, wire = document("moved", REORDERED), outlet()
    locksmith = Source("l", "the locksmiths' guild", "organisation")
    said = statement(told, "A locksmith had warned the trustees twice", locksmith, wire)
    documents = {told.id: told}
    (edge,) = relay_edges([said], {one.id: one for one in (wire, locksmith)}, documents, Accounts(documents))
    assert (edge.parent, edge.child, edge.kind) == (locksmith.id, wire.id, "cites")
    assert edge.evidence == (said.passage,)
