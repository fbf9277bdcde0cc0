"""What a return asks for, and the names by which each cell of its workbook is found again, wherever it has moved to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from cosmic.definitions import Indicator
from cosmic.figures import Status
from cosmic.units import Unit
from reportbuilder.returns import number_formats
from reportpages import formatting

TEMPLATE = 1  # goes up whenever a workbook of before could no longer be read as one of today
HIDDEN_SHEET = "_cosmic"
COVER = "Read me"
AUTHOR = "cosmic returns in"  # of the comments of a reply
FEW_PERIODS = 12  # with fewer periods held than this, a signal cannot be told, and a history is asked for
LONGEST_LINE, LONGEST_TEXT = 300, 30_000  # characters; a cell of Excel takes 32,767
FILL_IN, IF_NEEDED = "▸ fill in", "▹ if needed"  # to the left of each cell to fill, for who does not see its colour
TO_READ = "To read"  # how the heading begins of words that are only to be read
TO_MEND = {FILL_IN: "▸▸ to mend", IF_NEEDED: "▹▹ to mend"}  # what a reply puts in the place of each
EARLIEST_YEAR, LATEST_YEAR = 1974, 2100  # of a day that is typed


class Kind(StrEnum):
    """What a cell takes."""

    NUMBER = "a number"
    LINE = "words on one line"
    TEXT = "words"
    CHOICE = "one of a list"
    DAY = "a day"


class Item(StrEnum):
    """What the hidden sheet says of a workbook; its value is the end of the name of the cell: `r__quarter`."""

    TEMPLATE = "template"
    QUARTER = "quarter"
    COMMITTEE = "council"
    SERVICE = "service"
    INDICATORS = "indicators"
    DIGEST = "digest"
    TEXTS = "texts"


@dataclass(frozen=True)
class Field:
    """One thing that is asked for: its name, the label beside its cell, what the cell takes, and help for the filler.

    A field that is `given` is written by `returns out` and locked; of those to fill, an `optional` one may stay empty.
    A number is from `lowest` to `highest`, where these are set, and shown by `number_format`, as spreadsheets have it.
    """

    name: str
    label: str
    kind: Kind
    help: str = ""
    choices: tuple[str, ...] = ()
    given: bool = False
    optional: bool = False
    lowest: Decimal | None = None
    highest: Decimal | None = None
    number_format: str = "General"


@dataclass(frozen=True)
class Table:
    """Several rows that are asked for: a block under one name, its columns in the order of their fields.

    `rows` is how many are offered, or at most. A row in which nothing is filled in but what was there already counts as
    empty; unless the table is `optional`, that is a fault.
    """

    name: str
    title: str
    help: str
    columns: tuple[Field, ...]
    rows: int
    optional: bool = True


# What a filler may choose for a figure, and the status that its row in data/figures/ has.
STATUSES = {
    "final": Status.PUBLISHED,
    "provisional": Status.PROVISIONAL,
    "estimated": Status.ESTIMATED,
    "suppressed": Status.SUPPRESSED,
    "not available": Status.NOT_AVAILABLE,
}
STATES = ("under way", "done", "late", "dropped")

VALUE = Field("value", "Figure", Kind.NUMBER)
NUMERATOR = Field("numerator", "Numerator", Kind.NUMBER, "How many of them, such as those done in time.", optional=True)
DENOMINATOR = Field(
    "denominator", "Denominator", Kind.NUMBER, "Out of how many. More than 0.", optional=True, lowest=Decimal(0)
)
STATUS = Field(
    "status",
    "Final or not",
    Kind.CHOICE,
    "Choose from the list. “suppressed”: too small to be shown. “not available”: leave the figure empty and say why.",
    tuple(STATUSES),
)
STATUS_REASON = Field(
    "status_reason", "If it is not final, why", Kind.LINE, "Needed for “not available”.", optional=True
)
SOURCE = Field("source", "Source", Kind.LINE, "Where the figure comes from: a system, a report, a return.")
NOTE = Field(
    "note", "Note on the figure", Kind.LINE, "Anything that a reader of the figure should know.", optional=True
)
COMMENTARY = Field(
    "commentary",
    "Commentary",
    Kind.TEXT,
    "What changed and why, for councillors and the public. Alt+Enter (in LibreOffice Ctrl+Enter) starts a new line, "
    "twice a new paragraph. Begin a line with “- ” for a list.",
)
PATH_TO_GREEN = Field(
    "path_to_green",
    "Path to green",
    Kind.TEXT,
    "Needed where the figure misses its target: what is being done about it.",
    optional=True,
)
LINKS = Field(
    "links",
    "Useful links",
    Kind.TEXT,
    "Only where they change. One on each line: its name, a space, its address.",
    optional=True,
)
FILLED_IN_BY = Field("filled_in_by", "Filled in by", Kind.LINE, "Name and post.")
FILLED_IN_ON = Field("filled_in_on", "Filled in on", Kind.DAY, "A day, such as 17/09/2025.")
SIGNED_OFF_BY = Field("signed_off_by", "Signed off by", Kind.LINE, "Name and post of who answers for it.")
SIGNED_OFF_ON = Field("signed_off_on", "Signed off on", Kind.DAY, "A day, such as 17/09/2025.")

PERIOD_END = Field("period_end", "Period that ends on", Kind.DAY, given=True)
PUBLISHED = Field("published", "Figure now", Kind.NUMBER, given=True)
PART = Field("part", "Part", Kind.LINE, given=True)
WORKED_OUT = Field(
    "worked_out",
    "The figure that counts",
    Kind.NUMBER,
    "Works itself out: the share of the two numbers, or else the figure above.",
    given=True,
)
RATING = Field(
    "rating", "Rating, as it looks now", Kind.LINE, "Works itself out, to help you. The report decides.", given=True
)

FIGURE_FIELDS = (VALUE, NUMERATOR, DENOMINATOR, STATUS, STATUS_REASON, SOURCE, NOTE)
WORDS_FIELDS = (COMMENTARY, PATH_TO_GREEN, LINKS)
SIGNING_FIELDS = (FILLED_IN_BY, FILLED_IN_ON, SIGNED_OFF_BY, SIGNED_OFF_ON)
FIELDS = (*FIGURE_FIELDS, *WORDS_FIELDS, *SIGNING_FIELDS)

MONTHS = Table(
    "months",
    "The other months of this quarter",
    "This figure is kept by month. Please fill in these months too.",
    (PERIOD_END, SOURCE, NOTE, VALUE, NUMERATOR, DENOMINATOR, STATUS, STATUS_REASON),
    2,
    optional=False,
)
PARTS = Table(
    "parts",
    "The parts of the figure",
    "All parts add up to the figure.",
    (PART, VALUE, NUMERATOR, DENOMINATOR),
    40,
    optional=False,
)
CORRECTIONS = Table(
    "corrections",
    "Figures that were published before",
    "Fill in a row only where its figure was wrong or has been revised since, with the reason.",
    (
        PERIOD_END,
        PUBLISHED,
        Field("reason", "Why it is revised", Kind.LINE, "Say what was wrong, or came in late."),
        Field("value", "Revised figure", Kind.NUMBER),
        Field("numerator", "Revised numerator", Kind.NUMBER),
        Field("denominator", "Revised denominator", Kind.NUMBER, "More than 0.", lowest=Decimal(0)),
    ),
    4,
)
ACTIONS = Table(
    "actions",
    "Actions on the path to green",
    "One on each row. A “dropped” one needs its reason.",
    (
        Field("owner", "Owner", Kind.LINE, "Who sees to it: a post or a team."),
        Field("what", "What will be done", Kind.LINE, "Say in a sentence what is done."),
        Field("reason", "If late or dropped, why", Kind.LINE, "Say it where it is late or dropped."),
        Field("due", "By when", Kind.DAY, "A day, such as 30/09/2025."),
        Field("state", "How it stands", Kind.CHOICE, "Choose from the list.", STATES),
    ),
    8,
)
HISTORY = Table(
    "history",
    "Earlier figures",
    "Fill in as many rows as you have; leave the others as they are. With 12 periods the report can tell usual "
    "variation from real change.",
    (
        Field("period_end", "Period that ends on", Kind.DAY, "The last day of the period."),
        VALUE,
        NUMERATOR,
        DENOMINATOR,
        Field("source", "Source", Kind.LINE, "Where it was published or kept."),
    ),
    40,
)
TABLES = (MONTHS, PARTS, CORRECTIONS, ACTIONS, HISTORY)


def fields_for(indicator: Indicator, fields: Iterable[Field]) -> tuple[Field, ...]:
    """Return fields as an indicator has them: a figure with its unit and limits, two numbers only for a share."""
    is_share = indicator.unit.traits.times is not None
    kept = [one for one in fields if is_share or one.name not in (NUMERATOR.name, DENOMINATOR.name)]
    return tuple(_in_unit(one, indicator) for one in kept)


def _in_unit(field: Field, indicator: Indicator) -> Field:
    match field.name:
        case VALUE.name:
            return _limited(field, indicator)
        case NUMERATOR.name | DENOMINATOR.name:
            return replace(field, number_format=number_formats.COUNTED)
        case WORKED_OUT.name:
            return replace(field, number_format=number_formats.as_worked_out(indicator))
    return field


def _limited(field: Field, indicator: Indicator) -> Field:
    """Return the field of a figure with its unit and its limits."""
    lowest, highest = indicator.bounds
    said = [f"In {unit}." if (unit := _unit(indicator)) else "A number."]
    if lowest is not None and highest is not None:
        said.append(f"From {lowest} to {highest}.")
    elif lowest is not None or highest is not None:
        said.append(f"{lowest} or more." if highest is None else f"{highest} or less.")
    if indicator.unit is Unit.PERCENT:
        said.append("For 81.5% type 81.5.")
    shown = number_formats.as_typed(indicator)
    return replace(field, help=" ".join(said), lowest=lowest, highest=highest, number_format=shown)


def _unit(indicator: Indicator) -> str:
    return "£" if indicator.unit is Unit.POUNDS else formatting.unit_named(indicator)


def cell_name(stem: str, field: Field) -> str:
    """Return the name of an indicator's cell: `r_cosmic_009__value`."""
    return f"r_{stem.replace('-', '_')}__{field.name}"


def table_name(stem: str, table: Table) -> str:
    """Return the name of the rows of an indicator's table, without its heads: `r_cosmic_009__actions`."""
    return f"r_{stem.replace('-', '_')}__{table.name}"


def item_name(item: Item) -> str:
    """Return the name of a cell of the hidden sheet: `r__quarter`."""
    return f"r__{item}"


def sheet_name(code: str) -> str:
    """Return the name of an indicator's sheet: its code, without the stroke that Excel refuses in one."""
    return code.replace("/", "-")


def history_sheet_name(code: str) -> str:
    """Return the name of the sheet for an indicator's earlier figures: `History CoSMIC 009`."""
    return f"History {sheet_name(code)}"
