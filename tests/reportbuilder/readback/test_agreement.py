"""Test that every file of an edition is read back, and that each difference from the record is found."""

import functools
import json
import re
import shutil
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest
import typst

from cosmic import editions
from cosmic.definitions import Comparison, Direction
from cosmic.editions import Acknowledgement
from cosmic.figures import Benchmark
from cosmic.periods import Quarter
from cosmic.rules import RAG, Change
from reportbuilder import checks, findings
from reportbuilder.drafts import draft, provenance
from reportbuilder.drafts.edition_files import TABLES, to_json
from reportbuilder.findings import OpenErrors, Rule, Severity
from reportbuilder.notebook_runs.pool import RunOptions
from reportbuilder.publishing import documents, pandoc, publish, quarto, quarto_call
from reportbuilder.publishing.build_folder import furnish
from reportbuilder.publishing.postprocess.pdf import finish
from reportbuilder.readback import agreement, parse_document
from reportbuilder.readback.agreement import find_disagreements
from reportbuilder.readback.blocks import Heading, Paragraph, Table, paragraphs, tables_of
from tests.factories import FIRST, LOOKS

NAME = "cosmic-2025-26-Q1"
DOCUMENTS = ("html", "pdf", "docx")
FILES = (*(f"{NAME}.{form}" for form in DOCUMENTS), "scorecard.csv", "figures.csv", "record.json")
WITH_ROWS = FILES[:4]
IN_CSV = {"Jun-25": "End of Jun 2025"}
PRINTING = [name for name in FILES if name != "figures.csv"]  # which has what was typed, not what a record says
ROWS = {  # the scorecard's row of an indicator, as each format writes it
    "html": r"<tr[^>]*>\s*<th[^>]*><a[^>]*>{code}:.*?</tr>\n",
    "pdf": r"    \[#link\(<{stem}>\)\[{code}:.*?\n",
    "docx": r"<w:tr>(?:(?!</w:tr>).)*>{code}:.*?</w:tr>",
    "csv": r"{code}:[^\n]*\n",
}


@pytest.fixture(scope="module")
def first_draft(edition):
    """Read the quarter that the edition was made from."""
    return draft.read_draft(FIRST)


@pytest.fixture(scope="module")
def sources(first_draft, tmp_path_factory):
    """Make what the PDF is set from, without what takes long to read: contents, key, charts, prose, the last page."""
    folder = tmp_path_factory.mktemp("sources")
    shutil.copytree(LOOKS, folder / "_extensions" / "cosmic-report")
    (folder / "build").mkdir()
    furnish(first_draft, checks.run_checks(first_draft), folder / "build", RunOptions(), lambda *_: None)
    pandoc.make_document("pdf", folder / FILES[1], first_draft.edition, folder)
    source = folder / "build" / "edition.typ"
    text = source.read_text(encoding="utf-8")
    prose = (r"^=== Indicator Description.*?(?=^=== )", r"^=== Commentary.*?(?=^== )")
    for part in (r"^#outline.*?\n", r"^== Key.*?(?=^== )", r"^#figure\(image.*?(?=^\]\[)", r"^== Quality.*", *prose):
        text = changed(text, lambda text, part=part: re.sub(part, "", text, flags=re.DOTALL | re.MULTILINE))
    source.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def published(edition, sources, tmp_path_factory):
    """Copy the edition's files, the PDF without what takes long to read."""
    folder = tmp_path_factory.mktemp("published")
    for name in FILES:
        shutil.copyfile(edition / name, folder / name)
    set_again(sources / "build" / "edition.typ", folder / FILES[1])
    return folder


@pytest.fixture
def tampered(published, sources, tmp_path):
    """Write a file of the edition with its text edited: a PDF is set again from its source."""

    def write(name, edit):
        path, form = tmp_path / name, name.rpartition(".")[2]
        if form == "pdf":
            source = sources / "build" / "tampered.typ"
            text = (sources / "build" / "edition.typ").read_text(encoding="utf-8")
            source.write_text(changed(text, edit), encoding="utf-8")
            set_again(source, path)
        elif form == "docx":
            with zipfile.ZipFile(published / name) as old, zipfile.ZipFile(path, "w") as new:
                for part in old.namelist():
                    content = old.read(part)
                    if part == "word/document.xml":
                        content = changed(content.decode(), edit).encode()
                    new.writestr(part, content)
        else:
            path.write_bytes(changed((published / name).read_bytes().decode(), edit).encode())
        return path

    return write


def set_again(source, path):
    typst.compile(
        source,
        output=path,
        root=source.parent.parent,
        font_paths=[source.parent.parent / "_extensions" / "cosmic-report" / "fonts"],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=datetime(2025, 9, 17, tzinfo=UTC),
    )
    finish(path, None)


def changed(text, edit):
    new = edit(text)
    assert new != text, "nothing was tampered with"
    return new


def row_of(stem, name):
    pattern = ROWS[name.rpartition(".")[2]].format(stem=stem, code=f"CoSMIC {stem[-3:]}")
    return re.compile(pattern, re.DOTALL)


def places(first_draft, path):
    """Return the places of findings, without the name of the file and but for the charts' headlines and figures."""
    found = list(find_disagreements(first_draft, [path]))
    assert all(finding.rule is Rule.SURFACES and finding.severity is Severity.ERROR for finding in found)
    return {finding.place.partition(", ")[2] for finding in found if "the chart" not in finding.place}


CHART_FIGURES, HEADLINE = "figures behind the chart", "headline of the chart"


@pytest.mark.parametrize("name", ["html", "docx", "pdf"])
@pytest.mark.parametrize(
    ("old", "new", "place"),
    [("254", "245", ", row Jun-24, Figure"), ("Jun-24", "Jun-23", ", row Jun-24, Period")],
)
def test_a_figure_behind_a_chart_that_says_otherwise_is_found(first_draft, tampered, name, old, new, place):
    def edit(text):
        head, mark, behind = text.rpartition("Jun-24<" if name != "pdf" else "[Jun-24]")
        return f"{head}{(mark + behind).replace(old, new, 1)}"

    path = tampered(f"cosmic-2025-26-Q1.{name}", edit)
    found = [finding.place for finding in find_disagreements(first_draft, [path])]
    assert any(CHART_FIGURES + place in where for where in found), found


def with_record(first_draft, stem, change):
    return replace(
        first_draft,
        records=[change(record) if record.indicator.stem == stem else record for record in first_draft.records],
    )


@pytest.mark.parametrize("name", FILES[:3])
@pytest.mark.parametrize("printed, mangled", [("Off target", "On target"), ("down from", "up from")])
def test_a_headline_that_says_otherwise_is_found(first_draft, tampered, name, printed, mangled):
    path = tampered(name, lambda text: text.replace(printed, mangled))
    found = [finding.place for finding in find_disagreements(first_draft, [path])]
    assert found and all(HEADLINE in place for place in found)


def test_the_first_edition_agrees_with_its_records_in_every_file(edition, first_draft):
    assert list(find_disagreements(first_draft, [edition / name for name in FILES])) == []


def test_every_document_is_read_back_with_the_same_tables_and_paragraphs(edition):
    html, pdf, word = (parse_document(edition / f"{NAME}.{form}") for form in DOCUMENTS)
    tables = [[table for table in tables_of(blocks) if table.rows[0][0] != "Data Item"] for blocks in (html, pdf, word)]
    assert tables[0] == tables[1] == tables[2]  # but for the key, which has bullets, and a place of its own on screens
    assert len(tables_of(html)) > 10 and len(paragraphs(html)) > 50
    of_screen = {text for text in paragraphs(html) if text.startswith("Download: ")}
    assert set(paragraphs(html)) - of_screen <= set(paragraphs(pdf)) & set(paragraphs(word))


def test_a_page_is_read_as_it_shows(tmp_path):
    (tmp_path / "a.html").write_text(
        "<head><title>no</title><style>p {}</style></head><h2>One <em>two</em></h2><!-- no --><script>no</script>"
        "<p>1 &lt; 2<br>x<svg><text>no</text></svg></p><p></p>"
        "<table><tr><th>A</th></tr><tr><td><p>1</p><p>2</p></td></tr></table>",
        encoding="utf-8",
    )
    assert parse_document(tmp_path / "a.html") == [
        Heading(2, "One two"),
        Paragraph("1 < 2 x"),
        Paragraph("1"),
        Paragraph("2"),
        Table([["A"], ["1 2"]]),
    ]


def test_a_word_table_that_is_laid_out_in_another_is_read_by_itself(tmp_path):
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t><w:br/><w:t>B</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    text = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Table 1</w:t></w:r></w:p>{inner}</w:tc></w:tr></w:tbl>"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as file:
        file.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{text}</w:body></w:document>')
    assert Table([["A B"]]) in parse_document(tmp_path / "a.docx")


# The law: whichever field of a record has another value than a file was made from, that file is found, and where.


def an_indicator(**fields):
    return lambda record: replace(record, indicator=record.indicator.model_copy(update=fields))


def lower_is_better(record):
    """The same target in the other direction: it prints the same."""
    target = replace(record.target, low=None, high=record.target.value)
    return an_indicator(direction=Direction.LOWER)(replace(record, target=target))


def figure(which, **fields):
    return lambda record: replace(record, **{which: replace(getattr(record, which), **fields)})


ROW, PAGE = "scorecard, row CoSMIC 003", "page of CoSMIC 003"
SUMMARY = f"{PAGE}, summary table"
FIELDS = {
    "target": (
        figure("target", value=Decimal(99937), low=Decimal(99937)),
        f"{ROW}, Target",
        f"{SUMMARY}, Target",
        "target, value",
    ),
    "direction": (
        lower_is_better,
        f"{ROW}, Direction for Improvement",
        f"{SUMMARY}, Direction for Improvement",
        "indicator, direction",
    ),
    "current": (
        figure("current", value=Decimal(100197)),
        f"{ROW}, Performance (Current Period)",
        f"{SUMMARY}, Current Year",
        "current, value",
    ),
    "previous": (
        figure("previous", value=Decimal(97975)),
        f"{ROW}, Performance (Previous Period)",
        f"{SUMMARY}, Previous Year",
        "previous, value",
    ),
    "no previous": (
        lambda record: replace(record, previous=None),
        f"{ROW}, Performance (Previous Period)",
        f"{SUMMARY}, Previous Year",
        "previous",
    ),
    "change": (
        lambda record: replace(record, change=Change.DECLINING),
        f"{ROW}, Change in Performance",
        f"{SUMMARY}, Change in Performance",
        "change",
    ),
    "last updated": (
        figure("current", period_end=date(2025, 5, 31)),
        f"{ROW}, Last Updated",
        None,
        "current, period_end",
    ),
    "name": (an_indicator(name="Number of library users"), f"{ROW}, KPI", PAGE, "indicator, name"),
    "RAG rating": (lambda record: replace(record, rag=RAG.AMBER), f"{ROW}, RAG Rating", f"{PAGE}, RAG Rating", "rag"),
    "England mean": (
        lambda record: replace(record, benchmarks={Benchmark.ENGLAND: record.current}),
        None,
        SUMMARY,
        "benchmarks, keys",
    ),
    "comparison": (
        an_indicator(compared_with=Comparison.PREVIOUS_QUARTER),
        None,
        SUMMARY,
        "indicator, compared_with",
    ),
}


@pytest.fixture(scope="module")
def read_once():
    """Read the same file only once: it is the records that differ."""
    return functools.cache(agreement.parse_document)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", PRINTING)
def test_every_field_that_differs_is_found_in_every_file_that_prints_it(
    published, first_draft, read_once, monkeypatch, name, field
):
    monkeypatch.setattr(agreement, "parse_document", read_once)
    change, in_row, on_page, in_json = FIELDS[field]
    if name.endswith("json"):
        expected = {f"cosmic-003, {in_json}"}
    else:
        expected = {in_row} if name.endswith("csv") else {in_row, on_page}
        if field == "last updated" and not name.endswith("csv"):  # documents say the period of a figure under it, too
            expected |= {f"{ROW}, Performance (Current Period)", f"{SUMMARY}, Current Year"}
    ends = {f"cosmic-003, target, {end}" for end in ("low", "high")}  # record.json has them beside the value
    assert places(with_record(first_draft, "cosmic-003", change), published / name) - ends == expected - {None}


@pytest.mark.parametrize("name", FILES)
def test_an_indicator_under_another_code_is_found_in_every_file(published, first_draft, read_once, monkeypatch, name):
    monkeypatch.setattr(agreement, "parse_document", read_once)
    found = places(with_record(first_draft, "cosmic-003", an_indicator(stem="cosmic-013")), published / name)
    if name in ("record.json", "figures.csv"):
        assert found == {""}
    else:
        assert {"scorecard, row CoSMIC 013", "scorecard, row CoSMIC 003"} <= found
        assert name.endswith("csv") or "page of CoSMIC 013" in found


@pytest.mark.parametrize("name", FILES)
def test_the_edition_of_another_quarter_is_found_even_where_every_value_is_the_same(published, first_draft, name):
    later = replace(first_draft.edition, quarter=Quarter(2025, 2), produced_on=date(2025, 12, 17))
    found = places(
        replace(first_draft, edition=later, records=[replace(record, edition=later) for record in first_draft.records]),
        published / name,
    )
    if name.endswith("json"):
        assert "cosmic-001, edition, quarter" in found
    elif not name.endswith("csv"):  # which says nothing of its quarter but its values
        pages = {f"page of {record.indicator.code}" for record in first_draft.records}
        assert found == {"cover", *pages, *(f"{page}, summary table, caption" for page in pages)}


# What can happen to a file between the record and its reader.


@pytest.mark.parametrize("name", WITH_ROWS)
@pytest.mark.parametrize(
    "printed, mangled, column",
    [
        ("100,196", "100,916", "Performance (Current Period)"),
        ("100,196", "100196", "Performance (Current Period)"),
        ("100,196", "100.196", "Performance (Current Period)"),
        ("100,196", "100 196", "Performance (Current Period)"),
        ("100,196", "", "Performance (Current Period)"),
        ("100,196", "100,196%", "Performance (Current Period)"),
        ("↑ Improving", "Improving", "Change in Performance"),
        ("↑ Improving", "↓ Improving", "Change in Performance"),
        ("Jun-25", "Jun–25", "Last Updated"),
        ("users", "readers", "KPI"),
    ],
)
def test_a_value_that_a_format_mangles_is_found(first_draft, tampered, name, printed, mangled, column):
    def in_row(text):
        own = IN_CSV.get(printed, printed) if name.endswith("csv") else printed
        return row_of("cosmic-003", name).sub(lambda row: row[0].replace(own, mangled), text)

    assert places(first_draft, tampered(name, in_row)) == {f"{ROW}, {column}"}


@pytest.mark.parametrize("name", [name for name in WITH_ROWS if not name.endswith("pdf")])
def test_a_hyphen_that_does_not_show_is_found(first_draft, tampered, name):
    path = tampered(name, lambda text: text.replace("100,196", "100,\u00ad196", 1))
    assert places(first_draft, path) == {f"{ROW}, Performance (Current Period)"}


@pytest.mark.parametrize("name", WITH_ROWS)
def test_a_value_of_no_unit_is_found(first_draft, tampered, name):
    path = tampered(name, lambda text: row_of("cosmic-001", name).sub(lambda row: row[0].replace("94%", "94"), text))
    assert places(first_draft, path) == {"scorecard, row CoSMIC 001, Performance (Current Period)"}


@pytest.mark.parametrize("name", WITH_ROWS)
def test_a_rag_word_that_is_swapped_is_found(first_draft, tampered, name):
    path = tampered(name, lambda text: row_of("cosmic-003", name).sub(lambda row: row[0].replace("Green", "Red"), text))
    assert places(first_draft, path) == {f"{ROW}, RAG Rating"}


@pytest.mark.parametrize("name", WITH_ROWS)
def test_a_row_that_is_lost_is_found(first_draft, tampered, name):
    assert places(first_draft, tampered(name, lambda text: row_of("cosmic-003", name).sub("", text))) == {ROW}


@pytest.mark.parametrize("name", WITH_ROWS)
def test_a_row_that_is_there_twice_is_found(first_draft, tampered, name):
    path = tampered(name, lambda text: row_of("cosmic-003", name).sub(lambda row: row[0] * 2, text))
    assert places(first_draft, path) == {ROW}


@pytest.mark.parametrize("name", WITH_ROWS)
def test_rows_in_another_order_are_found(first_draft, tampered, name):
    def swap(text):
        third, fourth = (row_of(stem, name).search(text)[0] for stem in ("cosmic-003", "cosmic-004"))
        return text.replace(third, "").replace(fourth, fourth + third)

    assert places(first_draft, tampered(name, swap)) == {"scorecard"}


@pytest.mark.parametrize(
    "name, cell",
    [
        (FILES[0], "<td[^>]*>97,976.*?</td>"),
        (FILES[2], r"<w:tc>(?:(?!<w:tc>).)*>97,976<(?:(?!<w:tc>).)*?</w:tc>"),
        (FILES[3], '"97,976",'),
    ],
)
def test_a_cell_that_is_lost_is_found(first_draft, tampered, name, cell):
    path = tampered(name, lambda text: re.sub(cell, "", text, count=1, flags=re.DOTALL))
    assert places(first_draft, path) == {ROW}


def test_two_cells_of_a_pdf_that_became_one_are_found(first_draft, tampered):
    cells = re.compile(r"\[97,976(.*?)\]\], \[↑ Improving\]")
    path = tampered(FILES[1], lambda text: cells.sub(r"table.cell(colspan: 2)[97,976\1]]", text, count=1))
    assert places(first_draft, path) == {ROW}


def on_page(text, edit):
    """Edit the page of CoSMIC 003, which comes after its entry in the contents."""
    start, end = ([*re.finditer(rf"Indicator\s+CoSMIC\s+{number}:", text)][-1].start() for number in ("003", "004"))
    return text[:start] + edit(text[start:end]) + text[end:]


@pytest.mark.parametrize("name", FILES[:3])
@pytest.mark.parametrize(
    "printed, mangled, place",
    [
        ("97,976", "97,967", f"{SUMMARY}, Previous Year"),
        ("99,936", "No data", f"{SUMMARY}, Target"),
        ("Current Year", "Current Quarter", SUMMARY),
        ("CoSMIC 003: performance", "CoSMIC 004: performance", f"{SUMMARY}, caption"),
        ("Green", "Amber", f"{PAGE}, RAG Rating"),
        ("Green", "Green or Amber", f"{PAGE}, RAG Rating"),
        ("RAG Rating", "Rating", PAGE),
    ],
)
def test_an_indicators_page_that_says_otherwise_is_found(first_draft, tampered, name, printed, mangled, place):
    path = tampered(name, lambda text: on_page(text, lambda page: page.replace(printed, mangled)))
    assert places(first_draft, path) == {place}


@pytest.mark.parametrize("name", ["scorecard.csv", *FILES[:3]])
def test_column_heads_that_changed_places_are_found(first_draft, tampered, name):
    def swap(text):
        for old, new in (
            ("(Current Period)", "(\0)"),
            ("(Previous Period)", "(Current Period)"),
            ("(\0)", "(Previous Period)"),
        ):
            pattern = rf"Performance\s{re.escape(old)}".replace(r"\ ", r"\s+")
            text = re.sub(pattern, f"Performance {new}", text, count=1)
        return text

    assert places(first_draft, tampered(name, swap)) == {"scorecard"}


def test_a_scorecard_that_is_there_twice_is_found(first_draft, tampered):
    def twice(text):
        table = re.search(r"<table(?:(?!</table>).)*Last Updated.*?</table>", text, re.DOTALL)[0]
        return text.replace(table, table * 2)

    assert "scorecard" in places(first_draft, tampered(FILES[0], twice))


def test_means_are_read_where_a_page_prints_them(first_draft, tampered):
    def with_mean(page):
        page = page.replace("</tr>\n</thead>", '<th scope="col">England Mean</th></tr>\n</thead>')
        return page.replace("</tr>\n</tbody>", "<td>98,000 12 months to Jun 2025</td></tr>\n</tbody>")

    path = tampered(FILES[0], lambda text: on_page(text, with_mean))
    for value, expected in ((98000, set()), (98001, {f"{SUMMARY}, England Mean"})):
        mean = replace(first_draft.records[2].current, value=Decimal(value))
        printed = with_record(
            first_draft, "cosmic-003", lambda record, mean=mean: replace(record, benchmarks={Benchmark.ENGLAND: mean})
        )
        assert places(printed, path) == expected


def test_a_minus_may_be_long_or_short_but_not_lost(first_draft, tampered):
    below_zero = with_record(first_draft, "cosmic-003", figure("previous", value=Decimal(-5)))
    for printed, is_found in (("-5", False), ("5", True)):
        path = tampered(FILES[1], lambda text, printed=printed: text.replace("[97,976", f"[{printed}"))
        assert (f"{ROW}, Performance (Previous Period)" in places(below_zero, path)) is is_found


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_an_error(published, first_draft, tmp_path, name):
    (broken,) = find_disagreements(first_draft, [tmp_path / name])
    assert broken.message.startswith("cannot be read back")
    (tmp_path / name).write_bytes((published / name).read_bytes()[:300])
    assert places(first_draft, tmp_path / name)


def test_a_pdf_without_tags_is_an_error(published, first_draft, tmp_path):
    with pikepdf.open(published / FILES[1]) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(tmp_path / FILES[1])
    (found,) = find_disagreements(first_draft, [tmp_path / FILES[1]])
    assert found.message.startswith("cannot be read back") and "/StructTreeRoot" in found.quote


@pytest.mark.parametrize(
    "old, new",
    [
        ('"value": 100196', '"value": 100916'),
        ('"rag": "Amber"', '"rag": "Green"'),
        ('"row": 3', '"row": 4'),
        ('"shortfall": 0,', ""),
    ],
)
def test_any_value_of_record_json_that_differs_is_found(first_draft, tampered, old, new):
    assert places(first_draft, tampered("record.json", lambda text: text.replace(old, new, 1)))


def test_what_is_found_says_both_words_and_the_indicator(first_draft, tampered):
    path = tampered("scorecard.csv", lambda text: text.replace("97,976", "97,967"))
    (found,) = find_disagreements(first_draft, [path])
    assert (found.quote, found.expected, found.indicator) == ("97,967", "97,976", "cosmic-003")
    assert found.place == "scorecard.csv, scorecard, row CoSMIC 003, Performance (Previous Period)"


def test_no_reason_acknowledges_a_disagreement(first_draft, tampered):
    (found,) = find_disagreements(
        first_draft, [tampered("scorecard.csv", lambda text: text.replace("97,976", "97,967"))]
    )
    reason = Acknowledgement(rule=str(found.rule), indicator=found.indicator, quote=found.quote, reason="so printed")
    acknowledged = findings.acknowledge([found], replace(first_draft.edition, acknowledged=(reason,)))
    with pytest.raises(OpenErrors):
        findings.stop_on_errors(acknowledged)


# Nothing is put in place unless all of it agrees.


@pytest.fixture
def made(published, monkeypatch):
    """Publish the first edition again; what `made` names is written in its place."""
    instead = {}

    def write(name, path):
        shutil.copyfile(instead.get(name, published / name), path)

    def furnish(_draft, _findings, build, *_):
        for name in TABLES:
            write(name, build / name)

    monkeypatch.setattr(publish, "furnish", furnish)
    monkeypatch.setattr(documents, "find_altered_words", lambda *_: [])  # this PDF has no prose
    monkeypatch.setattr(pandoc, "make_document", lambda form, target, *_: write(target.name, target))
    return instead


@pytest.fixture
def output(tmp_path):
    """Make a folder with an edition that was published before."""
    folder = tmp_path / "published"
    folder.mkdir()
    for name in FILES:
        (folder / name).write_text("before")
    return folder


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_edition_that_agrees_is_put_in_place(published, first_draft, made, output):
    publish.publish_edition(first_draft, [], output, "embedded", lambda *_: None)
    assert contents(output) == contents(published)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_disagrees_leaves_the_previous_edition_whole(first_draft, made, tampered, output, name):
    made[name] = tampered(name, lambda text: text.replace("97,976", "97,967").replace("97976", "97967"))
    with pytest.raises(OpenErrors, match=re.escape(name)):
        publish.publish_edition(first_draft, [], output, "embedded", lambda *_: None)
    assert set(contents(output).values()) == {b"before"} and set(contents(output)) == set(FILES)


def test_a_page_that_bars_a_reader_leaves_the_previous_edition_whole(first_draft, made, tampered, output):
    made[FILES[0]] = tampered(FILES[0], lambda text: text.replace('<html lang="en-GB">', "<html>"))
    with pytest.raises(OpenErrors, match="has no language set"):
        publish.publish_edition(first_draft, [], output, "embedded", lambda *_: None)
    assert set(contents(output).values()) == {b"before"}


def test_a_build_that_is_stale_is_not_published(first_draft, made, output):
    revised = with_record(first_draft, "cosmic-003", figure("current", value=Decimal(100200)))
    with pytest.raises(OpenErrors, match="100,200"):
        publish.publish_edition(revised, [], output, "embedded", lambda *_: None)
    assert set(contents(output).values()) == {b"before"}


EDITION = Path("_report") / str(FIRST)
_FILE_LINKS = rb'(?s)<p class="files">.*?</p>\n'
_FILE_NAMES = rb'<a\s+href="([\w/.-]+\.(?:csv|json|pdf|docx))">'


@pytest.fixture
def rendered(published, project_copy, output):
    """Make what `quarto render --to html` leaves for `cosmic collect`."""
    page = quarto_call.output_folder() / "index.html"
    page.parent.mkdir(parents=True)
    shutil.copyfile(published / FILES[0], page)
    (project_copy / "build").mkdir()
    for name in TABLES:
        shutil.copyfile(published / name, project_copy / "build" / name)
    record = project_copy / "build" / "record.json"
    saved = json.loads(record.read_text(encoding="utf-8")) | {"inputs": provenance.digest_inputs(FIRST)}
    record.write_text(to_json(saved), encoding="utf-8")
    shutil.copytree(output, EDITION)
    return page


def _collect(page: Path) -> Path | None:
    call = quarto_call.Call(("index.qmd",), (page,), page.parent)
    return quarto.collect_edition(editions.load_edition(FIRST), call)


def test_what_quarto_renders_of_some_formats_is_read_back_and_put_beside_the_edition(published, rendered):
    place = _collect(rendered)
    assert place == Path.cwd() / "_report" / f"{FIRST}.partial"
    made = contents(place)
    expected = contents(published) | {"record.json": Path("build/record.json").read_bytes()}
    whole, page = expected.pop(FILES[0]), made.pop(FILES[0])
    assert made == {name: content for name, content in expected.items() if name not in FILES[1:3]}
    assert set(contents(EDITION).values()) == {b"before"}
    assert (
        re.sub(_FILE_LINKS, b"", page)
        == re.sub(_FILE_LINKS, b"", whole)
        == re.sub(_FILE_LINKS, b"", rendered.read_bytes())
    )
    assert re.findall(_FILE_NAMES, page) == [b"scorecard.csv", b"figures.csv", b"record.json"]
    assert re.findall(_FILE_NAMES, rendered.read_bytes()) == [
        b"build/scorecard.csv",
        b"build/figures.csv",
        b"build/record.json",
    ]


def test_what_quarto_rendered_is_not_put_in_place_where_it_disagrees(rendered):
    page = rendered.read_text(encoding="utf-8")
    rendered.write_text(page.replace(">100,196</td>", ">100,916</td>", 1), encoding="utf-8")
    with pytest.raises(OpenErrors, match="100,916"):
        _collect(rendered)
    assert set(contents(EDITION).values()) == {b"before"}
    assert not rendered.exists()


def test_what_quarto_rendered_is_not_put_in_place_where_it_bars_a_reader(rendered):
    page = rendered.read_text(encoding="utf-8")
    rendered.write_text(page.replace(' role="table"', "", 1), encoding="utf-8")
    with pytest.raises(OpenErrors, match="has a table without role=table"):
        _collect(rendered)
    assert set(contents(EDITION).values()) == {b"before"}
    assert not rendered.exists()
