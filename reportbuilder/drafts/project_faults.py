"""Check the project's own settings and its looks, before an engine fails for want of them."""

from collections.abc import Iterator

from pydantic import AliasPath, BaseModel, Field

from cosmic.committee import read_committee
from projectfiles import files, paths
from projectfiles.errors import Fault
from reportbuilder import places

_PARTS = ("allowed_content.lua", "charts.lua", "tables.lua", "sandbox.lua", "style.css")
_FILES = ("template", "reference-doc")


class _Filter(BaseModel):
    path: str


class _Common(BaseModel):
    reader: str = Field(validation_alias="from")
    depth: int = Field(validation_alias="toc-depth")
    title: str = Field(validation_alias="toc-title")
    filters: list[_Filter]


class _Looks(BaseModel):
    common: _Common = Field(validation_alias=AliasPath("contributes", "formats", "common"))
    html: dict = Field(validation_alias=AliasPath("contributes", "formats", "html"))
    typst: dict = Field(validation_alias=AliasPath("contributes", "formats", "typst"))
    docx: dict = Field(validation_alias=AliasPath("contributes", "formats", "docx"))


def find_project_faults() -> Iterator[Fault]:
    """Yield that the key has no rows, and the files of the looks that are missing. Raises Faults for wrong settings."""
    if not read_committee().key:
        reason = "has no rows; give each as “- item:” with its “explanation:” below, as the report's key has them"
        yield Fault(f"{paths.shown(paths.settings())}, key", reason)
    looks = files.read_model(places.looks() / "_extension.yml", _Looks)
    named = [form.get(key) for form in (looks.html, looks.typst, looks.docx) for key in _FILES]
    names = [*_PARTS, *(one.path for one in looks.common.filters), *(name for name in named if name is not None)]
    for name in dict.fromkeys(map(str, names)):
        path = places.looks() / name
        if not path.is_file():
            yield Fault(paths.shown(path), "is not there, or is no file, and the report's looks need it; restore it")
