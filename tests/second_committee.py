"""A small second committee of another council: its prefix, names and signs of ratings, key, and logo are its own."""

import struct
import zlib
from pathlib import Path

import pytest

from tests.factories import copy_of_the_first, leave_only, notebook_of, save

SETTINGS = """title: Service Report
council: Example Town Council
committee: Housing & Transport Board
prefix: HT
lang: en-GB
ratings:
  names: {Green: On track, Amber: Slipping, Red: "Off track [1]"}
  symbols: {Green: "✔", Amber: "!", Red: "✘"}
key:
  - item: "Target | goal"
    explanation: What the figure is to reach
  - item: Rating
    explanation: [On track – on target, "1. Slipping – *nearly*", "# Off track"]
"""
LOGO = "\nlogo:\n  images:\n    crest: {path: crest.png, alt: 'Example Town Council’s “crest” & #1'}\n  medium: crest\n"
STEM = "ht-003"


def png(width: int = 120, height: int = 60) -> bytes:
    """A picture of one colour."""

    def part(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\0" + b"\x80\x20\x60" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")


def make(folder: Path, patch: pytest.MonkeyPatch, logo: str = LOGO) -> Path:
    """Make its project with one indicator: no word of it is the first committee's."""
    copy_of_the_first(folder, patch)
    leave_only(folder, "cosmic-003")
    own = (folder / "_quarto.yml").read_text(encoding="utf-8")
    head, tail = own.partition("title:")[0], own.partition("brand: false")[1:]
    (folder / "_quarto.yml").write_text(head + SETTINGS + "\n" + "".join(tail), encoding="utf-8")
    held = notebook_of(folder, "cosmic-003")
    cells = [cell for cell in held["cells"] if cell["cell_type"] == "code" or "commentary" in _tags(cell)]
    for cell in cells:
        is_code = cell["cell_type"] == "code"
        cell["source"] = _renamed("".join(cell["source"])) if is_code else "### Commentary\n\nThe libraries lent more."
        if is_code:
            cell["outputs"] = []
    save(folder, STEM, held | {"cells": cells})
    (folder / "notebooks" / "cosmic-003.ipynb").unlink()
    for kind, ending in (("indicators", "yml"), ("figures", "csv")):
        path = folder / "data" / kind / f"cosmic-003.{ending}"
        path.with_name(f"{STEM}.{ending}").write_text(_renamed(path.read_text(encoding="utf-8")), encoding="utf-8")
        path.unlink()
    index = folder / "index.qmd"
    index.write_text(_renamed(index.read_text(encoding="utf-8")), encoding="utf-8")
    brand = folder / "_brand.yml"
    brand.write_text(brand.read_text(encoding="utf-8") + logo, encoding="utf-8")
    (folder / "crest.png").write_bytes(png())
    return folder


def _tags(cell: dict) -> list[str]:
    return cell["metadata"].get("tags", [])


def _renamed(text: str) -> str:
    return text.replace("cosmic-003", STEM).replace("Cambridgeshire", "Example Town")
