from dataclasses import replace

from harbour import SOURCES, unsaid

from firsthand.model import Findings
from firsthand.publish.telling.headline import headline, story_path
from firsthand.publish.telling.index import index_of


def test_one_origin_behind_most_is_named(harbour: Findings) -> None:
    claims = tuple(
        replace(c, origins=(SOURCES["tidewatch"].id,), independent_origins=1) for c in harbour.claims
    )
    said = headline(index_of(replace(harbour, claims=claims)))
    assert said.startswith("Six accounts, one main origin: Tidewatch is behind five of the five claims")


def test_several_origins_are_counted(harbour: Findings) -> None:
    assert "three rest on one origin and two on more; one contested" in headline(index_of(harbour))


def test_a_path_leads_from_the_origin_through_the_relay_to_the_documents(harbour: Findings) -> None:
    path = story_path(index_of(harbour), harbour.stories[0])
    assert path == "Tidewatch → Northern Wire, 4 March 2031 → courier, quay and translated"


def test_a_relay_nobody_collected_is_said_to_be_missing(harbour: Findings) -> None:
    wire = SOURCES["wire"]
    documents = tuple(d for d in harbour.documents if d.id != wire.document)
    kept = {d.id for d in documents}
    statements = tuple(s for s in harbour.statements if s.document in kept)
    sources = tuple(replace(s, document=None) if s.id == wire.id else s for s in harbour.sources)
    story = replace(harbour.stories[0], documents=tuple(kept))
    apart = replace(harbour, documents=documents, statements=statements, sources=sources, stories=(story,))
    assert "Northern Wire (not in the collection) →" in story_path(index_of(apart), story)


def test_without_a_main_origin_the_first_ones_are_counted(harbour: Findings) -> None:
    claims = tuple(
        replace(c, origins=(source.id,)) for c, source in zip(harbour.claims, SOURCES.values(), strict=False)
    )
    path = story_path(index_of(replace(harbour, claims=claims)), harbour.stories[0])
    assert "none behind two claims" in path or path.startswith("no single origin")


def test_one_account_and_none(harbour: Findings) -> None:
    alone = harbour.documents[0]
    said = tuple(s for s in harbour.statements if s.document == alone.id)
    assert headline(
        index_of(Findings(documents=(alone,), sources=harbour.sources, statements=said))
    ).startswith("One account:")
    assert headline(index_of(unsaid())) == "Six documents read, and no statement found in them."
