"""Heavy prose is bounded: a paragraph beyond a stated size is told as not checked, and no words hold up a check."""

import subprocess
import sys
import time

import pytest

import prosecheck
from prosecheck import Verdict, check_text, quantities, sizes
from reportbuilder import checks
from reportbuilder.checks import readable
from reportbuilder.drafts import draft
from reportbuilder.drafts.commentary import Prose, Section
from reportbuilder.findings import Rule, Severity
from tests.factories import FIRST, ROOT, notebook_of, save
from tests.heavy_prose import FAMILIES, PROSE

MOST_GROWTH = 5  # times the work on a text of four times the length; quadratic growth is 16 times
QUICK = ("a sentence again and again", "shares in sentences", "sums in sentences", "fragments", "quotes of numbers")
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
    source = "### Commentary\\n\\n" + family.text(5_000)
    list(cell_faults.find_faults(source))
    text = Prose(Section.COMMENTARY, 1, source).text
    list(check_text(text)), list(passages(text))
"""


def _numbers(many: int) -> str:
    """A sentence with so many numbers."""
    return f"There were visits to it: {', '.join(str(100 + n) for n in range(many))}."


def _unread(paragraph: str) -> list[str]:
    return [unread.message for unread in readable.find_unread(Prose(Section.COMMENTARY, 1, f"### C\n\n{paragraph}"))]


@pytest.mark.parametrize(("many", "is_told"), [(59, False), (60, False), (61, True)])
def test_a_sentence_is_checked_up_to_so_many_numbers(many, is_told):
    told = _unread(_numbers(many))
    assert any("this sentence was not checked: it holds 61 numbers, and at most 60" in one for one in told) is is_told


@pytest.mark.parametrize(("many", "is_told"), [(1_499, False), (1_500, False), (1_501, True)])
def test_a_sentence_is_checked_up_to_so_many_characters(many, is_told):
    told = _unread(("visits " * many)[: many - 2] + "s.")
    assert any("it holds 1,501 characters, and at most 1,500" in one for one in told) is is_told


def test_the_sentences_beside_a_long_one_are_checked():
    text = f"Of 100 cases, 12 (13%) were new. {_numbers(61)} Of 200 cases, 12 (7%) were new."
    assert [claim.expected for claim in check_text(text) if claim.verdict is Verdict.WRONG] == ["12%", "6%"]
    assert len(_unread(text)) == 1


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


def _work(text: str) -> int:
    """Count the calls that reading a text takes."""
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    prosecheck.check_text.cache_clear()
    quantities.read_quantities.cache_clear()
    sys.setprofile(count)
    try:
        check_text(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [*QUICK, *(pytest.param(name, marks=pytest.mark.slow) for name in PROSE if name not in QUICK)]
)
def test_the_work_on_a_text_grows_as_its_length_does(name):
    least = 100  # calls that any text takes
    assert _work(PROSE[name].text(6_000)) <= MOST_GROWTH * (_work(PROSE[name].text(1_500)) + least)


@pytest.mark.slow
@pytest.mark.parametrize("name", PROSE)
def test_the_time_for_a_text_grows_as_its_length_does(name):
    """Patterns of words can take long within one call: the ratio of two times of one run shows it."""
    shorter, longer = (min(_seconds(PROSE[name].text(size)) for _ in range(3)) for size in (4_000, 16_000))
    assert longer < 2 * MOST_GROWTH * max(shorter, 0.01)


def _seconds(text: str) -> float:
    prosecheck.check_text.cache_clear()
    quantities.read_quantities.cache_clear()
    begun = time.process_time()
    check_text(text)
    return time.process_time() - begun


@pytest.mark.slow
def test_no_family_of_heavy_prose_holds_up_the_checks():
    command = [sys.executable, "-c", READ.format(root=str(ROOT))]
    done = subprocess.run(command, timeout=LONGEST_RUN, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and len(FAMILIES) >= 74, done.stderr
