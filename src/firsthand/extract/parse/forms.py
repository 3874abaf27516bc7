"""What spaCy says of a text's words, as plain objects."""

from spacy.tokens import Doc as SpacyDoc
from spacy.vocab import Vocab

from firsthand.extract.parse.tokens import Doc, Form, Morph, Token

# Forms kept a process: the words of some thousands of documents.
_MOST_FORMS = 200_000
_forms: dict[tuple[int, str], Form] = {}


def form_of(word: str, vocab: Vocab) -> Form:
    """Return what a written word is by its letters; `vocab` must live as long as the process."""
    form = _forms.get((id(vocab), word))
    if form is None:
        if len(_forms) >= _MOST_FORMS:
            _forms.clear()
        lexeme = vocab[word]
        form = _forms[id(vocab), word] = Form(
            text=word,
            lower=lexeme.lower_,
            is_space=lexeme.is_space,
            is_punct=lexeme.is_punct,
            is_quote=lexeme.is_quote,
            is_alpha=lexeme.is_alpha,
            is_upper=lexeme.is_upper,
            is_title=lexeme.is_title,
            like_num=lexeme.like_num,
            like_url=lexeme.like_url,
        )
    return form


def as_words(doc: SpacyDoc) -> Doc:
    """Return the words of a text that spaCy holds but has not parsed: each hangs on none."""
    tokens: list[Token] = []
    for theirs in doc:
        token = Token(
            theirs.i,
            theirs.idx,
            form_of(theirs.text, doc.vocab),
            space=bool(theirs.whitespace_),
            begins=bool(theirs.is_sent_start),
        )
        token.tag_, token.pos_, token.dep_ = theirs.tag_, theirs.pos_, theirs.dep_
        token.lemma_, token.morph = theirs.lemma_, Morph(theirs.morph)
        tokens.append(token)
    found = Doc.of(tokens, doc.text)
    found.user_data.update(doc.user_data)
    return found
