"""From a codebook's tree to a codebook: every key known, every value of its kind."""

from collections.abc import Iterable

from firsthand.extract.countries import countries
from firsthand.register.codebook.codebook import Codebook, KnownPlace, RecordType
from firsthand.register.codebook.file import keys
from firsthand.register.codebook.file.entries import (
    entries,
    is_name,
    known_keys,
    one_of,
    required,
    text,
    texts,
)
from firsthand.register.codebook.file.fields import read_field
from firsthand.register.codebook.file.phrases import read_phrases
from firsthand.register.codebook.file.problems import Problems, Spot
from firsthand.register.codebook.file.tree import Entries, Items, Node, Text

_LONGEST_WITHIN_DAYS = 3660


def build(tree: Entries, *, name: str, problems: Problems) -> Codebook:
    """Return the codebook that a tree says; what is wrong with it is noted, and left out."""
    known_keys(tree, keys.CODEBOOK, "a codebook", problems)
    _version(tree, problems)
    records = entries(tree, "records", problems) or Entries({}, tree.at)
    if not records.items:
        problems.add(tree.at, "there is no record type", "Write records: and under it at least one type.")
    return Codebook(
        name=_own_name(tree, name, problems),
        title=required(tree, "title", "the codebook", problems),
        about=text(tree, "about", problems),
        types=tuple(
            _type(type_name, node, records.spots[type_name], problems)
            for type_name, node in records.items.items()
            if is_name(type_name, records.spots[type_name], "record type", problems)
        ),
        places=tuple(_places(tree, problems)),
        countries=tuple(_country(item, problems) for item in texts(tree, "countries", problems)),
    )


def _version(tree: Entries, problems: Problems) -> None:
    node = tree.items.get(keys.FORMAT)
    if node is None:
        problems.add(
            Spot(tree.at.file, 1),
            f"the first line does not say “{keys.FORMAT}: {keys.VERSION}”",
            "Write it there, so that the file is known for what it is.",
        )
    elif not isinstance(node, Text) or node.value != keys.VERSION:
        problems.add(
            tree.spots[keys.FORMAT],
            f"this version of the format is not known (“{node.value if isinstance(node, Text) else '…'}”)",
            f"Write “{keys.FORMAT}: {keys.VERSION}”, or update firsthand.",
        )


def _own_name(tree: Entries, name: str, problems: Problems) -> str:
    said = text(tree, "name", problems)
    if said:
        is_name(said, tree.spots["name"], "codebook", problems)
    return said or name


def _type(name: str, node: Node, at: Spot, problems: Problems) -> RecordType:
    if not isinstance(node, Entries):
        problems.add(at, f"the record type “{name}” says nothing", "Give it label, signals, same and fields.")
        return RecordType(name, name, name, at.line)
    known_keys(node, keys.RECORD, f"the record type “{name}”", problems)
    label = required(node, "label", f"the record type “{name}”", problems)
    fields = entries(node, "fields", problems) or Entries({}, node.at)
    if not fields.items:
        problems.add(at, f"the record type “{name}” has no fields", "Write fields: with at least one.")
    return RecordType(
        name=name,
        label=label,
        plural=text(node, "plural", problems) or label,
        line=at.line,
        about=text(node, "about", problems),
        signals=read_phrases(node.items.get("signals"), key="signals", problems=problems, strict=True),
        weak=read_phrases(node.items.get("weak"), key="weak", problems=problems, strict=True),
        never=read_phrases(node.items.get("never"), key="never", problems=problems),
        near=text(node, "near", problems),
        needs=tuple(item.value for item in texts(node, "needs", problems)),
        same=tuple(item.value for item in texts(node, "same", problems)),
        within_days=_days(node, problems),
        updates=tuple(item.value for item in texts(node, "updates", problems)),
        fields=tuple(
            rule
            for field_name, under in fields.items.items()
            if is_name(field_name, fields.spots[field_name], "field", problems)
            and (rule := read_field(field_name, under, at=fields.spots[field_name], problems=problems))
        ),
    )


def _days(node: Entries, problems: Problems) -> int:
    said = text(node, "within_days", problems)
    if not said:
        return 0
    if said.isascii() and said.isdigit() and int(said) <= _LONGEST_WITHIN_DAYS:
        return int(said)
    problems.add(
        node.spots["within_days"],
        f"within_days is “{said}”",
        f"Write a whole number of days, 0 to {_LONGEST_WITHIN_DAYS}.",
    )
    return 0


def _places(tree: Entries, problems: Problems) -> Iterable[KnownPlace]:
    node = tree.items.get("places")
    if node is None:
        return
    if not isinstance(node, Items):
        problems.add(tree.spots["places"], "places is no list", "Write each place as “- name: …”.")
        return
    for item in node.items:
        if not isinstance(item, Entries):
            problems.add(item.at, "a place has no keys", "Write “- name: …” and under it country: and at:.")
            continue
        known_keys(item, keys.PLACE, "a place", problems)
        name = required(item, "name", "the place", problems)
        country = item.items.get("country")
        latitude, longitude = _coordinates(item, problems)
        yield KnownPlace(
            name=name,
            names=read_phrases(item.items.get("names"), key="names", problems=problems, as_written=True),
            country=_country(country, problems) if isinstance(country, Text) else None,
            latitude=latitude,
            longitude=longitude,
            precision=one_of(item, "precision", ("country", "region", "city"), problems) or "city",  # type: ignore[arg-type]
        )


def _coordinates(place: Entries, problems: Problems) -> tuple[float | None, float | None]:
    if "at" not in place.items:
        return None, None
    said = [item.value for item in texts(place, "at", problems)]
    try:
        latitude, longitude = map(float, said)
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # also refuses nan
            raise ValueError
    except ValueError:
        problems.add(
            place.spots["at"],
            f"at is “{', '.join(said)[:60]}”",
            "Write latitude and longitude in degrees, [47.1, 13.2]: north and east are positive.",
        )
        return None, None
    return latitude, longitude


def _country(node: Text, problems: Problems) -> str:
    code = node.value.upper()
    if code not in countries():
        by_name = {country.name.lower(): country.code for country in countries().values()}
        named = by_name.get(node.value.lower())
        problems.add(
            node.at,
            f"“{node.value}” is no country's code",
            f"Write {named}." if named else "Write two letters as in ISO 3166-1: IT, ES, TR.",
        )
    return code
