from orrery import document

from firsthand.model import Source
from firsthand.trace.outlets import named_outlets, plain_name

TEXT = """Ferry quay closes

The quay at Ostrel closes for repairs. The Harbour Gazette first wrote of the cracks, and the Lowmoor News
Agency spread it; The Post was vacant at the time, and so was the Dockers' Union.
"""
PEER = """Cracks in the quay

Divers saw cracks in the quay at Ostrel, and The Harbour Gazette has their pictures.
"""


def named(*documents, sources=()):
    rows, meant = named_outlets({one.id: one for one in documents}, {one.id: one for one in sources})
    texts = {one.id: one.text for one in documents}
    return {(texts[one][place.start : place.end], meant[source].name) for one, source, place in rows}, meant


def test_the_outlet_of_another_account_and_a_news_agency_are_found():
    peer = document("peer", PEER, publisher="The Harbour Gazette")
    page = document("page", TEXT.replace("News\n", "News "), publisher="Ostrel Mirror")
    found, meant = named(page, peer)
    assert found == {("Harbour Gazette", "Harbour Gazette"), ("Lowmoor News Agency", "Lowmoor News Agency")}
    assert {source.kind for source in meant.values()} == {"outlet"}


def test_an_outlet_that_names_itself_draws_on_nobody():
    peer = document("peer", PEER, publisher="The Harbour Gazette")
    assert named(peer)[0] == set()


def test_a_body_that_publishes_is_told_of_and_no_outlet():
    notice = document("notice", PEER, publisher="Ostrel Harbour Board")
    page = document("page", "The Ostrel Harbour Board closes the quay. " * 8, publisher="Ostrel Mirror")
    board = Source("board", "Ostrel Harbour Board", "government")
    assert named(notice, page)[0] == {("Ostrel Harbour Board", "Ostrel Harbour Board")}
    assert named(notice, page, sources=[board])[0] == set()


def test_a_source_already_known_is_the_one_meant():
    known = Source("gazette", "The Harbour Gazette", "outlet", ("Harbour Gazette",))
    peer = document("peer", PEER, publisher="The Harbour Gazette")
    _, meant = named(document("page", TEXT, publisher="Ostrel Mirror"), peer, sources=[known])
    assert meant["gazette"] == known


def test_names_are_compared_without_article_case_and_marks():
    assert plain_name("The Harbour-Gazette") == plain_name("harbour gazette")
    assert plain_name("The Harbour Gazette") != plain_name("The Harbour Post")
