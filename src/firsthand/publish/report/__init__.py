"""One HTML file with everything in it, that opens offline and asks nobody for anything.

Styles, scripts, pictures and the map are inside the page; its content security policy forbids every
request, so even a text that tries to load something cannot. The same findings give the same bytes.
"""

import base64
import functools
import hashlib
from importlib import resources
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from firsthand.model import Findings
from firsthand.publish.files import replace_text
from firsthand.publish.pictures import NO_PICTURES, Pictures
from firsthand.publish.report.footnotes import with_footnotes
from firsthand.publish.report.page import page_of
from firsthand.publish.telling.index import index_of

# Only pictures that are in the page itself.
_IMAGES = "img-src data:; "


def write_report(
    findings: Findings, path: Path, *, protected: bool = False, pictures: Pictures = NO_PICTURES
) -> Path:
    """Write the report of a case into one HTML file and return its path."""
    replace_text(path, render_report(findings, protected=protected, pictures=pictures))
    return path


def render_report(findings: Findings, *, protected: bool = False, pictures: Pictures = NO_PICTURES) -> str:
    """Return the report as HTML text; it says of itself whether the findings are `protected`.

    `pictures` are pages of originals as they look, chosen by `page_pictures`.
    """
    index = index_of(findings)
    page = page_of(index, leaves=pictures)
    style, script = _static("page.css") + _static("report.css"), _static("report.js")
    text = (
        _templates()
        .get_template("report.html")
        .render(
            page=page,
            protected=protected,
            to="#{}".format,
            style=Markup(style),  # our own files, not a document's words
            script=Markup(script),
            policy=f"default-src 'none'; {_IMAGES if pictures.shown else ''}"
            f"style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            "base-uri 'none'; form-action 'none'",
        )
    )
    return with_footnotes(text, index)


@functools.cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("firsthand.publish.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@functools.cache
def _static(name: str) -> str:
    return resources.files("firsthand.publish.report").joinpath("static", name).read_text("utf-8")


def _hash(text: str) -> str:
    """Return what a content security policy must name to let this inline text run."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
