"""Hold what the checks find in a quarter, and match it with what a person has acknowledged."""

from collections.abc import Iterable
from dataclasses import KW_ONLY, dataclass, replace
from enum import StrEnum

from cosmic.editions import Acknowledgement, Edition
from projectfiles.errors import CosmicError
from savedfiles.names import as_name


class Severity(StrEnum):
    """An error stops the build; a warning is for someone to look at; a note is good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Rule(StrEnum):
    """A rule of the checks; their order is that in which findings are printed."""

    ARITHMETIC = "commentary arithmetic"
    UNEXPLAINED = "unexplained figures"
    RECORD = "commentary against the record"
    SIGNAL = "signal"
    OUTLOOK = "outlook"
    COMPARABILITY = "comparability"
    TARGET = "target arithmetic"
    ROUNDING = "rounding"
    STALE = "stale commentary"
    ACTIONS = "actions"
    PRINTED = "signs as printed"
    CURRENCY = "currency"
    PLAUSIBILITY = "plausibility"
    REVISION = "revision"
    DISCLOSURE = "small numbers"
    SURFACES = "surfaces agree"
    ACCESSIBILITY = "accessibility"
    SAFETY = "safe files"
    ACKNOWLEDGEMENT = "acknowledgement"


NEVER_ACKNOWLEDGED = (Rule.UNEXPLAINED, Rule.SURFACES, Rule.ACCESSIBILITY, Rule.SAFETY, Rule.ACKNOWLEDGEMENT)
_UNEXPLAINED = "Figures that nothing in the text explains (they stop nothing, and need no acknowledgement)"
_AROUND = 60  # characters before and after the words that are quoted
_HOW_TO_GO_ON = (
    "correct each error, or acknowledge it with a reason in the quarter's params file "
    "(cosmic check prints the rule, indicator and quote to copy)"
)


@dataclass(frozen=True)
class Finding:
    """One thing that a check found: where it is, what is wrong, the words or values concerned, and what is expected.

    `indicator` is a stem, or None where the finding is about the whole quarter. An acknowledgement repeats `quote`, so
    it counts for these words and values only. `acknowledged` is the reason that it gives. Of words, `sentence` is
    the one that has them, in which the quote begins at `start`.
    """

    rule: Rule
    severity: Severity
    _: KW_ONLY
    indicator: str | None
    place: str
    message: str
    quote: str
    expected: str
    acknowledged: str | None = None
    sentence: str = ""
    start: int = 0

    @property
    def is_open(self) -> bool:
        """Tell whether someone still has to look at it."""
        return self.severity is not Severity.NOTE and self.acknowledged is None

    @property
    def is_question(self) -> bool:
        """Tell whether it only asks what a figure is of: it is told apart, and never stands in an edition."""
        return self.rule is Rule.UNEXPLAINED


class OpenErrors(CosmicError):
    """Open errors that stop a build."""

    status = 1


def shorten(text: str, most: int) -> str:
    """Return a quotation of so many characters at the most; of a longer text its start, with an ellipsis."""
    return text if len(text) <= most else f"{text[:most]}…"


def acknowledge(findings: Iterable[Finding], edition: Edition) -> list[Finding]:
    """Return the findings with the reasons from the quarter's params file.

    An acknowledgement that matches no finding is added as an error.
    """
    unmatched = dict.fromkeys(edition.acknowledged)
    result = []
    for finding in findings:
        matching = [entry for entry in edition.acknowledged if _matches(entry, finding)]
        for entry in matching:
            unmatched.pop(entry, None)
        result.append(replace(finding, acknowledged=matching[0].reason) if matching else finding)
    return result + [_unmatched(entry, edition) for entry in unmatched]


def describe(finding: Finding) -> str:
    """Return a finding on one line, as compilers print theirs."""
    return f"{finding.place}: {finding.severity}: {finding.message} ({finding.rule})"


def list_findings(findings: list[Finding], titles: dict[str, str]) -> str:
    """Return the findings for people to read, by indicator, then the questions, then how many of each there are.

    `titles` are the titles of the indicators by their stems.
    """
    asked = [finding for finding in findings if finding.is_question]
    found = [finding for finding in findings if not finding.is_question]
    lines = []
    for stem in dict.fromkeys(finding.indicator for finding in found):
        lines.append(titles.get(stem or "", "The quarter"))
        lines += [_block(finding) for finding in found if finding.indicator == stem]
        lines.append("")
    if asked:
        lines += [_UNEXPLAINED, *(_question(finding) for finding in asked), ""]
    open_count = sum(finding.is_open for finding in found)
    acknowledged = sum(finding.acknowledged is not None for finding in found)
    notes = len(found) - open_count - acknowledged
    unexplained = f", {len(asked)} unexplained" if asked else ""
    return "\n".join([*lines, f"{open_count} open, {acknowledged} acknowledged, {notes} to note{unexplained}"])


def underline(sentence: str, start: int, quote: str) -> tuple[str, str]:
    """Return a sentence, of a long one the part around the words that are quoted, and a line of carets under these."""
    first = max(0, min(start - _AROUND, len(sentence) - len(quote) - 2 * _AROUND))
    last = max(start + len(quote) + _AROUND, first + len(quote) + 2 * _AROUND)
    before, after = "…" * (first > 0), "…" * (last < len(sentence))
    shown = f"{before}{sentence[first:last]}{after}"
    return shown, " " * (len(before) + start - first) + "^" * len(quote)


def stop_on_errors(findings: list[Finding]) -> None:
    """Raise OpenErrors if an error is open."""
    errors = [finding for finding in findings if finding.is_open and finding.severity is Severity.ERROR]
    if not errors:
        return
    lines = [describe(finding) for finding in errors]
    if any(finding.rule not in NEVER_ACKNOWLEDGED for finding in errors):
        lines.append(_HOW_TO_GO_ON)
    raise OpenErrors("\n".join(lines))


def _block(finding: Finding) -> str:
    lines = [
        f"  {finding.severity}: {finding.rule}",
        f"    where     {finding.place}",
        f"    found     {finding.message}",
        f"    quote     {finding.quote}",
        f"    expected  {finding.expected}",
    ]
    if finding.sentence not in ("", finding.quote):
        words, carets = underline(finding.sentence, finding.start, finding.quote)
        lines[2:2] = [f"    in        {words}", f"              {carets}"]
    if finding.acknowledged is not None:
        lines.append(f"    acknowledged: {finding.acknowledged}")
    return "\n".join(lines)


def _question(finding: Finding) -> str:
    """Return what an unexplained figure asks: where, the words, and the question."""
    words, carets = underline(finding.sentence, finding.start, finding.quote)
    return f"  {finding.place}\n    {words}\n    {carets}\n    {finding.message}"


def _matches(entry: Acknowledgement, finding: Finding) -> bool:
    if finding.rule in NEVER_ACKNOWLEDGED:
        return False
    is_same_quote = _squeezed(entry.quote) == _squeezed(finding.quote)
    indicator = as_name(entry.indicator or "").replace("_", "-") or None  # the heading has it as `HT 001`
    return (entry.rule.casefold(), indicator) == (finding.rule, finding.indicator) and is_same_quote


def _unmatched(entry: Acknowledgement, edition: Edition) -> Finding:
    return Finding(
        Rule.ACKNOWLEDGEMENT,
        Severity.ERROR,
        indicator=entry.indicator,
        place=edition.place,
        message=f"no finding matches this acknowledgement: {entry.rule}",
        quote=entry.quote,
        expected="the rule, indicator and quote of a finding, as cosmic check prints them; or delete the entry",
    )


def _squeezed(text: str) -> str:
    return " ".join(text.split())
