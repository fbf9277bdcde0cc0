"""How much room words take in a column: LibreOffice, for one, makes no row high enough when it opens a workbook."""

import re
import unicodedata

HIGHEST = 409  # points, of a row in Excel
_LINE, _AROUND = 14.25, 3.75  # points, of whole pixels: a line of Arial 11, and what is around all lines of a row
MOST_LINES = int((HIGHEST - _AROUND) / _LINE)
_SIZE = 15  # pixels of an em, as Excel draws 11 points
_DIGIT, _INDENT = 7, 9  # pixels: a digit of Calibri 11, by which Excel counts widths; before words that are not bold
_BOLD = 1.08  # of the same words that are not
_OTHER, _SQUARE = 600, 1000  # thousandths of an em: any other letter, and one of Chinese or Japanese
# Thousandths of an em that Arial's letters are wide (source: its table hmtx).
_WIDTHS = {
    letter: width
    for width, letters in {
        222: "ijl'‘’",
        278: " !,./:;I[]\\ft|\xa0",
        333: "()-`r{}“”",
        389: '*"',
        500: "cksvxyzJ^",
        556: "0123456789abdeghnopqu_?L$#£–",
        584: "+<=>~",
        611: "FTZ",
        667: "ABEKPSVXY&",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%",
        944: "W",
        1015: "@",
    }.items()
    for letter in letters
}


def find_height(text: str, width: int, *, is_bold: bool = False) -> float:
    """Return how many points high a row must be for words in a column of so many digits width; at most Excel's most."""
    return height_of(len(wrap(text, width, is_bold=is_bold)))


def fits(text: str, width: int) -> bool:
    """Tell whether words stand on one line of columns that are so many digits wide."""
    return len(wrap(text, width)) == 1


def height_of(lines: int) -> float:
    """Return how many points high a row must be for so many lines."""
    return min(lines * _LINE + _AROUND, HIGHEST)


def split(text: str, width: int) -> list[str]:
    """Return words in as few pieces as fit into rows, since the rest of one that is too high would never be seen."""
    lines = wrap(text, width)
    firsts = range(0, len(lines), MOST_LINES)
    return ["".join(lines[first : first + MOST_LINES]).strip() for first in firsts]


def wrap(text: str, width: int, *, is_bold: bool = False) -> list[str]:
    """Return words as the lines on which they stand in a column of so many digits width, with the spaces between."""
    room = (width * _DIGIT) / _BOLD if is_bold else width * _DIGIT - _INDENT
    return [line for part in text.splitlines(keepends=True) or [""] for line in _wrap_line(part, room)]


def _wrap_line(text: str, room: float) -> list[str]:
    lines = [""]
    for word in re.findall(r"\S+\s*|\s+", text):
        if measure(lines[-1] + word.rstrip()) <= room:
            lines[-1] += word
        else:
            lines += _break(word, room)
    return lines if lines[0] or len(lines) == 1 else lines[1:]


def _break(word: str, room: float) -> list[str]:
    """Return the pieces of a word, of which there are several where it is wider than its column, as an address is."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and measure((pieces[-1] + letter).rstrip()) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def measure(text: str) -> float:
    """Return how many pixels wide words are on one line."""
    return sum(map(_measure_letter, text)) * _SIZE / 1000


def _measure_letter(letter: str) -> int:
    is_square = unicodedata.east_asian_width(letter) in "WF"
    return _WIDTHS.get(letter, _SQUARE if is_square else _OTHER)
