"""Open a Word document that came from elsewhere: its sizes are limited, and nothing of it is run or fetched.

Source of the parts and relations: ISO/IEC 29500-1, 11.3 and annex L; ISO/IEC 29500-2 (packages are ZIP files).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree
from lxml.etree import _Element as Element

from projectfiles import paths
from projectfiles.errors import Faults

BIGGEST_FILE = 20  # megabytes, most of them pictures
BIGGEST_PARTS = 20  # megabytes of the parts that hold words, once unpacked; a report of a hundred pages has two
MOST_PARTS = 2_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_BEFORE_2007 = b"\xd0\xcf\x11\xe0"  # of a .doc, and of a document with a password
_OF_PACKAGE = ("[Content_Types].xml", "_rels/.rels")
_SAVE_AS = "save it in Word as “Word Document (.docx)”, and give that file"
_DAMAGED = f"is damaged, or is no Word document; open it in Word, {_SAVE_AS}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


@dataclass(frozen=True)
class WordFile:
    """The parts of a document that hold words, as XML by their names; `main` is the name of the one with its text."""

    parts: dict[str, Element]
    main: str

    def related(self, kind: str) -> list[Element]:
        """Return the parts to which the text refers as a kind, such as `header`."""
        folder, _, name = self.main.rpartition("/")
        relations = self.parts.get(f"{folder}/_rels/{name}.rels")
        targets = [] if relations is None else list(_targets(relations, kind))
        names = [target.lstrip("/") if target.startswith("/") else f"{folder}/{target}" for target in targets]
        return [self.parts[name] for name in names if name in self.parts]


def read_word_file(path: Path) -> WordFile:
    """Return a document's parts that hold words. Raises Faults where it is none, too large, or may not be opened."""
    place = paths.shown(path)
    _check_file(path, place)
    try:
        with ZipFile(path) as file:
            return _word_file({name: _parse(content) for name, content in _read_parts(file, place).items()}, place)
    except (BadZipFile, etree.XMLSyntaxError, EOFError, NotImplementedError, ValueError):
        raise Faults.at(place, _DAMAGED) from None
    except OSError as error:
        raise Faults.at(place, f"cannot be read: {error.strerror or error}; copy it anew") from None


def _check_file(path: Path, place: str) -> None:
    """Raise Faults where there is no file, or none that can be opened as a document of today's Word."""
    if not path.is_file():
        raise Faults.at(place, "is a folder; give the document itself" if path.is_dir() else "the file is missing")
    if path.stat().st_size > BIGGEST_FILE * 10**6:
        raise Faults.at(place, f"is larger than {BIGGEST_FILE} MB; delete its pictures, and save it anew")
    with path.open("rb") as file:
        if file.read(len(_BEFORE_2007)) == _BEFORE_2007:
            message = "is in the format of Word before 2007, or has a password; open it in Word, take the password off"
            raise Faults.at(place, f"{message}, and {_SAVE_AS}")


def _read_parts(file: ZipFile, place: str) -> dict[str, bytes]:
    """Return the contents of the parts that hold words, read no further than the limits."""
    entries = file.infolist()
    if len(entries) > MOST_PARTS:
        raise Faults.at(place, f"has {len(entries):,} parts, but at most {MOST_PARTS:,} are read; {_SAVE_AS}")
    if any(entry.filename.casefold().endswith("vbaproject.bin") for entry in entries):
        raise Faults.at(place, f"holds macros, which are programs; {_SAVE_AS}")
    held: dict[str, bytes] = {}
    left = BIGGEST_PARTS * 10**6
    for entry in filter(_holds_words, entries):
        if entry.filename in held or entry.flag_bits & 1 or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Faults.at(place, _DAMAGED)
        with file.open(entry) as part:
            content = part.read(left + 1)
        left -= len(content)
        if left < 0:
            message = f"unpacks to more than {BIGGEST_PARTS} MB of words, which no commentary has"
            raise Faults.at(place, f"{message}; copy the words into a new document")
        held[entry.filename] = content
    return held


def _holds_words(entry: ZipInfo) -> bool:
    name = entry.filename
    return name in _OF_PACKAGE or (name.startswith("word/") and name.endswith((".xml", ".rels")))


def _parse(content: bytes) -> Element:
    """Return a part as XML. Raises ValueError where it brings definitions of its own, by which it could grow."""
    part = etree.fromstring(content, _PARSER)
    if part.getroottree().docinfo.internalDTD is not None:
        raise ValueError("has definitions of its own")
    return part


def _word_file(parts: dict[str, Element], place: str) -> WordFile:
    relations = parts.get("_rels/.rels")
    main = (
        next((target.lstrip("/") for target in _targets(relations, "officeDocument")), "")
        if relations is not None
        else ""
    )
    if main not in parts:
        raise Faults.at(place, _DAMAGED)
    if parts[main].tag.startswith(_STRICT):
        raise Faults.at(place, f"is saved as “Strict Open XML”, which is not read; {_SAVE_AS}")
    if parts[main].tag != f"{W}document":
        raise Faults.at(place, _DAMAGED)
    return WordFile(parts, main)


def _targets(relations: Element, kind: str) -> Iterator[str]:
    for relation in relations.iter(_RELATION):
        if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
            yield relation.get("Target", "")
