"""The calculations behind a council's quarterly performance report: what a notebook imports to show its pages."""

_MODULES = {"IndicatorPage": "reportpages.indicator", "ScorecardPage": "reportpages.scorecard"}


def __getattr__(name: str) -> type:
    """Return a page that a notebook asks for. Only then: pandas takes half a second, and `cosmic --help` needs none."""
    from importlib import import_module

    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
