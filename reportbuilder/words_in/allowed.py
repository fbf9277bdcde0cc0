"""Keep of a document, as pandoc reads it, what commentary may hold, and tell of all else.

What may stand in it: docs/how-to/write-commentary.md. The elements are those of pandoc's JSON, each with its kind, `t`,
and its content, `c`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from reportbuilder.words_in import tables
from reportbuilder.words_in.left_out import LeftOut
from reportbuilder.words_in.plain_words import plain_words

Element = dict[str, Any]
_NO_ATTRIBUTES: list = ["", [], []]
_SAFE_LINKS = ("https://", "mailto:")
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_FIRST_LEVEL, _LAST_LEVEL = 4, 6  # of headings below the cell's own
_CHARACTERS = {"\u00ad": "", "\u2011": "-"}  # an optional hyphen, and one at which no line ends
_LINE = re.compile(r"[-–—_*=~\s]{3,}")
_NUMBERED = ("DefaultStyle", "Decimal")


def keep_allowed(blocks: list[Element], told: list[LeftOut]) -> list[Element]:
    """Return the blocks that a cell may have, headings below its own; add to `told` what is left out or changed."""
    kept: list[Element] = []
    above: list[int] = []  # the levels of the headings that a block stands below
    for block in blocks:
        if block["t"] == "Header":
            level, _, words = block["c"]
            above = [other for other in above if other < level] + [level]
            inlines = _inlines(words, told)
            if plain_words(inlines):
                own = min(_FIRST_LEVEL + len(above) - 1, _LAST_LEVEL)
                kept.append({"t": "Header", "c": [own, _NO_ATTRIBUTES, inlines]})
        else:
            kept += _block(block, told)
    return list(_joined(kept))


def _blocks(blocks: Iterable[Element], told: list[LeftOut]) -> list[Element]:
    """Return blocks within a list or a quotation, where a heading is no more than strong words."""
    return list(_joined(kept for block in blocks for kept in _block(block, told)))


def _block(block: Element, told: list[LeftOut]) -> list[Element]:
    content: Any = block.get("c")
    match block["t"]:
        case "Para" | "Plain":
            return _paragraph(_inlines(content, told))
        case "Header":
            return _paragraph([{"t": "Strong", "c": _inlines(content[2], told)}])
        case "LineBlock":
            return [one for line in content for one in _paragraph(_inlines(line, told))]
        case "CodeBlock":
            return [one for line in content[1].splitlines() for one in _paragraph(_words(line))]
        case "BlockQuote":
            return _with_blocks("BlockQuote", _blocks(content, told))
        case "BulletList":
            return _with_blocks("BulletList", _items(content, told))
        case "OrderedList":
            return _ordered(content, told)
        case "DefinitionList":
            return [one for term, texts in content for one in _definition(term, texts, told)]
        case "Table":
            return _table(block, told)
        case "Div":
            return _blocks(content[1], told)
        case "Figure":
            return _blocks([*content[2], *content[1][1]], told)
        case "HorizontalRule":
            return []
    told.append(LeftOut("what a notebook cannot hold", str(content)))
    return []


def _paragraph(inlines: list[Element]) -> list[Element]:
    """Return a paragraph; none where it has no words, or only draws a line with the signs of the keyboard."""
    is_said = plain_words(inlines) and not _LINE.fullmatch(plain_words(inlines))
    return [{"t": "Para", "c": inlines}] if is_said else []


def _with_blocks(kind: str, content: list) -> list[Element]:
    return [{"t": kind, "c": content}] if content else []


def _items(items: list[list[Element]], told: list[LeftOut]) -> list[list[Element]]:
    """Return the items of a list that have words; those of one paragraph each are not parted by empty lines."""
    kept = [blocks for item in items if (blocks := _blocks(item, told))]
    is_short = all(sum(block["t"] == "Para" for block in item) <= 1 for item in kept)
    return [[block | {"t": "Plain"} if block["t"] == "Para" and is_short else block for block in item] for item in kept]


def _ordered(content: list, told: list[LeftOut]) -> list[Element]:
    (start, style, _), items = content
    kept = _items(items, told)
    if style["t"] not in _NUMBERED and kept:
        told.append(LeftOut("taken in: a list with letters or Roman numbers, which is numbered 1, 2, 3"))
        start = 1
    numbering = [start, {"t": "Decimal"}, {"t": "Period"}]
    return [{"t": "OrderedList", "c": [numbering, kept]}] if kept else []


def _definition(term: list[Element], texts: list[list[Element]], told: list[LeftOut]) -> Iterator[Element]:
    yield from _paragraph([{"t": "Strong", "c": _inlines(term, told)}])
    for text in texts:
        yield from _blocks(text, told)


def _table(block: Element, told: list[LeftOut]) -> list[Element]:
    """Return a table with a row of heads; one that only draws a box around words is these words."""
    rows, messages = tables.read_rows(block)
    kept = [[_on_one_line(_cell(cell, told)) for cell in row] for row in rows]
    kept = [row for row in kept if any(map(plain_words, row))]
    if len(kept) > 1 and len(kept[0]) > 1 and any(map(plain_words, kept[0])):
        told += [LeftOut(message) for message in messages]
        return [tables.make_table(kept)]
    return [one for row in kept for cell in row for one in _paragraph(cell)]


def _cell(blocks: list[Element], told: list[LeftOut]) -> list[Element]:
    """Return the words of a cell, whatever they stand in, one after another."""
    return tables.in_a_row(_blocks(blocks, told))


def _on_one_line(inlines: list[Element]) -> list[Element]:
    return [{"t": "Space"} if one["t"] == "LineBreak" else one for one in inlines]


def _joined(blocks: Iterable[Element]) -> Iterator[Element]:
    """Yield blocks; two lists of a kind that follow one another are one: Markdown knows no end between them."""
    before: Element | None = None
    for block in blocks:
        if before and before["t"] == block["t"] == "BulletList":
            before = before | {"c": before["c"] + block["c"]}
        elif before and before["t"] == block["t"] == "OrderedList":
            before = before | {"c": [before["c"][0], before["c"][1] + block["c"][1]]}
        else:
            if before:
                yield before
            before = block
    if before:
        yield before


def _inlines(inlines: Iterable[Element], told: list[LeftOut]) -> list[Element]:
    return [kept for inline in inlines for kept in _inline(inline, told)]


def _inline(inline: Element, told: list[LeftOut]) -> list[Element]:
    content: Any = inline.get("c")
    match inline["t"]:
        case "Str":
            return _words("".join(_CHARACTERS.get(character, character) for character in content))
        case "Space" | "SoftBreak":
            return [{"t": "Space"}]
        case "LineBreak":
            return [inline]
        case "Emph" | "Strong" | "Strikeout":
            kept = _inlines(content, told)
            return [{"t": inline["t"], "c": kept}] if plain_words(kept) else kept
        case "Underline" | "SmallCaps":
            return _inlines(content, told)
        case "Superscript" | "Subscript":
            signs = _RAISED if inline["t"] == "Superscript" else _LOWERED
            words = plain_words(_inlines(content, told))
            return _words(words.translate(signs) if any(map(str.isdigit, words)) else words)
        case "Quoted":
            opening, closing = _QUOTES[content[0]["t"]]
            return [*_words(opening), *_inlines(content[1], told), *_words(closing)]
        case "Span" | "Cite":
            return _inlines(content[1], told)
        case "Code":
            return _words(content[1])
        case "Link":
            return _link(content, told)
    told.append(_not_taken(inline["t"], content))
    return []


def _not_taken(kind: str, content: Any) -> LeftOut:
    if kind == "Note":
        words = plain_words(tables.in_a_row(_blocks(content, [])))
        return LeftOut("a footnote; put its words into the text if they are to be printed", words)
    if kind == "Math":
        return LeftOut("an equation; write it in words", content[1])
    return LeftOut("what a notebook cannot hold", kind)


def _link(content: list, told: list[LeftOut]) -> list[Element]:
    """Return a link to a safe address without its title; of any other only the words."""
    words = _inlines(content[1], told)
    address = content[2][0]
    if address.lower().startswith(_SAFE_LINKS) and not any(map(str.isspace, address)) and plain_words(words):
        return [{"t": "Link", "c": [_NO_ATTRIBUTES, words, [address, ""]]}]
    if plain_words(words):
        told.append(LeftOut("a link, of which only the words are taken in (links go to https:// or mailto:)", address))
    return words


def _words(text: str) -> list[Element]:
    return [{"t": "Str", "c": text}] if text else []
