"""Check `_brand.yml` before anything is drawn: a colour or a font that fails later fails without a file or a line."""

import re
from collections.abc import Iterator
from io import BytesIO

from fontTools.ttLib import TTFont, TTLibError

from projectfiles import paths
from projectfiles.errors import Fault
from projectfiles.files import read_content
from reportbuilder.drafts.logo import find_logo_faults
from reportpages.brand import Brand, read_brand

# What the style sheet, Typst, Word, the charts and the badges take their colours from.
_NEEDED = "main ink soft line tint focus edge red amber green neutral pale plum orange track".split()
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_FAMILY_NAMES = (1, 16)  # of a font's name table: the family, and the family that its weights share


def find_brand_faults() -> Iterator[Fault]:
    """Yield what is wrong with the council's colours, typeface and logo. Raises Faults where it cannot be read."""
    brand, place = read_brand(), paths.shown(paths.brand())
    for name in _NEEDED:
        if name not in brand.palette:
            yield Fault(f"{place}, color.palette.{name}", "is missing; give a colour such as #12436d")
    for name, colour in brand.palette.items():
        if not _COLOUR.fullmatch(colour):
            yield Fault(f"{place}, color.palette.{name}", f"must be a colour such as #12436d, got: {colour!r}")
    yield from _font_faults(brand, f"{place}, typography")
    yield from find_logo_faults()


def _font_faults(brand: Brand, place: str) -> Iterator[Fault]:
    if not brand.fonts:
        yield Fault(f"{place}.base", f"must be the family of one of the fonts listed, got: {brand.typeface!r}")
    for file in brand.fonts.values():
        content = read_content(file)
        if content is None:
            yield Fault(f"{place}.fonts", f"the file {paths.shown(file)} is missing")
            continue
        try:
            names = TTFont(BytesIO(content))["name"].names
            families = {str(name) for name in names if name.nameID in _FAMILY_NAMES}
        except TTLibError as error:
            yield Fault(f"{place}.fonts", f"{paths.shown(file)} is not a TrueType or OpenType font ({error})")
            continue
        if brand.typeface not in families:
            message = f"{paths.shown(file)} is a font of {', '.join(sorted(families))}, not of {brand.typeface}"
            yield Fault(f"{place}.fonts", f"{message}; write its own family name")
