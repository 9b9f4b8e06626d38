"""When a host still has a place; no database."""

from datetime import date

import pytest

from exchanges.matching.candidates import Window
from exchanges.matching.free import free_windows


def march(first, last):
    return Window(first=date(2027, 3, first), last=date(2027, 3, last))


FEBRUARY = date(2027, 2, 1)


@pytest.mark.parametrize(
    ("stays", "capacity", "free"),
    [
        ([], 1, [march(1, 31)]),
        ([march(8, 12)], 1, [march(1, 7), march(13, 31)]),
        ([march(1, 5)], 1, [march(6, 31)]),
        ([march(29, 31)], 1, [march(1, 28)]),
        ([march(1, 31)], 1, []),
        ([march(8, 12)], 2, [march(1, 31)]),
        ([march(8, 12), march(10, 19)], 2, [march(1, 9), march(13, 31)]),
        ([march(8, 12), march(13, 19)], 1, [march(1, 7), march(20, 31)]),
        ([march(8, 12), march(13, 19)], 2, [march(1, 31)]),
    ],
)
def test_full_days_are_taken_out(stays, capacity, free):
    left = free_windows([march(1, 31)], stays, capacity=capacity, today=FEBRUARY)

    assert list(left) == free


def test_a_stay_outside_the_window_takes_nothing():
    left = free_windows([march(10, 20)], [march(1, 5), march(25, 31)], capacity=1, today=FEBRUARY)

    assert list(left) == [march(10, 20)]


def test_only_what_lies_ahead_counts():
    windows = [march(1, 9), march(5, 20)]

    left = free_windows(windows, [], capacity=1, today=date(2027, 3, 9))

    assert list(left) == [march(10, 20)]
