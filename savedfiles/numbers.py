"""Numbers as people and spreadsheets write them, and what they write where there is none."""

import re
from decimal import Decimal

from savedfiles.errors import Unreadable, quote

MOST_DIGITS = 15  # before the point; a spreadsheet holds no more
MOST_DECIMALS = 20
_LONGEST = 60  # characters of what people write in the place of a number
_PLAIN = re.compile(r"[0-9]+\.?[0-9]*|\.[0-9]+")
_SET_APART = re.compile(r"[0-9]{1,3}(?:(?:,[0-9]{3})+|(?:\s[0-9]{3})+)(?:\.[0-9]+)?")
EITHER = "either 0 or no figure"
# Source of the signs in brackets: Government Analysis Function, symbols in tables.
NO_NUMBER = {
    "[c]": "a confidential figure",
    "[x]": "a figure that is not available",
    "[z]": "a figure that does not apply",
    "[w]": "a figure that is not shown",
    "[u]": "a figure that is too unreliable to show",
    "[low]": "a figure that is too low to show",
    "#n/a": "a figure that was not found",
    "n/a": "a figure that is not available",
    "na": "a figure that is not available",
    "not available": "a figure that is not available",
    "suppressed": "a figure that is withheld",
    "withheld": "a figure that is withheld",
    "confidential": "a figure that is withheld",
    "c": "a confidential figure",
    "x": "a figure that is not available",
    "z": "a figure that does not apply",
    "*": "a figure that is withheld",
    "tbc": "a figure that is not known yet",
    "tba": "a figure that is not known yet",
    "tbd": "a figure that is not known yet",
    "pending": "a figure that is not known yet",
    "?": "a figure that is not known yet",
    "none": EITHER,
    "nil": EITHER,
    "null": EITHER,
    "-": EITHER,
    "..": "a figure that is not available",
    ".": "a figure that is not available",
    "...": "a figure that is not available",
    ":": "a figure that is not available",
}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-") | {ord("…"): "..."}
_TOO_SMALL = re.compile(r"(?:<|≤|fewer than|less than|under|below)\s*\d+", re.IGNORECASE)
_AMOUNT = r"[0-9.,\s]+%?\s?"
_SPOILT = {
    r"#(?!n/a)[a-z][a-z/0_]*[!?]?": "is an error of a spreadsheet's formula; correct it there",
    r"#+": "is what Excel writes where a column is too narrow; make it wider, and save again",
    r"[0-9](?:\.[0-9]+)?e[+-]?[0-9]+": "Excel has shortened; format the cell as a number, and save again",
    r"\+.*": "may be a change or the figure itself; type the figure itself, without +",
    rf"{_AMOUNT}(?:\[\w+\]|[pre]|\*+)": "has a mark behind the number; type the number alone",
    rf"(?:~|≈|>|≥|c\.|circa|about|around|approx\w*\.?)\s?{_AMOUNT}": "is not exact; type the figure as it was counted",
    r"[0-9.,]+\s?(?:k|m|bn|thousand|million)": "is shortened; type all its digits",
    rf"{_AMOUNT}(?:(?:out )?of|/|to|or|and|-|–|;|\()\s?{_AMOUNT}\)?": "holds two numbers; type one, the figure itself",
    r"[0-9.,]*[0-9][0-9.,]*[¼½¾⅓⅔⅛⅜⅝⅞]|[¼½¾⅓⅔⅛⅜⅝⅞]": "has a fraction; type it with decimals, like 71.5 for 71½",
    r"[0-9.,]*(?:[0-9.,][oOlI]|[oOlI][0-9.,])[0-9.,oOlI]*": "has a letter in a digit’s place; type 0 for O, 1 for l",
    r"[0-9.,]*,[0-9.,]*": "has a comma that parts no thousands; type a point before decimals",
    r"\([0-9.,\s]+\)": "may be less than zero, as accounts write it; type -12 for (12)",
    rf"{_AMOUNT}(?<=%)\s?": "is a percentage, where none is meant; type the number alone",
    r"[£$€].*": "has the sign of a currency; type the number alone",
}


class TooLong(Unreadable):
    """A number has more digits than any figure has, and than a spreadsheet holds."""


def read_number(text: str, below_zero: bool = False) -> Decimal:
    """Return a number exactly as it is written, its thousands set apart by commas or spaces, or not at all.

    `below_zero` says that it may be less than zero. Raises Unreadable for what is no such number, or may be two, and
    says what it probably is.
    """
    plain = text.strip().lstrip("'’‘").strip()
    sign, digits = ("-", plain[1:].lstrip()) if below_zero and plain[:1] in ("-", "−") else ("", plain)
    if _SET_APART.fullmatch(digits):
        digits = re.sub(r"[,\s]", "", digits)
    if _PLAIN.fullmatch(digits):
        return _bounded(sign, digits, text)
    rule = f"must be a number{'' if below_zero else ' of zero or more'} in plain digits, like 100196 or 71.5"
    raise Unreadable.because(f"{rule}, got: {quote(text)}{hint(plain)}")


def without_percent_sign(text: str) -> str:
    """Return the number of a percentage without the sign behind it."""
    return text.strip().removesuffix("%")


def find_meaning(text: str) -> str | None:
    """Return what people mean who write this in the place of a number: `a confidential figure` for `[c]`."""
    plain = " ".join(text[:_LONGEST].split()).casefold().lstrip("'").translate(_DASHES)
    if _TOO_SMALL.fullmatch(plain):
        return "a figure that is too small to be shown"
    return NO_NUMBER.get(plain) or NO_NUMBER.get("-" if plain and not plain.strip("-") else plain)


def _bounded(sign: str, digits: str, text: str) -> Decimal:
    whole, _, decimals = digits.partition(".")
    if len(whole.lstrip("0")) > MOST_DIGITS or len(decimals) > MOST_DECIMALS:
        most = f"{MOST_DIGITS} digits before the point and {MOST_DECIMALS} behind it"
        raise TooLong.because(f"must be a number with at most {most}, got: {quote(text)}")
    return Decimal(sign + digits)


def hint(text: str) -> str:
    """Return what is probably wrong with what was written in the place of a number, to follow a quotation of it."""
    plain = text.strip()
    if len(plain) > _LONGEST:
        return ""
    for pattern, hint in _SPOILT.items():
        if re.fullmatch(pattern, plain, re.IGNORECASE | re.DOTALL):
            return f", which {hint}"
    meaning = find_meaning(plain)
    return f", which stands for {meaning}" if meaning else ""
