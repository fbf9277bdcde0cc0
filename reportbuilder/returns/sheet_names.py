"""The names of a return's sheets, which are made of the codes of its indicators, and the codes that cannot make one."""

from collections.abc import Iterable, Iterator

from projectfiles import paths
from projectfiles.errors import Fault
from reportbuilder.returns.asked import Asked
from reportbuilder.returns.layout import COVER, history_sheet_name, sheet_name

_TAKEN = {COVER.casefold(): "the first sheet", "history": "Excel itself"}


def find_clashing_codes(asked: Iterable[Asked]) -> Iterator[Fault]:
    """Find codes whose sheets would have a name that another one has; Excel takes capitals and small letters as one."""
    taken = dict(_TAKEN)
    for one in asked:
        code, stem = one.indicator.code, one.indicator.stem
        names = [sheet_name(code).casefold(), history_sheet_name(code).casefold()]
        for name in names:
            if name in taken:
                message = f"makes a sheet of the return whose name {taken[name]} has; give it another code"
                yield Fault(f"{paths.shown(paths.definition(stem))}, code", f"{message}, got: {code!r}")
                break
        taken |= dict.fromkeys(names, code)
