"""Days of the calendar that a time covers, as first and last day. Pure arithmetic, no text."""

import calendar
from datetime import MAXYEAR, MINYEAR, date, timedelta

Days = tuple[date, date]
"""The first and the last day, both included."""


def day(year: int, month: int, of_month: int) -> Days | None:
    """One day; None when there is no such day."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12):
        return None
    if not 1 <= of_month <= calendar.monthrange(year, month)[1]:
        return None
    only = date(year, month, of_month)
    return only, only


def month(year: int, number: int) -> Days | None:
    if not (MINYEAR <= year <= MAXYEAR and 1 <= number <= 12):
        return None
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])


def months(year: int, first: int, last: int) -> Days | None:
    begins, ends = month(year, first), month(year, last)
    return None if begins is None or ends is None else (begins[0], ends[1])


def years(first: int, last: int) -> Days | None:
    if not MINYEAR <= first <= last <= MAXYEAR:
        return None
    return date(first, 1, 1), date(last, 12, 31)


def week_of(one: date) -> Days | None:
    """Monday to Sunday (ISO 8601)."""
    monday = days_from(one, -one.weekday())
    sunday = days_from(one, 6 - one.weekday())
    return None if monday is None or sunday is None else (monday, sunday)


def days_from(one: date, number: int) -> date | None:
    try:
        return one + timedelta(days=number)
    except OverflowError:
        return None


def month_from(one: date, number: int) -> Days | None:
    """The month that many months after the one of a day."""
    counted = one.year * 12 + one.month - 1 + number
    return month(counted // 12, counted % 12 + 1)


def unit_from(unit: str, one: date, number: int) -> Days | None:
    """The day, week, month, quarter, year, decade or century `number` units after that of a day."""
    if unit == "day":
        only = days_from(one, number)
        return None if only is None else (only, only)
    if unit == "week":
        within = days_from(one, 7 * number)
        return None if within is None else week_of(within)
    if unit == "month":
        return month_from(one, number)
    if unit == "quarter":
        first = month_from(one.replace(day=1, month=(one.month - 1) // 3 * 3 + 1), 3 * number)
        return None if first is None else months(first[0].year, first[0].month, first[0].month + 2)
    size = {"year": 1, "decade": 10, "century": 100}[unit]
    begins = one.year // size * size + number * size
    return years(begins, begins + size - 1)


def weekday_near(one: date, number: int, direction: int) -> Days | None:
    """The day of the week (Monday 0) nearest to a day: 0 that day or before, -1 before, 1 after."""
    if direction > 0:
        only = days_from(one, (number - one.weekday() - 1) % 7 + 1)
    else:
        from_here = one if direction == 0 else days_from(one, -1)
        if from_here is None:
            return None
        only = days_from(from_here, -((from_here.weekday() - number) % 7))
    return None if only is None else (only, only)
