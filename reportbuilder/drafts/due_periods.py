"""Which figures an edition should have, by the frequency and the lag of their indicators."""

from datetime import date

from cosmic.definitions import Indicator
from cosmic.editions import Edition
from cosmic.periods import months_before


def due_in(edition: Edition, indicator: Indicator) -> date | None:
    """Return the end of the period whose figure is due in an edition; None of an indicator in development."""
    on_the_day = indicator.on(edition.quarter.end)
    return None if on_the_day.in_development else latest_due(on_the_day, edition.produced_on, edition.quarter.end)


def latest_due(indicator: Indicator, produced_on: date, quarter_end: date) -> date:
    """Return the end of the latest period whose figure is due on the day of production."""
    end = months_before(produced_on, indicator.lag_months)
    while not (indicator.recorded.is_period_end(end) and end < produced_on and end <= quarter_end):
        end = months_before(end, 1)
    return end


def other_months(indicator: Indicator, due: date) -> list[date]:
    """Return the ends of the other months of the quarter of a figure, the latest first; none unless it is monthly."""
    return [months_before(due, ago) for ago in (1, 2)] if indicator.recorded.months_between == 1 else []
