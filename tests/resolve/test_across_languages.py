"""Who is who across languages: invented documents through the real extraction."""

from firsthand.extract import extract_documents
from firsthand.model import Document
from firsthand.resolve import resolve


def told(*texts):
    documents = [
        Document(id=f"d{i}", name=f"d{i}", text=text, language=language)
        for i, (language, text) in enumerate(texts)
    ]
    return resolve(documents, list(extract_documents(documents)))


def speakers(resolution):
    names = {source.id: source.name for source in resolution.sources}
    return {
        document: {
            names[one] for s in resolution.statements if s.document == document for one in s.attribution
        }
        for document in {s.document for s in resolution.statements}
    }


def test_a_chinese_official_is_one_source_in_english_and_chinese():
    found = speakers(
        told(
            ("en", "Li Mingxuan, the mayor of Qinghe, said on Monday that the bridge was safe."),
            ("zh", "清河市市长李明轩星期一说，这座桥是安全的。"),
        )
    )
    assert found["d0"] == found["d1"] == {"Li Mingxuan"}


def test_a_foreign_speaker_is_one_source_in_chinese_characters():
    found = speakers(
        told(
            ("en", "Marit Solheim said that the dam was closed. Thomas Brandt said that it was open."),
            ("zh", "玛丽特·索尔海姆说，大坝已经关闭。"),
        )
    )
    assert found["d1"] == {"Marit Solheim"}


def test_a_ministry_is_one_source_in_every_language():
    resolution = told(
        ("en", "The Chinese foreign ministry said that talks would go on."),
        ("zh", "中国外交部表示，会谈将继续进行。"),
    )
    (ministry,) = [source for source in resolution.sources if source.kind == "government"]
    assert all(ministry.id in s.attribution for s in resolution.statements)


def test_documents_in_another_language_break_nothing():
    assert told(("nl", "De minister zei dat de brug veilig is."), ("xx", "....")).statements is not None
