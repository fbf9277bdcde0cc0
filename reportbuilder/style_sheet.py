"""Fill the council's colours and typeface into the style sheet of the web page.

The style sheet names them as `brand(main)`, `brand(typeface)` and `brand(font-bold)`.
"""

import re

from projectfiles import files, paths
from projectfiles.errors import Fault, raise_any
from reportbuilder import places
from reportpages import brand

_NAME = re.compile(r"brand\(([\w-]+)\)")


def style_sheet() -> str:
    """Return the style sheet. Raises Faults where it names a colour or a font that `_brand.yml` lacks."""
    path = places.looks() / "style.css"
    text = files.read_text(path)
    values = _values()
    missing = sorted(set(_NAME.findall(text)) - set(values))
    raise_any(
        Fault(paths.brand().name, f"has no colour or font “{name}”, which {paths.shown(path)} names; add it")
        for name in missing
    )
    return _NAME.sub(lambda name: values[name[1]], text)


def _values() -> dict[str, str]:
    own = brand.read_brand()
    fonts = {f"font-{weight}": file.name for (weight, style), file in own.fonts.items() if style == "normal"}
    return {"typeface": own.typeface, **fonts, **own.palette}
