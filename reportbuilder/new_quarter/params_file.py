"""Write the params file of a new quarter from the last one's, so that comments, quoting and layout stay."""

import io
import re

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import CommentMark
from ruamel.yaml.tokens import CommentToken

from cosmic.editions import Edition
from cosmic.periods import Quarter
from reportpages import formatting

PROPOSED = "# produced_on is proposed"
_TITLE = re.compile(r"# Quarter [1-4], \d{4}/\d\d\b")
_DOCUMENT_START = re.compile(r"(?:#.*\n|\n)*---\n")
_WIDE = 1_000_000  # characters, so that no line is broken


def write_params(text: str, last: Quarter, new: Edition, is_proposed: bool) -> str:
    """Return the text of the last quarter's params file with the new edition's values and nothing acknowledged.

    `is_proposed` adds a comment that the day of production is a proposal to be corrected.
    """
    body = text.replace("\r\n", "\n")
    start = _DOCUMENT_START.match(body)  # ruamel.yaml drops the comments before it
    head = start[0] if start else ""
    lines = f"{head}{_with_values(body[len(head) :], new)}".rstrip("\n").split("\n")
    lines = [title(new.quarter) if _TITLE.match(line) else line for line in lines if not line.startswith(PROPOSED)]
    if is_proposed:
        message = f"{PROPOSED}: as many days after the quarter's end as for {last}; correct it if need be"
        lines.insert(_line_of_day(lines), message)
    line_end = "\r\n" if "\r\n" in text else "\n"
    return line_end.join([*lines, ""])


def _with_values(text: str, new: Edition) -> str:
    """Return a params file with a new edition's values, all else as ruamel.yaml read it."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    params = yaml.load(text)
    day = new.produced_on
    is_quoted = isinstance(params["produced_on"], str)
    params["produced_on"] = _quoted_like(params["produced_on"], day.isoformat()) if is_quoted else day
    parameters = params["parameters"]
    parameters["quarter"] = _quoted_like(parameters["quarter"], str(new.quarter))
    if not parameters.fa.flow_style():
        yaml.map_indent = parameters.lc.col
    if params.get("acknowledged"):
        _keep_comment_below(params)
    if "acknowledged" in params:
        params["acknowledged"] = None
    written = io.StringIO()
    yaml.dump(params, written)
    return written.getvalue()


def _quoted_like(old: str, new: str) -> str:
    """Return a value in the quotation marks of the old one, which ruamel.yaml keeps as a type of its own."""
    return type(old)(new)


def _keep_comment_below(params: CommentedMap) -> None:
    """Keep the comment below the acknowledgements, which ruamel.yaml holds with the last of them, when they go."""
    entries = params["acknowledged"]
    last = entries[-1]
    tokens = [*entries.ca.items.get(len(entries) - 1, ()), *last.ca.items.get(list(last)[-1], ())]
    below = [token.value.partition("\n")[2] for token in tokens if isinstance(token, CommentToken)]
    if not below:
        return
    beside = params.ca.items.setdefault("acknowledged", [None, None, None, None])
    if beside[2] is None:
        beside[2] = CommentToken("\n", CommentMark(0), None)
    beside[2].value += below[-1]


def title(quarter: Quarter) -> str:
    """Return the comment with which the params file of a quarter begins."""
    label = quarter.label.removesuffix(" Financial Year")
    first_month = formatting.month_in_full(quarter.start).split()[0]
    return f"# {label}: {first_month} to {formatting.month_in_full(quarter.end)}."


def _line_of_day(lines: list[str]) -> int:
    """Return the index of the line that gives the day of production."""
    return next(n for n, line in enumerate(lines) if "produced_on" in line and not line.startswith("#"))
