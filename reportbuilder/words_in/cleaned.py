"""Take out of a document what no reader of it is meant to see, and what pandoc would lose without a word.

Pandoc prints hidden words and the prompts of empty form fields, and drops text boxes, comments, words with a guide to
their reading above them, the results of simple fields, and that words are struck out with two lines.
Source of the elements: ISO/IEC 29500-1, 17.
"""

import io
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from lxml.etree import _Element as Element

from reportbuilder.words_in.left_out import LeftOut
from reportbuilder.words_in.word_file import W, WordFile

_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_RULE = "{urn:schemas-microsoft-com:office:office}hr"
_OBJECTS = (_ALTERNATIVES, f"{W}drawing", f"{W}pict", f"{W}object")
_OFF = ("0", "false", "off")
_TEXTS = (f"{W}t", f"{W}delText")
_APART = (f"{W}p", f"{W}tab", f"{W}br")  # what parts two words


def clean(file: WordFile) -> tuple[bytes, list[LeftOut]]:
    """Return a document for pandoc without what it holds beside its words, and what was taken out. Changes `file`."""
    bodies = [file.parts[file.main], *file.related("footnotes"), *file.related("endnotes")]
    hidden = _hidden_styles(file)
    told: list[LeftOut] = []
    for body in bodies:
        for step in (_without_objects, _without_prompts, _with_changes_accepted, _without_inserted_files):
            told += list(step(body))
        told += list(_without_hidden(body, hidden))
        _keep_results(body)
        _keep_forms(body)
    told += [
        LeftOut("a comment", words_of(one)) for part in file.related("comments") for one in part.iter(f"{W}comment")
    ]
    told += list(_around_the_page(file))
    return _zipped(file), told


def words_of(element: Element) -> str:
    """Return the words below an element, those of one paragraph apart from those of the next."""
    parts = element.iter(*_TEXTS, *_APART)
    return " ".join("".join(part.text or "" if part.tag in _TEXTS else " " for part in parts).split())


def _take_out(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _without_objects(body: Element) -> Iterator[LeftOut]:
    """Take out pictures, charts, text boxes and files within the document; a rule across the page says nothing."""
    for element in list(body.iter(*_OBJECTS)):
        if any(parent.tag in _OBJECTS for parent in element.iterancestors()):
            continue
        words = words_of(element[0] if element.tag == _ALTERNATIVES and len(element) else element)
        described = next((one.get("descr") or "" for one in element.iter(_PROPERTIES)), "")
        if words:
            yield LeftOut("a text box; move its words into the text if they are to be printed", words)
        elif any(True for _ in element.iter(_CHART)):
            yield LeftOut("a chart; say in words what it shows", described)
        elif element.tag == f"{W}object":
            yield LeftOut("a file within the document, such as a workbook")
        elif not any(one.get(_RULE) for one in element.iter()):
            yield LeftOut("a picture; say in words what it shows", described)
        _take_out(element)


def _without_prompts(body: Element) -> Iterator[LeftOut]:
    """Take out form fields that are not filled in: their words are those of the form."""
    for field in list(body.iter(f"{W}sdt")):
        if field.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            yield LeftOut("a form field that is not filled in", words_of(field))
            _take_out(field)


def _with_changes_accepted(body: Element) -> Iterator[LeftOut]:
    """Take tracked changes as accepted, and tell of each."""
    for row in list(body.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}del") is not None:
            yield LeftOut("a row of a table that was deleted (a tracked change, taken as accepted)", words_of(row))
            _take_out(row)
    for element in list(body.iter(f"{W}del", f"{W}moveFrom", f"{W}ins", f"{W}moveTo")):
        words = words_of(element)
        is_gone = element.tag in (f"{W}del", f"{W}moveFrom")
        if words:
            what = "words that were deleted" if is_gone else "taken in: words that were added"
            yield LeftOut(f"{what} (a tracked change, taken as accepted)", words)
        if is_gone and words:
            _take_out(element)


def _without_inserted_files(body: Element) -> Iterator[LeftOut]:
    for element in list(body.iter(f"{W}altChunk", f"{W}subDoc")):
        yield LeftOut("another document within this one")
        _take_out(element)


def _without_hidden(body: Element, styles: set[str]) -> Iterator[LeftOut]:
    """Take out the runs that are formatted as hidden, themselves or by their style."""
    for paragraph in body.iter(f"{W}p"):
        is_hidden = _style(paragraph, "pPr", "pStyle") in styles
        found = [run for run in paragraph.iter(f"{W}r") if _is_hidden(run, styles, is_hidden)]
        words = "".join(words_of(run) + " " for run in found).strip()
        if words:
            yield LeftOut("hidden words", words)
        for run in found:
            _take_out(run)


def _is_hidden(run: Element, styles: set[str], is_in_hidden: bool) -> bool:
    own = run.find(f"{W}rPr/{W}vanish")
    if own is not None:
        return own.get(f"{W}val") not in _OFF
    return is_in_hidden or _style(run, "rPr", "rStyle") in styles


def _style(element: Element, properties: str, name: str) -> str | None:
    style = element.find(f"{W}{properties}/{W}{name}")
    return None if style is None else style.get(f"{W}val")


def _hidden_styles(file: WordFile) -> set[str]:
    """Return the styles whose words are hidden, and those that are based on them."""
    styles = {one.get(f"{W}styleId"): one for part in file.related("styles") for one in part.iter(f"{W}style")}
    hidden: set[str] = set()
    for name in styles:
        at, passed = name, set()
        while at in styles and at not in passed:
            passed.add(at)
            own, based = styles[at].find(f"{W}rPr/{W}vanish"), styles[at].find(f"{W}basedOn")
            if own is not None:
                hidden |= {str(name)} if own.get(f"{W}val") not in _OFF else set()
                break
            at = None if based is None else based.get(f"{W}val")
    return hidden


def _keep_results(body: Element) -> None:
    """Write simple fields as Word's others, of which pandoc keeps what they show; optional hyphens go."""
    for field in list(body.iter(f"{W}fldSimple")):
        for part in (_mark("begin"), _instruction(field), _mark("separate"), *field, _mark("end")):
            field.addprevious(part)
        _take_out(field)
    for hyphen in list(body.iter(f"{W}softHyphen")):
        _take_out(hyphen)


def _keep_forms(body: Element) -> None:
    """Strike words out with one line where there are two, and write words with a guide above them without it."""
    for struck in body.iter(f"{W}dstrike"):
        struck.tag = f"{W}strike"
    for guided in list(body.iter(f"{W}ruby")):
        run = guided.getparent()
        base = guided.find(f"{W}rubyBase")
        if run is not None and base is not None:
            for part in list(base):
                run.addprevious(part)
        _take_out(guided)


def _mark(kind: str) -> Element:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}fldChar", {f"{W}fldCharType": kind})
    return run


def _instruction(field: Element) -> Element:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}instrText").text = field.get(f"{W}instr", "")
    return run


def _around_the_page(file: WordFile) -> Iterator[LeftOut]:
    """Yield the words at the head and the foot of each page, but for the numbers of pages; each once."""
    words = {words_of(part): None for kind in ("header", "footer") for part in file.related(kind)}
    for one in words:
        if any(map(str.isalpha, one)):
            yield LeftOut("words at the head or foot of the page", one)


def _zipped(file: WordFile) -> bytes:
    """Return the parts as a document again, in which pandoc finds nothing else."""
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as zipped:
        for name, part in file.parts.items():
            zipped.writestr(name, etree.tostring(part, xml_declaration=True, encoding="UTF-8", standalone=True))
    return content.getvalue()
