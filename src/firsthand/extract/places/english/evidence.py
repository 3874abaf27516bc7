"""What speaks for and against words being a place's name here: signs, each with a name of its own.

What a sign counts for is learned (see `judging`); which signs there are is written here, and the words
they look for are the pack's. No sign is about one name.
"""

from collections.abc import Iterator

from firsthand.extract.parse import Token
from firsthand.extract.places.english.page import (
    Page,
    around,
    common_names,
    is_word,
    listed,
    meanings_of,
    names_of_people,
    people_of,
)
from firsthand.extract.places.english.spotting import Spot
from firsthand.extract.places.toponyms import Toponym

# Upper edges of the sizes of towns that count differently, in people.
_SIZES = ((1_000, "hamlet"), (5_000, "village"), (15_000, "small"), (50_000, "town"), (150_000, "city"))
_LARGER = ((500_000, "large city"),)
_REGION = 100_000  # less people: a county
_OLDEST = 120  # "Ada Vint, 45": an age
_COUNTED = frozenset({"L", "R", "pos", "family", "given", "surname", "word", "start"})


def signs(
    page: Page, spot: Spot, before: Spot | None, within: Toponym | None, surnames: frozenset[str]
) -> set[str]:
    """Return the signs of words that could name a place.

    `before` is the spot before this one, `within` the country or region right behind a comma, `surnames`
    the family names that the document gives to persons.
    """
    found = {*_of_name(spot, surnames), *_of_left(page, spot, before), *_of_right(page, spot)}
    found |= set(_of_grammar(page.doc[spot.stop - 1]))
    if within is not None:
        found.add("within")
    known = _known(spot)
    led = "preposition" if any(sign in found for sign in ("L=before", "the before")) else "none"
    found |= {f"known={known}", f"{known} & {led}"}
    if "common" in found:
        found.add(f"common & {led}")
    found |= {f"{known} & {sign}" for sign in ("surname", "given=single", "family=single") if sign in found}
    if known in ("unknown", "city"):
        found |= {
            f"{known} & {sign}" for sign in found if known == "unknown" or sign.split("=")[0] in _COUNTED
        }
    return found


def _known(spot: Spot) -> str:
    if spot.name in listed("wider"):
        return "region"
    if not spot.meanings:
        return "unknown"
    if any(meaning.precision == "country" for meaning in spot.meanings):
        return "country"
    largest = max(spot.meanings, key=lambda meaning: meaning.population)
    if largest.precision == "region":
        return "region" if largest.population > _REGION else "county"
    return "city"


def _of_name(spot: Spot, surnames: frozenset[str]) -> Iterator[str]:
    words = spot.name.split()
    single = len(words) == 1
    yield "single" if single else "multi"
    if spot.meanings and _known(spot) == "city":
        largest = max(spot.meanings, key=lambda meaning: meaning.population)
        sizes = (*_SIZES, *_LARGER)
        yield f"size={next((size for edge, size in sizes if largest.population < edge), 'metropolis')}"
        if largest.capital:
            yield "capital"
    if spot.name.isupper():
        yield f"shouted={'short' if len(spot.name) <= 3 else 'long'}"
    if "." in spot.name:
        yield "stops"
    if not single and words[-1] in listed("features"):
        yield "ends in a kind"
    if not single and words[0] in listed("leads"):
        yield "begins like a place"
    if not single and words[0] in listed("heads"):
        yield "begins with a kind"
    if spot.name in common_names():
        yield "common"
    if all(is_word(word) for word in words):
        yield f"word={'single' if single else 'multi'}"
    people = names_of_people()
    if words[0].lower() in people["given"]:
        yield f"given={'single' if single else 'multi'}"
    if words[-1].lower() in people["family"]:
        yield f"family={'single' if single else 'multi'}"
    if spot.name in surnames:
        yield "surname"


def _of_left(page: Page, spot: Spot, before: Spot | None) -> Iterator[str]:
    at = spot.first
    if at == 0 or page.begins[at]:
        yield "start"
        return
    word = page.words[at - 1]
    low = word.lower()
    further = page.words[at - 2].lower() if at > 1 else ""
    if low in listed("beside"):
        yield f"L={low}"
    elif not word[0].isupper():
        yield "L=number" if low[0].isdigit() else f"L={page.kinds[at - 1]}"
    if low in around("before"):
        yield "L=before"
    if low in around("titles"):
        yield "L=title"
    if low in around("kinds"):
        yield "L=kind"
    if word[0].isupper():
        yield "L=capital"
        if word in listed("directions"):
            yield "L=direction"
        elif low in names_of_people()["given"] or _is_initial(word):
            yield "L=given"
    if low == "of" and further in around("kinds"):
        yield "kind of"
    elif low == "of" and further and page.words[at - 2][0].isupper() and not page.begins[at - 2]:
        yield "of a name"
    if low in listed("articles") and further in around("before"):
        yield "the before"
    if low == "-":
        yield "joined to a party" if page.words[at - 2] in listed("parties") else "joined"
    if further in around("before") and page.kinds[at - 1] in ("ADJ", "NOUN"):
        yield "before, further"
    if before is not None and low in listed("joins"):
        gap = at - before.stop
        if gap == 1 or (gap == 2 and page.words[before.stop] == ","):
            yield f"follows={low}"


def _of_right(page: Page, spot: Spot) -> Iterator[str]:
    at = spot.stop
    if spot.glued:
        if spot.glued in listed("beside"):
            yield f"R={spot.glued}"
        return
    if at >= len(page.words) or page.begins[at]:
        yield "end"
        return
    word = page.words[at]
    low = word.lower()
    shown = listed("beside")
    spaced = page.starts[at] > page.end(at - 1)
    if low in shown:
        yield f"R={low}"
    elif word[0].isupper() and spaced:
        yield "R=capital"
        yield f"R={_capitalised(word)}"
    elif low in around("kinds"):
        yield "R=kind"
    elif low in around("after"):
        yield "R=after"
    elif page.doc[at].lemma_ in listed("says"):
        yield "R=says"
    else:
        yield f"R={page.kinds[at]}"
    behind = page.words[at + 1] if at + 1 < len(page.words) else ""
    if low == "," and behind.isdigit() and int(behind) < _OLDEST:
        yield "aged"
    if low in listed("genitives") and behind:
        yield f"of its {page.kinds[at + 1]}"
    if page.begins[spot.first] and low in listed("dateline"):
        yield "dateline"


def _capitalised(word: str) -> str:
    bare = word.removesuffix("s")
    if word in listed("public") or bare in listed("public"):
        return "public"
    if word in listed("streets"):
        return "street"
    if word.lower() in around("after"):
        return "capital after"
    return "known" if meanings_of(word) else "other"


def _of_grammar(last: Token) -> Iterator[str]:
    yield f"pos={last.pos_}"
    yield f"role={last.dep_}"
    head = last.head
    if last.dep_ in ("nsubj", "nsubjpass") and head.i != last.i:
        yield f"does={'say' if head.lemma_ in listed('says') else head.pos_}"
    if last.dep_ == "compound":
        yield f"part of={'name' if head.text[0].isupper() else 'phrase'}"


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[1] == "."


def is_person(page: Page, spot: Spot) -> bool:
    """Tell whether a given name is followed by a family name: "India" in "India Rowe"."""
    people = names_of_people()
    if spot.glued or spot.stop >= len(page.words) or spot.name.lower() not in people["first"]:
        return False
    word = page.words[spot.stop]
    spaced = page.starts[spot.stop] > spot.end and not page.begins[spot.stop]
    kinds = (listed("features"), listed("public"), listed("streets"), listed("directions"))
    return (
        spaced
        and word[0].isupper()
        and word.lower() in people["family"]
        and not any(word in kind or word.lower() in around("after") for kind in kinds)
    )


def is_outlet(page: Page, spot: Spot) -> bool:
    """Tell whether a name is the first part of a newspaper's: "Lagos" in "Lagos Times"."""
    return not spot.glued and spot.stop < len(page.words) and page.words[spot.stop] in listed("papers")


def is_surname(page: Page, spot: Spot, surnames: frozenset[str]) -> bool:
    """Tell whether a name is one of the document's persons and nothing says that it is a place here."""
    if spot.name not in surnames or any(meaning.precision == "country" for meaning in spot.meanings):
        return False
    left = page.words[spot.first - 1].lower() if spot.first else ""
    return left not in listed("inside") and not is_said_outright(page, spot)


def is_said_outright(page: Page, spot: Spot) -> bool:
    """Tell whether the text says that a name is a place's: "the village of Xyz"."""
    at = spot.first
    return at > 1 and page.words[at - 1].lower() == "of" and page.words[at - 2] in around("kinds")


def is_people(name: str) -> bool:
    """Tell whether a name is a people's: "Kenyan", "Kenyans". Not "Niger", which is a country's."""
    return any(people_of(each) is not None for each in (name, name.removesuffix("s")))
