"""Whether a description fits a name: "the ministry", "the Portuguese leader", "the group"."""

import re

from firsthand.extract.naming.gazetteer import plain
from firsthand.extract.naming.kinds import kind_of_head
from firsthand.model import Name
from firsthand.resolve.identity import country_in
from firsthand.resolve.spelling.chinese import is_han
from firsthand.resolve.within.entities import Cast, Entity
from firsthand.resolve.within.salience import credible

_ANY_BUSINESS = 5.0  # points of "the group" for a business, where no other group is told of
_BODY_LIKE_AN_OUTLET = (
    9.0  # points of "the group" for a body that a word of its name makes look like an outlet
)
VAGUE = 10.0  # points of a description that fits anybody; it must then be near


def plain_words(text: str) -> str:
    """Return a description in small letters without its article."""
    return re.sub(r"^(the|a|an) ", "", " ".join(text.casefold().split()))


def fit(cast: Cast, name: Name, entity: Entity, owner: Entity | None) -> float:
    """Say how well a description fits an entity: 0 not at all, 40 its very words."""
    if name.kind == "person":
        return _fit_person(cast, name, entity, owner)
    head = name.head
    if entity.kind == "person" or (not entity.names and not entity.key):
        return 0
    if entity.kind == "organisation" and not credible(cast, entity):
        return 0
    if owner is not None and (owner.number == entity.number or owner.names or owner.key):
        return 0  # somebody else's: "the president's committee"
    if head in cast.vocabulary.institutions("country") and entity.key[:1] == ("government",):
        return 20
    if name.kind == "government" and head in cast.vocabulary.institutions("government"):
        plainly = len(name.text.split()) < 5
        return 25 if plainly and entity.key[:1] == ("government",) else 0
    if name.kind == "government" and head in cast.vocabulary.institutions("administration"):
        administration = entity.kind == "government" and entity.author is not None
        return 30 if administration or entity.key[:1] == ("house",) else 0
    last = {word for full in (*entity.names, entity.known_as or "") for word in _heads(full)}
    if head in cast.vocabulary.institutions("business") and not may_be_business(cast, entity):
        return 0
    called = (*entity.names, *entity.role_phrases)
    if is_han(head) and any(text.rstrip("》").endswith(head) for text in called):
        return 40  # 公司 after 北海电力公司: what it is stands at its end; 报 after 《东岸日报》
    if head in entity.roles or head in last or _singular(head) in map(_singular, last):
        return 40
    if name.kind == "outlet":
        return 25 if entity.kind == "outlet" and head in cast.vocabulary.names("single_outlets") else 0
    if head in cast.vocabulary.institutions("business") and is_business(cast, entity):
        return 30
    if last & cast.vocabulary.names("sites"):
        return 0  # "the group" is no park
    if head in cast.vocabulary.institutions("any_body") and entity.kind == "organisation":
        return _ANY_BUSINESS if is_business(cast, entity) else 20
    if head in cast.vocabulary.institutions("any_body") and entity.kind == "outlet" and not entity.key:
        return _BODY_LIKE_AN_OUTLET if _by_its_name(entity) else 0
    if entity.kind == "organisation" and name.kind == "organisation":
        announced = {kind_of_head(word) for word in last} - {None}
        fits_all = head in cast.vocabulary.institutions("any_company")
        return VAGUE if fits_all and not announced else 0
    if head == "agency" and entity.kind == "outlet" and plain_words(name.text) in ("agency", "news agency"):
        return 20
    return 0


def _heads(full: str) -> set[str]:
    """Return the words that tell what a name's bearer is: its last, and the one before "of"."""
    parts = plain(full).split()
    if not parts:
        return set()
    return {parts[-1], *([parts[parts.index("of") - 1]] if "of" in parts[1:] else [])}


def is_business(cast: Cast, entity: Entity) -> bool:
    """Tell whether an entity's name or what it was called says that it is a business."""
    named = cast.vocabulary.institutions("business_names")
    told = {plain(text).split()[-1] for text in entity.described if plain(text)} | entity.roles
    return bool(told & cast.vocabulary.institutions("business")) or any(
        len(full.split()) > 1 and not named.isdisjoint(_heads(full)) for full in entity.names
    )


def may_be_business(cast: Cast, entity: Entity) -> bool:
    """Tell whether "the company" may be an entity: no ministry, no group; a business if one is named."""
    if entity.kind != "organisation":
        return entity.kind == "outlet" and entity.key[:1] == ("outlet",)
    if is_business(cast, entity):
        return True
    told = {plain(text).split()[-1] for text in entity.described if plain(text)} | entity.roles
    if told & cast.vocabulary.institutions("any_body"):
        return False
    return not any(other.kind == "organisation" and is_business(cast, other) for other in cast.entities)


def _by_its_name(entity: Entity) -> bool:
    """Tell whether nothing but a word that outlets and others bear makes an outlet: "Harbour Ledger"."""
    return all(plain(full).split()[-1:] and len(full.split()) > 1 for full in entity.names)


def _singular(word: str) -> str:
    return word.removesuffix("s")


def _fit_person(cast: Cast, name: Name, entity: Entity, owner: Entity | None) -> float:
    if entity.kind != "person" or not entity.names:
        return 0
    if name.gender in ("m", "f") and entity.gender and name.gender != entity.gender:
        return 0
    code, rest = country_in(name.text, language=cast.language)
    code = code or (owner.country if owner is not None and owner.kind == "government" else None)
    if code and entity.country and code != entity.country:
        return 0
    described = set(re.findall(r"[\w-]+", _office_words(rest, name.head).casefold()))
    past = cast.vocabulary.institutions("past")
    if described & past and not entity.roles & past:
        return 0
    if owner is not None and owner.kind == "person" and owner.names:
        return 0  # "the president's lawyer" is whoever was presented so
    head = name.head
    told = _tail_words(rest, head)
    if told and not any(told & set(plain(phrase).split()) for phrase in entity.role_phrases):
        return 0  # "the director of the zoo" is no other director
    if head in entity.roles:
        modifiers = {word for word in described - {head} if word in cast.vocabulary.role_modifiers}
        held = {word for word in entity.roles if word in cast.vocabulary.role_modifiers}
        if modifiers and not modifiers <= entity.roles:
            return 0
        if (
            not modifiers
            and held & {"vice", "deputy", "prime", "former"}
            and head in ("president", "minister")
        ):
            return 5
        return 40 + (10 if code and code == entity.country else 0)
    if head in cast.vocabulary.institutions("any_leader"):
        if code and not entity.country:
            return 0  # of which country the one is, nothing says
        leads = (
            entity.roles & cast.vocabulary.institutions("any_leader") or {"prime", "minister"} <= entity.roles
        )
        return 25 + (10 if code and code == entity.country else 0) if leads else 0
    if head in cast.vocabulary.institutions("anybody") and (owner is None or not owner.names):
        return VAGUE
    return 0


def _tail_words(text: str, head: str) -> set[str]:
    """Return the longer words behind a description's head: what the office is of."""
    match = re.search(rf"\b{re.escape(head)}\w*", text, flags=re.IGNORECASE)
    return {word for word in plain(text[match.end() :]).split() if len(word) > 3} if match else set()


def _office_words(text: str, head: str) -> str:
    """Return the words of a description up to and with its head."""
    match = re.search(rf"\b{re.escape(head)}\w*", text, flags=re.IGNORECASE)
    return text[: match.end()] if match else text
