"""What a return asks for, and the names by which each cell of its workbook is found again, wherever it has moved to."""

from dataclasses import dataclass
from enum import StrEnum

from cosmic.figures import Status

TEMPLATE = 1  # goes up whenever a workbook of before could no longer be read as one of today
HIDDEN_SHEET = "_cosmic"
COVER = "Read me"
FEW_PERIODS = 12  # with fewer periods held than this, a signal cannot be told, and a history is asked for
LONGEST_LINE, LONGEST_TEXT = 300, 30_000  # characters; a cell of Excel takes 32,767
FILL_IN = "▸ fill in"  # stands to the left of each cell to fill, for those who do not see its colour
EARLIEST_YEAR, LATEST_YEAR = 1990, 2100  # of a day that is typed


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


@dataclass(frozen=True)
class Field:
    """One thing that is asked for: its name, the label beside its cell, what the cell takes, and help for the filler.

    A field that is `given` is written by `returns out` and locked; the others are to fill.
    """

    name: str
    label: str
    kind: Kind
    help: str = ""
    choices: tuple[str, ...] = ()
    given: bool = False


@dataclass(frozen=True)
class Table:
    """Several rows that are asked for: a block under one name, its columns in the order of their fields.

    `rows` is how many are offered, or at most.
    """

    name: str
    title: str
    help: str
    columns: tuple[Field, ...]
    rows: int


# What a filler may choose for a figure, and the status that its row in data/figures/ has.
STATUSES = {
    "final": Status.PUBLISHED,
    "provisional": Status.PROVISIONAL,
    "estimated": Status.ESTIMATED,
    "suppressed": Status.SUPPRESSED,
    "not available": Status.NOT_AVAILABLE,
}
STATES = ("under way", "done", "late", "dropped")
_UNIT = "In the unit, and within the limits, that stand beside the first figure."

VALUE = Field("value", "Figure", Kind.NUMBER)  # its help is the unit and the limits of the indicator
NUMERATOR = Field("numerator", "Numerator", Kind.NUMBER, "How many of them, such as those done in time.")
DENOMINATOR = Field("denominator", "Denominator", Kind.NUMBER, "Out of how many. More than 0.")
STATUS = Field(
    "status",
    "Final or not",
    Kind.CHOICE,
    "Choose from the list. “suppressed”: too small to be shown. “not available”: leave the figure empty and say why.",
    tuple(STATUSES),
)
STATUS_REASON = Field("status_reason", "If it is not final, why", Kind.LINE, "Needed for “not available”.")
SOURCE = Field("source", "Source", Kind.LINE, "Where the figure comes from: a system, a report, a return.")
NOTE = Field(
    "note", "Note on the figure", Kind.LINE, "Where it differs from a figure that was published already: why it does."
)
COMMENTARY = Field(
    "commentary",
    "Commentary",
    Kind.TEXT,
    "What changed and why, for councillors and the public. Alt+Enter starts a new line, twice a new paragraph. "
    "Begin a line with “- ” for a list.",
)
PATH_TO_GREEN = Field(
    "path_to_green", "Path to green", Kind.TEXT, "Needed where the rating is Red or Amber: what is being done about it."
)
LINKS = Field(
    "links", "Useful links", Kind.TEXT, "Only where they change. One on each line: its name, a space, its address."
)
FILLED_IN_BY = Field("filled_in_by", "Filled in by", Kind.LINE, "Name and post.")
FILLED_IN_ON = Field("filled_in_on", "Filled in on", Kind.DAY, "A day, such as 17/09/2025.")
SIGNED_OFF_BY = Field("signed_off_by", "Signed off by", Kind.LINE, "Name and post of who answers for it.")
SIGNED_OFF_ON = Field("signed_off_on", "Signed off on", Kind.DAY, "A day, such as 17/09/2025.")

PERIOD_END = Field("period_end", "Period that ends on", Kind.DAY, given=True)
PUBLISHED = Field("published", "Figure now", Kind.NUMBER, given=True)
PART = Field("part", "Part", Kind.LINE, given=True)
WORKED_OUT = Field("worked_out", "Worked out", Kind.NUMBER, given=True)
RATING = Field("rating", "Rating as it stands", Kind.LINE, given=True)

FIGURE_FIELDS = (VALUE, NUMERATOR, DENOMINATOR, STATUS, STATUS_REASON, SOURCE, NOTE)
WORDS_FIELDS = (COMMENTARY, PATH_TO_GREEN, LINKS)
SIGNING_FIELDS = (FILLED_IN_BY, FILLED_IN_ON, SIGNED_OFF_BY, SIGNED_OFF_ON)
FIELDS = (*FIGURE_FIELDS, *WORDS_FIELDS, *SIGNING_FIELDS)

MONTHS = Table(
    "months",
    "The other months of this quarter",
    "This figure is kept by month. Please fill in these months too.",
    (PERIOD_END, VALUE, NUMERATOR, DENOMINATOR, STATUS, STATUS_REASON, SOURCE, NOTE),
    2,
)
PARTS = Table(
    "parts",
    "The parts of the figure",
    "All parts add up to the figure.",
    (PART, VALUE, NUMERATOR, DENOMINATOR),
    40,
)
CORRECTIONS = Table(
    "corrections",
    "Figures that were published before",
    "Fill in a row only where its figure was wrong or has been revised since, with the reason.",
    (
        PERIOD_END,
        PUBLISHED,
        Field("value", "Revised figure", Kind.NUMBER, _UNIT),
        Field("numerator", "Revised numerator", Kind.NUMBER),
        Field("denominator", "Revised denominator", Kind.NUMBER),
        Field("reason", "Why it is revised", Kind.LINE),
    ),
    4,
)
ACTIONS = Table(
    "actions",
    "Actions on the path to green",
    "One on each row. A “dropped” one needs its reason.",
    (
        Field("owner", "Owner", Kind.LINE, "Who sees to it: a post or a team."),
        Field("what", "What will be done", Kind.LINE),
        Field("due", "By when", Kind.DAY),
        Field("state", "How it stands", Kind.CHOICE, "Choose from the list.", STATES),
        Field("reason", "If late or dropped, why", Kind.LINE),
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
        Field("value", "Figure", Kind.NUMBER, _UNIT),
        NUMERATOR,
        DENOMINATOR,
        Field("source", "Source", Kind.LINE, "Where it was published or kept."),
    ),
    40,
)
TABLES = (MONTHS, PARTS, CORRECTIONS, ACTIONS, HISTORY)


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
