"""Name the rows of a PDF's tables by their first cell, as its columns are named by their heads.

Typst writes column heads only; its `pdf.header-cell` needs a feature flag, which neither Quarto nor the Python package
can set. Source of the rule: ISO 32000-1, 14.8.5.7 (Scope, Headers), which PDF/UA-1 asks for in 7.5.
"""

from datetime import date
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Object, String

from reportbuilder.pdf_tags import as_list, below, table_attributes


def finish(path: Path, _: date) -> None:
    """Make the first cell of each row a header of its other cells, in tables with rows to tell apart and in our own."""
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
    if not heads or (len(rows) < 2 and not _is_beside(table)):
        return
    first_column = str(heads[0].ID)
    row_id = None  # a cell that spans rows names the rows below it too
    for number, row in enumerate(rows, 1):
        for cell in below(row, "/TD"):
            attributes = _own_attributes(cell)
            columns = [str(header) for header in attributes.get("/Headers", Array())]
            if first_column in columns:
                row_id = f"{first_column}r{number}"
                _make_header(cell, attributes, row_id)
                ids[row_id] = cell
            elif row_id:
                attributes.Headers = Array([*map(String, columns), String(row_id)])


def _is_beside(table: Object) -> bool:
    """Tell whether a table has something beside it, as an indicator's own has: the template sets both in a grid."""
    return all(around.get("/S") == Name.Div for around in (table.P, table.P.get("/P", Dictionary())))


def _make_header(cell: Object, attributes: Object, row_id: str) -> None:
    cell.S = Name.TH
    cell.ID = String(row_id)
    attributes.Scope = Name.Row


def _own_attributes(cell: Object) -> Object:
    """Return the attributes of a cell that are about its table, and give it some where it has none."""
    attributes = table_attributes(cell)
    if attributes is None:
        cell.A = Array([*as_list(cell.get("/A", Array())), Dictionary(O=Name.Table)])
        attributes = cell.A[-1]
    return attributes
