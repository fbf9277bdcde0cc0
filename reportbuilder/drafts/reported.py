"""List the indicators that a quarter's edition has, before anything but their definitions is read."""

from pathlib import Path

from cosmic import definitions, editions
from cosmic.periods import Quarter
from projectfiles import paths
from projectfiles.errors import Faults


def list_sources(quarter: Quarter) -> list[Path]:
    """Return the files that tell which indicators a quarter's edition, and the one before, have."""
    quarters = editions.with_quarter_before(quarter)
    return [paths.settings(), paths.brand(), *map(paths.definition, paths.stems()), *map(paths.kept_records, quarters)]


def list_left_out(quarter: Quarter) -> list[str]:
    """Return the stems that a quarter's edition lacks since its saved records do, and not by their definitions."""
    had = list_stems(quarter)
    others = [definitions.load_definition(stem) for stem in paths.stems() if stem not in had]
    return [one.stem for one in others if not one.reported_from and (one.reported_until or quarter) >= quarter]


def list_stems(*quarters: Quarter) -> list[str]:
    """Return the stems of the indicators that any of some quarters' editions has, in the order of the report.

    One whose definition cannot be read counts, so that its faults are told; so do all where saved records cannot be.
    """
    stems = paths.stems()
    indicators, _ = definitions.load_definitions(stems)
    try:
        reported = editions.list_reported(indicators, *quarters)
    except Faults:
        return stems
    left_out = {one.stem for one in indicators} - {one.stem for one in reported}
    return [stem for stem in stems if stem not in left_out]
