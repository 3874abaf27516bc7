"""What a browser makes of a page: its HTML as shown, its picture, its print. Nothing passes the guard."""

from firsthand.collect.browser.drawing import Drawer, Drawn
from firsthand.collect.browser.launching import find_chromium, require_browser

__all__ = ["Drawer", "Drawn", "find_chromium", "require_browser"]
