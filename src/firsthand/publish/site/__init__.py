"""The published site: pages that open from a folder, without a server, a network or a script.

Every record, claim and passage has a page or a place on one; nothing is loaded from anywhere but the
folder, and a content security policy in every page forbids the rest. The same publication gives the
same bytes.
"""

from collections.abc import Sequence

from firsthand.publish.publication import Files, Publication
from firsthand.publish.site.pages import site_of
from firsthand.publish.telling.index import index_of


def write_site(publication: Publication, *, extra: Sequence[tuple[str, str]] = ()) -> Files:
    """Return the files of the site by their path.

    `extra` are (path, what it is) of the files beside it, which the data page links to.
    """
    return site_of(publication, index_of(publication.findings), extra)
