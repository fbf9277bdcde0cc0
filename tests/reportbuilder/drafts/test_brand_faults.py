"""A wrong colour or font is found before anything is drawn, and told with its key."""

from pathlib import Path

import pytest

from reportbuilder.cli.main import main

FONT = "_extensions/cosmic-report/fonts/SourceSansPro-Bold.ttf"
WRONG = {
    "a colour by its name": ('"#b10e1e"', "teal", "color.palette.red: must be a colour such as #12436d, got: 'teal'"),
    "a colour of two digits": (
        '"#12436d"',
        '"#12"',
        "color.palette.main: must be a colour such as #12436d, got: '#12'",
    ),
    "a colour that is left out": ("    plum:", "    prune:", "color.palette.plum: is missing"),
    "another family than listed": (
        "base: Source Sans Pro",
        "base: Arial",
        "typography.base: must be the family of one",
    ),
    "another family than its font's": (
        "Source Sans Pro",
        "Sans Sauce",
        "is a font of Source Sans Pro, not of Sans Sauce",
    ),
    "a font that is not there": ("SourceSansPro-Bold.ttf", "None.ttf", "fonts/None.ttf is missing"),
    "a font that is none": ("SourceSansPro-Bold.ttf", "LICENSE.txt", "LICENSE.txt is not a TrueType or OpenType font"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_with_a_brand_is_told_with_its_key_before_anything_is_drawn(project_copy, capsys, what):
    old, new, message = WRONG[what]
    path = Path("_brand.yml")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert main(["check", "2025-26-Q1"]) == 2
    told = capsys.readouterr().err
    assert "_brand.yml, " in told and message in told
