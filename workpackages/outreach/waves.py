"""Contour lines of calm water, drawn from a sum of sines: no picture is stored or fetched."""

from functools import lru_cache
from itertools import pairwise
from math import pi, sin

WIDTH, HEIGHT = 1200, 420
STEP = 60  # between the points of a line; curves join them
LINES = 15


@lru_cache(maxsize=8)
def contours(seed: int = 7, *, lines: int = LINES) -> tuple[str, ...]:
    """SVG paths from left to right; lines crowd together where the water is shallow."""
    return tuple(_smooth(_points(seed, depth / lines)) for depth in range(lines))


def _points(seed: int, depth: float) -> list[tuple[float, float]]:
    base = HEIGHT * (0.18 + 0.82 * depth**0.8)
    swell = 46 * (1 - 0.55 * depth)
    return [(x, base + swell * _height(x / WIDTH, seed, depth)) for x in _across()]


def _across() -> range:
    return range(-STEP, WIDTH + 2 * STEP, STEP)


def _height(x: float, seed: int, depth: float) -> float:
    long = sin(2 * pi * (1.15 * x + 0.11 * seed + 0.22 * depth))
    short = sin(2 * pi * (2.7 * x - 0.07 * seed + 0.45 * depth))
    return 0.75 * long + 0.25 * short


def _smooth(points) -> str:
    """Quadratic curves through the middles of the segments, so that no corner shows."""
    middles = [((x1 + x2) / 2, (y1 + y2) / 2) for (x1, y1), (x2, y2) in pairwise(points)]
    start = f"M{middles[0][0]:.0f} {middles[0][1]:.0f}"
    curves = (
        f"Q{x:.0f} {y:.0f} {end_x:.0f} {end_y:.0f}"
        for (x, y), (end_x, end_y) in zip(points[1:], middles[1:], strict=False)
    )
    return start + "".join(curves)
