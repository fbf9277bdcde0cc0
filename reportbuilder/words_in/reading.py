"""Read the words of a Word document as Markdown that a cell may hold, by pandoc's reader and its writer."""

import json
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypandoc

from projectfiles import paths
from projectfiles.errors import Fault, Faults, raise_any
from reportbuilder.drafts import cell_faults, cell_headings, markdown
from reportbuilder.drafts.commentary import Section
from reportbuilder.publishing import engines, pandoc
from reportbuilder.words_in import tables
from reportbuilder.words_in.allowed import keep_allowed
from reportbuilder.words_in.cleaned import clean
from reportbuilder.words_in.left_out import LeftOut
from reportbuilder.words_in.plain_words import plain_words
from reportbuilder.words_in.word_file import read_word_file

_MEMORY = 1024  # MB
_LIMIT = 60  # seconds
_WRITTEN = "commonmark+pipe_tables+strikeout"
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")  # of which pandoc's writer takes no care, such as the words “&lt;”
_MARK = "\ue000"  # stands for the sign of one while pandoc writes
_AROUND = 20  # letters on either side that are quoted
_OTHERWISE = "would show other words in the notebook than in the document"


@dataclass(frozen=True)
class DocumentWords:
    """The words of a document as Markdown, and what of it was left out or changed."""

    markdown: str
    told: tuple[LeftOut, ...]


def read_document(path: Path, section: Section) -> DocumentWords:
    """Return the words of a Word document for a section of the page.

    Where headings of the document part it into sections of the page, it is the words of this one. Raises Faults where
    the document cannot be read, or its words may not stand in a report.
    """
    place = paths.shown(path)
    content, told = clean(read_word_file(path))
    document = _run_pandoc(content, "docx", "json", place)
    read = json.loads(document)
    told += [LeftOut("the document’s title", words) for words in _titles(read["meta"]) if words]
    blocks = keep_allowed(_of_section(read["blocks"], section, told), told)
    if not blocks:
        raise Faults.at(place, f"has no words for {section}; look whether they are in the document, and in its text")
    words = json.dumps({"pandoc-api-version": read["pandoc-api-version"], "meta": {}, "blocks": blocks})
    marked = _ENTITY.sub(_MARK, words)
    written = _run_pandoc(marked.encode(), "json", _WRITTEN, place).strip().replace(_MARK, r"\&")
    raise_any(Fault(place, message) for message in cell_faults.find_faults(written))
    _check_words(blocks, written, place)
    return DocumentWords(written, tuple(told))


def _run_pandoc(content: bytes, source: str, target: str, place: str) -> str:
    """Return what pandoc makes of a content, in its sandbox. Raises Faults where it cannot within the limits."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "words")
        file.write_bytes(content)
        command = [
            pypandoc.get_pandoc_path(), str(file), "--from", source, "--to", target, "--wrap=none",
            f"--data-dir={folder}", "--sandbox", "+RTS", f"-M{_MEMORY}M", "-RTS",
        ]  # fmt: skip
        try:
            done = engines.run_program(command, _LIMIT)
        except engines.TookTooLong:
            message = f"cannot be read within {_LIMIT} seconds; copy its words into a new document"
            raise Faults.at(place, message) from None
    if done.returncode == pandoc.OUT_OF_MEMORY:
        raise Faults.at(place, f"takes more than {_MEMORY} MB to read; copy its words into a new document")
    if done.returncode:
        reason = " ".join(done.stderr.split()) or f"status {done.returncode}"
        raise Faults.at(place, f"cannot be read ({reason}); save it in Word once more, and give that file")
    return done.stdout


def _titles(meta: dict[str, Any]) -> list[str]:
    """Return the words of paragraphs in Word's styles Title, Subtitle, Author and so on, which are not in the text."""
    found = []
    for value in meta.values():
        values = value["c"] if value["t"] == "MetaList" else [value]
        for one in values:
            blocks = [{"t": "Plain", "c": one["c"]}] if one["t"] == "MetaInlines" else one["c"]
            found.append(plain_words(tables.in_a_row(keep_allowed(blocks, []))))
    return found


def _of_section(blocks: list[dict], section: Section, told: list[LeftOut]) -> list[dict]:
    """Return what stands below the heading of a section, or else what stands below no section's heading."""
    parts: dict[Section | None, list[dict]] = {None: []}
    current: Section | None = None
    named = {cell_headings.default_heading(one).casefold(): one for one in Section}
    for block in blocks:
        heading = plain_words(keep_allowed([block], [])[0]["c"][2]) if block["t"] == "Header" and block["c"][2] else ""
        if found := named.get(heading.casefold().rstrip(":")):
            current = found
            parts.setdefault(found, [])
        else:
            parts[current].append(block)
    wanted = section if section in parts else None
    for other, left in parts.items():
        words = plain_words(tables.in_a_row(keep_allowed(left, [])))
        if other is not wanted and words:
            where = (
                f"below the heading “{cell_headings.default_heading(other)}”"
                if other
                else "above the first of its parts"
            )
            advice = f"; take it in with --part {other}" if other else ""
            told.append(LeftOut(f"what stands {where}{advice}", words))
    return parts[wanted]


def _check_words(blocks: list[dict], written: str, place: str) -> None:
    """Raise Faults where the words, read as JupyterLab reads them, are not those of the document."""
    wanted = _letters([plain_words(tables.inlines_of(block)) for block in blocks])
    shown = _letters([part for block in markdown.read_blocks(written) for part in block.parts])
    if wanted != shown:
        same = len(os.path.commonprefix([wanted, shown]))
        around = wanted[max(0, same - _AROUND) : same + _AROUND]
        raise Faults.at(place, f"{_OTHERWISE}, near “{around}”; type these words into the notebook")


def _letters(words: list[str]) -> str:
    return "".join("".join(words).split())
