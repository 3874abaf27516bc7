"""Tables worked out once and kept as files of numbers and texts, so that no process begins by making them."""

from firsthand.extract.compiled.columns import Index, Texts
from firsthand.extract.compiled.keeping import cache_folder, code_in, installed, kept, version_of
from firsthand.extract.compiled.layout import Table

__all__ = ["Index", "Table", "Texts", "cache_folder", "code_in", "installed", "kept", "version_of"]
