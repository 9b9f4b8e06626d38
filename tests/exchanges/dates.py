"""The day on which these tests stand, and a week ahead of it."""

from datetime import date

TODAY = date(2026, 11, 2)
MONDAY, FRIDAY = date(2027, 3, 1), date(2027, 3, 5)
