"""Look into the file of a return before any of it is parsed: its kind, its sizes, and what no return may hold."""

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from openpyxl.utils import range_boundaries

from projectfiles.errors import Faults

BIGGEST = 5  # megabytes of a file; ten indicators with 40 earlier periods each take a fiftieth of one
BIGGEST_PART = 8  # megabytes of one part, unpacked: a hundred thousand cells, which take seconds to read
BIGGEST_WHOLE = 24  # megabytes of all parts, unpacked
MOST_PARTS = 500
_SAVE_AS = "open it in Excel or LibreOffice, save it as “Excel Workbook (.xlsx)”, and send that"
_COPY = "copy the answers into a fresh copy of the return"
# What begins a file of another kind, and what to do about it.
_OTHER_KINDS = {
    b"\xd0\xcf\x11\xe0": f"has a password, or is of Excel 97 (.xls); {_SAVE_AS}, without a password",
    b"%PDF": "is a PDF; fill in the workbook itself, and send that",
    b"{\\rtf": "is a document of a word processor; fill in the workbook itself, and send that",
}
_MACROS = re.compile(r"(?i)vbaProject|macrosheets/|dialogsheets/|/vbaData|activeX/")
_MACRO_TYPES = (b"macroEnabled", b"vbaProject", b"ms-excel.sheet.binary")
_EXTERNAL = ("xl/externallinks/", "xl/connections", "xl/querytables/", "xl/ddelinks/")  # in small letters
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"  # the name of its elements
_ENCRYPTED = 1  # of a part's flags
_PICTURES = "xl/media/"
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_COVERING = ("mergeCell", "hyperlink", "comment")
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576  # that a sheet can have
_MOST_COVERED = 100_000  # cells that are merged, or have a link: each takes room once it is parsed
_MOST_MARKS = 400_000  # marks of XML, four to a cell: what takes time and room, however short it is written
_OPEN_ELSEWHERE = ("~$", ".~lock.")  # begins the name of what Excel and LibreOffice keep beside a file that is open
_PARTS_NEEDED = ("[Content_Types].xml", "xl/workbook.xml")


def read_package(path: Path, place: str) -> bytes:
    """Return the content of a return's file. Raises Faults at `place` where it is no workbook that is safe to parse."""
    if path.name.startswith(_OPEN_ELSEWHERE):
        raise Faults.at(
            place, "is what a program keeps beside a workbook that is open; close that, and give it instead"
        )
    content = _read(path, place)
    if not content:
        raise Faults.at(
            place, "is empty (0 bytes), so it was not saved or sent whole; save it once more, and send that"
        )
    for start, message in _OTHER_KINDS.items():
        if content.startswith(start):
            raise Faults.at(place, message)
    try:
        with ZipFile(io.BytesIO(content)) as package:
            _check_sizes(package, place)
            _check_parts(package, place)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, RuntimeError, ValueError, NotImplementedError):
        raise Faults.at(place, f"is no workbook, or is damaged; {_SAVE_AS}") from None
    return content


def _read(path: Path, place: str) -> bytes:
    if path.is_dir():
        raise Faults.at(place, "is a folder; give the files in it by their names")
    if path.exists() and not path.is_file():
        raise Faults.at(place, "is no file but a device or a pipe; give the workbook itself")
    try:
        with path.open("rb") as file:
            content = file.read(BIGGEST * 10**6 + 1)
    except FileNotFoundError:
        raise Faults.at(place, "is not there; correct its name") from None
    except OSError as error:
        raise Faults.at(place, f"cannot be read: {error.strerror}; close it in other programs, and try again") from None
    if len(content) > BIGGEST * 10**6:
        raise Faults.at(place, f"is larger than {BIGGEST} MB, as no return is; take out pictures, or {_COPY}")
    return content


def _check_sizes(package: ZipFile, place: str) -> None:
    """Raise Faults where a package would unpack into more than any return holds, by what it says of itself."""
    parts = package.infolist()
    if len(parts) > MOST_PARTS:
        raise Faults.at(place, f"has {len(parts):,} parts, as no return has; {_COPY}")
    biggest = max(parts, key=lambda part: part.file_size, default=None)
    if biggest and biggest.file_size > BIGGEST_PART * 10**6:
        size = f"{biggest.file_size / 10**6:,.0f} MB unpacked ({biggest.filename[:60]})"
        advice = f"a sheet has far too many rows or formatted cells; {_COPY}"
        raise Faults.at(place, f"holds a part of {size}, and at most {BIGGEST_PART} MB can be read; {advice}")
    whole = sum(part.file_size for part in parts)
    if whole > BIGGEST_WHOLE * 10**6:
        raise Faults.at(place, f"is {whole / 10**6:,.0f} MB unpacked, and at most {BIGGEST_WHOLE} can be read; {_COPY}")


def _check_parts(package: ZipFile, place: str) -> None:
    """Raise Faults for what no return may hold; each part is unpacked here, so that it is as long as it says."""
    names = package.namelist()
    _check_kind(names, place)
    if len(set(names)) < len(names):
        raise Faults.at(place, f"holds a part twice, as no program saves it; {_SAVE_AS}")
    if any(part.flag_bits & _ENCRYPTED for part in package.infolist()):
        raise Faults.at(place, f"is encrypted; {_SAVE_AS}, without a password")
    types = package.read("[Content_Types].xml")
    if any(map(_MACROS.search, names)) or any(kind in types for kind in _MACRO_TYPES):
        raise Faults.at(place, f"holds macros (as .xlsm, .xlsb and .xls files may), which are never opened; {_SAVE_AS}")
    if any(name.casefold().startswith("xl/embeddings/") for name in names):
        raise Faults.at(place, f"holds another file within it, which is never opened; delete that object, or {_COPY}")
    if linked := [name for name in names if name.casefold().startswith(_EXTERNAL)]:
        what = "has links to other workbooks or sources of data"
        advice = "in Excel choose Data, Edit Links, Break Link (or paste the values alone), and save it again"
        raise Faults.at(place, f"{what} ({linked[0]}); {advice}")
    if _STRICT in package.read("xl/workbook.xml"):
        raise Faults.at(place, f"is saved as “Strict Open XML Spreadsheet”, which is not read; {_SAVE_AS}")
    _check_contents({name: package.read(name) for name in names}, place)


def _check_kind(names: list[str], place: str) -> None:
    """Raise Faults where the names of its parts are those of another kind of file."""
    if any(name.startswith("content.xml") for name in names):
        raise Faults.at(place, f"is an OpenDocument spreadsheet (.ods); {_SAVE_AS}")
    if any(name.startswith("Index/") or name.endswith(".iwa") for name in names):
        raise Faults.at(place, "is a Numbers document; in Numbers choose File, Export To, Excel, and send that")
    if any(name.startswith("word/") for name in names):
        raise Faults.at(place, "is a Word document; fill in the workbook itself, and send that")
    if not set(_PARTS_NEEDED) <= set(names):
        raise Faults.at(place, f"is no Excel workbook; {_SAVE_AS}")


def _check_contents(parts: dict[str, bytes], place: str) -> None:
    """Raise Faults for what takes far more time or room once it is parsed than it does as it is saved."""
    contents = {name: part for name, part in parts.items() if not name.startswith(_PICTURES)}
    for name, part in contents.items():
        if any(mark in part for mark in _DECLARES):
            raise Faults.at(place, f"declares entities ({name}), as no spreadsheet program does; {_COPY}")
    if sum(part.count(b"<") for part in contents.values()) > _MOST_MARKS:
        raise Faults.at(place, f"has far too many rows, formatted cells or formats, as no return has; {_COPY}")
    if sum(map(_count_covered, contents.values())) > _MOST_COVERED:
        what = f"merges more than {_MOST_COVERED:,} cells, or gives them links"
        raise Faults.at(place, f"{what}; unmerge them, or {_COPY}")


def _count_covered(part: bytes) -> int:
    """Return how many cells the merged cells, links and comments of a sheet cover, a hundred for each at the least."""
    count = 0
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(part)):
            if element.tag.rpartition("}")[2] in _COVERING:
                count += max(_count_cells(element.get("ref", "")), 100)
    except ElementTree.ParseError:  # no XML: openpyxl, which reads sheets by this parser, takes it for none too
        pass
    return count


def _count_cells(ref: str) -> int:
    """Return how many cells a reference such as `A1:B2` has; 0 where it has none."""
    try:
        left, top, right, bottom = range_boundaries(ref)
    except ValueError:
        return 0
    return ((right or _LAST_COLUMN) - (left or 1) + 1) * ((bottom or _LAST_ROW) - (top or 1) + 1)
