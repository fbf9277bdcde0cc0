"""Days: what has one meaning is read, what has two or none is told."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savedfiles.days import read_day, shows_day_first
from savedfiles.errors import Unreadable

END = date(2025, 6, 30)
ONE_MEANING = (
    "2025-06-30", "2025/06/30", "2025.06.30", "20250630", "30/06/2025", "30/06/25", "30-06-2025", "30.06.2025",
    "30 / 06 / 2025", "06/30/2025", "30-Jun-25", "30-JUN-2025", "30 June 2025", "30 Jun 25", "30th June 2025",
    "June 30, 2025", "Jun 30 2025", "2025-06-30 00:00:00", "2025-06-30T00:00:00", "2025-06-30T00:00:00Z",
    "2025-06-30T00:00:00.000+00:00", "2025-06-30 14:05", "30/06/2025 00:00", "45838", "45838.0", "'30/06/2025",
    " 30\u00a0June\u00a02025 ", "Monday, 30 June 2025", "Mon 30 Jun 2025", "30 Jun. 2025", "30th of June 2025",
    "30–06–2025", "30\u201106\u20112025", "30-June-2025",
)  # fmt: skip
MONTHS = ("Jun-25", "June 2025", "JUN 2025", "June-25", "2025-06", "06/2025", "6/2025", "Jun. 2025")
NO_DAY = (
    "", "03/04", "25-Jun", "midsummer", "Q1 2025", "2025-06-31", "31/06/2025", "2025-W26-1", "13/13/2025",
    "0000-01-01", "30/06/1925", "1973-12-31", "30062025", "458", "12345", "99999", "１２/06/2025",
    "2025-06-30T23:00:00Z", "nan", "2025-06-30 at noon", "9" * 5000,
)  # fmt: skip


@pytest.mark.parametrize("text", ONE_MEANING)
def test_a_day_that_has_one_meaning_is_read(text):
    assert read_day(text) == read_day(text, ends_month=True, day_first=True) == END


@pytest.mark.parametrize("text", MONTHS)
def test_a_month_is_its_last_day_where_a_months_end_is_meant_and_nothing_elsewhere(text):
    assert read_day(text, ends_month=True) == END
    with pytest.raises(Unreadable, match="must be a day, got the month"):
        read_day(text)


@pytest.mark.parametrize("text", NO_DAY)
def test_what_is_no_day_is_told(text):
    with pytest.raises(Unreadable, match="must be a day"):
        read_day(text, ends_month=True)


@pytest.mark.parametrize("text", ["03/04/2025", "3-4-2025", "03.04.25", "03/04/2025 00:00"])
def test_a_day_that_has_two_meanings_is_told_with_both(text):
    with pytest.raises(Unreadable, match="may be 3 April or 4 March 2025, got: .*; type 2025-04-03 or 2025-03-04"):
        read_day(text)
    assert read_day(text, day_first=True) == date(2025, 4, 3)


@pytest.mark.parametrize(
    ("texts", "is_shown"),
    [
        (["30/06/2025", "03/04/2025"], True),
        (["2025-06-30", "03/04/2025"], False),
        (["30/06/2025", "06/30/2025"], False),
        (["13/06/2025"], True),
        (["12/06/2025"], False),
        ([None, ""], False),
    ],
)
def test_a_table_shows_that_days_come_first_by_a_day_beyond_twelve_and_no_month_beyond(texts, is_shown):
    assert shows_day_first(texts) is is_shown


@given(st.dates(date(2000, 1, 1), date(2069, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%d-%b-%y", "%Y%m%d"]))
def test_a_day_is_read_as_it_was_written(day, form):
    assert read_day(day.strftime(form)) == day
    assert read_day(day.strftime("%d/%m/%Y"), day_first=True) == day
    assert read_day(str((day - date(1899, 12, 30)) // timedelta(1))) == day


@given(st.dates(date(2000, 1, 1), date(2069, 12, 31)))
def test_a_day_written_with_slashes_is_read_in_british_order_or_told(day):
    try:
        assert read_day(day.strftime("%d/%m/%Y")) == day
    except Unreadable:
        assert day.day <= 12 and day.day != day.month
