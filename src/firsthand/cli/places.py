"""Where a case is, as it is named on the command line: a file, or an address of PostgreSQL."""

from typing import Any

import click

from firsthand.store.places import Place, place_of


class _CasePlace(click.ParamType[Place]):
    """A file, or postgresql://USER@HOST/DATABASE?case=NAME."""

    name = "case"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Place:
        """Return the place; raises NotACaseError for an address that is wrong."""
        return place_of(value)


CASE_PLACE = _CasePlace()
