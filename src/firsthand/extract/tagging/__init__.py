"""Words, lemmas, parts of speech and sentences of the languages that are not parsed."""

from collections.abc import Collection

from spacy.tokens import Doc


def tag(text: str, *, starts: Collection[int], language: str) -> Doc:
    """Return a text as words whose `idx` are its offsets, with lemma, part of speech and sentences.

    `starts` are offsets at which a sentence begins whatever stands before (blocks of the document).
    """
    if language == "zh":
        from firsthand.extract.tagging.chinese import tag_chinese

        return tag_chinese(text, starts=starts)
    from firsthand.extract.tagging.european import tag_european

    return tag_european(text, starts=starts, language=language)
