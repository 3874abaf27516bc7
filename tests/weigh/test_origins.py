"""Where claims begin, and how many lines there are."""

from dataclasses import replace

import pytest

from firsthand.model import Edge, Lineage, Source, Statement
from firsthand.model.statement import Stance
from firsthand.weigh.origins import find_origins
from firsthand.weigh.origins.lines import Lines

NOTHING = Lineage()


def statement(
    document: str, *said_by: str, text: str = "the bridge is closed", at: int = 0, stance: Stance = "asserts"
) -> Statement:
    return Statement(
        id=f"s-{document}-{at}", document=document, start=at, end=at + len(text), text=text,
        sentence=at, attribution=said_by, stance=stance,
    )  # fmt: skip


def source(name: str, kind: str = "organisation", *aliases: str, document: str | None = None) -> Source:
    return Source(id=name, name=name, kind=kind, aliases=aliases, document=document)  # type: ignore[arg-type]


def test_one_speaker_told_by_many_is_one_origin() -> None:
    group = [statement(document, "Ombudsman") for document in "abc"]
    assert find_origins(group, Lines(NOTHING)) == (("Ombudsman",), 1)


def test_own_voice_adds_nothing_to_a_named_speaker() -> None:
    group = [statement("a", "Ombudsman"), statement("b"), statement("c")]
    assert find_origins(group, Lines(NOTHING)) == (("Ombudsman",), 1)


def test_two_named_speakers_are_two() -> None:
    group = [statement("a", "Ombudsman"), statement("b", "a senior official")]
    assert find_origins(group, Lines(NOTHING)) == (("Ombudsman", "a senior official"), 2)


def test_who_relays_a_speaker_elsewhere_in_the_story_adds_none() -> None:
    group = [statement("a", "Ombudsman"), statement("b", "Harbour Wire")]
    other = statement("c", "Ombudsman", "Harbour Wire", at=9)
    assert find_origins(group, Lines(NOTHING, (), [*group, other])) == (("Ombudsman",), 1)


def test_who_speaks_for_a_government_is_one_with_it() -> None:
    sources = [source("Vessonian government", "government", "Vessonia"), source("Ada Lorn", "person")]
    minister = source("Tove Brask", "person", "Vessonia's transport minister")
    lines = Lines(NOTHING, [*sources, minister])
    assert find_origins([statement("a", "Vessonian government"), statement("b", "Tove Brask")], lines)[1] == 1
    assert find_origins([statement("a", "Vessonian government"), statement("b", "Ada Lorn")], lines)[1] == 2


def test_the_same_words_under_two_names_are_one_utterance() -> None:
    words = "the bridge will stay closed until the last cable has been replaced"
    group = [statement("a", "Roads Office", text=words), statement("b", "the agency", text=words.upper())]
    assert find_origins(group, Lines(NOTHING))[1] == 1


def test_a_report_nobody_signed_adds_none_beside_a_named_speaker() -> None:
    lines = Lines(NOTHING, [source("report", "unnamed"), source("Ombudsman")])
    assert find_origins([statement("a", "report"), statement("b", "Ombudsman")], lines) == (("Ombudsman",), 1)
    assert find_origins([statement("a", "report")], lines) == (("report",), 1)


def test_own_voice_alone_begins_at_the_outlets() -> None:
    outlets = [source("Coast Post", "outlet", document="a"), source("Hill News", "outlet", document="b")]
    lines = Lines(NOTHING, outlets)
    group = [statement("a"), statement("b")]
    assert find_origins(group, lines) == (("Coast Post", "Hill News"), 2)


def test_documents_that_carry_one_text_or_cite_one_source_are_one_line() -> None:
    group = [statement("a"), statement("b"), statement("c")]
    copied = Lineage(edges=(Edge("a", "b", "reuses", 0.9),))
    assert find_origins(group, Lines(copied))[1] == 2
    latent = Lineage(edges=(Edge("x", "a", "reuses", 0.9), Edge("x", "b", "reuses", 0.9)))
    assert find_origins(group, Lines(latent))[1] == 2
    cited = Lineage(edges=tuple(Edge("wire", child, "cites", 0.9) for child in "abc"))
    assert find_origins(group, Lines(cited))[1] == 1


def test_who_cites_a_copy_draws_on_the_account_it_copies() -> None:
    edges = (Edge("b", "c", "reuses", 0.9), Edge("c", "d", "cites", 0.9))
    assert find_origins([statement("b"), statement("d")], Lines(Lineage(edges=edges)))[1] == 1


def test_papers_that_asked_the_same_officials_saw_the_rest_themselves() -> None:
    sources = [source("Ferrel police", "government"), source("Ada Lorn", "person"), source("Wire", "outlet")]
    asked = tuple(Edge("Ferrel police", child, "cites", 0.95) for child in "ab")
    seen = [statement("a"), statement("b")]
    others = [statement(d, who, at=at) for d in "ab" for at, who in ((50, "Ferrel police"), (90, "Ada Lorn"))]
    once = Lines(Lineage(edges=asked), sources, [*seen, *others[:1], *others[2:3]])
    assert find_origins(seen, once)[1] == 2
    beside = [statement(d, "Ada Lorn", at=at) for d in "ab" for at in (130, 170)]
    more = [statement(d, "Ferrel police", at=210) for d in "ab"]
    assert find_origins(seen, Lines(Lineage(edges=asked), sources, [*seen, *others, *beside, *more]))[1] == 2
    assert find_origins(seen, Lines(Lineage(edges=asked), sources, [*seen, *others, *more]))[1] == 1
    wired = Lineage(edges=tuple(Edge("Wire", child, "cites", 0.95) for child in "ab"))
    assert find_origins(seen, Lines(wired, sources, seen))[1] == 1


def test_who_denies_a_claim_is_no_origin_of_it() -> None:
    denied = statement("b", "Roads Office", stance="denies")
    assert find_origins([statement("a", "Ombudsman"), denied], Lines(NOTHING)) == (("Ombudsman",), 1)
    assert find_origins([denied], Lines(NOTHING)) == (("Roads Office",), 1)


def test_nobody_in_particular_adds_none_beside_a_named_speaker() -> None:
    lines = Lines(
        NOTHING, [source("researchers", "unnamed"), source("group", "unnamed"), source("Ombudsman")]
    )
    vague = [statement("a", "researchers"), statement("c", "group")]
    assert find_origins([*vague, statement("b", "Ombudsman")], lines) == (("Ombudsman",), 1)
    assert find_origins(vague, lines)[1] == 1


def test_an_unnamed_one_is_one_only_where_a_document_draws_on_the_other() -> None:
    sources = [source("a nurse at the harbour", "unnamed"), source("Ada Lorn", "person")]
    group = [statement("a", "Ada Lorn"), statement("b", "a nurse at the harbour")]
    drawn = Lineage(edges=(Edge("a", "b", "reuses", 0.9),))
    assert find_origins(group, Lines(NOTHING, sources))[1] == 2
    assert find_origins(group, Lines(drawn, sources)) == (("Ada Lorn",), 1)


def test_a_director_and_her_organisation_are_one() -> None:
    sources = [
        source("Bridge Watch"),
        source("Ada Lorn", "person", "director of Bridge Watch"),
        source("Tove Brask", "person", "former director of Bridge Watch"),
        source("Ole Mund", "person", "a fisherman of Bridge Watch"),
    ]
    lines = Lines(NOTHING, sources)
    watch = statement("a", "Bridge Watch")
    assert find_origins([watch, statement("b", "Ada Lorn")], lines)[1] == 1
    assert find_origins([watch, statement("b", "Tove Brask")], lines)[1] == 2
    assert find_origins([watch, statement("b", "Ole Mund")], lines)[1] == 2


def test_a_name_in_small_letters_is_the_same_name() -> None:
    lines = Lines(NOTHING, [source("Ada Lorn", "person"), source("ada lorn", "unnamed")])
    assert find_origins([statement("a", "Ada Lorn"), statement("b", "ada lorn")], lines) == (("Ada Lorn",), 1)


def test_a_body_that_publishes_speaks_for_itself_and_a_newspaper_does_not() -> None:
    office = source("Roads Office", "government", document="a")
    watch = source("Bridge Watch", "outlet", "the group", document="b")
    post = source("Coast Post", "outlet", document="c")
    quoted = [statement("c", "Bridge Watch", at=90), statement("d", "Coast Post", at=90)]
    lines = Lines(NOTHING, [office, watch, post], quoted)
    engineer = statement("e", "Ada Lorn")
    assert find_origins([engineer, statement("a")], lines) == (("Ada Lorn", "Roads Office"), 2)
    assert find_origins([engineer, statement("b")], lines) == (("Ada Lorn", "Bridge Watch"), 2)
    assert find_origins([engineer, statement("c")], lines) == (("Ada Lorn",), 1)


def test_a_line_of_documents_begins_at_the_one_the_others_draw_on() -> None:
    outlets = [source(f"{each} Post", "outlet", document=each) for each in "abc"]
    wire = source("wire", "outlet")
    group = [statement("a"), statement("b")]
    copied = Lineage(edges=(Edge("b", "a", "reuses", 0.9),))
    assert find_origins(group, Lines(copied, outlets)) == (("b Post",), 1)
    both = Lineage(edges=tuple(Edge("wire", child, "cites", 0.9) for child in "ab"))
    assert find_origins(group, Lines(both, [*outlets, wire])) == (("wire",), 1)


def test_unnamed_sources_are_two_only_where_they_are_told_differently() -> None:
    sources = [
        source("officials at the port", "unnamed"),
        source("senior officials at the port", "unnamed"),
        source("a nurse at the port", "unnamed"),
    ]
    lines = Lines(NOTHING, sources)
    told = [statement("a", "officials at the port"), statement("b", "senior officials at the port")]
    assert find_origins(told, lines)[1] == 1
    assert find_origins([*told, statement("c", "a nurse at the port")], lines)[1] == 2
    in_one = [statement("a", "officials at the port"), statement("a", "senior officials at the port", at=99)]
    assert find_origins(in_one, lines)[1] == 2  # one account keeps them apart


def test_an_outlet_that_has_it_from_somebody_is_no_second_origin() -> None:
    wire = source("Harbour Wire", "outlet", document="w")
    lines = Lines(NOTHING, [wire, source("Ombudsman")])
    quoting = statement("a", "Harbour Wire")
    assert find_origins([quoting, statement("w", "Ombudsman")], lines)[1] == 1
    assert find_origins([quoting, statement("b", "Ombudsman")], lines)[1] == 2


def test_the_same_headline_under_two_names_is_no_utterance() -> None:
    words = "minister to open the new harbour bridge in July"
    group = [
        replace(statement(document, name, text=words), title=True)
        for document, name in (("a", "Roads Office"), ("b", "Harbour Board"))
    ]
    assert find_origins(group, Lines(NOTHING))[1] == 2


def person(name: str, *offices: str) -> Source:
    return replace(source(name, "person"), offices=offices)


@pytest.mark.parametrize(
    ("body", "office"),
    [
        ("Portuguese foreign ministry", "Portuguese foreign minister"),
        ("Portuguese foreign ministry", "spokeswoman for the foreign ministry"),
        ("Portuguese foreign ministry", "portugiesische Außenministerin"),
        ("Portuguese foreign ministry", "Sprecherin des Außenministeriums"),
        ("Portuguese foreign ministry", "ministre des Affaires étrangères"),
        ("Portuguese health ministry", "ministra de Sanidad"),
        ("Portuguese health ministry", "ministra della Salute"),
        ("Portuguese foreign ministry", "外交部发言人"),
        ("Portuguese government", "Portuguese prime minister"),
        ("Portuguese government", "Ministerpräsidentin von Portugal"),
        ("Portuguese government", "葡萄牙总理"),
    ],
)
def test_who_holds_an_office_and_the_body_are_one(body: str, office: str) -> None:
    lines = Lines(NOTHING, [source(body, "government"), person("Tove Brask", office)])
    assert find_origins([statement("a", body), statement("b", "Tove Brask")], lines)[1] == 1


@pytest.mark.parametrize(
    ("body", "office"),
    [
        ("Portuguese foreign ministry", "Portuguese health minister"),
        ("Portuguese foreign ministry", "former Portuguese foreign minister"),
        ("Portuguese foreign ministry", "Danish foreign minister"),
        ("Portuguese government", "Portuguese novelist"),
        ("Portuguese government", "president of Portuguese Steel"),
        ("Portuguese government", "Portuguese footballer"),
    ],
)
def test_who_holds_no_office_of_it_is_another(body: str, office: str) -> None:
    lines = Lines(NOTHING, [source(body, "government"), person("Tove Brask", office)])
    assert find_origins([statement("a", body), statement("b", "Tove Brask")], lines)[1] == 2


def test_a_ministry_speaks_for_its_government_and_a_court_does_not() -> None:
    names = [
        "Portuguese government",
        "Portuguese foreign ministry",
        "Portuguese supreme court",
        "foreign ministry",
    ]
    lines = Lines(NOTHING, [source(name, "government") for name in names])
    government, ministry, court, bare = (statement(str(i), name) for i, name in enumerate(names))
    assert find_origins([government, ministry], lines)[1] == 1
    assert find_origins([government, court], lines)[1] == 2
    assert find_origins([ministry, bare], lines)[1] == 1


def test_a_ministry_of_no_country_told_is_either_of_two() -> None:
    names = ["Portuguese foreign ministry", "Danish foreign ministry", "foreign ministry"]
    lines = Lines(NOTHING, [source(name, "government") for name in names])
    assert find_origins([statement("a", names[0]), statement("b", names[2])], lines)[1] == 2


def test_the_commission_of_a_union_speaks_for_it() -> None:
    lines = Lines(NOTHING, [source("European Commission"), source("European Union"), source("African Union")])
    said = [statement("a", "European Commission"), statement("b", "European Union")]
    assert find_origins(said, lines)[1] == 1
    assert find_origins([said[0], statement("c", "African Union")], lines)[1] == 2


def test_a_mayor_is_not_the_government_whose_capital_she_runs() -> None:
    government = source("Portuguese government", "government", "Lisbon")
    mayor = source("Tove Brask", "person", "Lisbon mayor")
    lines = Lines(NOTHING, [government, mayor])
    assert find_origins([statement("a", government.id), statement("b", mayor.id)], lines)[1] == 2


def test_a_person_who_once_passed_on_anothers_words_speaks_for_himself_elsewhere() -> None:
    sources = [source("Ada Lorn", "person"), source("Tove Brask", "person"), source("Coast Post", "outlet")]
    group = [statement("a", "Ada Lorn"), statement("b", "Tove Brask")]
    elsewhere = statement("c", "Ada Lorn", "Tove Brask", at=9)
    assert find_origins(group, Lines(NOTHING, sources, [*group, elsewhere]))[1] == 2
    here = statement("c", "Ada Lorn", "Tove Brask")
    assert find_origins([*group, here], Lines(NOTHING, sources, [*group, here]))[1] == 1
    reporter = statement("c", "Ada Lorn", "Tove Brask", "Coast Post", at=9)
    assert find_origins(group, Lines(NOTHING, sources, [*group, reporter]))[1] == 1


def test_officials_at_the_head_of_a_sentence_are_nobody_in_particular() -> None:
    lines = Lines(NOTHING, [source("Officials", "unnamed"), source("Ombudsman")])
    assert find_origins([statement("a", "Officials"), statement("b", "Ombudsman")], lines)[1] == 1


def test_a_surname_alone_is_the_one_person_of_that_name() -> None:
    lorn = source("Ada Lorn", "person")
    said = [statement("a", "Ada Lorn"), statement("b", "Lorn")]
    assert find_origins(said, Lines(NOTHING, [lorn, source("Lorn")], said)) == (("Ada Lorn",), 1)
    assert find_origins(said, Lines(NOTHING, [lorn, source("Lorn", "government")], said))[1] == 2
    two = [*said, statement("c", "Eskil Lorn")]
    sources = [lorn, source("Lorn"), source("Eskil Lorn", "person")]
    assert find_origins(said, Lines(NOTHING, sources, two))[1] == 2


def test_a_name_miswritten_in_a_retelling_is_the_same_name() -> None:
    sources = [
        source(name, "government") for name in ("Ferrelby police", "Ferelby police", "Marrowby police")
    ]
    said = [statement("a", "Ferrelby police"), statement("b", "Ferelby police")]
    copied = Lineage(edges=(Edge("a", "b", "reuses", 0.9),))
    assert find_origins(said, Lines(copied, sources, said))[1] == 1
    assert find_origins(said, Lines(NOTHING, sources, said))[1] == 2
    other = [said[0], statement("b", "Marrowby police")]
    assert find_origins(other, Lines(copied, sources, other))[1] == 2


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("fire brigade", "fire service", 1),
        ("fire brigade", "bomberos", 1),
        ("Feuerwehr", "sapeurs-pompiers", 1),
        ("fire brigade", "ambulance service", 2),
        ("fire brigade", "young fishermen", 2),
    ],
)
def test_a_public_service_is_one_whatever_it_is_called(one: str, other: str, count: int) -> None:
    sources = [source(one, "unnamed"), source(other, "unnamed"), source("Ada Lorn", "person")]
    said = [statement("a", one), statement("b", other)]
    independent = find_origins(said, Lines(NOTHING, sources, said))[1]
    assert independent == count


def test_two_unnamed_ones_of_one_text_are_one_and_a_named_one_is_not() -> None:
    sources = [
        source("harbour pilots", "unnamed"),
        source("port men", "unnamed"),
        source("Ada Lorn", "person"),
    ]
    both = Lineage(edges=tuple(Edge("latent", child, "reuses", 0.9) for child in "ab"))
    said = [statement("a", "harbour pilots"), statement("b", "port men")]
    assert find_origins(said, Lines(both, sources, said))[1] == 1
    assert find_origins(said, Lines(NOTHING, sources, said))[1] == 2
    named = [statement("a", "harbour pilots"), statement("b", "Ada Lorn")]
    assert find_origins(named, Lines(both, sources, named))[1] == 2


def test_nobody_in_particular_hides_no_accounts_of_their_own() -> None:
    lines = Lines(NOTHING, [source("locals", "unnamed"), source("Ada Lorn", "person")])
    seen = [statement("a", "locals"), statement("b"), statement("c")]
    assert find_origins(seen, lines)[1] == 3
    assert find_origins([*seen, statement("d", "Ada Lorn")], lines) == (("Ada Lorn",), 1)


def test_an_outlet_that_speaks_and_a_witness_are_two() -> None:
    sources = [source("Bridge Watch", "organisation", document="a"), source("Ada Lorn", "person")]
    said = [statement("a"), statement("b", "Ada Lorn"), statement("c")]
    elsewhere = statement("c", "Bridge Watch", at=90)
    lines = Lines(NOTHING, sources, [*said, elsewhere])
    assert find_origins(said, lines) == (("Ada Lorn", "Bridge Watch"), 2)


def test_an_unnamed_one_makes_no_one_of_two_named_ones() -> None:
    people = [source("Ada Lorn", "person"), source("Tove Brask", "person")]
    sources = [*people, source("harbour pilots", "unnamed")]
    drawn = Lineage(edges=(Edge("a", "c", "reuses", 0.9), Edge("b", "c", "reuses", 0.9)))
    said = [statement("a", "Ada Lorn"), statement("b", "Tove Brask"), statement("c", "harbour pilots")]
    assert find_origins(said, Lines(drawn, sources, said)) == (("Ada Lorn", "Tove Brask"), 2)


def test_nobody_in_particular_makes_no_one_of_two_named_ones() -> None:
    sources = [source("Ada Lorn", "person"), source("Tove Brask", "person"), source("officials", "unnamed")]
    words = "the bridge will stay closed until the last cable has been replaced"
    said = [statement("a", "Ada Lorn"), statement("b", "Tove Brask", text="no car may cross the bridge")]
    vague = [statement("c", "officials", text=words), statement("d", "officials", at=5)]
    drawn = Lineage(edges=(Edge("a", "c", "reuses", 0.9), Edge("b", "d", "reuses", 0.9)))
    assert find_origins([*said, *vague], Lines(drawn, sources, said)) == (("Ada Lorn", "Tove Brask"), 2)


def test_an_outlet_that_tells_what_a_body_did_adds_nothing_to_the_body() -> None:
    office, lorn = source("Roads Office", "government"), source("Ada Lorn", "person")
    sources = [office, source("Harbour Wire", "outlet"), lorn]
    told = replace(statement("a", "Harbour Wire"), subject=("roads", "office"))
    wells = replace(told, subject=("wells",))
    itself = statement("b", "Roads Office")
    lines = Lines(NOTHING, sources)
    assert find_origins([told, replace(told, document="c"), itself], lines) == (("Roads Office",), 1)
    assert find_origins([wells, itself], lines)[1] == 2
    assert find_origins([told, statement("b", "Ada Lorn")], lines)[1] == 2


def test_who_tells_what_an_authority_publishes_itself_adds_nothing() -> None:
    office = source("Roads Office", "government", document="a")
    post = source("Coast Post", "outlet", document="b")
    said = [statement("a"), statement("b")]
    assert find_origins(said, Lines(NOTHING, [office, post])) == (("Roads Office",), 1)


def test_hearsay_adds_none_beside_a_named_speaker() -> None:
    hearsay = source("unnamed source (reportedly)", "unnamed")
    lines = Lines(NOTHING, [hearsay, source("Ada Lorn", "person")])
    said = [statement("a", hearsay.id), statement("b", "Ada Lorn")]
    assert find_origins(said, lines) == (("Ada Lorn",), 1)
