"""Words, lemmas, parts of speech and sentences of the languages that are not parsed."""

from collections.abc import Collection

from spacy.tokens import Doc


def tag(text: str, *, starts: Collection[int], language: str) -> Doc:
    """Return a text as words whose `idx` are its offsets, with lemma, part of speech and sentences.

    `starts` are offsets at which a sentence begins whatever stands before (blocks of the document).
    Where an official spaCy pipeline of the language is installed, it says what the words are.
    """
    from firsthand.extract.tagging.pipelines import refined

    if language == "zh":
        from firsthand.extract.tagging.chinese import tag_chinese

        return refined(tag_chinese(text, starts=starts), language)
    from firsthand.extract.tagging.european import tag_european

    return refined(tag_european(text, starts=starts, language=language), language)
