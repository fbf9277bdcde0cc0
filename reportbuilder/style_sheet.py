"""The style sheet of the web page: that of the looks, with the council's colours and typeface in it.

It names them as `brand(main)`, `brand(typeface)` and `brand(font-bold)`.
"""

import re

from cosmic import brand, paths
from cosmic.errors import Fault, raise_any

_NAME = re.compile(r"brand\(([\w-]+)\)")


def style_sheet() -> str:
    """Return the style sheet. Raises Faults where it names a colour or a font that `_brand.yml` lacks."""
    own, path = brand.read_brand(), paths.looks() / "style.css"
    fonts = {f"font-{weight}": file.name for (weight, style), file in own.fonts.items() if style == "normal"}
    values = {"typeface": own.typeface, **fonts, **brand.palette()}
    text = path.read_text(encoding="utf-8")
    missing = sorted(set(_NAME.findall(text)) - set(values))
    message = f"has no colour or font “{{}}”, which {paths.shown(path)} names; add it"
    raise_any(Fault(paths.brand().name, message.format(name)) for name in missing)
    return _NAME.sub(lambda name: values[name[1]], text)
