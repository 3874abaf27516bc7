"""A picture made ready to be read, and the way back: where on the picture as it is shown a word stands."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

# Dots to an inch that tesseract reads best: its models were trained on lines of 300 dpi print.
BEST_DPI = 300
_LEAST_DPI = 200
_MOST_LARGER = 4.0  # times; a picture with less detail than that has none to win
_ROUGH = 900  # pixels of the longer side on which the slant is measured
_STEEPEST = 6.0  # degrees
_SLANTED = 0.4  # degrees from which turning it back is worth the blur
# The paper is looked at in squares of this many dots, and even where its darkest parts have this share of
# the light of its lightest.
_SHADE_STEP = 8
_EVEN = 0.85
_FAINTEST = 16  # of 255; print that differs less from its paper is not seen
_GRAINY = 5.0  # see grain_of; measured: clean print and JPEG at quality 30 below 2, grain above 15
_PATCH = 700  # dots across the middle of a page in which its grain is measured

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Ready:
    """A grey picture to be read, its resolution, and the function that takes a box on it back."""

    picture: Image.Image
    dpi: int
    back: Callable[[Box], Box]


def grey(image: Image.Image) -> Image.Image:
    """Return a picture in shades of grey on white paper: what is see-through shows white."""
    if image.mode in ("L", "1"):
        return image.convert("L")
    if image.mode in ("I", "I;16", "I;16B", "I;16L", "I;16N", "F"):
        return _scaled_down(image)
    if "A" in image.getbands() or "transparency" in image.info:
        seen = image.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("L")
    return image.convert("L")


def ready(image: Image.Image, *, dpi: float, turned: int, most: int) -> Ready:
    """Make a grey picture ready: turned clockwise by a multiple of 90 degrees, large enough, upright.

    `dpi` is the resolution of the picture as it is; `most` is how many pixels it may be made of.
    """
    wide, high = image.size
    larger = 1.0
    if dpi < _LEAST_DPI:
        larger = min(BEST_DPI / dpi, _MOST_LARGER, math.sqrt(most / (wide * high)))
    elif dpi > 2 * BEST_DPI:
        larger = BEST_DPI / dpi
    picture = image
    if larger >= 1.1 or larger < 1:
        size = (max(1, round(wide * larger)), max(1, round(high * larger)))
        picture = image.resize(size, Image.Resampling.LANCZOS if larger > 1 else Image.Resampling.BOX)
    else:
        larger = 1.0
    picture = without_grain(without_shade(picture))
    if turned:
        picture = picture.transpose(_TURNS[turned])
    full = picture.size
    slant = slant_of(picture)
    if abs(slant) >= _SLANTED:
        paper = int(np.median(np.asarray(picture)[:: max(1, full[1] // 200)]))
        picture = picture.rotate(slant, Image.Resampling.BICUBIC, fillcolor=paper)
    else:
        slant = 0.0

    def back(box: Box) -> Box:
        upright = _unslanted(box, slant, full)
        left, top, right, bottom = _turned_back(upright, turned, full)
        return left / larger, top / larger, right / larger, bottom / larger

    return Ready(picture, max(70, round(dpi * larger)), back)


_TURNS = {
    90: Image.Transpose.ROTATE_270,  # Pillow turns against the clock
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


def is_blank(picture: Image.Image) -> bool:
    """Tell whether there is nothing at all on a grey picture."""
    low, high = picture.getextrema()
    return float(high) - float(low) < _FAINTEST  # type: ignore[arg-type]  # a pair, for a picture in grey


def without_shade(picture: Image.Image) -> Image.Image:
    """Take a shadow off the paper: each dot against the lightest ones around it.

    Only where the paper is uneven. A page under a shadow that falls to a third of the light is read with
    41 % of its characters wrong without this, with none wrong after (benchmarks/ocr.py, "shade").
    """
    small = picture.resize(_shrunk(picture, _SHADE_STEP), Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(6))
    dark, light = np.percentile(np.asarray(paper), (5, 95))
    if dark > _EVEN * light:
        return picture
    around = np.asarray(paper.resize(picture.size, Image.Resampling.BILINEAR), dtype=np.float32)
    dots = np.asarray(picture, dtype=np.float32) * (255 / np.maximum(around, 1))
    return Image.fromarray(np.clip(dots, 0, 255).astype(np.uint8))


def without_grain(picture: Image.Image) -> Image.Image:
    """Take grain and specks off the paper by a median, where there are any.

    A page with heavy grain is not found to be text at all without this, and read without a wrong
    character after (benchmarks/ocr.py, "noise"); a clean one would lose its finest strokes.
    """
    return picture.filter(ImageFilter.MedianFilter(3)) if grain_of(picture) > _GRAINY else picture


def grain_of(picture: Image.Image) -> float:
    """Return how much the dots of bare paper differ from their neighbours, of 255, in the mean."""
    left, top = max(0, (picture.width - _PATCH) // 2), max(0, (picture.height - _PATCH) // 2)
    patch = picture.crop((left, top, min(left + _PATCH, picture.width), min(top + _PATCH, picture.height)))
    smooth = np.asarray(patch.filter(ImageFilter.MedianFilter(3)), dtype=np.int16)
    rough = np.abs(np.asarray(patch, dtype=np.int16) - smooth)
    return float(rough[smooth >= np.median(smooth)].mean())


def _shrunk(picture: Image.Image, times: float) -> tuple[int, int]:
    return max(1, round(picture.width / times)), max(1, round(picture.height / times))


def slant_of(picture: Image.Image) -> float:
    """Return by how many degrees the lines of a picture rise from left to right is to be undone.

    The turn at which rows of print and rows of paper differ most (Postl 1986, projection profiles).
    Positive: to be turned against the clock.
    """
    times = max(picture.size) / _ROUGH
    small = picture.resize(_shrunk(picture, times), Image.Resampling.BOX) if times > 1 else picture
    dark = 255 - np.asarray(small, dtype=np.int16)
    ink = np.clip(dark - int(np.median(dark)) - 24, 0, 255)
    down, across = np.nonzero(ink)
    if not down.size:
        return 0.0
    weight = ink[down, across].astype(np.float64)
    # A small turn moves each dot up or down by as much as it lies to the side.
    reach = math.ceil(small.width * math.tan(math.radians(_STEEPEST + 1)))

    def contrast(degrees: float) -> float:
        moved = down - across * math.tan(math.radians(degrees)) + reach
        rows = np.bincount(moved.astype(np.int64), weights=weight, minlength=small.height + 2 * reach)
        return float(np.square(np.diff(rows)).sum())

    coarse = max(np.arange(-_STEEPEST, _STEEPEST + 0.1, 0.5), key=contrast)
    found = float(max(np.arange(coarse - 0.4, coarse + 0.45, 0.1), key=contrast))
    # A picture without lines has no best turn: it must be clearly better than lying straight.
    return found if contrast(found) > 1.15 * contrast(0.0) else 0.0


def _scaled_down(image: Image.Image) -> Image.Image:
    """Return a picture of 16 bits or more a dot in 8, its darkest black and its lightest white."""
    values = np.asarray(image.convert("F"), dtype=np.float32)
    low, high = float(values.min()), float(values.max())
    span = high - low
    return Image.fromarray(((values - low) * (255 / span if span else 0)).astype(np.uint8))


def _unslanted(box: Box, slant: float, size: tuple[int, int]) -> Box:
    """Return the box around a box on a picture that was turned about its middle, on the one before."""
    if not slant:
        return box
    angle = math.radians(slant)
    middle_x, middle_y = size[0] / 2, size[1] / 2
    left, top, right, bottom = box
    # The middle of the box is turned back exactly; its sides stay as they are, since lines are low and wide
    # and a box around the turned one would reach into its neighbours.
    x, y = (left + right) / 2 - middle_x, (top + bottom) / 2 - middle_y
    back_x = x * math.cos(angle) - y * math.sin(angle) + middle_x
    back_y = x * math.sin(angle) + y * math.cos(angle) + middle_y
    rise = abs(math.sin(angle)) * (right - left) / 2
    half_wide, half_high = (right - left) / 2, (bottom - top) / 2 + rise
    return back_x - half_wide, back_y - half_high, back_x + half_wide, back_y + half_high


def _turned_back(box: Box, turned: int, size: tuple[int, int]) -> Box:
    left, top, right, bottom = box
    wide, high = size
    if turned == 90:
        return top, wide - right, bottom, wide - left
    if turned == 180:
        return wide - right, high - bottom, wide - left, high - top
    if turned == 270:
        return high - bottom, left, high - top, right
    return box
