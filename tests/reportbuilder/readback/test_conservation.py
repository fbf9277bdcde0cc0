"""What JupyterLab shows of a cell is what a reader gets: word for word, in HTML, PDF and Word."""

import json
import re
import time
from pathlib import Path

import lxml.html
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cosmic import editions
from projectfiles.errors import Faults
from reportbuilder.cli.main import main
from reportbuilder.drafts import cell_faults, dialect
from reportbuilder.publishing import export, pandoc
from reportbuilder.readback import conservation, parse_document
from reportbuilder.readback.blocks import Heading, Paragraph, Table, sections
from reportbuilder.readback.conservation import Stretch, compare
from tests import hard
from tests.factories import BUILD, FIRST, copy_of_the_first

pytestmark = pytest.mark.slow  # documents of every kind of cell

FORMS = ("html", "docx", "pdf")
INDEX = '## Page {#cosmic-003}\n\n::: {.notebook src="build/cosmic-003.ipynb"}\n:::\n'


def publish(folder: Path, sources: list[str], forms=FORMS) -> dict[str, list]:
    """Make documents of one page with some prose cells; return the blocks of the page in each."""
    (folder / "build").mkdir(exist_ok=True)
    cells = [
        {"cell_type": "markdown", "id": f"c{n}", "metadata": {"number": n}, "source": dialect.as_published(source)}
        for n, source in enumerate(sources, 1)
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "build" / "cosmic-003.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (folder / "index.qmd").write_text(INDEX, encoding="utf-8")
    edition = editions.load_edition(FIRST)
    export.metadata(edition, folder / "build")
    for form in forms:
        pandoc.make_document(form, folder / f"x.{form}", edition, folder)
    return {form: sections(parse_document(folder / f"x.{form}"), "Page")[0] for form in forms}


def differences(sources: list[str], pages: dict[str, list]) -> list[str]:
    """What the check finds on the page of each document."""
    found = []
    for form, page in pages.items():
        stretches = [stretch(source, f"cell {number}") for number, source in enumerate(sources, 1)]
        stretches[-1].ends_page = True
        found += [finding.message for finding in compare(stretches, page, Path(f"x.{form}"), None)]
    return found


def stretch(source: str, cell: str = "cell 8") -> Stretch:
    one = Stretch()
    one.add(source, cell)
    return one


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        yield copy_of_the_first(tmp_path_factory.mktemp("words") / "project", patch)


SHOWN = {  # what a cell shows, paragraph by paragraph, item by item
    "The service did:\n- opened\n- trained": ["The service did:", "opened", "trained"],
    "In hand:\n1. open\n2. train": ["In hand:", "open", "train"],
    "Well.\n#### What went well\nEverything did.": ["Well.", "What went well", "Everything did."],
    "[Note]: Provisional figures, subject to audit.": ["[Note]: Provisional figures, subject to audit."],
    "#LoveYourLibrary launches.": ["#LoveYourLibrary launches."],
    "About ~5%-~10% more.": ["About ~5%-~10% more."],
    "c. 200 people\n\n(c) Crown copyright": ["c. 200 people", "(c) Crown copyright"],
    "Open on Sundays -? In July.": ["Open on Sundays -? In July."],
    "- [x] open\n- [ ] train\n- ☐ write": ["☑ open", "☐ train", "☐ write"],
    "1. ☐ open\n2. ☒ train": ["☐ open", "☒ train"],
    "By district:\n| a | b |\n|---|---|\n| 1 | 2 |": ["By district:", "a", "b", "1", "2"],
    "- By district:\n  | a |\n  |---|\n  | 1 |": ["By district:", "a", "1"],
    "https://example.org/~x~/_y_?a=1&b=2": ["https://example.org/~x~/_y_?a=1&b=2"],
    "On S:\\Performance and \\\\server\\share.": ["On S:\\Performance and \\server\\share."],
    "It cost $5 or £5, <5 of them, @name": ["It cost $5 or £5, <5 of them, @name"],
    "Smith* and Jones*": ["Smith* and Jones*"],
    "A-b, -5, (-5), 5-6, é-5, Jun-25": ["A-b, -5, (-5), 5-6, é-5, Jun-25"],
    "--, ---, ..., –-, “q”, ’90s, it’s": ["--, ---, ..., –-, “q”, ’90s, it’s"],
    "\"q\" 'n' 6'2\"": ["\"q\" 'n' 6'2\""],
    "// x /* y */ #let = + ~ `": ["// x /* y */ #let = + ~ `"],
    "a\\\n= b\\\n/ c: d\\\n1\\. e": ["a = b / c: d 1. e"],
    "| = a | - b | + c | / d: e | 1. f |\n|---|---|---|---|---|\n| == | -5 | 6. | / | -- |": [
        "= a", "- b", "+ c", "/ d: e", "1. f", "==", "-5", "6.", "/", "--",
    ],
    "> quoted\n>\n> - within": ["quoted", "within"],
    "non\u00a0breaking &amp; &lt;b&gt; \\*": ["non breaking & <b> *"],
    "ﬁne ﬂow, naïve, Ŵyl, ½ m²": ["ﬁne ﬂow, naïve, Ŵyl, ½ m²"],
    "**= bold** *- thin* ~~+ gone~~ un*frigging*believable": ["= bold - thin + gone unfriggingbelievable"],
    "~~a~~~~b~~ x~~(a)~~y ~~~q~~~ ~~a ~5 b~~": ["a~~~~b x(a)y ~~~q~~~ a ~5 b"],
    "~~https://example.org/a~~ ~~[x](https://example.org)~~ [*~~x~~*](https://example.org)": [
        "https://example.org/a x x",
    ],
    "a | b\n---|---\n1 | 2\n- 5 x | 6\n- 6 | 7": ["a", "b", "1", "2", "5 x | 6", "6 | 7"],
    "> | a |\n> |---|\n> | 1 |\n> - x": ["a", "1", "x"],
    "- | a |\n  |---|\n  | 1 |\n- next": ["a", "1", "next"],
    "“https://example.org/y” https://example.org/x\u00a0_z_": ["“https://example.org/y” https://example.org/x z"],
    "https://example.org/?a=1&amp;b=2 www.example.org?a&amp;b": [
        "https://example.org/?a=1&b=2 www.example.org?a&b",
    ],
    "#### ☐ \"Heading\" {with} $signs$": ["☐ \"Heading\" {with} $signs$"],
}  # fmt: skip


@pytest.fixture(scope="module")
def pages(project):
    return publish(project, [f"### Commentary {n}\n\n{source}" for n, source in enumerate(SHOWN)])


@pytest.mark.parametrize("form", FORMS)
def test_each_document_shows_what_jupyterlab_does(pages, form):
    gap = "" if form == "pdf" else " "  # its lines end without a space
    for number, expected in enumerate(SHOWN.values()):
        (section,) = sections(pages[form], f"Commentary {number}")
        parts = [part for block in section for part in conservation._parts([block])]
        assert [gap.join(part.split()) for part in parts] == [gap.join(part.split()) for part in expected]


def test_an_address_is_one_link_and_ends_where_its_words_begin(project, pages):
    page = lxml.html.fromstring((project / "x.html").read_text(encoding="utf-8"))
    links = [link.get("href") for link in page.iter("a")]
    assert {"https://example.org/x", "https://example.org/y", "https://example.org/?a=1&b=2"} <= set(links)
    assert not page.xpath("//a//a") and "https://www.example.org?a&b" in links


def test_no_box_can_be_ticked(project, pages):
    assert "<input" not in (project / "x.html").read_text(encoding="utf-8")


PIECES = (
    """word 5% ~5% ~~struck~~ *em* **b** un*frigging*believable snake_case _u_ [a] [a](https://e.org) <https://e.org/a_b>
https://e.org/~x~/_y_ www.e.org &amp; &nbsp; &#8212; \\* \\~ \\\\srv\\s S:\\P $5 £5 <5 >5 -- --- ... -? -5 5-6 (c)
c. @x #x # = + - / // /* */ 1. 2) =x عربى שלום ﬁn é “q” ’s "q" [ ] [x] $x$ ~ * _ ! ? () ] [ ]: ☐ ☒ ☑ ½ m²
−5 – — … • o · #let #eval(1) \\ \\# @a:b • § 's""".split()
    + [
        "x" * 70,
        "a < b",
        "[ ] a",
        "a\u00a0b",
        "https://e.org/a\u00a0b",
        "https://e.org/a<",
        "https://e.org/a]",
        "[https://e.org/a](https://e.org/a)",
        "~~a~~~~b~~",
        "~~~",
        "~~https://e.org~~",
        "a~~(b)~~c",
        *([hard.CHINESE] if hard.has_chinese() else []),
    ]
)
LINES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join)
BREAKS = st.sampled_from(["\n", "  \n", "\\\n", "\n\n"])


def indented(first: str, others: str):
    """Put a block into a list or a quotation."""
    return lambda block: "\n".join((others if n else first) + line for n, line in enumerate(block.split("\n")))


@st.composite
def tables(draw):
    columns = draw(st.integers(1, 3))
    rows = draw(st.lists(st.lists(LINES, min_size=columns, max_size=columns), min_size=2, max_size=4))
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    below = draw(
        st.lists(st.tuples(st.sampled_from(["- ", "#### ", "> ", "+ ", "2. ", "1) "]), LINES).map("".join), max_size=2)
    )
    return "\n".join([*draw(st.lists(LINES, max_size=1)), head, "|" + "---|" * columns, *body, *below])


BLOCKS = st.recursive(
    st.one_of(
        LINES,
        st.tuples(LINES, BREAKS, LINES).map("".join),
        st.lists(st.tuples(st.sampled_from(["- ", "- [x] ", "- [ ] "]), LINES).map("".join), max_size=3).map("\n".join),
        st.tuples(st.integers(0, 20), LINES).map(lambda item: f"{item[0]}. {item[1]}"),
        LINES.map(lambda line: f"#### {line}"),
        tables(),
    ),
    lambda block: st.one_of(block.map(indented("> ", "> ")), block.map(indented("- ", "  "))),
    max_leaves=3,
)
CELLS = st.lists(BLOCKS, min_size=1, max_size=4).map(lambda blocks: "\n\n".join(["### Commentary", *blocks]))


# Each example is 25 cells; to shrink them would take minutes. They are the same cells each time: who changes something
# else is not to meet a new one.
@settings(
    max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)
@given(st.lists(CELLS.filter(lambda cell: not list(cell_faults.find_faults(cell))), min_size=25, max_size=25))
def test_no_legal_prose_is_accused(project, cells):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        try:
            publish(project, cells, ("html",))
        except Faults as refused:  # words that the allow-list keeps out
            out = {int(number) for fault in refused.faults for number in re.findall(r"cell (\d+)", fault.place)}
            cells = [cell for number, cell in enumerate(cells, 1) if number not in out]
        assert not cells or differences(cells, publish(project, cells)) == []


WORDS = ["The", "service", "opened", "5%", "more", "libraries", "(74%)", "–", "£5", "עברית", "at", "11:30"]


def _page(words):
    return [Heading(3, "Commentary"), Paragraph(" ".join(words[:6])), Table([[" ".join(words[6:]), "end"]])]


def _compared(words, shown, form="docx"):
    source = f"### Commentary\n\n{' '.join(words[:6])}\n\n| {' '.join(words[6:])} | end |\n|---|---|"
    one = stretch(source)
    one.ends_page = True
    return list(compare([one], shown, Path(f"x.{form}"), "cosmic-003"))


@given(st.permutations(WORDS), st.integers(0, len(WORDS) - 1), st.sampled_from(["lose", "add", "alter"]))
def test_every_word_that_is_lost_added_or_altered_is_found(words, place, how):
    assert _compared(words, _page(words)) == []
    shown = list(words)
    if how == "lose":
        shown[place] = ""
    elif how == "add":
        shown[place] += " furthermore"
    else:
        shown[place] = "otherwise"
    (found,) = _compared(words, _page(shown))
    assert found.place == "cell 8" and found.message.startswith("x.docx ")
    if how != "lose":
        assert ("furthermore" if how == "add" else "otherwise") in found.quote
    if how != "add" and words[place] != "עברית":
        assert words[place] in found.expected


@pytest.mark.parametrize("form", FORMS)
def test_words_after_the_last_cell_or_without_one_are_found(form):
    extra = [*_page(WORDS), Paragraph("More.")]
    (found,) = _compared(WORDS, extra, form)
    assert found.quote == "More." and "shows “More.”, which no cell has" in found.message
    (found,) = _compared(WORDS, [], form)
    assert found.expected.startswith("Commentary The service")


def test_words_that_run_together_are_found_but_at_the_ends_of_a_pdfs_lines():
    together = _page(["Theservice", *WORDS[2:6], "", *WORDS[6:]])
    assert _compared(WORDS, together) and not _compared(WORDS, together, "pdf")


def test_the_work_grows_with_the_words_alone():
    """Not with their square, which would take hours: a second or so of the processor's time, so far."""
    words = [f"word{n}" for n in range(100_000)]
    one = Stretch([conservation.Word(word, word) for word in words], ["cell 8"] * len(words))
    altered = [*words[:50_000], "otherwise", *words[50_001:]]
    begun = time.process_time()
    for page, different in ((words, 0), (altered, 1)):
        assert len(list(compare([one], [Paragraph(" ".join(page))], Path("x.pdf"), None))) == different
    assert time.process_time() - begun < 60


def test_a_build_that_loses_a_word_stops_and_names_its_cell(small_project, monkeypatch, capsys):
    monkeypatch.setattr(dialect, "as_published", lambda source: source.replace("Huntingdon", ""))
    assert main(BUILD) == 1
    told = capsys.readouterr().err
    for form in FORMS:
        expected = f"cell 8: error: cosmic-2025-26-Q1.{form} does not show “Huntingdon”, after “"
        assert f"notebooks/cosmic-003.ipynb, {expected}" in told
    assert not list((small_project / "_report").glob("*"))
