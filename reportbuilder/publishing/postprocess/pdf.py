"""Row headers in a PDF: the first cell of a row names it, as its column head names the column.

Typst writes column heads only; its `pdf.header-cell` is behind a feature flag, which neither Quarto nor the Python
package can set. Source of the rule: ISO 32000-1, 14.8.5.7 (Scope, Headers), which PDF/UA-1 asks for in 7.5.
"""

from datetime import date
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Object, String

from reportbuilder.pdf_tags import as_list, below, table_attributes


def finish(path: Path, _: date) -> None:
    """Make the first cell of each row a header of the row's other cells, wherever a table has rows to tell apart."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        tree = pdf.Root.StructTreeRoot
        ids = NameTree(tree.IDTree) if "/IDTree" in tree else NameTree.new(pdf)
        for table in list(below(tree, "/Table")):
            _name_rows(table, ids)
        tree.IDTree = ids.obj
        pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _name_rows(table: Object, ids: NameTree) -> None:
    heads = [head for part in below(table, "/THead") for head in below(part, "/TH")]
    rows = [row for body in below(table, "/TBody") for row in below(body, "/TR")]
    if not heads or len(rows) < 2:
        return
    column = str(heads[0].ID)
    name = None
    for number, row in enumerate(rows, 1):
        for cell in below(row, "/TD"):
            own = _own_attributes(cell)
            headers = [str(held) for held in own.get("/Headers", Array())]
            if column in headers:
                name = f"{column}r{number}"
                cell.S, cell.ID, own.Scope = Name.TH, String(name), Name.Row
                ids[name] = cell
            elif name:
                own.Headers = Array([*map(String, headers), String(name)])


def _own_attributes(cell: Object) -> Object:
    """Return the attributes of a cell that speak of its table, which it is given where it has none."""
    if table_attributes(cell) is None:
        cell.A = Array([*as_list(cell.get("/A", Array())), Dictionary(O=Name.Table)])
    return table_attributes(cell)
