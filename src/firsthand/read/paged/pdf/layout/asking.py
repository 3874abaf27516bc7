"""pdfium's functions that are asked for every line, called by plain addresses.

ctypes checks and wraps each argument of a call by its declared type; a page has hundreds of calls, and that
took as long as reading it. Here pages and places for the answers are plain numbers, and the interpreter is
not given up for the microsecond that a call takes.
"""

import ctypes
from collections.abc import Callable
from typing import Any

from pypdfium2 import raw

_ADDRESS, _NUMBER, _REAL = ctypes.c_void_p, ctypes.c_int, ctypes.c_double


def _plainly(function: Any, answer: Any, *asked: Any) -> Callable[..., Any]:
    called: Callable[..., Any] = ctypes.PYFUNCTYPE(answer, *asked)(address_of(function))
    return called


def address_of(pointer: Any) -> int:
    """Return where something of pdfium's lies in memory."""
    return ctypes.cast(pointer, _ADDRESS).value or 0


# Answers of four numbers go to four addresses; each call's page comes first, then the letter's number.
count_rects = _plainly(raw.FPDFText_CountRects, _NUMBER, _ADDRESS, _NUMBER, _NUMBER)
get_rect = _plainly(raw.FPDFText_GetRect, _NUMBER, _ADDRESS, _NUMBER, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
get_box = _plainly(
    raw.FPDFText_GetCharBox, _NUMBER, _ADDRESS, _NUMBER, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS
)
get_matrix = _plainly(raw.FPDFText_GetMatrix, _NUMBER, _ADDRESS, _NUMBER, _ADDRESS)
get_size = _plainly(raw.FPDFText_GetFontSize, _REAL, _ADDRESS, _NUMBER)
get_weight = _plainly(raw.FPDFText_GetFontWeight, _NUMBER, _ADDRESS, _NUMBER)
is_unmapped = _plainly(raw.FPDFText_HasUnicodeMapError, _NUMBER, _ADDRESS, _NUMBER)
