"""Real footnotes for a Word document: a part of their own, which python-docx does not write.

Format: ECMA-376 part 1, section 17.11 (footnotes). The first two are Word's separator lines.
"""

from typing import Any

from firsthand.publish.paper.blocks import Note, Text

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = f"{_RELATIONS}/footnotes"
_LINK = f"{_RELATIONS}/hyperlink"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_EMPTY = (
    f'<w:footnotes xmlns:w="{_MAIN}" xmlns:r="{_RELATIONS}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)


class Footnotes:
    """The footnotes of one document, added in the order of the text, written at the end."""

    def __init__(self, document: Any) -> None:
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart
        from docx.oxml import parse_xml

        self._root = parse_xml(_EMPTY)
        self._part = XmlPart(PackURI("/word/footnotes.xml"), _TYPE, self._root, document.part.package)
        document.part.relate_to(self._part, _KIND)
        self._settings = document.settings.element
        self._count = 0

    def add(self, paragraph: Any, note: Note) -> None:
        """Add a footnote and its mark at the end of a paragraph."""
        self._count += 1
        mark = _run("FootnoteReference")
        mark.append(_element("w:footnoteReference", **{"w:id": str(self._count)}))
        paragraph._p.append(mark)
        footnote = _element("w:footnote", **{"w:id": str(self._count)})
        text = _element("w:p")
        properties = _element("w:pPr")
        properties.append(_element("w:pStyle", **{"w:val": "FootnoteText"}))
        number = _run("FootnoteReference")
        number.append(_element("w:footnoteRef"))
        text.extend([properties, number])
        add_run(text, Text(" "), self._part)
        for part in note.content:
            add_run(text, part, self._part)
        footnote.append(text)
        self._root.append(footnote)

    def write(self) -> None:
        """Tell the document's settings which notes are the separators; call once, at the end."""
        told = _element("w:footnotePr")
        for number in ("-1", "0"):
            told.append(_element("w:footnote", **{"w:id": number}))
        # The schema wants it before these, in this order.
        after = ("endnotePr", "compat", "docVars", "rsids", "mathPr", "themeFontLang", "clrSchemeMapping")
        for child in self._settings:
            if child.tag.rsplit("}", 1)[-1] in after:
                child.addprevious(told)
                return
        self._settings.append(told)


def add_run(parent: Any, text: Text, part: Any) -> None:
    """Append words to a paragraph's element, inside a link where they are one."""
    if not text.text:
        return
    run = _run("Hyperlink" if text.link else "")
    properties = run.find(f"{{{_MAIN}}}rPr")
    if properties is None and (text.style != "plain" or text.language):
        properties = _element("w:rPr")
        run.insert(0, properties)
    if text.style == "strong":
        properties.append(_element("w:b"))
    if text.style == "quiet":
        properties.append(_element("w:color", **{"w:val": "595959"}))
    if text.language:
        key = "w:eastAsia" if text.language in ("zh", "ja", "ko") else "w:val"
        properties.append(_element("w:lang", **{key: text.language}))
    words = _element("w:t", **{"xml:space": "preserve"})
    words.text = " ".join(text.text.split("\n"))
    run.append(words)
    if not text.link:
        parent.append(run)
        return
    link = _element("w:hyperlink", **{"r:id": part.relate_to(text.link, _LINK, is_external=True)})
    link.append(run)
    parent.append(link)


def style_footnotes(document: Any) -> None:
    """Add the styles that footnotes and links are set in, where the template lacks them."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    styles = document.styles
    have = {style.style_id for style in styles}
    if "FootnoteText" not in have:
        text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
        text.base_style, text.font.size = styles["Normal"], Pt(9)
        text.paragraph_format.space_after = Pt(2)
        text.element.set(f"{{{_MAIN}}}styleId", "FootnoteText")
    if "FootnoteReference" not in have:
        mark = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
        mark.font.superscript = True
        mark.element.set(f"{{{_MAIN}}}styleId", "FootnoteReference")
    if "Hyperlink" not in have:
        link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
        link.font.underline, link.font.color.rgb = True, RGBColor(0x0B, 0x53, 0x94)


def _run(style: str) -> Any:
    run = _element("w:r")
    if style:
        properties = _element("w:rPr")
        properties.append(_element("w:rStyle", **{"w:val": style}))
        run.append(properties)
    return run


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(
            qn(name)
            if not name.startswith("xml:")
            else f"{{http://www.w3.org/XML/1998/namespace}}{name[4:]}",
            value,
        )
    return element
