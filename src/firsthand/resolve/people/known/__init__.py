"""The persons of a case as they may be named, laid out so that a text is searched for all of them at once."""

from firsthand.resolve.people.known.addresses import Addresses
from firsthand.resolve.people.known.persons import Known, known

__all__ = ["Addresses", "Known", "known"]
