"""Findings: what the checks have to say of a quarter, and which of it is acknowledged."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from cosmic.editions import Acknowledgement, Edition
from cosmic.errors import CosmicError


class Severity(StrEnum):
    """An error stops the build; a warning is for someone to look at; a note is good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Rule(StrEnum):
    """What is checked, in the order in which it is told."""

    ARITHMETIC = "commentary arithmetic"
    RECORD = "commentary against the record"
    COMPARABILITY = "comparability"
    TARGET = "target arithmetic"
    ROUNDING = "rounding"
    STALE = "stale commentary"
    CURRENCY = "currency"
    PLAUSIBILITY = "plausibility"
    REVISION = "revision"
    SURFACES = "surfaces agree"
    ACCESSIBILITY = "accessibility"
    SAFETY = "safe files"
    ACKNOWLEDGEMENT = "acknowledgement"


NEVER_ACKNOWLEDGED = (Rule.SURFACES, Rule.ACCESSIBILITY, Rule.SAFETY, Rule.ACKNOWLEDGEMENT)


@dataclass(frozen=True)
class Finding:
    """One thing found: where it stands, what is wrong, the words or values it is about, and what would be right.

    `indicator` is a stem, or None where it concerns the whole quarter. `quote` is what an acknowledgement repeats, so
    that it holds for these words and values only. `acknowledged` is the reason given.
    """

    rule: Rule
    severity: Severity
    indicator: str | None
    place: str
    message: str
    quote: str
    expected: str
    acknowledged: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether someone has still to look at it."""
        return self.severity is not Severity.NOTE and self.acknowledged is None


class OpenErrors(CosmicError):
    """Open errors that stop a build."""

    status = 1


def acknowledge(findings: Iterable[Finding], edition: Edition) -> list[Finding]:
    """The findings with the reasons that the quarter's params file gives; what it gives for nothing is an error."""
    unmatched = dict.fromkeys(edition.acknowledged)
    told = []
    for finding in findings:
        matching = [held for held in edition.acknowledged if _matches(held, finding)]
        for held in matching:
            unmatched.pop(held, None)
        told.append(replace(finding, acknowledged=matching[0].reason) if matching else finding)
    return told + [_of_nothing(held, edition) for held in unmatched]


def describe(finding: Finding) -> str:
    """A finding on one line, as compilers print theirs."""
    return f"{finding.place}: {finding.severity}: {finding.message} ({finding.rule})"


def list_findings(findings: list[Finding], titles: dict[str, str]) -> str:
    """The findings as people read them, grouped by indicator, and a count of what is open."""
    lines = []
    for stem in dict.fromkeys(finding.indicator for finding in findings):
        lines += [titles.get(stem, "The quarter"), *(_block(held) for held in findings if held.indicator == stem), ""]
    is_open = sum(finding.is_open for finding in findings)
    acknowledged = sum(finding.acknowledged is not None for finding in findings)
    notes = len(findings) - is_open - acknowledged
    return "\n".join([*lines, f"{is_open} open, {acknowledged} acknowledged, {notes} to note"])


def stop_on_errors(findings: list[Finding]) -> None:
    """Raise OpenErrors if an error is open."""
    errors = [finding for finding in findings if finding.is_open and finding.severity is Severity.ERROR]
    if errors:
        may_stay = any(finding.rule not in NEVER_ACKNOWLEDGED for finding in errors)
        how = ["mend each, or acknowledge it with its quote and a reason in the quarter's params file (cosmic check)"]
        raise OpenErrors("\n".join([*map(describe, errors), *(how if may_stay else [])]))


def _block(finding: Finding) -> str:
    said = [
        f"  {finding.severity}: {finding.rule}",
        f"    where     {finding.place}",
        f"    found     {finding.message}",
        f"    quote     {finding.quote}",
        f"    expected  {finding.expected}",
    ]
    return "\n".join(said + [f"    acknowledged: {finding.acknowledged}"] * (finding.acknowledged is not None))


def _matches(held: Acknowledgement, finding: Finding) -> bool:
    same = (held.rule, held.indicator, _squeezed(held.quote))
    return finding.rule not in NEVER_ACKNOWLEDGED and same == (
        finding.rule,
        finding.indicator,
        _squeezed(finding.quote),
    )


def _of_nothing(held: Acknowledgement, edition: Edition) -> Finding:
    return Finding(
        rule=Rule.ACKNOWLEDGEMENT,
        severity=Severity.ERROR,
        indicator=held.indicator,
        place=edition.place,
        message=f"acknowledges a finding that there is not: {held.rule}",
        quote=held.quote,
        expected="the rule, indicator and quote of a finding, as cosmic check prints them; else delete it",
    )


def _squeezed(text: str) -> str:
    return " ".join(text.split())
