"""Alternating ways along pairs that cost nothing, and prices raised where no such way is left.

Everybody on one side who still waits gets a place along such a way, where others move on or had
better stay without; where nobody can, the prices rise on all that is near, until a pair more costs
nothing (Kuhn's Hungarian method, with many ways at once as Hopcroft and Karp find them). Both sides
look alike from here: ``turned`` lets the hosts seek where the visitors sought.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

FAR = np.int64(1) << 60
NOBODY = -1
ENDS_AT_ROWS, ENDS_NOWHERE = True, False


class Net(NamedTuple):
    """Rows seek columns. ``others`` and ``pairs`` lie beside each other for each row (CSR), and
    ``rows`` and ``pairs_back`` for each column; scores and matched are by pair."""

    starts: np.ndarray
    others: np.ndarray
    pairs: np.ndarray
    starts_back: np.ndarray
    rows: np.ndarray
    pairs_back: np.ndarray
    scores: np.ndarray
    matched: np.ndarray
    room: np.ndarray
    used: np.ndarray
    price: np.ndarray
    other_room: np.ndarray
    other_used: np.ndarray
    other_price: np.ndarray


def turned(net: Net) -> Net:
    """The same, with columns that seek rows."""
    back = net.starts_back, net.rows, net.pairs_back, net.starts, net.others, net.pairs
    sides = net.other_room, net.other_used, net.other_price, net.room, net.used, net.price
    return Net(*back, net.scores, net.matched, *sides)


@njit(cache=True)
def place_all(net):
    """Until no row waits any more; every pair stays paid, and what is matched costs nothing."""
    walk, reach = _new_walk(net), _new_reach(net)
    waiting = np.flatnonzero((net.used < net.room) & (net.price > 0))
    while len(waiting) > 0:
        waiting, placed = _place_some(waiting, net, walk)
        if not placed:
            _raise_prices(waiting, net, reach)
            waiting = waiting[net.price[waiting] > 0]


# -- Ways ------------------------------------------------------------------------------------------


class Walk(NamedTuple):
    """One way, step by step, and how far each row and column has been looked through this turn."""

    turn: np.ndarray
    row_at: np.ndarray
    column_at: np.ndarray
    pair_to: np.ndarray
    pair_from: np.ndarray
    row_turn: np.ndarray
    row_next: np.ndarray
    row_on_way: np.ndarray
    column_turn: np.ndarray
    column_next: np.ndarray
    column_on_way: np.ndarray


@njit(cache=True)
def _new_walk(net):
    rows, columns = len(net.room), len(net.other_room)
    steps = min(rows, columns) + 2
    return Walk(
        np.zeros(1, dtype=np.int64),
        np.zeros(steps, dtype=np.int32),
        np.zeros(steps, dtype=np.int32),
        np.zeros(steps, dtype=np.int32),
        np.zeros(steps, dtype=np.int32),
        np.zeros(rows, dtype=np.int32),
        np.zeros(rows, dtype=np.int64),
        np.zeros(rows, dtype=np.bool_),
        np.zeros(columns, dtype=np.int32),
        np.zeros(columns, dtype=np.int64),
        np.zeros(columns, dtype=np.bool_),
    )


@njit(cache=True)
def _place_some(waiting, net, walk):
    """Let each that waits try once; who still waits, and how many places were found."""
    walk.turn[0] += 1
    left = placed = 0
    for row in waiting:
        while net.used[row] < net.room[row]:
            end = _find_way(row, net, walk)
            if end == NOBODY:
                break
            _move_along(end, net, walk)
            placed += 1
        if net.used[row] < net.room[row]:
            waiting[left] = row
            left += 1
    return waiting[:left], placed


@njit(cache=True)
def _find_way(start, net, walk):
    """The step at which a way ends, or ``NOBODY``: at a column with room (``column_at``), or at a
    row whose price is nothing and that had better stay without."""
    step = 0
    _arrive(start, step, net, walk)
    while step >= 0:
        row = walk.row_at[step]
        if step > 0 and net.price[row] == 0:
            return step
        column = _next_column(row, step, net, walk)
        if column == NOBODY:
            step = _go_back(step, walk)
        elif net.other_used[column] < net.other_room[column]:
            return step
        else:
            walk.column_on_way[column] = True
            place = walk.column_next[column]
            walk.pair_from[step] = net.pairs_back[place]
            step += 1
            _arrive(net.rows[place], step, net, walk)
    return NOBODY


@njit(cache=True)
def _arrive(row, step, net, walk):
    walk.row_at[step] = row
    walk.column_at[step] = NOBODY
    walk.row_on_way[row] = True
    if walk.row_turn[row] != walk.turn[0]:
        walk.row_turn[row] = walk.turn[0]
        walk.row_next[row] = net.starts[row]


@njit(cache=True)
def _next_column(row, step, net, walk):
    """The next column that a row reaches at no cost and that has room, or somebody to move on."""
    others, pairs, scores, matched = net.others, net.pairs, net.scores, net.matched
    price, other_price, on_way = net.price[row], net.other_price, walk.column_on_way
    for place in range(walk.row_next[row], net.starts[row + 1]):
        column, pair = others[place], pairs[place]
        costs_nothing = price + other_price[column] == scores[pair]
        if not costs_nothing or matched[pair] or on_way[column]:
            continue
        has_room = net.other_used[column] < net.other_room[column]
        if has_room or _has_next_row(column, net, walk):
            walk.row_next[row] = place
            walk.column_at[step], walk.pair_to[step] = column, pair
            return column
    walk.row_next[row] = net.starts[row + 1]
    return NOBODY


@njit(cache=True)
def _has_next_row(column, net, walk):
    if walk.column_turn[column] != walk.turn[0]:
        walk.column_turn[column] = walk.turn[0]
        walk.column_next[column] = net.starts_back[column]
    place, end = walk.column_next[column], net.starts_back[column + 1]
    while place < end and (
        not net.matched[net.pairs_back[place]] or walk.row_on_way[net.rows[place]]
    ):
        place += 1
    walk.column_next[column] = place
    return place < end


@njit(cache=True)
def _go_back(step, walk):
    """This row leads nowhere: on with the next one of the column that led to it."""
    walk.row_on_way[walk.row_at[step]] = False
    if step > 0:
        column = walk.column_at[step - 1]
        walk.column_on_way[column] = False
        walk.column_next[column] += 1
    return step - 1


@njit(cache=True)
def _move_along(end, net, walk):
    """Everybody on the way moves one column on; the last one may stay without."""
    for step in range(end + 1):
        walk.row_on_way[walk.row_at[step]] = False
        if step < end:
            walk.column_on_way[walk.column_at[step]] = False
            net.matched[walk.pair_to[step]] = True
            net.matched[walk.pair_from[step]] = False
    net.used[walk.row_at[0]] += 1
    column = walk.column_at[end]
    if column == NOBODY:
        net.used[walk.row_at[end]] -= 1
    else:
        net.matched[walk.pair_to[end]] = True
        net.other_used[column] += 1


# -- Prices ----------------------------------------------------------------------------------------


class Reach(NamedTuple):
    """How far rows and columns are from those that wait. Columns wait in a list for each distance,
    since distances are whole and small."""

    counts: np.ndarray  # rows reached, columns settled, columns touched
    row_distance: np.ndarray
    rows: np.ndarray
    distance: np.ndarray
    settled: np.ndarray
    touched: np.ndarray
    first: np.ndarray
    after: np.ndarray
    before: np.ndarray


@njit(cache=True)
def _new_reach(net):
    rows, columns = len(net.room), len(net.other_room)
    farthest = max(net.price.max() if rows else 0, net.other_price.max() if columns else 0)
    return Reach(
        np.zeros(3, dtype=np.int64),
        np.full(rows, FAR, dtype=np.int64),
        np.zeros(rows, dtype=np.int32),
        np.full(columns, FAR, dtype=np.int64),
        np.zeros(columns, dtype=np.int32),
        np.zeros(columns, dtype=np.int32),
        np.full(farthest + 1, NOBODY, dtype=np.int32),
        np.full(columns, NOBODY, dtype=np.int32),
        np.full(columns, NOBODY, dtype=np.int32),
    )


@njit(cache=True)
def _raise_prices(waiting, net, reach):
    """By the distance to the nearest end of a way; those nearer gain or lose the difference."""
    for row in waiting:
        _reach(row, 0, reach)
    end = _spread(net.price[waiting].min(), ENDS_AT_ROWS, net, reach)
    for row in reach.rows[: reach.counts[0]]:
        net.price[row] -= end - reach.row_distance[row]
        reach.row_distance[row] = FAR
    for column in reach.settled[: reach.counts[1]]:
        net.other_price[column] += end - reach.distance[column]
    for column in reach.touched[: reach.counts[2]]:
        reach.first[reach.distance[column]] = NOBODY
        reach.distance[column] = FAR
    reach.counts[:] = 0


@njit(cache=True)
def lower_other_prices(net):
    """Once all are placed: let each column cost as little as any proof allows.

    A price falls until it is nothing, or until a row would rather have that column than what it
    has. What is left of it is what one more place there would bring.
    """
    reach = _new_reach(net)
    for row in np.flatnonzero(net.used == 0):
        _reach(row, 0, reach)
    for column in range(len(net.other_price)):
        _file(column, net.other_price[column], reach)
    _spread(FAR, ENDS_NOWHERE, net, reach)
    for row in reach.rows[: reach.counts[0]]:
        net.price[row] += reach.row_distance[row]
    net.other_price[:] -= reach.distance


@njit(cache=True)
def _spread(end, ends_at_rows, net, reach):
    """Settle what is nearer than the end, nearest first; the end that was found."""
    near, seen = np.int64(0), 0
    while near < min(end, len(reach.first)):
        while seen < reach.counts[0]:
            row = reach.rows[seen]
            if ends_at_rows:
                end = min(end, near + net.price[row])
            end = _look_around(row, near, end, net, reach)
            seen += 1
        if reach.first[near] == NOBODY:
            near += 1
        elif near < end:
            _settle(reach.first[near], near, net, reach)
    return end


@njit(cache=True)
def _reach(row, so_far, reach):
    if reach.row_distance[row] == FAR:
        reach.row_distance[row] = so_far
        reach.rows[reach.counts[0]] = row
        reach.counts[0] += 1


@njit(cache=True)
def _look_around(row, so_far, end, net, reach):
    """File every column that is nearer by way of this row; the nearest end known now."""
    others, pairs, scores = net.others, net.pairs, net.scores
    other_price, distance = net.other_price, reach.distance
    base = so_far + net.price[row]
    for place in range(net.starts[row], net.starts[row + 1]):
        column = others[place]
        length = base + other_price[column] - scores[pairs[place]]
        if length >= end or length >= distance[column]:
            continue
        if net.other_used[column] < net.other_room[column]:
            end = length
        else:
            _file(column, length, reach)
    return end


@njit(cache=True)
def _file(column, length, reach):
    if reach.distance[column] == FAR:
        reach.touched[reach.counts[2]] = column
        reach.counts[2] += 1
    else:
        _take_out(column, reach)
    reach.distance[column] = length
    head = reach.first[length]
    reach.before[column], reach.after[column] = NOBODY, head
    if head != NOBODY:
        reach.before[head] = column
    reach.first[length] = column


@njit(cache=True)
def _take_out(column, reach):
    before, after = reach.before[column], reach.after[column]
    if before == NOBODY:
        reach.first[reach.distance[column]] = after
    else:
        reach.after[before] = after
    if after != NOBODY:
        reach.before[after] = before


@njit(cache=True)
def _settle(column, near, net, reach):
    """Nothing leads there on a shorter way; its rows are as near."""
    _take_out(column, reach)
    reach.settled[reach.counts[1]] = column
    reach.counts[1] += 1
    for place in range(net.starts_back[column], net.starts_back[column + 1]):
        if net.matched[net.pairs_back[place]]:
            _reach(net.rows[place], near, reach)
