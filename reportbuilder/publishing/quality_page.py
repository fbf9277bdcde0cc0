"""Make the quality page: what was checked and found, from which files the edition was made, and with which tools.

It has what an assurance log asks for (HM Treasury, The Aqua Book), and is made again with each edition.
"""

from collections import Counter

from nbformat import NotebookNode, v4

from reportbuilder import places
from reportbuilder.drafts import provenance
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, Severity
from reportbuilder.returned.stages import is_as_signed, newest_lines
from reportbuilder.returned.words import NOT_SIGNED, signature, supplier
from showing import markup
from showing.markup import Marked, Rendered

_UNSETTLED = {Severity.ERROR: "open", Severity.WARNING: "open", Severity.NOTE: "to note"}

_LOOKS_FOR = {
    Rule.ARITHMETIC: "Numbers in commentary that do not follow from one another",
    Rule.RECORD: "Statements in commentary that differ from the indicator's own figures, target or rating",
    Rule.SIGNAL: "Words of a trend, a standstill, a recovery or a record that the figures do not bear out",
    Rule.OUTLOOK: "Words of how the year will end that the range of where it will does not bear out",
    Rule.COMPARABILITY: "Current and previous figures that cover different periods, or were measured differently",
    Rule.TARGET: "Targets that do not follow from their own rule",
    Rule.ROUNDING: "Figures that are printed the same, but judged as different",
    Rule.STALE: "Commentary that is missing, left over, or describes an older quarter as the present one",
    Rule.ACTIONS: "Actions that are lost from one quarter to the next, late, or without a day and an owner",
    Rule.PRINTED: "Signs at the start of a line that are not printed, bullets that make no list, tables without dashes",
    Rule.CURRENCY: "Figures that are older than they should be, or soon to be replaced",
    Rule.PLAUSIBILITY: "Figures that look like typing mistakes, or are far outside the indicator's own history",
    Rule.REVISION: "Figures, targets and definitions that have changed since the edition before",
    Rule.DISCLOSURE: "Suppressed figures that sums, shares, words or an earlier edition give back",
    Rule.SURFACES: "Values that differ between HTML, PDF, Word and tables, or are hidden; none may be published",
    Rule.ACCESSIBILITY: "Documents that people with assistive technology could not read; none may be published",
    Rule.SAFETY: "Files with active, external or hidden content; none may be published",
    Rule.ACKNOWLEDGEMENT: "Acknowledgements that no longer match a finding",
}


def make_notebook(draft: Draft, findings: list[Finding]) -> NotebookNode:
    """Return the quality page as an executed notebook, as the publishers take it.

    What only asks what a figure is of is for whoever writes, and not in an edition.
    """
    findings = [finding for finding in findings if not finding.is_question]
    parts = [_opening(), _checks(findings), _findings(draft, findings)]
    parts += [_returns(draft)] if draft.received else []
    parts += [_files(draft.files), _tools()]
    cells = []
    for number, part in enumerate(parts, 1):
        output = v4.new_output("display_data", part._repr_mimebundle_())
        cells.append(v4.new_code_cell(outputs=[output], id=f"{places.QUALITY}-{number}"))
    return v4.new_notebook(cells=cells)


def _opening() -> Rendered:
    return markup.together(
        markup.heading(2, "Quality of this edition", places.QUALITY),
        markup.paragraph("How this edition was checked, what the checks found, and what the edition was made from."),
    )


def _checks(findings: list[Finding]) -> Rendered:
    """Return every rule with what it looks for, and the number of its findings."""
    rows = [[rule.capitalize(), looks_for, _count(rule, findings)] for rule, looks_for in _LOOKS_FOR.items()]
    heads = ["Check", "Looks for", "Found"]
    table = markup.table("Checks of this edition", heads, rows, widths=(24, 46, 20))
    return markup.together(markup.heading(3, "Checks"), table)


def _count(rule: Rule, findings: list[Finding]) -> str:
    """Return the number of findings of a rule in words: `2 acknowledged, 1 open`."""
    counts = Counter(
        "acknowledged" if finding.acknowledged else _UNSETTLED[finding.severity]
        for finding in findings
        if finding.rule is rule
    )
    return ", ".join(f"{count} {what}" for what, count in counts.items()) or "none"


def _findings(draft: Draft, findings: list[Finding]) -> Rendered:
    """Return each finding with the reason for which it was left, or that it is not acknowledged."""
    heading = markup.heading(3, "Findings")
    if not findings:
        return markup.together(heading, markup.paragraph("The checks found nothing."))
    codes = {record.indicator.stem: record.indicator.code for record in draft.records}
    rows = [_row(finding, codes) for finding in findings]
    heads = ["KPI", "Check", "Found", "Why it was left"]
    return markup.together(heading, markup.table("Findings in this edition", heads, rows, widths=(10, 16, 42, 26)))


def _row(finding: Finding, codes: dict[str, str]) -> list[str | Marked]:
    kpi: str | Marked = "The quarter"
    if finding.indicator in codes:
        kpi = markup.link(codes[finding.indicator], finding.indicator)
    message = f"{finding.message[:1].upper()}{finding.message[1:]} ({finding.place})"
    reason = finding.acknowledged or f"Not acknowledged ({finding.severity})"
    return [kpi, finding.rule.capitalize(), message, reason]


def _returns(draft: Draft) -> Rendered:
    """Return who supplied and who signed off each indicator, and whether it is still what was signed."""
    lines = newest_lines(draft)
    rows: list[list[str | Marked]] = []
    for indicator in (record.indicator for record in draft.records):
        line, kpi = lines.get(indicator.stem), markup.link(indicator.code, indicator.stem)
        told = ["No return", NOT_SIGNED]
        if line:
            told = [supplier(line), signature(line, is_as_signed(draft, line))]
        rows.append([kpi, *told])
    heads = ["KPI", "Supplied by", "Signed off by"]
    table = markup.table("Who supplied and who signed off each indicator", heads, rows, widths=(14, 44, 36))
    return markup.together(markup.heading(3, "Returns"), table)


def _files(digests: dict[str, str]) -> Rendered:
    rows: list[list[str | Marked]] = [[name, Marked(digest, f"`{digest}`")] for name, digest in digests.items()]
    caption = "Files that this edition was made from, with the SHA-256 of each"
    table = markup.table(caption, ["File", "SHA-256"], rows, widths=(32, 62))
    return markup.together(markup.heading(3, "Files"), _folded(table))


def _tools() -> Rendered:
    rows = [[name, version] for name, version in provenance.list_tools().items()]
    caption = "Tools that made this edition, with the version of each"
    table = markup.table(caption, ["Tool", "Version"], rows, widths=(32, 62))
    return markup.together(markup.heading(3, "Tools"), _folded(table))


def _folded(table: Rendered) -> Rendered:
    """Return a table that the web page shows when asked to, and that is small print on paper."""
    return Rendered(table.plain, f"::: {{.folded}}\n{table.markdown}\n:::", f"<details>{table.html}</details>")
