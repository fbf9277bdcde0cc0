"""How the cells of a return look: those to fill have a border and a ground of their own, all others are locked."""

from dataclasses import dataclass, field
from functools import cached_property

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from reportbuilder.returns.layout import Field, Kind

FONT = {"font_name": "Arial", "font_size": 11, "valign": "top"}
MAIN, _GROUND, _EDGE, _THIN = "#12436d", "#fff8dc", "#3d3d3d", "#767e86"
_HEAD_GROUND = "#eef2f6"
_OF_KIND: dict[Kind, dict] = {
    Kind.NUMBER: {"align": "left"},
    Kind.LINE: {"text_wrap": True},
    Kind.TEXT: {"text_wrap": True},
    Kind.CHOICE: {"align": "left"},
    Kind.DAY: {"num_format": "d mmm yyyy", "align": "left"},
}
# Behind Red, Amber and Green: the word is in the cell, so that nobody needs the colour.
_RATINGS = ("#f8d7da", "#ffe3a8", "#cdebd8")


@dataclass(frozen=True)
class Styles:
    """The formats of a workbook, each made once."""

    book: Workbook
    _made: dict[tuple[str, Kind, str], Format] = field(default_factory=dict)

    @cached_property
    def title(self) -> Format:
        return self._locked(bold=True, font_size=16, font_color=MAIN)

    @cached_property
    def heading(self) -> Format:
        return self._locked(bold=True, font_size=13, font_color=MAIN)

    @cached_property
    def text(self) -> Format:
        return self._locked(text_wrap=True, align="left", indent=1)

    @cached_property
    def aside(self) -> Format:
        """Words beside a cell that may run over the cells to the right, which are empty."""
        return self._locked(align="left", indent=1)

    @cached_property
    def plain(self) -> Format:
        """Words that may run over the cells to the right, which are empty."""
        return self._locked()

    @cached_property
    def label(self) -> Format:
        return self._locked(bold=True, text_wrap=True)

    @cached_property
    def mark(self) -> Format:
        return self._locked(bold=True, font_color=MAIN)

    @cached_property
    def head(self) -> Format:
        return self._locked(bold=True, text_wrap=True, bg_color=_HEAD_GROUND, bottom=2, border_color=MAIN)

    @cached_property
    def link(self) -> Format:
        return self._locked(font_color=MAIN, underline=1)

    def given(self, one: Field) -> Format:
        """Return the format of a cell that a return gives."""
        return self._of("given", one, {"locked": True, "border": 1, "border_color": _THIN})

    def fill(self, one: Field) -> Format:
        """Return the format of a cell to fill."""
        return self._of("fill", one, {"locked": False, "bg_color": _GROUND, "border": 2, "border_color": _EDGE})

    def _of(self, name: str, one: Field, frame: dict) -> Format:
        """Return the format of cells that are framed alike and take the same; it is made for the first of them."""
        key = (name, one.kind, one.number_format)
        if key not in self._made:
            shown = {"num_format": one.number_format}
            self._made[key] = self.book.add_format(FONT | frame | shown | _OF_KIND[one.kind])
        return self._made[key]

    @cached_property
    def grounds(self) -> list[Format]:
        """What stands behind a rating: of Red, of Amber, of Green."""
        return [self.book.add_format({"bg_color": ground}) for ground in _RATINGS]

    def _locked(self, **own: object) -> Format:
        return self.book.add_format(FONT | {"locked": True} | own)
