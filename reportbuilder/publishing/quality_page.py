"""The quality page: what was checked, what was found and left, from which files, with which tools.

It holds what an assurance log asks for (HM Treasury, The Aqua Book), and is made anew with each edition.
"""

from collections import Counter

from nbformat import NotebookNode, v4

from cosmic import paths
from cosmic.pages import markup
from cosmic.pages.markup import Rendered
from reportbuilder.drafts import provenance
from reportbuilder.drafts.draft import Draft
from reportbuilder.findings import Finding, Rule, Severity

_UNSETTLED = {Severity.ERROR: "open", Severity.WARNING: "open", Severity.NOTE: "to note"}

_LOOKS_FOR = {
    Rule.ARITHMETIC: "Claims in commentary that their own numbers do not bear out",
    Rule.RECORD: "Figures, shares and words in commentary that the indicator's own record contradicts",
    Rule.COMPARABILITY: "Current and previous figures that cover unlike periods, or were measured in unlike ways",
    Rule.TARGET: "Targets that do not follow from the rule that they state",
    Rule.ROUNDING: "Figures printed alike and judged unlike",
    Rule.STALE: "Commentary that is missing, left over, or speaks of an older quarter as the present one",
    Rule.CURRENCY: "Figures older than they need be, and those that fall due",
    Rule.PLAUSIBILITY: "Slips of units or digits, and values far outside an indicator's own history",
    Rule.REVISION: "What differs from what the edition before it used",
    Rule.SURFACES: "Values that HTML, PDF, Word or tables print otherwise or hide; such an edition is not published",
    Rule.ACCESSIBILITY: "Documents that bar a reader by their structure; such an edition is not published",
    Rule.SAFETY: "Files that hold what acts, fetches or hides; such an edition is not published",
    Rule.ACKNOWLEDGEMENT: "Acknowledgements of what is no longer found",
}


def notebook(draft: Draft, findings: list[Finding]) -> NotebookNode:
    """Return the quality page as an executed notebook, as the publishers take it."""
    things = [_opening(), _checks(findings), _found(draft, findings), _inputs(draft.files), _tools()]
    outputs = [v4.new_output("display_data", thing._repr_mimebundle_()) for thing in things]
    cells = [v4.new_code_cell(outputs=[output], id=f"{paths.QUALITY}-{n}") for n, output in enumerate(outputs, 1)]
    return v4.new_notebook(cells=cells)


def _opening() -> Rendered:
    return markup.together(
        markup.heading(2, "Quality of this edition", paths.QUALITY),
        markup.paragraph("How this edition was checked, what was found and left as it is, and what it was made from."),
    )


def _checks(findings: list[Finding]) -> Rendered:
    """Every rule with what it looks for, and how much of it was found."""
    rows = [[rule.capitalize(), looks_for, _counted(rule, findings)] for rule, looks_for in _LOOKS_FOR.items()]
    return markup.together(
        markup.heading(3, "Checks"),
        markup.table("Checks of this edition", ["Check", "Finds", "Found"], rows, widths=(24, 46, 20)),
    )


def _counted(rule: Rule, findings: list[Finding]) -> str:
    held = [finding for finding in findings if finding.rule is rule]
    counts = Counter("acknowledged" if finding.acknowledged else _UNSETTLED[finding.severity] for finding in held)
    return ", ".join(f"{count} {what}" for what, count in counts.items()) or "none"


def _found(draft: Draft, findings: list[Finding]) -> Rendered:
    """Each finding with the reason for which it was left, or that it is open."""
    heading = markup.heading(3, "Findings")
    if not findings:
        return markup.together(heading, markup.paragraph("Nothing was found."))
    codes = {record.indicator.stem: record.indicator.code for record in draft.records}
    rows = [
        [
            markup.link(codes[finding.indicator], finding.indicator) if finding.indicator in codes else "The quarter",
            finding.rule.capitalize(),
            f"{finding.message[:1].upper()}{finding.message[1:]} ({finding.place})",
            finding.acknowledged or f"Not acknowledged ({finding.severity})",
        ]
        for finding in findings
    ]
    heads = ["KPI", "Check", "Found", "Why it stands"]
    return markup.together(heading, markup.table("Findings in this edition", heads, rows, widths=(10, 16, 42, 26)))


def _inputs(inputs: dict[str, str]) -> Rendered:
    rows = [[name, markup.code(digest)] for name, digest in inputs.items()]
    caption = "Files that this edition is made of, each with its SHA-256"
    return markup.together(
        markup.heading(3, "Files"), markup.table(caption, ["File", "SHA-256"], rows, widths=(32, 62))
    )


def _tools() -> Rendered:
    rows = [list(tool) for tool in provenance.list_tools().items()]
    caption = "Tools that made this edition, each with its version"
    return markup.together(
        markup.heading(3, "Tools"), markup.table(caption, ["Tool", "Version"], rows, widths=(32, 62))
    )
