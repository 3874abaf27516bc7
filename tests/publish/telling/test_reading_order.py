from dataclasses import replace

from firsthand.model import Claim, Document, Findings, Statement
from firsthand.publish.telling.index import Index, index_of
from firsthand.publish.telling.reading_order import stated, telling, wording_of


def index_with(*told: tuple[str, bool, int]) -> tuple[Index, list[Claim]]:
    """Return a case with a claim for each (text, quoted, number of documents)."""
    documents = tuple(Document(f"d{i}", f"d{i}.txt", "x") for i in range(3))
    claims, said = [], []
    for i, (text, quoted, number) in enumerate(told):
        those = [Statement(f"s{i}{d}", f"d{d}", i, i + 1, text, 0, quoted=quoted) for d in range(number)]
        said += those
        claims.append(Claim(f"c{i}", text, tuple(s.id for s in those), documents=number))
    return index_of(Findings(documents, statements=tuple(said), claims=tuple(claims))), claims


def test_whole_facts_come_first_then_quotations_then_fragments() -> None:
    index, claims = index_with(
        ("to close the old quay at once", False, 3),
        ("It was closed within a day", False, 3),
        ("Nobody ever saw the barrels at all", True, 2),
        ("The quay of the town is closed", False, 2),
        ("Forty barrels lie under the quay", False, 3),
    )
    assert [c.id for c in telling(index, claims)] == ["c4", "c3", "c2", "c0", "c1"]


def test_a_claim_is_shown_in_words_that_stand_alone() -> None:
    index, (claim, _) = index_with(
        ("that barrels lie there", False, 1), ("The harbour holds forty barrels", False, 1)
    )
    joined = replace(claim, statements=("s00", "s10"))
    assert wording_of(index, joined) == "The harbour holds forty barrels"
    assert wording_of(index, claim) == "That barrels lie there"


def test_a_line_begins_large_and_has_no_lone_quotation_mark() -> None:
    assert stated("only that “more would follow") == "Only that more would follow"
    assert stated('the "old" quay,') == 'The "old" quay'


def test_a_claim_told_in_two_languages_is_shown_in_that_of_the_case() -> None:
    index, (claim, _) = index_with(
        ("Im Hafen liegen vierzig Fässer", False, 1), ("Forty barrels lie in the harbour", False, 1)
    )
    german = replace(index.findings.documents[0], id="de", language="de")
    first, second = index.findings.statements
    told = Findings(
        (*index.findings.documents, german),
        statements=(replace(first, document="de"), second),
        claims=(replace(claim, statements=(first.id, second.id)),),
    )
    assert wording_of(index_of(told), told.claims[0]) == "Forty barrels lie in the harbour"


def test_a_short_chinese_claim_stands_alone_and_a_leaning_one_does_not() -> None:
    index, (whole, leaning) = index_with(("港口里有四十个桶", False, 1), ("他们也没有说明原因", False, 2))
    chinese = tuple(replace(d, language="zh") for d in index.findings.documents)
    told = index_of(replace(index.findings, documents=chinese))
    assert [c.id for c in telling(told, [leaning, whole])] == [whole.id, leaning.id]
