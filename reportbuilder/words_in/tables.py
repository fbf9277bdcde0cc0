"""Read the tables of a document as rows of cells, and make them such as Markdown can write."""

from typing import Any

from reportbuilder.words_in.plain_words import plain_words

Element = dict[str, Any]
_NO_ATTRIBUTES: list = ["", [], []]
_WIDTH = [{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]
_MERGED = "taken in: a table with merged cells, whose words stand in the first of them; look at it"
_NO_HEADS = "taken in: a table without column heads, for which its first row is taken; look at it"
_WIDEST = 200  # columns


def read_rows(table: Element) -> tuple[list[list[list[Element]]], list[str]]:
    """Return the rows of a table, each as the blocks of its cells, all equally long; and what is changed by that."""
    _, _, columns, head, bodies, foot = table["c"]
    of_bodies = [row for body in bodies for row in (*body[2], *body[3])]
    rows = [*head[1], *of_bodies, *foot[1]]
    messages = [] if head[1] else [_NO_HEADS]
    if any(cell[2] > 1 or cell[3] > 1 for row in rows for cell in row[1]):
        messages.append(_MERGED)
    return _grid(rows, min(len(columns), _WIDEST)), messages


def _grid(rows: list, width: int) -> list[list[list[Element]]]:
    """Return the cells of each row at their columns; where a merged cell goes on, there are no words."""
    grid: list[list[list[Element]]] = []
    taken: dict[int, int] = {}  # columns with how many rows a cell from above still covers
    for row in rows:
        line: list[list[Element]] = [[] for _ in range(width)]
        free = [column for column in range(width) if not taken.get(column)]
        taken = {column: count - 1 for column, count in taken.items() if count > 1}
        for _, _, down, across, blocks in row[1]:
            for place in range(min(across, len(free))):
                column = free.pop(0)
                line[column] = blocks if place == 0 else []
                if down > 1:
                    taken[column] = down - 1
        grid.append(line)
    return grid


def inlines_of(block: Element) -> list[Element]:
    """Return the inline elements of a block, those of its items and paragraphs one after another."""
    content = block["c"]
    match block["t"]:
        case "Para" | "Plain":
            return content
        case "Header":
            return content[2]
        case "BlockQuote":
            return in_a_row(content)
        case "BulletList":
            return in_a_row([one for item in content for one in item])
        case "OrderedList":
            return in_a_row([one for item in content[1] for one in item])
    _, _, _, head, bodies, _ = content
    rows = [*head[1], *(row for body in bodies for row in body[3])]
    return in_a_row([one for row in rows for cell in row[1] for one in cell[4]])


def in_a_row(blocks: list[Element]) -> list[Element]:
    """Return the inline elements of all blocks, with a space between those of two."""
    parts = [inlines for block in blocks if plain_words(inlines := inlines_of(block))]
    return [inline for part in parts for inline in [*part, {"t": "Space"}]][:-1]


def make_table(rows: list[list[list[Element]]]) -> Element:
    """Return a table of inline elements, whose first row has the heads."""
    head, *others = [[_NO_ATTRIBUTES, [_cell(inlines) for inlines in row]] for row in rows]
    body = [_NO_ATTRIBUTES, 0, [], others]
    widths = [_WIDTH] * len(rows[0])
    return {
        "t": "Table",
        "c": [_NO_ATTRIBUTES, [None, []], widths, [_NO_ATTRIBUTES, [head]], [body], [_NO_ATTRIBUTES, []]],
    }


def _cell(inlines: list[Element]) -> list:
    return [_NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": inlines}] if inlines else []]
