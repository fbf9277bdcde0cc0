"""Heavy prose is bounded: a paragraph beyond a stated size is told as not checked, and no words hold up a check."""

import subprocess
import sys

import pytest

from prosecheck import sizes
from reportbuilder import checks
from reportbuilder.checks import readable
from reportbuilder.drafts import draft
from reportbuilder.drafts.commentary import Prose, Section
from reportbuilder.findings import Rule, Severity
from tests.factories import FIRST, ROOT, notebook_of, save
from tests.heavy_prose import FAMILIES

LONGEST_RUN = 120  # seconds for all families; it took hours
READ = """
import sys
sys.path.insert(0, {root!r})
from tests.heavy_prose import FAMILIES
from prosecheck import check_text
from prosecheck.passages import passages
from reportbuilder.checks import readable
from reportbuilder.drafts import cell_faults
from reportbuilder.drafts.commentary import Prose, Section
for family in FAMILIES.values():
    source = "### Commentary\\n\\n" + family.text(8_000)
    list(cell_faults.find_faults(source))
    for text in readable.read_texts(Prose(Section.COMMENTARY, 1, source)):
        list(check_text(text)), list(passages(text))
"""


def _numbers(many: int) -> str:
    """A paragraph with so many numbers, in short sentences."""
    return " ".join(f"There were {100 + n} visits to it." for n in range(many))


def _characters(many: int) -> str:
    """A paragraph of so many characters, in short sentences."""
    return ("Visits went well. " * many)[: many - 1] + "."


def _unread(paragraph: str) -> list[str]:
    return [unread.message for unread in readable.find_unread(Prose(Section.COMMENTARY, 1, f"### C\n\n{paragraph}"))]


@pytest.mark.parametrize(("many", "is_told"), [(59, False), (60, False), (61, True)])
def test_a_paragraph_is_checked_up_to_so_many_numbers(many, is_told):
    assert any("61 numbers, and at most 60 are checked" in one for one in _unread(_numbers(many))) is is_told


@pytest.mark.parametrize(("many", "is_told"), [(5_999, False), (6_000, False), (6_001, True)])
def test_a_paragraph_is_checked_up_to_so_many_characters(many, is_told):
    assert any("6,001 characters, and at most 6,000" in one for one in _unread(_characters(many))) is is_told


@pytest.mark.parametrize(("many", "is_told"), [(1_499, False), (1_500, False), (1_501, True)])
def test_a_sentence_is_checked_up_to_so_many_characters(many, is_told):
    sentence = ("visits " * many)[: many - 2] + "s."
    assert any("a sentence of 1,501 characters" in one for one in _unread(sentence)) is is_told


@pytest.mark.parametrize("more", [0, 1])
def test_a_cell_is_checked_up_to_so_many_numbers(more):
    paragraphs = [_numbers(50)] * (readable.MOST_NUMBERS // 50) + [_numbers(1)] * more
    told = _unread("\n\n".join(f"{paragraph} {n}th." for n, paragraph in enumerate(paragraphs)))
    assert bool(told) is bool(more)


def test_what_is_not_checked_is_a_warning_that_can_be_acknowledged(small_project):
    held = notebook_of(small_project, "cosmic-003")
    for cell in held["cells"]:
        if "commentary" in cell["metadata"].get("tags", []):
            cell["source"] = f"### Commentary\n\n{_numbers(sizes.MOST_NUMBERS + 1)}"
    save(small_project, "cosmic-003", held)
    (found,) = _not_checked()
    assert found.severity is Severity.WARNING and found.place.startswith("notebooks/cosmic-003.ipynb, cell ")
    assert found.is_open and "break it into shorter ones" in found.message
    params = small_project / "params" / f"{FIRST}.yml"
    entry = f'{{rule: {found.rule}, indicator: {found.indicator}, quote: "{found.quote}", reason: Read by two people.}}'
    params.write_text(f"{params.read_text(encoding='utf-8')}\nacknowledged: [{entry}]\n", encoding="utf-8")
    assert [one.acknowledged for one in _not_checked()] == ["Read by two people."]


def _not_checked():
    found = checks.run_checks(draft.read_draft(FIRST))
    return [one for one in found if one.rule is Rule.ARITHMETIC and "was not checked" in one.message]


@pytest.mark.slow
def test_no_family_of_heavy_prose_holds_up_the_checks():
    command = [sys.executable, "-c", READ.format(root=str(ROOT))]
    done = subprocess.run(command, timeout=LONGEST_RUN, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and len(FAMILIES) >= 74, done.stderr
