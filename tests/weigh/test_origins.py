"""Where claims begin, and how many lines there are."""

from firsthand.model import Edge, Lineage, Source, Statement
from firsthand.weigh.origins import Lines, find_origins

NOTHING = Lineage()


def statement(document: str, *said_by: str, text: str = "the bridge is closed", at: int = 0) -> Statement:
    return Statement(
        id=f"s-{document}-{at}", document=document, start=at, end=at + len(text), text=text,
        sentence=at, attribution=said_by,
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
