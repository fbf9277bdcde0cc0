"""A rating's colour bears its word, and differs from the others without colour vision, in every format alike."""

import itertools
import re
import zipfile

import pytest
import yaml

from cosmic.rules import RAG
from reportpages import badges
from tests.factories import FIRST_EDITION, LOOKS

GROUNDS = {"Red": "red", "Amber": "amber", "Green": "green", "Contextual": "neutral"}
STYLE = (LOOKS / "style.css").read_text(encoding="utf-8")
BRAND = yaml.safe_load((FIRST_EDITION / "_brand.yml").read_text(encoding="utf-8"))["color"]["palette"]
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
LEAST_LIGHTNESS = 12  # of 100, CIE L*; 1 can just be seen
LEAST_DIFFERENCE = 20  # CIE 1976
# Machado, Oliveira and Fernandes (2009), full severity, in linear RGB.
SEEN_WITH = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def colour(name: str) -> str:
    return BRAND[name].upper()


def ink_of(rating: str) -> str:
    """The colour of a rating's word in the style sheet."""
    in_white = re.search(rf"\.rag-{rating.lower()} {{[^}}]*\bcolor: #fff", STYLE)
    return "#FFFFFF" if in_white else colour("ink")


PALETTE = {rating: (colour(name), ink_of(rating)) for rating, name in GROUNDS.items()}
PAIRS = list(itertools.combinations([ground for ground, _ in PALETTE.values()], 2))


def linear(hexadecimal: str) -> list[float]:
    parts = [int(hexadecimal[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(light: list[float]) -> float:
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), light, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted(luminance(linear(colour)) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def lab(light: list[float]) -> tuple[float, float, float]:
    """CIE L*a*b* under D65."""
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    x, y, z = (
        _cube_root(sum(share * part for share, part in zip(row, light, strict=True)) / white)
        for row, white in zip(to_xyz, (0.9505, 1, 1.089), strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube_root(share: float) -> float:
    return share ** (1 / 3) if share > 0.008856 else 7.787 * share + 16 / 116


def seen(hexadecimal: str, matrix) -> list[float]:
    light = linear(hexadecimal)
    mixed = (sum(share * part for share, part in zip(row, light, strict=True)) for row in matrix)
    return [min(1, max(0, part)) for part in mixed]


def in_grey(one: str, other: str) -> float:
    return abs(lab(linear(one))[0] - lab(linear(other))[0])


def difference(one: str, other: str, matrix) -> float:
    return sum((a - b) ** 2 for a, b in zip(lab(seen(one, matrix)), lab(seen(other, matrix)), strict=True)) ** 0.5


@pytest.mark.parametrize("rating", PALETTE)
def test_a_ratings_word_is_read_on_its_colour(rating):
    assert contrast(*PALETTE[rating]) >= LEAST_CONTRAST


@pytest.mark.parametrize("one, other", PAIRS)
def test_ratings_are_told_apart_in_greyscale(one, other):
    assert in_grey(one, other) >= LEAST_LIGHTNESS


@pytest.mark.parametrize("kind", SEEN_WITH)
@pytest.mark.parametrize("one, other", PAIRS)
def test_ratings_are_told_apart_by_colour_blind_readers(one, other, kind):
    assert difference(one, other, SEEN_WITH[kind]) >= LEAST_DIFFERENCE


def test_the_tests_above_find_a_palette_that_fails_them():
    red, dark_green, amber = "#B10E1E", "#00653A", "#FFBF47"  # the first palette: one grey for Red and for Green
    assert in_grey(red, dark_green) < LEAST_LIGHTNESS
    assert difference("#B10E1E", "#6E5A00", SEEN_WITH["deuteranopia"]) < LEAST_DIFFERENCE
    assert contrast(amber, "#FFFFFF") < LEAST_CONTRAST


def in_notebooks() -> dict:
    return {rating: badges.colours(RAG(rating)) for rating in GROUNDS}


def in_the_pdf() -> dict:
    source = (LOOKS / "template.typ").read_text(encoding="utf-8")
    grounds = re.findall(r'rag-(\w+): \(rgb\("#\$palette\.(\w+)\$"\), (white|black)\)', source)
    inks = {"white": "#FFFFFF", "black": "#0B0C0C"}
    neutral = re.search(r'default: \(rgb\("#\$palette\.(\w+)\$"\), black\)', source)[1]
    palette = {kind.title(): (colour(name), inks[ink]) for kind, name, ink in grounds}
    return palette | {"Contextual": (colour(neutral), inks["black"])}


def in_word() -> dict:
    with zipfile.ZipFile(LOOKS / "reference.docx") as document:
        styles = document.read("word/styles.xml").decode()
    return {rating: _in_word_style(styles, rating) for rating in GROUNDS}


def _in_word_style(styles: str, rating: str) -> tuple[str, str]:
    style = re.search(rf'<w:name w:val="RAG {rating}"/>.*?</w:style>', styles, re.DOTALL)[0]
    ground, ink = (re.search(pattern, style)[1] for pattern in (r'w:fill="(\w+)"', r'<w:color w:val="(\w+)"'))
    return f"#{ground}", f"#{ink}"


@pytest.mark.parametrize("palette", [in_notebooks, in_the_pdf, in_word])
def test_every_format_has_the_same_palette(palette):
    assert palette() == PALETTE
