"""French: who is found to have said what."""

import pytest
from reported import found_in, has

# Text; content, chain, stance.
CASES = [
    # Said before what was said.
    ("La maire a annoncé que le pont serait fermé.", "le pont serait fermé", ("La maire",), "asserts"),
    ("Le préfet dit que la crue est passée.", "la crue est passée", ("Le préfet",), "asserts"),
    ("Marius Cadec affirme avoir vu la fumée.", "avoir vu la fumée", ("Marius Cadec",), "asserts"),
    (
        "La société assure qu'aucun emploi n'est menacé.",
        "aucun emploi n'est menacé",
        ("La société",),
        "asserts",
    ),
    (
        "Le ministère a précisé lundi dans un communiqué que l'usine rouvrira.",
        "l'usine rouvrira",
        ("Le ministère",),
        "asserts",
    ),
    (
        "Odile Fressac, présidente du port, a déclaré que la grève continue.",
        "la grève continue",
        ("Odile Fressac",),
        "asserts",
    ),
    ("Le maire, qui craint une crue, reste prudent.", "une crue", ("Le maire",), "asserts"),
    (
        "Le syndicat a prévenu les habitants que la grève durerait.",
        "la grève durerait",
        ("Le syndicat",),
        "asserts",
    ),
    (
        "Elle a répété à plusieurs reprises que le rapport était faux.",
        "le rapport était faux",
        ("Elle",),
        "asserts",
    ),
    ("Les pêcheurs se plaignent que le quai est fermé.", "le quai est fermé", ("Les pêcheurs",), "asserts"),
    (
        "Loïc Bramard vient d'annoncer que le feu est éteint.",
        "le feu est éteint",
        ("Loïc Bramard",),
        "asserts",
    ),
    # Said behind it, tied to the verb, set into it.
    ("Le feu est éteint, a annoncé la préfecture.", "Le feu est éteint", ("la préfecture",), "asserts"),
    ("« Le feu est éteint », a annoncé la préfecture.", "Le feu est éteint", ("la préfecture",), "asserts"),
    ("« Nous partirons demain », a-t-elle ajouté.", "Nous partirons demain", ("elle",), "asserts"),
    ("« Nous partirons demain », confie-t-il.", "Nous partirons demain", ("il",), "asserts"),
    (
        "Le pont, explique Odile Fressac, ne rouvrira pas en mai.",
        "ne rouvrira pas en mai",
        ("Odile Fressac",),
        "asserts",
    ),
    (
        "« Je comprends leur colère, confie la scientifique. Mais la mer ne négocie pas. »",
        "Mais la mer ne négocie pas",
        ("la scientifique",),
        "asserts",
    ),
    ("« C'est trop tard », soupire Marius Cadec.", "C'est trop tard", ("Marius Cadec",), "asserts"),
    # A colon, a quotation behind the verb.
    ("Le maire a répondu : « La ville a tout payé. »", "La ville a tout payé", ("Le maire",), "asserts"),
    (
        "La ministre juge que le plan est « insuffisant ».",
        "le plan est « insuffisant",
        ("La ministre",),
        "asserts",
    ),
    ("Marius Cadec a qualifié le projet de « folie ».", "folie", ("Marius Cadec",), "asserts"),
    # Objects and infinitives.
    (
        "Le groupe annonce la suppression de 210 postes.",
        "la suppression de 210 postes",
        ("Le groupe",),
        "asserts",
    ),
    (
        "Les commerçants dénoncent une décision injuste.",
        "une décision injuste",
        ("Les commerçants",),
        "asserts",
    ),
    (
        "Le ministre a promis de recevoir les deux parties.",
        "recevoir les deux parties",
        ("Le ministre",),
        "plans",
    ),
    (
        "Gérard Polin accuse la majorité d'avoir caché le rapport.",
        "avoir caché le rapport",
        ("Gérard Polin",),
        "asserts",
    ),
    ("Le parti appelle à boycotter le vote.", "boycotter le vote", ("Le parti",), "asserts"),
    (
        "Le comité demande que les recherches se poursuivent.",
        "les recherches se poursuivent",
        ("Le comité",),
        "asserts",
    ),
    # Denied, doubted.
    ("La direction dément toute fuite.", "toute fuite", ("La direction",), "denies"),
    ("Le sénateur nie avoir touché de l'argent.", "avoir touché de l'argent", ("Le sénateur",), "denies"),
    ("Le procureur doute que le témoin dise vrai.", "le témoin dise vrai", ("Le procureur",), "doubts"),
    # Beliefs.
    ("Les experts pensent que la digue cédera.", "la digue cédera", ("Les experts",), "asserts"),
    ("Odile Fressac est convaincue que le pont tiendra.", "le pont tiendra", ("Odile Fressac",), "asserts"),
    ("Les riverains redoutent une nouvelle crue.", "une nouvelle crue", ("Les riverains",), "asserts"),
    # Phrases.
    ("Selon la préfecture, deux ponts sont coupés.", "deux ponts sont coupés", ("la préfecture",), "asserts"),
    ("Deux ponts sont coupés, selon la préfecture.", "Deux ponts sont coupés", ("la préfecture",), "asserts"),
    (
        "D'après Loïc Bramard, le feu est parti du hangar.",
        "le feu est parti du hangar",
        ("Loïc Bramard",),
        "asserts",
    ),
    ("À en croire les riverains, la route est coupée.", "la route est coupée", ("les riverains",), "asserts"),
    (
        "Selon des sources proches du dossier, la vente est conclue.",
        "la vente est conclue",
        ("sources",),
        "asserts",
    ),
    (
        "Comme l'a expliqué la maire, la route restera fermée.",
        "la route restera fermée",
        ("la maire",),
        "asserts",
    ),
    ("La route restera fermée, comme l'a dit la maire.", "La route restera fermée", ("la maire",), "asserts"),
    # Nobody named.
    ("Le bateau aurait heurté un conteneur.", "Le bateau aurait heurté un conteneur", ("aurait",), "asserts"),
    (
        "Apparemment, le canot ne s'est pas ouvert.",
        "le canot ne s'est pas ouvert",
        ("Apparemment",),
        "asserts",
    ),
    # Chains.
    (
        "Selon un témoin cité par le quotidien L'Écho, le bateau a chaviré.",
        "le bateau a chaviré",
        ("un témoin", "le quotidien"),
        "asserts",
    ),
    (
        "Le journal rapporte que la ministre a dit que le vote est reporté.",
        "le vote est reporté",
        ("la ministre", "Le journal"),
        "asserts",
    ),
    (
        "Le feu est éteint, a dit Loïc Bramard à la radio.",
        "Le feu est éteint",
        ("Loïc Bramard", "la radio"),
        "asserts",
    ),
    (
        "« La vente est conclue », a déclaré le directeur, selon le quotidien.",
        "La vente est conclue",
        ("le directeur", "le quotidien"),
        "asserts",
    ),
    (
        "Selon la police plus de cent personnes ont été arrêtées mardi.",
        "plus de cent personnes ont été arrêtées mardi",
        ("la police",),
        "asserts",
    ),
]


@pytest.mark.parametrize(("text", "content", "chain", "stance"), CASES)
def test_a_sentence_says_who_said_what(text: str, content: str, chain: tuple[str, ...], stance: str) -> None:
    found = found_in(text, "fr")
    assert has(found, content, chain, stance), found


@pytest.mark.parametrize(
    "text",
    [
        "Le pont a été fermé en mai.",
        "Le dit accord date de mai.",
        "La maire n'a pas confirmé que le pont serait fermé.",
        "Selon la loi, le bail dure neuf ans.",
        "Elle lit un rapport.",
        "On espère que le temps changera.",
        "Les fleurs demandent de l'eau : c'est l'été.",
    ],
)
def test_what_nobody_says_is_attributed_to_nobody(text: str) -> None:
    assert not [row for row in found_in(text, "fr") if row[2] != "x" and "fleurs" not in text]


def test_a_second_verb_has_the_subject_of_the_first() -> None:
    found = found_in("Le syndicat craint des licenciements et demande que l'État intervienne.", "fr")
    assert has(found, "des licenciements", ("Le syndicat",))
    assert has(found, "l'État intervienne", ("Le syndicat",))


def test_words_about_another_speaker_end_what_is_said() -> None:
    found = found_in(
        "Le maire dit que le pont est sûr, mais Odile Fressac affirme que le pont est vieux.", "fr"
    )
    assert has(found, "le pont est sûr", ("Le maire",))
    assert has(found, "le pont est vieux", ("Odile Fressac",))


def test_a_quotation_goes_on_behind_its_speaker() -> None:
    found = found_in("« Le port dort », a dit Marius Cadec. « La mer, non. »", "fr")
    assert has(found, "Le port dort", ("Marius Cadec",))
    assert has(found, "La mer, non", ("Marius Cadec",))
