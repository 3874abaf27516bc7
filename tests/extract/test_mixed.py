"""Documents in more than one language."""

from firsthand.extract import extract_documents, is_readable
from firsthand.extract.mixed import by_language
from firsthand.model import Document
from firsthand.read import read_bytes, surely_in

ENGLISH = (
    "The harbour office of Lund Bay said on Monday that two ferries had been taken out of service "
    "because their doors no longer closed."
)
GERMAN = (
    "Die Reederei Brandt wies die Vorwürfe zurück. Ihre Fähren seien sicher, sagte die Sprecherin "
    "Ines Hollweg am Dienstag in Altwerder, und jede Tür werde jeden Morgen geprüft."
)
RUSSIAN = (
    "Представитель порта сообщил журналистам, что паромы будут отремонтированы до конца следующего месяца, "
    "а расписание изменится уже в понедельник."
)


def document(*paragraphs: str) -> Document:
    return read_bytes("\n\n".join(paragraphs).encode(), name="mixed.txt")


def test_a_paragraph_in_another_language_is_read_in_it() -> None:
    whole = document(ENGLISH, ENGLISH.replace("Monday", "Friday"), GERMAN)
    parts, notes = by_language(whole)
    assert [part.language for part in parts] == ["en", "de"]
    assert all(part.id == whole.id and part.text == whole.text for part in parts)
    assert notes == ("1 paragraph is in German: read in that language",)
    (extraction,) = extract_documents([whole])
    at = whole.text.index("Die Reederei")
    assert any(s.start < at for s in extraction.statements)
    assert any(s.start >= at for s in extraction.statements)
    for statement in extraction.statements:
        assert whole.text[statement.start : statement.end] == statement.text
        assert all(0 <= speaker < len(extraction.names) for speaker in statement.speakers)
    assert all(name.owner is None or name.owner < len(extraction.names) for name in extraction.names)


def test_a_language_without_a_pack_is_told_and_left_out() -> None:
    whole = document(*(ENGLISH.replace("Monday", day) for day in ("Monday", "Friday", "Sunday")), RUSSIAN)
    parts, notes = by_language(whole)
    assert notes == ("1 paragraph is in Russian: not read for statements",)
    assert len(parts) == 1
    (extraction,) = extract_documents([whole])
    assert notes[0] in extraction.notes
    assert all("паром" not in s.text for s in extraction.statements)


def test_the_readable_part_of_a_document_in_another_language_is_read() -> None:
    whole = document(RUSSIAN, RUSSIAN.replace("паромы", "суда"), ENGLISH)
    assert whole.language == "ru"
    (extraction,) = extract_documents([whole])
    assert extraction.statements
    assert is_readable(whole)
    assert not is_readable(document(RUSSIAN))


def test_one_language_is_one_part() -> None:
    whole = document(ENGLISH, ENGLISH.replace("two", "three"))
    assert by_language(whole) == ((whole,), ())


def test_a_few_foreign_words_do_not_change_a_language() -> None:
    assert surely_in(ENGLISH + " They call it „Fährdienst“.") == "en"
