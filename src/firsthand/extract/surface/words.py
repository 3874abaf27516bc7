"""The words of a text as plain lists: each is asked for many times, and spaCy makes each answer anew."""

from dataclasses import dataclass

from firsthand.extract.parse import Doc


@dataclass(frozen=True, slots=True)
class Words:
    """A text word by word: as written, lower case, its part of speech, its lemma, where it starts.

    `sentence` counts sentences from 0; `begins` is where the sentence of a word begins, as an index of
    words; `finite` how many verbs in a tense stand before a word.
    """

    texts: list[str]
    low: list[str]
    pos: list[str]
    lemmas: list[str]
    morphs: list[str]
    starts: list[int]
    sentence: list[int]
    begins: list[int]
    finite: list[int]

    def __len__(self) -> int:
        return len(self.texts)

    def end(self, i: int) -> int:
        """Return the offset behind a word."""
        return self.starts[i] + len(self.texts[i])

    def after(self, i: int) -> int:
        """Return the index of the next word that is no white space; the number of words if there is none."""
        i += 1
        while i < len(self.pos) and self.pos[i] == "SPACE":
            i += 1
        return i

    def before(self, i: int) -> int:
        """Return the index of the word before that is no white space, -1 if there is none."""
        i -= 1
        while i >= 0 and self.pos[i] == "SPACE":
            i -= 1
        return i


def words_of_doc(doc: Doc) -> Words:
    """Return the words of a tagged text, made once."""
    found: Words | None = doc.user_data.get("words")
    if found is None:
        texts = [token.text for token in doc]
        sentence: list[int] = []
        begins: list[int] = []
        counted = -1
        begin = 0
        for token in doc:
            if token.is_sent_start or counted < 0:
                counted += 1
                begin = token.i
            sentence.append(counted)
            begins.append(begin)
        pos = [token.pos_ for token in doc]
        morphs = [str(token.morph) for token in doc]
        finite = [0]
        for part, morph in zip(pos, morphs, strict=True):
            finite.append(finite[-1] + (part in ("VERB", "AUX") and "VerbForm=Fin" in morph))
        found = Words(
            texts=texts,
            low=[text.lower().replace("’", "'") for text in texts],
            pos=pos,
            lemmas=[token.lemma_.lower() for token in doc],
            morphs=morphs,
            starts=[token.idx for token in doc],
            sentence=sentence,
            begins=begins,
            finite=finite,
        )
        doc.user_data["words"] = found
    return found
