"""Give a table more rows, or others in the place of some, as the program has saved it that it was last saved by."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from projectfiles import files, paths
from projectfiles.errors import Faults
from savedfiles import tables

Cells = Mapping[str, object]


def with_rows(path: Path, columns: list[str], added: Iterable[Cells], others: Mapping[int, Cells]) -> bytes:
    """Return a table with `others` in the place of the rows of their numbers, and rows that are added at its end.

    The others keep the numbers by which records name them. Raises Faults where the table cannot be read.
    """
    content, text = files.read_content(path) or b"", files.read_text(path)
    mark, heads = tables.read_layout(text, columns)
    end = "\r\n" if b"\r\n" in content else "\n"

    def lines(rows: Iterable[Cells]) -> str:
        written = io.StringIO(newline="")
        writer = csv.DictWriter(written, heads, delimiter=mark, lineterminator=end)
        writer.writerows({name: _cell(row.get(name)) for name in heads} for row in rows)
        return written.getvalue()

    below = lines(added)
    below = below if text.endswith("\n") or not below else end + below
    if not others:
        return content + below.encode()
    spans = list(_spans(text, mark))
    changed = "".join(lines([others[number]]) if number in others else span for number, span in spans)
    is_closed = text.endswith("\n") or max(others) < spans[-1][0]
    start = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    return start + (changed + (below if is_closed else below.removeprefix(end))).encode()


def check_rows(path: Path, found: Iterable[object], wanted: Iterable[object]) -> None:
    """Raise Faults where the rows that are found in a table are not those that it is to have."""
    if list(found) != list(wanted):
        advice = "open it in Excel, save it as “CSV UTF-8 (comma delimited)”, and try again"
        raise Faults.at(paths.shown(path), f"is saved in a way that cannot be added to; {advice}")


def _spans(text: str, mark: str) -> Iterator[tuple[int, str]]:
    """Yield the rows of a table by their numbers, each as it is written; a line that only names the mark has 0."""
    lines = list(io.StringIO(text, newline=""))
    first = 1 if text.startswith(f"sep={mark}") else 0
    if first:
        yield 0, lines[0]
    reader = csv.reader(lines[first:], delimiter=mark, skipinitialspace=True)
    done = 0
    for number, _ in enumerate(reader, 1):
        yield number, "".join(lines[first + done : first + reader.line_num])
        done = reader.line_num


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
