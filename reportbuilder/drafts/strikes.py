"""Read words struck out, ~~such as these~~, as JupyterLab does: between two tildes, neither one nor more.

Source: GitHub Flavored Markdown, section 6.5 (strikethrough, an extension). JupyterLab strikes out what stands between
single tildes, too; here these are what people mean by them, “about”.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

_MARK = "~~"


def read_strikes(reader: MarkdownIt) -> None:
    """Let a reader of Markdown take two tildes for a mark wherever words touch them, and more for what they are."""
    reader.enable("strikethrough")
    reader.inline.ruler.at("strikethrough", _read_tildes)


def _read_tildes(state: StateInline, silent: bool) -> bool:
    if silent or state.src[state.pos] != _MARK[0]:
        return False
    end = state.pos
    while state.src[end : end + 1] == _MARK[0]:
        end += 1
    tildes = state.src[state.pos : end]
    state.push("text", "", 0).content = tildes
    if tildes == _MARK:
        before, after = state.src[: state.pos][-1:], state.src[end : end + 1]
        opens, closes = bool(after.strip()), bool(before.strip())
        state.delimiters.append(Delimiter(ord(_MARK[0]), 0, len(state.tokens) - 1, -1, opens, closes))
    state.pos = end
    return True
