"""Where a point of a PDF's page stands on the page as it is shown."""

from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the left upper corner."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What is shown of a page: its box in the page's own points, which grow upwards, and how it is turned.

    `turned` counts quarter turns clockwise.
    """

    left: float
    bottom: float
    right: float
    top: float
    turned: int

    @property
    def width(self) -> float:
        """How wide the page is as shown, in points."""
        return self.top - self.bottom if self.turned % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """How high the page is as shown, in points."""
        return self.right - self.left if self.turned % 2 else self.top - self.bottom

    def shown(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return where a rectangle of the page is shown."""
        if self.turned == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turned == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turned == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left

    def turned_by(self, quarters: int) -> "Frame":
        """Return the frame in which the page is turned further, clockwise."""
        return Frame(self.left, self.bottom, self.right, self.top, (self.turned + quarters) % 4)


def frame_of(page: pypdfium2.PdfPage) -> Frame:
    """Return what is shown of a page."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, box)
    turned = max(0, raw.FPDFPage_GetRotation(page.raw)) % 4
    return Frame(box.left, box.bottom, box.right, box.top, turned)
