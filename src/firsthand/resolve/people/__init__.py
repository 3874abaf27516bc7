"""Who is named in a case, under which forms, and whether in an office or as a private person."""

from firsthand.resolve.people.finding import find_people
from firsthand.resolve.people.same import (
    FamilyNames,
    family_names,
    likely_same,
    misspelled,
    name_words,
    part_of,
    same_full_name,
)

__all__ = [
    "FamilyNames",
    "family_names",
    "find_people",
    "likely_same",
    "misspelled",
    "name_words",
    "part_of",
    "same_full_name",
]
