"""The bytes of a file as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savedfiles.errors import Unreadable
from savedfiles.text import decode, decode_utf_8

TOLD = {
    "a workbook": (b"PK\x03\x04...", "is an Excel workbook under another name"),
    "an old workbook": (b"\xd0\xcf\x11\xe0...", "is an Excel workbook under another name"),
    "a web page": (b"\xef\xbb\xbf\n <HTML><table>", "is a web page under another name"),
    "a PDF": (b"%PDF-1.7", "is a PDF under another name"),
    "nothing": (b"\xef\xbb\xbf \r\n", "the file is empty"),
    "part UTF-8": ("é\n".encode() + b"\xa3", "must be UTF-8 text, got: byte 0xa3"),
    "half of UTF-16": (b"\xff\xfea\x00\n", "must be UTF-8 text"),
    "no encoding": (b"a\x81b", "must be UTF-8 text, got: byte 0x81"),
    "a control character": (b"a\nb\x0cc", "contains a control character (U+000C)"),
    "a lost character": ("a\nCost \ufffd2m".encode(), "where a program lost a character"),
    "an unfinished merge": (b"a\n<<<<<<< HEAD\nb\n", "the mark of an unfinished merge (<<<<<<<)"),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_no_text_is_told(name):
    content, told = TOLD[name]
    with pytest.raises(Unreadable) as error:
        decode(content)
    assert told in str(error.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_the_encodings_of_windows(encoding):
    assert decode("Cost £2m – “see” café\n".encode(encoding)) == "Cost £2m – “see” café\n"


@pytest.mark.parametrize(
    ("content", "got"),
    [
        ("Cost £2m".encode("cp850"), "'Cost œ2m'"),
        ("from the café\n".encode("cp850"), "m the caf‚'"),
        ("Cost £2m – see".encode("mac_roman"), "Ð see'"),
        ("the council’s own".encode("mac_roman"), "e councilÕs own'"),
    ],
)
def test_a_text_of_another_system_is_told_and_not_read_as_other_letters(content, got):
    with pytest.raises(Unreadable, match="was saved in an older way that changes letters and signs") as error:
        decode(content)
    assert got in str(error.value)


@pytest.mark.parametrize("content", ["é".encode("utf-8-sig"), "é".encode("utf-16"), "é".encode("cp1252"), b" "])
def test_what_other_programs_read_too_must_be_plain_utf_8(content):
    with pytest.raises(Unreadable):
        decode_utf_8(content)
    assert decode_utf_8("é".encode()) == "é"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffd"), min_size=1))
def test_utf_8_comes_back_as_it_was(text):
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        if text.strip() and not text.encode(encoding).lstrip(b"\xef\xbb\xbf").lstrip().lower().startswith(
            (b"<", b"pk", b"%")
        ):
            assert decode(text.encode(encoding)) == text
