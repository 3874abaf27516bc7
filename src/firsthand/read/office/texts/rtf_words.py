"""The control words of RTF that say what a text is, and its code pages (RTF specification 1.9.1)."""

CHARSETS = {
    2: "cp1252", 77: "mac_roman", 78: "cp932", 79: "cp949", 80: "cp936", 81: "cp950", 84: "cp1255",
    85: "mac_greek", 86: "mac_turkish", 88: "mac_latin2", 89: "mac_cyrillic", 128: "cp932", 129: "cp949",
    130: "johab", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""A font's character set by its number; 0 and 1 are the document's own."""

CODE_PAGES = {936: "gb18030", 10000: "mac_roman", 65001: "utf-8", 20936: "gb2312", 54936: "gb18030"}
"""Code pages that Python calls otherwise than "cp" and the number."""

CHARACTERS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "softline": "\n", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": "\u2003",
    "enspace": "\u2002", "qmspace": "\u2005", "page": "\n", "column": "\n", "nestcell": " | ",
    "nestrow": "\n", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
"""Control words that stand for a character."""

SYMBOLS = {"~": "\xa0", "_": "\u2011", "-": "", "{": "{", "}": "}", "\\": "\\"}
"""Control symbols that stand for a character."""

SILENT = frozenset(
    "colortbl listtable listoverridetable listpicture revtbl rsidtbl filetbl generator themedata "
    "datastore colorschememapping latentstyles xmlnstbl fldinst datafield formfield bkmkstart bkmkend "
    "atrfstart atrfend atnid atnauthor atntime atndate atnicn atnref atnparent tc tcn xe txe rxe "
    "userprops docvar pnseclvl template passwordhash password fontemb fontfile falt panose nonshppict "
    "shprslt sp objdata objclass objname objalias objsect objtime blipuid picprop nonesttables mmathPr "
    "wgrffmtfilter background htmltag ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn protusertbl pgptbl "
    "writereservation writereservhash keywords subject operator manager company category doccomm "
    "hlinkbase comment revtim printim buptim info upr shpinst pnfonttbl ebcstart ebcend gridtbl linkval "
    "propname staticval factoidname hl levelnumbers leveltext objupdate oleclsid mmath mmathPict".split()
)
"""Destinations that hold no text of the document."""

PROPERTIES = frozenset(("title", "author", "creatim"))
"""Destinations of what a text says of itself."""

FURNITURE = frozenset("header headerl headerr headerf footer footerl footerr footerf".split())
"""Destinations of what stands on top and at the bottom of pages."""

BEGUN = (
    FURNITURE
    | PROPERTIES
    | frozenset("fonttbl stylesheet footnote annotation pict shptxt dptxbxtext listtext pntext ud".split())
)
"""Destinations whose text goes somewhere else than the body."""
