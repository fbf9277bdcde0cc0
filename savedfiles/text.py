"""The text of a file in the encodings that Excel, Notepad and their like write."""

import codecs
import re

from savedfiles.errors import Unreadable, quote

_WORKBOOK = "is an Excel workbook under another name; open it in Excel and save it as “CSV UTF-8 (comma delimited)”"
_WEB_PAGE = "is a web page under another name; open it in Excel and save it as “CSV UTF-8 (comma delimited)”"
_WRONG_STARTS = {
    b"PK\x03\x04": _WORKBOOK,
    b"\xd0\xcf\x11\xe0": _WORKBOOK,
    b"%PDF": "is a PDF under another name; put the file itself in its place",
    b"{\\rtf": "is a document of a word processor; save it as plain text",
}
_WEB_STARTS = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<head", b"<meta")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BEYOND_ASCII_IN_UTF_8 = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|\xe2[\x80-\xbf]{2}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_MERGE = re.compile(r"^(<{7}|={7}|>{7})( |\r?$)", re.MULTILINE)
_OTHER_PAGES = re.compile(  # what Excel's “CSV (MS-DOS)” and “CSV (Macintosh)” make of £, é, –, ’ and their like
    r"œ(?=[0-9])|(?<=\w)[‚„]|(?<=[a-z])[ÉÐÑÒÓÔÕŽ]|(?<=\s)[ÐÑ](?=\s)"
)
_LOST = "\ufffd"


def decode(content: bytes) -> str:
    """Return the text of a file that is UTF-8, UTF-16 with its mark, or else Windows-1252, as UK Excel writes CSV.

    Raises Unreadable for what is no text, is part UTF-8 and part something else, is empty, or has lost characters.
    """
    _refuse_other_kinds(content)
    text = _decode(content).lstrip("\ufeff")
    if not text.strip():
        raise Unreadable.because("the file is empty")
    _refuse_spoilt(text)
    return text


def decode_utf_8(content: bytes) -> str:
    """Return the text of a file that other programs read too, and must be plain UTF-8. Raises Unreadable."""
    if content.startswith((codecs.BOM_UTF8, *_UTF_16)):
        raise Unreadable.because("starts with a byte order mark; save it as UTF-8 without one")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_text(content, error) from None
    if not text.strip():
        raise Unreadable.because("the file is empty")
    return text


def refuse_controls(text: str) -> None:
    """Raise Unreadable where a text contains a control character other than tabs and line ends."""
    if control := _CONTROL.search(text):
        message = f"contains a control character (U+{ord(control[0]):04X}); delete it"
        raise Unreadable.because(message, _line(text, control.start()))


def _refuse_other_kinds(content: bytes) -> None:
    for start, message in _WRONG_STARTS.items():
        if content.startswith(start):
            raise Unreadable.because(message)
    if content.removeprefix(codecs.BOM_UTF8).lstrip()[:9].lower().startswith(_WEB_STARTS):
        raise Unreadable.because(_WEB_PAGE)


def _decode(content: bytes) -> str:
    if content[:1] and content[1:2] == b"\0":  # UTF-16 that lost its mark, as a first letter below 256 shows
        content = codecs.BOM_UTF16_LE + content
    try:
        return content.decode("utf-16" if content.startswith(_UTF_16) else "utf-8")
    except UnicodeDecodeError as error:
        if content.startswith(_UTF_16) or _BEYOND_ASCII_IN_UTF_8.search(content):
            raise _not_text(content, error) from None
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _not_text(content, error) from None
    if other := _OTHER_PAGES.search(text):
        got = quote(text[max(0, other.start() - 10) : other.end() + 10].strip())
        remedy = "save it as “CSV UTF-8 (comma delimited)”, or as UTF-8"
        raise Unreadable.because(
            f"was saved in an older way that changes letters and signs, got: {got}; {remedy}",
            _line(text, other.start()),
        )
    return text


def _not_text(content: bytes, error: UnicodeDecodeError) -> Unreadable:
    line = content.count(b"\n", 0, error.start) + 1
    return Unreadable.because(f"must be UTF-8 text, got: byte 0x{content[error.start]:02x}; save it as UTF-8", line)


def _refuse_spoilt(text: str) -> None:
    refuse_controls(text)
    if _LOST in text:
        message = f"contains “{_LOST}”, where a program lost a character; type the character again"
        raise Unreadable.because(message, _line(text, text.index(_LOST)))
    if mark := _MERGE.search(text):
        message = (
            f"contains the mark of an unfinished merge ({mark[1]}); keep one of the two versions, and delete the marks"
        )
        raise Unreadable.because(message, _line(text, mark.start()))


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
