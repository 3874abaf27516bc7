"""Runs of capitalised words, cut into the name itself and the office before it."""

from dataclasses import dataclass

from firsthand.extract.countries import country_of
from firsthand.extract.naming import gazetteer
from firsthand.extract.naming.kinds import is_common, kind_of_head, kind_of_name, lexicon
from firsthand.extract.packs import words
from firsthand.extract.parse import Doc, Token
from firsthand.model import SourceKind

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_OPEN_CLASSES = frozenset({"NOUN", "VERB", "ADJ", "ADV", "X", "INTJ"})
_LINKS = frozenset({"of", "for", "and", "&", "on"})
_BESIDE = frozenset({"compound", "nmod", "amod", "appos", "poss", "dep", "nsubj"})
_LONGEST_RUN = 12  # words; longer runs of capitals are shouted text, not a name


@dataclass(slots=True)
class Run:
    """A proper name in the parse: tokens [first, last], the name proper beginning at `core`.

    `role_start` is where the words of its office begin (equal to `core` without one). `end` is the
    last character's offset plus one; it lies inside the last token where two words are glued.
    `kind` is None while nothing tells.
    """

    first: int
    core: int
    last: int
    role_start: int
    end: int
    kind: SourceKind | None = None


def find_runs(doc: Doc) -> list[Run]:
    """Find every proper name, in order of text; a bare office ("the Prime Minister") is none."""
    runs: list[Run] = []
    proper = _proper_tokens(doc)
    i, n = 0, len(doc)
    hyphened = {k for k, token in enumerate(doc) if token.text == "-"}
    alone = frozenset(
        doc[k].text for k in range(n) if proper[k] and k - 1 not in hyphened and k + 1 not in hyphened
    )
    while i < n:
        if not proper[i]:
            i += 1
            continue
        last = _run_end(doc, proper, i, alone)
        if last - i < _LONGEST_RUN:
            run = _cut(doc, i, last)
            if run is not None:
                runs.append(run)
        i = last + 1
    return runs


def _proper_tokens(doc: Doc) -> list[bool]:
    """Tell, for each token, whether it is part of a name.

    A capital that opens a sentence proves nothing: there the rest of the text decides.
    """
    tokens = list(doc)
    proper = [_is_proper(token) for token in tokens]
    texts = [token.text for token in tokens]
    small = {text for text in texts if text.islower()}
    opening = [i for i, token in enumerate(tokens) if texts[i][0].isupper() and _opens(token)]
    opens = frozenset(opening)
    inside = {texts[i] for i, is_name in enumerate(proper) if is_name and i not in opens}
    for i in opening:
        text = texts[i]
        if proper[i] and text not in inside:
            word = text.casefold()
            alone = i + 1 >= len(tokens) or not proper[i + 1]
            before_name = not alone and texts[i + 1] in inside and is_common(word) and word in small
            heads = alone and text != word.upper() and _heads_phrase(tokens[i])
            proper[i] = not (before_name or (alone and word in small) or heads)
        elif not proper[i] and len(text) > 3 and text in inside and tokens[i].pos_ in _OPEN_CLASSES:
            proper[i] = True
    return proper


def _heads_phrase(token: Token) -> bool:
    """Tell whether a capital at the front is an everyday word with its phrase: "Count of leaks rises"."""
    if token.i + 1 >= len(token.doc) or token.nbor().dep_ != "prep" or token.nbor().head.i != token.i:
        return False
    word = token.lower_
    return is_common(word) and kind_of_head(word) in (None, "document") and not country_of(token.text)


def _opens(token: Token) -> bool:
    """Tell whether a token opens a sentence or a quotation, where any word is capitalised."""
    if token.is_sent_start or token.i == 0:
        return True
    before = token.nbor(-1)
    opened = before.is_quote or before.text in (":", "'", "(")
    return bool(opened or (before.is_punct and before.is_sent_start))


def is_office(words: tuple[str, ...]) -> bool:
    """Tell whether capitalised words are an office and nobody's name: "Prime Minister"."""
    known = lexicon()
    lowered = [word.casefold() for word in words]
    if "of" in lowered:
        cut = lowered.index("of")
        return (
            lowered[0] in known.roles
            and all(word in known.offices or word in ("of", "the") for word in lowered[cut:])
        ) or bool(lowered[cut - 1] in known.roles and country_of(" ".join(words[cut + 1 :])))
    return (lowered[-1] in known.roles or lowered[-1] in known.people) and all(
        word in known.role_modifiers
        or word in known.roles
        or word in known.organisations
        or bool(country_of(word))
        for word in lowered[:-1]
    )


def _is_proper(token: Token) -> bool:
    text = token.text
    first = text[0]
    if not (first.isalpha() or first == "@"):
        return False
    pos = token.pos_
    if token.like_url:
        return True
    if text[1:2] == "-" and text.endswith("."):
        return False  # "(X-Ind.)": a party and a district behind a name
    if text == "May" and _is_month(token):
        return False
    if pos == "PROPN":
        word = text.casefold()
        if word in lexicon().calendar:
            return False
        noun = kind_of_head(word) is not None or word in lexicon().titles or is_common(word)
        return first.isupper() or first == "@" or not noun
    if not first.isupper() or len(text) < 2:
        return False
    if pos in ("NOUN", "X"):
        return not token.is_sent_start and text.casefold() not in lexicon().calendar
    # "American Iron and Steel Institute": an adjective that opens a name.
    return (
        pos == "ADJ"
        and token.i + 1 < len(token.doc)
        and token.nbor().pos_ == "PROPN"
        and token.nbor().text[0].isupper()
        and not token.is_sent_start
    )


def _is_month(token: Token) -> bool:
    """Tell whether "May" is the month: after "in" or "last", beside a number."""
    before = token.nbor(-1) if token.i else None
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    if after is not None and after.text[0].isdigit():
        return True
    return before is not None and (before.text[0].isdigit() or before.lower_ in words("names", "before_may"))


def _run_end(doc: Doc, proper: list[bool], first: int, alone: frozenset[str]) -> int:
    """Return the index of the last token of the name that begins at `first`.

    `alone` are the names that stand by themselves somewhere: a hyphen between two of them joins nobody.
    """
    last = first
    n = len(doc)
    while last + 1 < n:
        following = last + 1
        token = doc[following]
        if token.is_sent_start:
            break
        if proper[following]:
            last = following
            continue
        glued = not doc[last].whitespace_ and not token.whitespace_
        if token.text == "-" and glued and following + 1 < n and doc[following + 1].text[0].isalpha():
            if doc[last].text in alone and doc[following + 1].text in alone:
                break  # "Lindgren-Ruritania ties"
            small = doc[following + 1].text.islower()
            if small and (last == first or doc[following + 1].tag_.startswith("VB")):
                break  # "Madrid-based" names Madrid; "Han Seo-jun" goes on
            last = following + 1
            continue
        link = _link(doc, proper, first, last)
        if link is None:
            break
        last = link
    return last


def _link(doc: Doc, proper: list[bool], first: int, last: int) -> int | None:
    """Return where the name goes on after "of", "for" or "and"; None if it does not."""
    n = len(doc)
    word = doc[last + 1].lower_
    after = last + 2
    if word in ("of", "for", "on"):
        if after < n and doc[after].lower_ == "the":
            after += 1
        if after >= n or not proper[after] or not doc[after].text[0].isupper():
            return None
        before = doc[last].lower_
        known = lexicon()
        if word == "of" and before in known.roles and first == last and doc[after].lower_ in known.offices:
            return after
        if before in known.organisations and (word != "on" or last > first):
            return after
        return None
    if word in ("and", "&") and after < n and proper[after]:
        if word == "&":
            return after
        # "Ways and Means Committee": the first half leans on a word after "and".
        head = doc[last].head.i
        end = after
        while end + 1 < n and proper[end + 1]:
            end += 1
        if after <= head <= end and doc[end].lower_ in lexicon().organisations:
            return after
        if (
            first <= head < last
            and doc[head].lower_ in lexicon().organisations
            and _of_before(doc, first, last)
        ):
            return after if end - after <= 2 else None
    return None


def _of_before(doc: Doc, first: int, last: int) -> bool:
    return any(doc[i].lower_ == "of" for i in range(first, last))


def _cut(doc: Doc, first: int, last: int) -> Run | None:
    """Split the office off a run, and the words of an office that follow a nested name."""
    words = tuple(token.text for token in doc[first : last + 1])
    if is_office(words) or (len(words) == 1 and _is_description(doc, first)):
        return None
    core = first + (_title_length(words) or _before_given_name(words))
    last = _without_tail(doc, core, last)
    end = doc[last].idx + len(doc[last].text)
    role_start = _role_start(doc, first, core, last)
    titled = role_start < core and _person_role(doc, role_start, core, alone=core == last)
    tokens = tuple(token.text for token in doc[core : last + 1])
    kind = kind_of_name(tokens, titled=titled)
    if kind is None and role_start < core:
        kind = _role_kind(doc, core)
    announced = doc[core - 1].is_upper and doc[core - 1].lower_ in lexicon().any_body
    if kind in ("organisation", "outlet", "government") and first < core and not titled and not announced:
        core = role_start = first  # "General Motors", "Justice Department"
    return Run(first, core, last, role_start, end, kind)


def _is_description(doc: Doc, i: int) -> bool:
    """Tell whether one capitalised word describes and does not name: "the Ministry", "the NGO"."""
    word = doc[i].lower_
    known = lexicon()
    if word in known.organisations and doc[i].is_upper and len(word) < 4 and word not in gazetteer.bodies():
        return True
    article = i > 0 and doc[i - 1].lower_ in known.definite
    return article and word in known.organisations and known.organisations[word] != "outlet"


def _title_length(words: tuple[str, ...]) -> int:
    """Count the words of titles and offices that open a run."""
    known = lexicon()
    length = 0
    for i in range(len(words) - 1):
        word = words[i].casefold()
        rest = [later.casefold() for later in words[i + 1 :]]
        if length == i and words[i].isupper() and word in known.any_body:
            length = i + 1  # "NGO Harbour Watch"
            continue
        if rest[0] in _SUFFIXES or rest[-1] in known.organisations or rest[0] == "-":
            continue
        abbreviated = word.endswith(".") and word in known.titles  # "Florida Sen. Jane Doe"
        if abbreviated or (length == i and word in known.titles):
            length = i + 1
        elif word in known.roles:
            given = gazetteer.first_names()
            if word in given and len(words) == 2:
                continue
            if i and words[i - 1].casefold() in given and len(rest) < 2:
                continue
            if rest[0] == "of" and len(rest) > 2 and rest[1] in known.offices:
                length = i + 3
            elif rest[0] not in ("of", "for", "and", "the"):
                length = i + 1
    return length


def _before_given_name(words: tuple[str, ...]) -> int:
    """Count the everyday words before a given name: "Navy Diver Jane Doe"."""
    given = gazetteer.first_names()
    for i in range(1, len(words) - 1):
        if (
            words[i].casefold() in given
            and words[i + 1][0].isupper()
            and words[i + 1].casefold() not in _LINKS
        ):
            ordinary = all(is_common(word) or word.isupper() for word in words[:i])
            body = words[-1].casefold() in lexicon().organisations or words[0].casefold() in given
            return i if ordinary and not body else 0
    return 0


def _without_tail(doc: Doc, core: int, last: int) -> int:
    """Drop words of an office that follow: "Harbour Watch Campaign director" names Harbour Watch."""
    following = doc[last + 1].lower_ if last + 1 < len(doc) else ""
    known = lexicon()
    while last > core and doc[last].lower_ in known.role_modifiers and following in known.roles:
        last -= 1
    while last > core and (doc[last].lower_ in known.roles or doc[last].lower_ in known.people):
        if doc[last].lower_ in gazetteer.first_names() or last - core < 1:
            break
        if (
            doc[last].is_title
            and known.organisations.get(doc[last].lower_) == "outlet"
            and not following.istitle()
        ):
            break  # "the Harbour Observer"
        last -= 1
        while last > core and doc[last].lower_ in known.role_modifiers:
            last -= 1
    while last > core and doc[last].lower_ in ("-", "of", "for", "and", "the", "&"):
        last -= 1
    return last


def _role_start(doc: Doc, first: int, core: int, last: int) -> int:
    """Return where the words before a name that say what it is begin: "the radio host Jane Doe"."""
    if core > first:
        left = min(first, min(doc[i].left_edge.i for i in range(core, last + 1)))
        return _skip_article(doc, left, core) if left < first and _tight(doc, left, first) else first
    before = core - 1
    bracketed = before > 2 and doc[before].text == ")" and doc[before - 2].text == "("
    if bracketed:
        before -= 3  # "the non-governmental organization (NGO) Harbour Watch"
    if before < 0 or doc[core].is_sent_start:
        return core
    word = doc[before].lower_
    known = lexicon()
    announces = (
        word in known.roles or word in known.titles or word in known.organisations or word in known.people
    )
    if not announces or (doc[before].dep_ not in _BESIDE and not bracketed):
        return core
    head = next((i for i in range(core, last + 1) if not core <= doc[i].head.i <= last), last)
    left = min(doc[head].left_edge.i, doc[before].left_edge.i)
    if not _tight(doc, left, before + 1):
        left = before
    return _skip_article(doc, left, core)


def _tight(doc: Doc, left: int, right: int) -> bool:
    """Tell whether no comma, colon or quotation mark stands between."""
    return all(token.text not in {",", ";", ":", '"', "(", ")", "--", "—", "–"} for token in doc[left:right])


def _skip_article(doc: Doc, left: int, core: int) -> int:
    while left < core and doc[left].pos_ in ("DET", "ADV", "CCONJ", "SCONJ", "PUNCT", "ADP"):
        left += 1
    return left


def _person_role(doc: Doc, role_start: int, core: int, *, alone: bool) -> bool:
    """Tell whether the words before a name make it a person's; before one word a weak office does not."""
    known = lexicon()
    held = [doc[i].lower_ for i in range(role_start, core)]
    weak = known.weak_roles if alone else frozenset()
    return any(word in known.titles or (word in known.roles and word not in weak) for word in held)


def _role_kind(doc: Doc, core: int) -> SourceKind | None:
    word = doc[core - 1].lower_
    return lexicon().organisations.get(word)
