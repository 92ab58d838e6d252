"""Looking for epochs and for learning rates: what the theories of all algorithms share."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from gdgui.core.departure import Pair
from gdgui.core.limits import MOST_EPOCHS

GOOD = 2
"""A rate is good when it takes at most this many times the epochs of the best one."""

NEVER = 1e18
"""Epochs that no machine will ever do: whatever takes longer does not happen."""

ROUNDING = 1e-9
"""Shares that are nothing but rounding of a learning rate times a curvature."""

Interval = tuple[float, float]


class Suggestion(NamedTuple):
    """A learning rate that a person would type, and the epochs after which a run with it has arrived."""

    learning_rate: float
    epochs: int


def epochs_within(parts: Pair, logs: Pair, goal: float) -> int | None:
    """The first epoch at which Σ part·exp(2·k·log) is at most `goal`, where it never grows again.

    None where that is never, or beyond what any machine will do.
    """
    moving, start = [(part, log) for part, log in zip(parts, logs, strict=True) if part > 0], 0.0
    for part, log in moving:
        if log > 0:
            return None
        start += part
    if start <= goal:
        return 0
    half, most, alone = goal / 2, 0.0, 0.0  # epochs until the slowest part is half the goal, and all of it
    for part, log in moving:
        if part > half:
            if log == 0 or half == 0:
                return None
            most = max(most, (math.log(half) - math.log(part)) / (2 * log))
            alone = max(alone, (math.log(goal) - math.log(part)) / (2 * log))
    if most > NEVER:
        return None

    def holds(k: int) -> bool:
        total = 0.0
        for part, log in moving:
            total += part * math.exp(2 * k * log)
        return total <= goal

    return first_epoch(holds, math.ceil(most) + 2, least=max(1, math.floor(alone) - 1))


def simplest(low: float, high: float, near: float) -> float:
    """The number with the fewest significant digits in this interval; of several, that nearest to `near`."""
    if not 0 < low <= high:
        return near
    for digits in range(1, 18):
        unit = 10.0 ** (math.floor(math.log10(near)) - digits + 1)
        whole = round(near / unit)
        found = math.inf
        for k in (0, -1, 1, -2, 2):
            typed = float(f"{(whole + k) * unit:.{digits}g}")
            if low <= typed <= high and abs(typed - near) < abs(found - near):
                found = typed
        if found < math.inf:
            return found
    return near


def rounded_up(epochs: int) -> int:
    """The next number of at most two significant digits."""
    unit: int = 10 ** max(0, len(str(epochs)) - 2)
    return min(MOST_EPOCHS, -(-epochs // unit) * unit)


def rounded_between(low: int, high: int) -> int:
    """The largest number of as few significant digits as there are in this range, two at the least."""
    for unit in (10**k for k in range(max(0, len(str(high)) - 2), -1, -1)):
        rounded: int = high // unit * unit
        if rounded >= low:
            return min(MOST_EPOCHS, rounded)
    return min(MOST_EPOCHS, high)


def first_epoch(holds: Callable[[int], bool], most: int, least: int = 0) -> int | None:
    """The first number from `least` to `most` for which this holds, where it goes on to hold; None if none.

    Looked for from below, since most answers are small.
    """
    low, high, stride = least, min(least + 1, most), 1
    while not holds(high):
        if high == most:
            return None
        low, high, stride = high + 1, min(high + stride, most), 2 * stride
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
