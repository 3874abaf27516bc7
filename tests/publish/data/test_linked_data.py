import json
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import PROV, RDF

from firsthand.publish.data.linked_data import iri
from firsthand.publish.publication import Files, Publication

# Its own reader still uses what it calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")

SHAPES = Path(__file__).with_name("shapes.ttl")
FH = Namespace("urn:firsthand:term:")
OA = Namespace("http://www.w3.org/ns/oa#")


@pytest.fixture(scope="module")
def graph(files: Files) -> Graph:
    return read(files["data/case.jsonld"])


def read(data: bytes) -> Graph:
    return Graph().parse(data=data.decode(), format="json-ld")


def test_nothing_is_fetched_to_read_it(files: Files) -> None:
    case = json.loads(files["data/case.jsonld"])
    assert isinstance(case["@context"], dict)
    assert all(isinstance(value, str | dict) for value in case["@context"].values())
    assert not [v for v in case["@context"].values() if isinstance(v, dict) and "@context" in v]


def test_it_has_the_shape_it_promises(graph: Graph) -> None:
    conforms, _, told = validate(graph, shacl_graph=Graph().parse(SHAPES), inference="none")
    assert conforms, told


def test_the_shapes_find_what_is_amiss(graph: Graph) -> None:
    broken = Graph()
    for triple in graph:
        broken.add(triple)
    statement = next(broken.subjects(RDF.type, FH.Statement))
    broken.remove((statement, PROV.wasAttributedTo, None))
    conforms, _, _ = validate(broken, shacl_graph=Graph().parse(SHAPES), inference="none")
    assert not conforms


def test_all_that_was_found_is_there_and_leads_to_its_passage(graph: Graph, publication: Publication) -> None:
    findings = publication.findings
    for kind, count in (
        (FH.Claim, len(findings.claims)),
        (FH.Statement, len(findings.statements)),
        (FH.Record, len(findings.records)),
        (FH.Conflict, len(findings.conflicts)),
        (OA.SpecificResource, len(findings.statements)),
    ):
        assert len(set(graph.subjects(RDF.type, kind))) == count
    exact = {str(o) for o in graph.objects(None, OA.exact)}
    assert exact == {s.text for s in findings.statements}
    for record in graph.subjects(RDF.type, FH.Record):
        path = PROV.wasDerivedFrom / PROV.wasDerivedFrom / PROV.wasQuotedFrom / OA.hasSource
        assert list(graph.objects(record, path))


def test_the_chain_keeps_its_order(graph: Graph, publication: Publication) -> None:
    for s in publication.findings.statements:
        node = graph.value(URIRef(iri("statement", s.id)), FH.attribution)
        assert node is not None
        chain = [str(item) for item in Collection(graph, node)]
        assert chain == [iri("source", i) for i in s.attribution] or (len(chain) == 1 and not s.attribution)
        assert str(graph.value(URIRef(iri("statement", s.id)), PROV.wasAttributedTo)) == chain[0]


def test_every_reference_is_to_something_that_is_described(graph: Graph) -> None:
    for predicate in (PROV.wasDerivedFrom, PROV.wasQuotedFrom, PROV.wasAttributedTo, PROV.hadMember):
        for target in graph.objects(None, predicate):
            assert (target, RDF.type, None) in graph, (predicate, target)


def test_hostile_texts_and_ids_are_read_back(hostile_files: Files) -> None:
    graph = read(hostile_files["data/case.jsonld"])
    assert len(set(graph.subjects(RDF.type, FH.Record))) == 2
    graph.serialize(format="nt")  # refuses what is no IRI
