"""Which figures an edition should have, by the frequency and the lag of their indicators."""

from datetime import date

from cosmic.definitions import Indicator
from cosmic.periods import months_before


def latest_due(indicator: Indicator, produced_on: date, quarter_end: date) -> date:
    """Return the end of the latest period whose figure is due on the day of production."""
    end = months_before(produced_on, indicator.lag_months)
    while not (indicator.recorded.is_period_end(end) and end < produced_on and end <= quarter_end):
        end = months_before(end, 1)
    return end
