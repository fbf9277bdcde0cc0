"""What the tests of words from Word share: documents made on the spot, and the command that takes them in."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.reportbuilder.new_project.conftest import cosmic

__all__ = ["cosmic"]
NAMES = nsdecls("w", "wp", "a", "m", "r") + ' xmlns:v="urn:schemas-microsoft-com:vml"'


@pytest.fixture
def document() -> Document:
    """A document without words, such as Word makes."""
    return docx.Document()


@pytest.fixture
def file(tmp_path) -> Path:
    """Where a document is saved, beside the project."""
    return tmp_path / "words.docx"


def put(paragraph, xml: str):
    """Put an element into a paragraph, as Word writes it."""
    tag, rest = xml.split(">", 1)
    paragraph._p.append(parse_xml(f"{tag} {NAMES}>{rest}"))


def link(paragraph, address: str, words: str):
    """Put a link into a paragraph."""
    name = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    put(paragraph, f'<w:hyperlink r:id="{name}"><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:hyperlink>')


def with_parts(path: Path, parts: dict[str, bytes | None], compression: int = zipfile.ZIP_DEFLATED):
    """Put parts into a saved document, in place of its own of these names; None takes one out."""
    held = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    contents = {name: held.read(name) for name in held.namelist()} | parts
    with zipfile.ZipFile(path, "w", compression) as file:
        for name, content in contents.items():
            if content is not None:
                file.writestr(name, content)
