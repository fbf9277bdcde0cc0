"""Read the words of pandoc's elements, without their forms."""

from collections.abc import Iterable
from typing import Any


def plain_words(inlines: Iterable[dict[str, Any]]) -> str:
    """Return the words of the inline elements that commentary may hold."""
    return "".join(map(_of_inline, inlines)).strip()


def _of_inline(inline: dict[str, Any]) -> str:
    content = inline.get("c")
    match inline["t"]:
        case "Str":
            return str(content)
        case "Space" | "LineBreak":
            return " "
        case "Link":
            return "".join(map(_of_inline, inline["c"][1]))
    return "".join(map(_of_inline, inline["c"]))
