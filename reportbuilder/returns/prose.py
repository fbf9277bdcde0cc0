"""Write the words of a cell as Markdown: lists, bold and links stay, and all else is text, whatever it looks like."""

import re
from collections.abc import Iterator

from openpyxl.cell.rich_text import CellRichText, TextBlock

from reportbuilder.drafts import cell_faults
from reportbuilder.drafts.characters import find_misleading
from reportbuilder.returns.entries import Entry, Unusable, plain_lines
from reportbuilder.returns.layout import LONGEST_TEXT

_BULLET = re.compile(r"(?P<indent>[ \t]*)(?:[•●◦○▪■‣·∙]\s*|[-–—*]\s+)(?P<words>\S.*)")
_NUMBERED = re.compile(r"(?P<indent>[ \t]*)(?P<number>\d{1,3})[.)]\s+(?P<words>\S.*)")
_REST = r"[^\s<>()\[\]\"“”*`~|\\{}]*[^\s<>()\[\]\"“”*`~|\\{}.,;:!?’']"
_ADDRESS = rf"(?:https://|mailto:){_REST}"
_BEGINS_ADDRESS = re.compile(r"\S*(?:https://|www\.|mailto:)\S*")
_KEPT = re.compile(
    rf"(?P<link>(?<!!)\[(?P<name>[^\[\]\n]+)\]\((?P<target>{_ADDRESS})\))"
    rf"|(?P<bold>\*\*(?=\S)(?P<strong>[^*\n]*[^*\s])\*\*)"
    rf"|(?P<bare>(?<![^\s(“‘'\"])(?:{_ADDRESS}|www\.{_REST}))(?=[.,;:!?’'”)]*(?:\s|$))"
)
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$#{}!]")  # what Markdown reads as more than itself, wherever it stands
_STARTS = re.compile(r"(?P<marks>[-+=:]+|\d{1,9}[.)])(?=\s|$|[-=:|])|(?P<tilde>~{3,})")
_OTHER_ADDRESS = re.compile(
    r"\b(?:http|ftp|file|javascript|data|vbscript)://?\S+|\b(?:javascript|vbscript|data):\S+", re.I
)
# Source of the marks: allowed_content.lua, which refuses them in an edition, even as words.
_MARKS = {
    r"\{\{[<%]": "a shortcode",
    r":::": "a division",
    r"```": "code",
    r"\[\^[^\]\s]+\]": "a footnote",
    r"\{[#.][\w-]": "attributes",
    r"\{=\w": "attributes",
    r"\{[^{}]*[\w-]=": "attributes",
}


def read_prose(entry: Entry) -> str:
    """Return the words of a cell as Markdown. Raises Unusable for what no edition may print, with what to do."""
    text = entry.text
    if len(text) > LONGEST_TEXT:
        raise Unusable(f"has {len(text):,} characters (“{entry.shown}”), and at most {LONGEST_TEXT:,} fit. Shorten it.")
    wrong = list(_wrong_words(text)) or list(_joined_addresses(text))
    markdown = ""
    if not wrong:
        markdown = "\n".join(_blocks(_with_bold(entry)))
        wrong = [f"{message}." for message in cell_faults.find_faults(markdown)]
    if wrong:
        raise Unusable(" Also, it ".join(wrong))
    return markdown


def read_links(entry: Entry) -> str:
    """Return useful links as Markdown, each line being a name, a space and an address. Raises Unusable."""
    if wrong := [f"{message}." for message in find_misleading(entry.text)] or [*_other_addresses(entry.text)]:
        raise Unusable(wrong[0])
    items = []
    for line in filter(None, (line.strip().lstrip("•-–* ").strip() for line in entry.text.split("\n"))):
        found = re.fullmatch(rf"(?P<name>.*?)[\s:(\[–-]*(?P<address>{_ADDRESS}|www\.\S+)[)\]>]*", line)
        if not found or not found["name"].strip("[]( "):
            raise Unusable(
                f"has the line “{line[:60]}”, which is not a name and an address. "
                "Type each link on its own line: its name, a space, and its address that begins with https://."
            )
        address = found["address"]
        address = f"https://{address}" if address.startswith("www.") else address
        items.append(f"- [{escape(found['name'].strip('[]( '))}]({address})")
    return "\n".join(items)


def stop_on_marks(text: str) -> None:
    """Raise Unusable for words on one line that are to stand in a page, and have what no edition may print."""
    if wrong := [*_wrong_words(text)] or [*_joined_addresses(text)]:
        raise Unusable(" Also, it ".join(wrong))


def _wrong_words(text: str) -> Iterator[str]:
    """Yield what stands in words that no edition may print, even as text."""
    for message in dict.fromkeys(find_misleading(text)):
        yield f"{message}."
    for mark, name in _MARKS.items():
        if found := re.search(rf"\S*{mark}\S*", text):
            yield f"contains “{found[0][:60]}”, which marks {name} for the report’s program. Write it as plain words."
    yield from _other_addresses(text)


def _other_addresses(text: str) -> Iterator[str]:
    """Yield that a text has an address that no edition may link to."""
    if found := _OTHER_ADDRESS.search(text):
        yield f"has a link to “{found[0][:60]}”. Links must begin with https:// or mailto:. Correct it, or take it out."


def _joined_addresses(text: str) -> Iterator[str]:
    """Yield that words run into an address, of which a reader of Markdown would take them for a part."""
    for part in _plain_parts(text):
        if found := _BEGINS_ADDRESS.search(part):
            yield f"has words or signs that run into an address (“{found[0][:60]}”). Put a space between them."
            return


def _plain_parts(text: str) -> Iterator[str]:
    """Yield what of a text is no link and not bold, and the same of what is bold."""
    end = 0
    for found in _KEPT.finditer(text):
        yield text[end : found.start()]
        if found["bold"]:
            yield from _plain_parts(found["strong"])
        end = found.end()
    yield text[end:]


def _with_bold(entry: Entry) -> str:
    """Return the words of a cell in which what is bold stands between asterisks, line by line."""
    if not isinstance(entry.rich, CellRichText):
        return entry.text
    runs = []
    for run in entry.rich:
        is_bold = isinstance(run, TextBlock) and bool(run.font and run.font.b)
        words = str(run.text if isinstance(run, TextBlock) else run)
        runs.append(re.sub(r"[^\n*]*[^\n*\s]", _in_asterisks, words) if is_bold else words)
    return plain_lines("".join(runs))


def _in_asterisks(found: re.Match) -> str:
    words = found[0]
    plain = words.lstrip()
    return f"{words[: len(words) - len(plain)]}**{plain}**"


def _blocks(text: str) -> Iterator[str]:
    """Yield the lines of Markdown of a text: each of its lines is a paragraph, or an item of a list."""
    before = ""
    for line in filter(str.strip, text.expandtabs(2).split("\n")):
        item = _BULLET.fullmatch(line) or _NUMBERED.fullmatch(line)
        kind = "words"
        written = _inline(line.strip())
        if item:
            kind = "numbered" if "number" in item.groupdict() else "bullets"
            mark = f"{item['number']}. " if kind == "numbered" else "- "
            indent = "    " if len(item["indent"]) >= 2 and before == kind else ""
            written = f"{indent}{mark}{_inline(item['words'].strip())}"
        if before and (kind == "words" or kind != before):
            yield ""
        yield written
        before = kind


def _inline(text: str) -> str:
    """Return a line in which links and bold words stay, and all else is text."""
    written = _marked(text)
    start = _STARTS.match(written)
    if not start:
        return written
    marks = start["marks"] or start["tilde"]
    if marks[0].isdigit():
        return f"{marks[:-1]}\\{written[len(marks) - 1 :]}"
    return f"\\{written}"


def _marked(text: str) -> str:
    done, end = "", 0
    for found in _KEPT.finditer(text):
        done += escape(text[end : found.start()]) + _kept(found)
        end = found.end()
    return done + escape(text[end:])


def _kept(found: re.Match) -> str:
    if found["link"]:
        return f"[{escape(found['name'])}]({found['target']})"
    if found["bold"]:
        return f"**{_marked(found['strong'])}**"
    return str(found["bare"])


def escape(text: str) -> str:
    """Return text with a backslash before each character that Markdown may read as more than itself."""
    return _SPECIAL.sub(lambda mark: f"\\{mark[0]}" if _matters(text, mark) else mark[0], text)


def _matters(text: str, mark: re.Match) -> bool:
    """Tell whether a character can be read as a mark where it stands: `&` before a space, say, cannot."""
    before, after = text[max(0, mark.start() - 1) : mark.start()], text[mark.end() : mark.end() + 1]
    match mark[0]:
        case "&" | "<":
            return bool(after) and not after.isspace() and not after.isdigit()
        case "#":
            return mark.start() == 0 or before == "#"
        case "$" | "{" | "}" | ">" | "!":
            return mark[0] == ">" and mark.start() == 0 or mark[0] == "!" and after == "["
        case "_":
            return not (before.isalnum() and after.isalnum())
        case _:
            return True
