"""Claims, conflicts and variants across languages: one invented matter, built without extraction."""

from dataclasses import replace

import numpy as np
import pytest

from firsthand.model import (
    Document,
    Edge,
    Lineage,
    Node,
    Passage,
    Place,
    Quantity,
    Source,
    Statement,
    Word,
    content_id,
)
from firsthand.trace.sense import encode, remembering
from firsthand.weigh import weigh
from firsthand.weigh.across.signs import SIGNS_ACROSS, figures_of, pairs_across, signs_across
from firsthand.weigh.claims import group_claims
from firsthand.weigh.similarity import runs
from firsthand.weigh.variants.quotations import find_changed, find_quotations

ENCODER = remembering(encode)


def say(language, text, *, at=0, figures=(), **more):
    quantities = tuple(
        Quantity(at + text.index(shown), at + text.index(shown) + len(shown), value, value, unit)
        for shown, value, unit in figures
    )
    return Statement(
        id=content_id("s", language, at, text),
        document=f"doc-{language}",
        start=at,
        end=at + len(text),
        text=text,
        sentence=at // 200 + 3,
        main=(text.split()[0].casefold(),),
        words=tuple(
            Word(at, at + 1, word, word.casefold(), "NOUN") for word in text.split() if len(word) > 3
        ),
        quantities=quantities,
        reading=text,
        **more,
    )


METRES = [("14", 14, "metre")]
TOLD = [
    say("en", "Inspectors found a crack 14 metres long in the wall of the dam", figures=METRES),
    say("es", "Los inspectores hallaron una grieta de 14 metros en el muro de la presa", figures=METRES),
    say("zh", "检查人员在大坝的墙上发现一条14米长的裂缝", figures=METRES),
    say("en", "The school in the lower town stays shut until Friday", at=400),
    say("es", "La escuela de la parte baja permanecerá cerrada hasta el viernes", at=400),
    say("zh", "下城的学校将关闭到星期五", at=400),
    say("en", "A baker has turned her ovens off and left the town", at=800),
    say("es", "El alcalde salió al balcón y fue abucheado", at=800),
]  # fmt: skip
LANGUAGES = {f"doc-{language}": language for language in ("en", "es", "zh")}


def claims_of(statements):
    by_id = {statement.id: statement for statement in statements}
    claims = group_claims(statements, languages=LANGUAGES, encoder=ENCODER)
    return {
        frozenset(by_id[one].document[4:] + str(by_id[one].start) for one in c.statements): c for c in claims
    }


def test_a_claim_told_in_three_languages_is_one():
    claims = claims_of(TOLD)
    assert set(claims) == {
        frozenset({"en0", "es0", "zh0"}),
        frozenset({"en400", "es400", "zh400"}),
        frozenset({"en800"}),
        frozenset({"es800"}),
    }
    assert claims[frozenset({"en0", "es0", "zh0"})].text == TOLD[0].text


def test_the_order_of_statements_changes_nothing():
    assert group_claims(TOLD[::-1], languages=LANGUAGES, encoder=ENCODER) == group_claims(
        TOLD, languages=LANGUAGES, encoder=ENCODER
    )


def test_another_figure_is_another_claim():
    other = say("es", "Los inspectores hallaron una grieta de 31 metros en el muro de la presa",
                figures=[("31", 31, "metre")])  # fmt: skip
    assert frozenset({"en0", "es0"}) not in claims_of([TOLD[0], other])
    assert frozenset({"en0", "es0"}) in claims_of([TOLD[0], TOLD[1]])


def test_what_happens_in_two_countries_is_two_claims():
    def in_country(country):
        return (Place(0, 1, country, country=country),)

    def claims(here, there):
        one = say("en", "The smelter has suspended its orders for copper", places=here)
        other = say("es", "La fundición ha suspendido sus pedidos de cobre", places=there)
        return len(claims_of([one, other]))

    assert claims((), ()) == 1
    assert claims(in_country("BE"), in_country("BE")) == 1
    assert claims(in_country("PL"), in_country("BE")) == 2


def test_like_acts_of_two_who_are_named_are_two_claims():
    one = say("en", "The smelter in Ervik has stopped its orders from Northfall Power")
    other = say("fr", "La fonderie Vermolde, à Talvik, a annulé ses achats auprès de Northfall Power")
    languages = {"doc-en": "en", "doc-fr": "fr"}
    assert len(group_claims([one, other], languages=languages, encoder=ENCODER)) == 2


def signs_of(one, other):
    statements = [one, other]
    languages = [statement.document[4:] for statement in statements]
    sense = ENCODER([statement.text for statement in statements])
    row = signs_across(statements, languages, sense, (np.array([0]), np.array([1])))[0]
    return dict(zip(SIGNS_ACROSS, row.tolist(), strict=True))


def test_signs_compare_what_no_translation_changes():
    signs = signs_of(
        say("en", "The Ostrava bridge has 14 arches"), say("de", "Die Brücke von Ostrava hat 14 Bögen")
    )
    assert signs["figures"] == 1
    assert signs["names"] > 0
    assert not signs["other_names"]
    denied = signs_of(say("en", "The bridge fell"), say("de", "Die Brücke stürzte ein", stance="denies"))
    assert denied["polarity_differs"] == 1


def test_chinese_names_are_met_by_their_sound():
    assert signs_of(say("en", "The mayor of Qinghe left"), say("zh", "清河的市长走了"))["names"] > 0


def test_figures_are_read_in_every_writing():
    assert figures_of(say("zh", "损失达900万元"), "zh") >= {9_000_000.0}
    assert figures_of(say("es", "unos 3.200.000 euros"), "es") == {3_200_000.0}


def test_pairs_of_one_language_are_not_looked_at():
    sense = np.eye(3, dtype=np.float32)[[0, 0, 0]]
    i, j = pairs_across(sense, ["en", "en", "es"])
    assert sorted(zip(i.tolist(), j.tolist(), strict=True)) == [(0, 2), (1, 2)]


def documents_of(statements):
    texts = {}
    for statement in statements:
        so_far = texts.setdefault(statement.document, "")
        texts[statement.document] = so_far + " " * (statement.start - len(so_far)) + statement.text
    return [Document(id=one, name=one, text=text, language=one[4:]) for one, text in texts.items()]


def weighed(statements):
    sources = [Source(id=name, name=name, kind="person") for name in ("Marit Solheim", "Jo Ravn")]
    return weigh(documents_of(statements), statements, sources, Lineage())


def test_translations_are_in_no_conflict_and_no_variant_of_one_another():
    found = weighed(TOLD)
    assert found.conflicts == ()
    assert found.variants == ()


def test_a_figure_that_differs_across_languages_is_a_conflict():
    english = say("en", "The flood killed 41 people in the lower town", figures=[("41", 41, "people")])
    german = say("de", "Die Flut tötete in der Unterstadt 23 Menschen", figures=[("23", 23, "people")])
    english, german = replace(english, main=("kill",)), replace(german, main=("töten",))
    (conflict,) = weighed([english, german, *TOLD[2:]]).conflicts
    assert conflict.kind == "value"
    assert set(conflict.statements) == {english.id, german.id}


def test_a_denial_across_languages_is_a_conflict():
    english = say("en", "The operator knew of the crack before the weekend", attribution=("Marit Solheim",))
    spanish = say("es", "El operador conocía la grieta antes del fin de semana",
                  attribution=("Jo Ravn",), stance="denies")  # fmt: skip
    found = weighed([english, spanish, *TOLD[2:]])
    joined = any({english.id, spanish.id} <= set(claim.statements) for claim in found.claims)
    assert joined or [conflict.kind for conflict in found.conflicts] == ["denial"]


@pytest.mark.parametrize("language", ["de", "fr", "zh", "nl"])
def test_any_language_is_weighed_without_stumbling(language):
    statements = [
        say(language, "Zwei Männer «sagten» „nichts“ 不, 但是 3 %", figures=[("3", 3, "%")]),
        say("en", "Two men said nothing but 3 %", figures=[("3", 3, "%")]),
    ]
    assert weighed(statements).claims


def test_quotations_are_compared_within_one_language_only():
    def quoted(language, text):
        return say(language, text, quoted=True)

    told = [
        quoted("de", "„Wir haben im Frühjahr gesehen, wie sich diese Mauer bewegte“"),
        quoted("fr", "«Wir haben im Frühjahr gesehen, wie sich die Wand bewegte»"),
    ]
    texts = {one.document: one.text for one in told}
    assert find_changed(find_quotations(told, texts, {"doc-de": "de", "doc-fr": "fr"}), {}) == []
    assert len(find_changed(find_quotations(told, texts, {"doc-de": "de", "doc-fr": "de"}), {})) == 1


def test_chinese_wording_is_compared_character_by_character():
    assert len(runs(say("zh", "检查人员发现裂缝"))) == 4
    assert runs(say("zh", "检查人员发现裂缝")) & runs(say("zh", "据称检查人员发现"))


def rendering(one, other, *, sentence=None):
    edge = Edge(
        one.document,
        other.document,
        "translates",
        0.99,
        (sentence or one.passage, other.passage),
        directed=False,
    )
    nodes = tuple(Node(name, "document", name) for name in sorted((one.document, other.document)))
    return Lineage(nodes, (edge,))


def test_what_stands_in_translated_sentences_is_one_claim_however_freely_it_is_put():
    english = say("en", "That was a home run for us at last")
    spanish = say("es", "Esta vez dimos por fin en el clavo")
    assert len(group_claims([english, spanish], languages=LANGUAGES, encoder=ENCODER)) == 2
    lineage = rendering(english, spanish)
    assert len(group_claims([english, spanish], languages=LANGUAGES, lineage=lineage, encoder=ENCODER)) == 1


def test_a_small_part_of_a_translated_sentence_is_not_the_whole():
    english = say("en", "at last for us")
    spanish = say("es", "Esta vez, después de tantos años de intentos, dimos por fin en el clavo")
    lineage = rendering(english, spanish, sentence=Passage("doc-en", 0, 70))
    assert len(group_claims([english, spanish], languages=LANGUAGES, lineage=lineage, encoder=ENCODER)) == 2


def test_a_translation_adds_no_origin():
    english = say("en", "The repairs may cost 9 million crowns", attribution=("Marit Solheim",))
    spanish = say("es", "Las reparaciones pueden costar 9 millones de coronas", attribution=("el operador",))
    sources = [
        Source(id="Marit Solheim", name="Marit Solheim", kind="person"),
        Source(id="el operador", name="el operador", kind="organisation"),
    ]
    told = {"languages": LANGUAGES, "sources": sources, "encoder": ENCODER}
    (apart,) = group_claims([english, spanish], **told)
    (translated,) = group_claims([english, spanish], lineage=rendering(english, spanish), **told)
    assert (apart.independent_origins, translated.independent_origins) == (2, 1)
