"""Where a font with Chinese letters lies, if one is installed."""

from importlib.util import find_spec

_SPEC = find_spec("noto_cjk_sans_jp_regular")
CHINESE_FONTS: tuple[str, ...] = tuple(_SPEC.submodule_search_locations or ()) if _SPEC else ()
