"""What the attribution benchmark counts as found and right, on reports of our own."""

from attribution_sets.gold import Report, Text, joined, without
from attribution_sets.ours import reports_of
from attribution_sets.scoring import kind_in_text, matched, overlap, score, source_is_right
from firsthand.ask import Answer
from firsthand.ask.finding import find_told
from firsthand.ask.replies import Told

TEXT = "Ina Roe said: “It sank.” Karl Lund denied it. “Nobody told us,” he said. “Nobody.”"


def stretch(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def report(*content: str, source: str | None = None, text: str = TEXT) -> Report:
    chain = ((stretch(source, text),),) if source else ()
    return Report(tuple(stretch(words, text) for words in content), chain, chain)


def test_a_content_in_pieces_is_one_set_of_characters() -> None:
    gold = report("“Nobody told us,”", "“Nobody.”")
    whole = report("“Nobody told us,” he said. “Nobody.”")
    assert overlap(gold, gold) == 1.0
    assert overlap(gold, whole) == gold.size / whole.size
    assert overlap(gold, report("Karl Lund")) == 0.0


def test_each_report_is_matched_once_and_the_best_first() -> None:
    gold = [report("“Nobody told us,”"), report("“Nobody told us,” he said. “Nobody.”")]
    ours = [report("“Nobody told us,” he said. “Nobody.”"), report("“Nobody told us")]
    pairs = {(gold.index(m.gold), ours.index(m.ours)) for m in matched(gold, ours)}
    assert pairs == {(0, 1), (1, 0)}
    assert len(matched(gold[:1], ours)) == 1


def test_of_equal_overlaps_the_right_source_is_taken() -> None:
    gold = [report("“It sank.”", source="Ina Roe")]
    ours = [report("“It sank.”", source="Karl Lund"), report("“It sank.”", source="Roe")]
    assert matched(gold, ours)[0].ours is ours[1]


def test_the_source_is_right_when_its_words_overlap() -> None:
    gold = report("“It sank.”", source="Ina Roe")
    assert source_is_right(gold, report("“It sank.”", source="Roe"))
    assert not source_is_right(gold, report("“It sank.”", source="Karl Lund"))
    assert not source_is_right(gold, report("“It sank.”"))


def test_direct_indirect_and_mixed_are_told_by_the_marks() -> None:
    assert kind_in_text(TEXT, report("“It sank.”")) == "direct"
    assert kind_in_text(TEXT, report("It sank")) == "direct"
    assert kind_in_text(TEXT, report("“Nobody told us,”", "“Nobody.”")) == "direct"
    assert kind_in_text(TEXT, report("Karl Lund denied it.")) == "indirect"
    assert kind_in_text(TEXT, report("denied it. “Nobody told us,”")) == "mixed"
    assert kind_in_text("„Nein“, sagte er.", Report(((0, 6),))) == "direct"
    assert kind_in_text("他说：「不是。」", Report(((3, 8),))) == "direct"


def test_precision_recall_and_speakers() -> None:
    gold = (
        report("“It sank.”", source="Ina Roe"),
        report("denied it", source="Karl Lund"),
        report("“Nobody told us,”"),
    )
    ours = [report("“It sank.”", source="Karl Lund"), report("“Nobody told us,”", source="Ina Roe")]
    total, _ = score([(Text("t", "en", TEXT, gold), ours)])
    assert (total.contents.right, total.contents.given, total.contents.wanted) == (2, 2, 3)
    # The gold names nobody for the last: with it, it is neither right nor wrong.
    assert (total.sourced.right, total.sourced.given, total.sourced.wanted) == (0, 1, 2)
    assert (total.speakers["all"].right, total.speakers["all"].given) == (0, 1)
    assert total.contents.figures == (1.0, 2 / 3, 0.8)


def test_a_text_that_failed_counts_as_nothing_found() -> None:
    total, _ = score([(Text("t", "en", TEXT, (report("“It sank.”"),)), None)])
    assert total.failed == ["t"]
    assert total.contents.wanted == 1


def test_a_chain_is_right_when_every_link_is() -> None:
    roe, lund = (stretch("Ina Roe"),), (stretch("Karl Lund"),)
    content = (stretch("“It sank.”"),)
    gold = Report(content, (roe, lund))

    def right(*links: tuple[tuple[int, int], ...]) -> int:
        total, _ = score([(Text("t", "en", TEXT, (gold,)), [Report(content, links, links)])])
        assert total.chains.wanted == 1
        return total.chains.met

    assert right(roe, lund) == 1
    assert right(roe) == right(lund, roe) == right(roe, lund, lund) == right(roe, roe) == 0


def test_stretches() -> None:
    assert joined([(5, 9), (0, 2), (2, 4), (7, 8), (3, 3)]) == ((0, 4), (5, 9))
    assert without(((0, 10),), (3, 5)) == ((0, 3), (5, 10))


def test_our_own_reports_are_grouped_and_resolved() -> None:
    text = 'Ina Roe runs the harbour.\n\n"The ferry sank," she said on Monday, "and nobody told us."\n'
    (quoted,) = reports_of(Text("t", "en", text, ()))
    assert len(quoted.content) == 2
    assert text[slice(*quoted.own[0][0])] == "she"
    assert stretch("Ina Roe", text) in quoted.chain[0]


def test_what_a_model_told_is_counted_as_it_told_it() -> None:
    text = "Ina Roe runs the harbour. It sank. Nobody told her.\n"
    told = [Told(content=(words,), source="Ina Roe") for words in ("It sank", "Nobody told her")]
    found, _ = find_told(text, 0, len(text), told)
    reports = reports_of(Text("t", "en", text, ()), Answer("parrot", found))
    assert [text[slice(*report.content[0])] for report in reports] == ["It sank", "Nobody told her"]
    assert all(stretch("Ina Roe", text) in report.chain[0] for report in reports)
