"""List the elements of a report in Word: what pandoc and Quarto write of words, tables, links and pictures.

None of them floats over the page (frames, text boxes, anchored pictures), hides words, fetches or acts; and of direct
formatting, only what emphasis in commentary leads to.
"""

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

_NAMES = {
    W: """document body p pPr pStyle r rPr rStyle t br tab tabs cr noBreakHyphen softHyphen hyperlink bookmarkStart
        bookmarkEnd b bCs i iCs strike u vertAlign rFonts lang rtl cs bidi jc ind spacing keepNext keepLines
        pageBreakBefore numPr ilvl numId tbl tblPr tblStyle tblW tblLayout tblLook tblCaption tblInd tblGrid gridCol tr
        trPr cantSplit tblHeader tc tcPr tcW gridSpan vMerge vAlign drawing sdt sdtPr docPartObj docPartGallery
        docPartUnique sdtContent fldChar instrText fldSimple ftr footerReference hdr headerReference
        sectPr footnotePr numRestart pgSz pgMar titlePg footnotes footnote separator continuationSeparator comments""",
    _DRAWING: """graphic graphicFrameLocks graphicData blip stretch fillRect xfrm off ext prstGeom avLst noFill ln
        headEnd tailEnd picLocks""",
    _PICTURE: "pic nvPicPr cNvPr cNvPicPr blipFill spPr",
    _PLACED: "inline extent effectExtent docPr cNvGraphicFramePr",
}
ELEMENTS = {f"{space}{name}" for space, names in _NAMES.items() for name in names.split()}
IN_RUNS = {f"{W}{name}" for name in "rStyle b bCs i iCs strike u vertAlign rFonts lang rtl cs".split()}
NOT_IN_SETTINGS = "attachedTemplate mailMerge saveThroughXslt updateFields linkStyles hdrShapeDefaults docVars".split()


def shown(element: etree._Element) -> str:
    """Return the start tag of an element, without its attributes."""
    if not isinstance(element.tag, str):
        return str(element)
    name = etree.QName(element).localname
    return f"<{element.prefix}:{name}>" if element.prefix else f"<{name}>"
