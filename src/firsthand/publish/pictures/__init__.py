"""Pages as they look: the picture of a page of an original, with the statements marked where they stand."""

from firsthand.publish.pictures.pages import NO_PICTURES, Originals, PagePicture, Pictures, page_pictures

__all__ = ["NO_PICTURES", "Originals", "PagePicture", "Pictures", "page_pictures"]
