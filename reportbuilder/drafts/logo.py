"""The council's logo, as `_brand.yml` gives it: on the covers of web page and PDF, and in the header of Word.

Source of the form: brand.yml, `logo`: named `images`, and of these or by themselves `small`, `medium` and `large`.
Every surface shows the logo on white, and so takes the variant for light backgrounds where there are two.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from lxml import etree
from pydantic import AfterValidator, BaseModel, BeforeValidator

from projectfiles import files, paths
from projectfiles.errors import Fault
from savedfiles.models import Checked, Text

_ON_COVERS, _IN_WORD = ("large", "medium", "small"), ("medium", "large", "small")
_PNG, _SVG = b"\x89PNG\r\n\x1a\n", "{http://www.w3.org/2000/svg}svg"
_KINDS = (".png", ".svg")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_EXAMPLE = "“medium: {path: logo.png, alt: Example Council}”"


def _alone(value: object) -> object:
    """Return the variant for light backgrounds where there are two, and a path alone as a picture without words."""
    if isinstance(value, dict) and value.keys() <= {"light", "dark"}:
        value = value.get("light", value.get("dark"))
    return {"path": value} if isinstance(value, str) else value


def _line(text: str) -> str:
    if not text.isprintable():
        raise ValueError(f"must be words on one line, got: {text!r}")
    return text


class _Picture(Checked):
    path: Text
    alt: Annotated[Text, AfterValidator(_line)] | None = None


_Sized = Annotated[_Picture, BeforeValidator(_alone)] | None


class _Logo(Checked):
    images: dict[str, Annotated[_Picture, BeforeValidator(_alone)]] = {}
    small: _Sized = None
    medium: _Sized = None
    large: _Sized = None


def _sized(value: object) -> object:
    return {"medium": value} if isinstance(value, str) else value


class _Brand(BaseModel):
    logo: Annotated[_Logo, BeforeValidator(_sized)] = _Logo()


@dataclass(frozen=True)
class Logo:
    """A picture of the logo, and what it says to those who cannot see it."""

    file: Path
    alt: str

    @property
    def name(self) -> str:
        """Return the name that its copy has among an edition's pictures."""
        return f"logo{self.file.suffix.lower()}"


def for_covers() -> Logo | None:
    """Return the logo for the covers of web page and PDF, the largest; None where the council gives none."""
    return next(iter(_logos(_ON_COVERS).values()), None)


def for_word() -> Logo | None:
    """Return the logo for Word's header: the first that is a PNG, of the medium one, the large and the small."""
    return next((logo for logo in _logos(_IN_WORD).values() if logo.file.suffix.lower() == ".png"), None)


def list_files() -> list[Path]:
    """Return the files of the logo, missing ones too. Raises Faults where `_brand.yml` is wrong."""
    return list(dict.fromkeys(logo.file for logo in _logos(_ON_COVERS).values()))


def find_logo_faults() -> Iterator[Fault]:
    """Yield what is wrong with the logo. Raises Faults where `_brand.yml` cannot be read."""
    place = f"{paths.shown(paths.brand())}, logo"
    logos = _logos(_ON_COVERS)
    for size, logo in logos.items():
        if not logo.alt:
            reason = f"has no alt text, by which those who cannot see it know what it is; write it as {_EXAMPLE}"
            yield Fault(f"{place}, {size}", reason)
        yield from (Fault(f"{place}, {size}", message) for message in _wrong_file(logo.file))
    if logos and not any(logo.file.suffix.lower() == ".png" for logo in logos.values()):
        yield Fault(
            place, f"must be a PNG in one size at least, for the header of Word, which shows no SVG: {_EXAMPLE}"
        )


def _logos(sizes: tuple[str, ...]) -> dict[str, Logo]:
    logo = files.read_model(paths.brand(), _Brand).logo
    given = {size: picture for size in sizes if (picture := getattr(logo, size))}
    if not given:
        given = dict(list(logo.images.items())[:1])
    named = {size: logo.images.get(picture.path, picture) for size, picture in given.items()}
    return {size: Logo(paths.brand().parent / picture.path, picture.alt or "") for size, picture in named.items()}


def _wrong_file(file: Path) -> Iterator[str]:
    name = paths.shown(file)
    if "//" in str(name) or ":" in name:
        yield f"must be a file of the project, got: {name}"
    elif file.suffix.lower() not in _KINDS:
        yield f"must be a PNG or an SVG, got: {name}; save it as one of these"
    elif (content := files.read_content(file)) is None:
        yield f"the file {name} is missing; put it there, or mend its path"
    elif file.suffix.lower() == ".png":
        yield from _wrong_png(name, content)
    else:
        yield from _wrong_svg(name, content)


def _wrong_png(name: str, content: bytes) -> Iterator[str]:
    if not content.startswith(_PNG) or len(content) < 24 or 0 in struct.unpack(">II", content[16:24]):
        yield f"{name} is named as a PNG and is none; save the picture as a PNG"


def _wrong_svg(name: str, content: bytes) -> Iterator[str]:
    try:
        drawing = etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError as error:
        yield f"{name} cannot be read as an SVG ({error}); save it again"
        return
    if drawing.tag != _SVG:
        yield f"{name} is named as an SVG and is none; save the picture as an SVG"
    elif drawing.find(".//{*}text") is not None:
        yield f"{name} holds words in a typeface of their own; have the program that drew it turn them into paths"
