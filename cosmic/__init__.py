"""The calculations behind a council's quarterly performance report, and the pages that notebooks show of them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cosmic.pages.indicator import IndicatorPage as IndicatorPage
    from cosmic.pages.scorecard import ScorecardPage as ScorecardPage

_ROOMS = {"IndicatorPage": "cosmic.pages.indicator", "ScorecardPage": "cosmic.pages.scorecard"}


def __getattr__(name: str) -> type:
    """Return a page that a notebook asks for. Only then: pandas takes half a second, and `cosmic --help` needs none."""
    from importlib import import_module

    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)
