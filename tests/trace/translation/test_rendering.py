"""Accounts that render one another in two languages, and those that only tell of the same matter."""

from datetime import date

import pytest
from mill import ENGLISH, OTHER, OWN, RENDERED

from firsthand.model import Document, Passage, Source, Story, content_id
from firsthand.trace import dependent, find_stories, rank_counterparts, trace
from firsthand.trace.sense import encode, remembering
from firsthand.trace.translation.alignment import find_renderings
from firsthand.trace.translation.descent import says_translated

ENCODER = remembering(encode)
FAR = """A week in the lower town

The ferryman Ola Brekke has rowed past Talvik's reservoir since he was a boy. He says that the trout
have changed their colour and that his nets come up empty.

His sister sells bread beside the school. Since Monday she has baked for nobody but the guards of
Northfall Power, who walk along the eastern wall with lamps. At night the two count the lamps. The
choir has not sung since Easter, the priest has gone to his cousin, and the inspectors sleep in the inn.
"""


def document(name, text, language, **more):
    return Document(
        id=content_id("d", name), name=name, text=text, language=language, title=text.split("\n")[0], **more
    )


WIRE = document("wire", ENGLISH, "en")
TRANSLATIONS = {language: document(f"wire-{language}", text, language) for language, text in RENDERED.items()}
OTHERS = {language: document(f"own-{language}", text, language) for language, text in OWN.items()}
PEARS = {language: document(f"pears-{language}", text, language) for language, text in OTHER.items()}


def traced(*documents, citations=(), sources=()):
    story = Story("story", "the dam", tuple(one.id for one in documents))
    return trace(story, documents, (), sources, citations, encoder=ENCODER)


def translates(lineage):
    return [edge for edge in lineage.edges if edge.kind == "translates"]


@pytest.mark.parametrize("language", sorted(RENDERED))
def test_a_translation_is_found_with_its_sentences(language):
    translated = TRANSLATIONS[language]
    (edge,) = translates(traced(WIRE, translated))
    assert {edge.parent, edge.child} == {WIRE.id, translated.id}
    assert edge.confidence > 0.9
    assert not edge.directed
    pairs = list(zip(edge.evidence[::2], edge.evidence[1::2], strict=True))
    assert len(pairs) >= 8
    assert all(one.document == edge.parent and other.document == edge.child for one, other in pairs)
    assert [one.start for one, _ in pairs] == sorted(one.start for one, _ in pairs)
    assert [other.start for _, other in pairs] == sorted(other.start for _, other in pairs)


def test_translations_of_one_text_depend_on_one_another():
    lineage = traced(WIRE, *TRANSLATIONS.values())
    ids = [one.id for one in (WIRE, *TRANSLATIONS.values())]
    assert all(dependent(lineage, a, b) for a in ids for b in ids)


@pytest.mark.parametrize("language", sorted(OWN))
def test_an_account_of_the_same_matter_is_no_translation(language):
    lineage = traced(WIRE, *TRANSLATIONS.values(), OTHERS[language])
    assert not any(OTHERS[language].id in (edge.parent, edge.child) for edge in translates(lineage))


def test_numbers_that_differ_are_not_rendered():
    changed = (
        ENGLISH.replace("14 metres", "31 metres").replace("460", "912").replace("9 million", "77 million")
    )
    (same,) = find_renderings([WIRE, TRANSLATIONS["es"]], encoder=ENCODER)
    (other,) = find_renderings([document("x", changed, "en"), TRANSLATIONS["es"]], encoder=ENCODER)
    assert len(other.pairs) <= len(same.pairs) - 3


def test_one_language_is_never_asked_for_its_sense():
    def no_encoder(texts):
        raise AssertionError("encoded")

    english = [WIRE, PEARS["en"]]
    assert find_renderings(english, encoder=no_encoder) == ()
    assert len(find_stories(english, encoder=no_encoder)) == 2
    traced_alone = trace(
        Story("s", "t", tuple(d.id for d in english)), english, (), (), (), encoder=no_encoder
    )
    assert translates(traced_alone) == []


def test_the_later_one_is_the_translation():
    early = document("late-name", RENDERED["es"], "es", published=date(2031, 5, 1))
    late = document("a-name", ENGLISH, "en", published=date(2031, 5, 3))
    (edge,) = translates(traced(late, early))
    assert (edge.parent, edge.child, edge.directed) == (early.id, late.id, True)


def test_who_says_that_it_was_translated_is_the_translation():
    early = document(
        "early", RENDERED["de"] + "\nAus dem Englischen von Jo Ravn\n", "de", published=date(2031, 5, 1)
    )
    late = document("late", ENGLISH, "en", published=date(2031, 5, 3))
    (edge,) = translates(traced(early, late))
    assert (edge.parent, edge.child, edge.directed) == (late.id, early.id, True)


def test_what_is_cut_down_comes_from_the_whole():
    short = document("short", "\n".join(RENDERED["es"].split("\n")[:5]), "es")
    (edge,) = translates(traced(WIRE, short))
    assert (edge.parent, edge.child, edge.directed) == (WIRE.id, short.id, True)


def test_two_translations_that_credit_one_outlet_come_from_it():
    outlet = Source(id="outlet", name="Fjord Wire", kind="outlet")
    told = [TRANSLATIONS["es"], TRANSLATIONS["de"]]
    citations = [(one.id, outlet.id, find_renderings(told, encoder=ENCODER)[0].pairs[0][at])
                 for at, one in enumerate(sorted(told, key=lambda one: one.id))]  # fmt: skip
    lineage = traced(*told, citations=citations, sources=[outlet])
    assert {(edge.parent, edge.child) for edge in translates(lineage)} == {
        (outlet.id, one.id) for one in told
    }
    assert dependent(lineage, told[0].id, told[1].id)
    assert not next(node for node in lineage.nodes if node.id == outlet.id).in_collection


def test_who_is_named_as_the_original_is_the_only_parent():
    print_of = ENGLISH.replace("had", "has").replace("nobody", "no one")
    fjord = document("fjord", ENGLISH, "en", publisher="The Fjord Post", published=date(2031, 5, 1))
    other = document("other", print_of, "en", publisher="Daily Elm", published=date(2031, 5, 2))
    child = document("child", RENDERED["es"] + "\nTraducción del inglés, The Fjord Post\n", "es")
    (edge,) = translates(traced(fjord, other, child))
    assert (edge.parent, edge.child) == (fjord.id, child.id)
    lineage = traced(fjord, other, child)
    assert dependent(lineage, other.id, child.id)  # through the text that both prints share


def test_of_two_prints_of_one_text_the_nearer_one_is_the_parent():
    whole = document("whole", ENGLISH, "en", published=date(2031, 5, 1))
    cut = document("cut", "\n".join(ENGLISH.split("\n")[:7]), "en", published=date(2031, 5, 2))
    child = document("child", RENDERED["de"], "de", published=date(2031, 5, 3))
    (edge,) = translates(traced(whole, cut, child))
    assert (edge.parent, edge.child) == (whole.id, child.id)


def test_what_two_tell_after_one_agency_in_part_is_retold_not_translated():
    outlet = Source(id="outlet", name="Fjord Wire", kind="outlet")
    lines = RENDERED["es"].split("\n")
    part = document("part", "\n".join((*lines[:7], *OWN["es"].split("\n")[2:5])), "es")
    rendering = next(r for r in find_renderings([WIRE, part], encoder=ENCODER))
    assert rendering.counts and min(rendering.share_a, rendering.share_b) < 0.7
    citations = [(WIRE.id, outlet.id, Passage(WIRE.id, 0, 9)), (part.id, outlet.id, Passage(part.id, 0, 9))]
    lineage = traced(WIRE, part, citations=citations, sources=[outlet])
    assert translates(lineage) == []
    assert {(edge.parent, edge.child) for edge in lineage.edges if edge.kind == "reuses"} == {
        (outlet.id, WIRE.id), (outlet.id, part.id)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language", "translated"),
    [
        ("A dam.\n\nTranslated from the Norwegian by Jo Ravn", "en", True),
        ("大坝关闭。\n（编译：约·拉文）", "zh", True),
        ("The museum shows a book translated from the Norse, " + "and a great deal more, " * 12, "en", False),
        ("En dam.\n\nOversatt", "no", False),
    ],
)
def test_a_document_says_that_it_was_translated(text, language, translated):
    assert says_translated(document("x", text, language)) is translated


def test_one_matter_is_one_story_in_every_language():
    dam = [WIRE, *TRANSLATIONS.values(), *OTHERS.values()]
    pears = [PEARS["en"], PEARS["es"]]
    stories = find_stories([*dam, *pears], encoder=ENCODER)
    assert sorted(sorted(story.documents) for story in stories) == sorted(
        [sorted(one.id for one in dam), sorted(one.id for one in pears)]
    )
    # Too short, and without a name to tell: it stays by itself rather than join the wrong one.
    assert PEARS["zh"].id not in next(
        story.documents
        for story in find_stories([*dam, PEARS["zh"]], encoder=ENCODER)
        if WIRE.id in story.documents
    )


def test_accounts_in_another_language_never_split_a_story():
    # The second English account is near the first alone: the others would pull the two apart.
    far = document("far", FAR, "en")
    (alone,) = find_stories([WIRE, far], encoder=ENCODER)
    assert set(alone.documents) == {WIRE.id, far.id}
    added = [
        document(f"{at}-{one.name}", one.text, one.language) for one in TRANSLATIONS.values() for at in "abc"
    ]
    stories = find_stories([WIRE, far, *added], encoder=ENCODER)
    assert any({WIRE.id, far.id} <= set(story.documents) for story in stories)


@pytest.mark.parametrize("language", sorted(RENDERED))
def test_the_counterpart_is_ranked_first(language):
    others = [one for one in (TRANSLATIONS[language], OTHERS.get(language), PEARS.get(language)) if one]
    assert rank_counterparts(WIRE, others, encoder=ENCODER)[0] == TRANSLATIONS[language].id
