"""Row headers in a PDF: the first cell of a row names it, as its column head names the column.

Typst writes column heads only; its `pdf.header-cell` is behind a feature flag, which neither Quarto nor the Python
package can set. Source of the rule: ISO 32000-1, 14.8.5.7 (Scope, Headers), which PDF/UA-1 asks for in 7.5.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Object, String


def finish(path: Path, _: date) -> None:
    """Make the first cell of each row a header of the row's other cells, wherever a table has rows to tell apart."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        tree = pdf.Root.StructTreeRoot
        ids = NameTree(tree.IDTree) if "/IDTree" in tree else NameTree.new(pdf)
        for table in list(below(tree, "/Table")):
            _name_rows(table, ids)
        tree.IDTree = ids.obj
        pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def below(element: Object, *kinds: str) -> Iterator[Object]:
    """The nearest structure elements of some kinds below one."""
    for child in children(element):
        if str(child.get("/S")) in kinds:
            yield child
        else:
            yield from below(child, *kinds)


def children(element: Object) -> list[Object]:
    """The structure elements right below one, without its marked content."""
    held = element.get("/K", Array())
    return [kid for kid in (held if isinstance(held, Array) else [held]) if isinstance(kid, Dictionary) and "/S" in kid]


def attributes(cell: Object) -> Object:
    """The attributes of a cell that speak of its table."""
    held = cell.get("/A", Array())
    found = [its for its in (held if isinstance(held, Array) else [held]) if its.get("/O") == Name.Table]
    if found:
        return found[0]
    cell.A = Array([*(held if isinstance(held, Array) else [held]), Dictionary(O=Name.Table)])
    return cell.A[-1]


def _name_rows(table: Object, ids: NameTree) -> None:
    heads = [head for part in below(table, "/THead") for head in below(part, "/TH")]
    rows = [row for body in below(table, "/TBody") for row in below(body, "/TR")]
    if not heads or len(rows) < 2:
        return
    column = str(heads[0].ID)
    name = None
    for number, row in enumerate(rows, 1):
        for cell in below(row, "/TD"):
            own = attributes(cell)
            headers = [str(held) for held in own.get("/Headers", Array())]
            if column in headers:
                name = f"{column}r{number}"
                cell.S, cell.ID, own.Scope = Name.TH, String(name), Name.Row
                ids[name] = cell
            elif name:
                own.Headers = Array([*map(String, headers), String(name)])
