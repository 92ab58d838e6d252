"""Looking for epochs and for learning rates: what the theories of all algorithms share."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from gdgui.core.departure import Pair
from gdgui.core.limits import MOST_EPOCHS

GOOD = 2
"""A rate is good when it takes at most this many times the epochs of the best one."""

NEVER = 1e18
"""Epochs that no machine will ever do: whatever takes longer does not happen."""

ROUNDING = 1e-9
"""Shares that are nothing but rounding of a learning rate times a curvature."""

Interval = tuple[float, float]


@dataclass(frozen=True)
class Suggestion:
    """A learning rate that a person would type, and the epochs after which a run with it has arrived."""

    learning_rate: float
    epochs: int


def epochs_within(parts: Pair, logs: Pair, goal: float) -> int | None:
    """The first epoch at which Σ part·exp(2·k·log) is at most `goal`, where it never grows again.

    None where that is never, or beyond what any machine will do.
    """
    moving = [(part, log) for part, log in zip(parts, logs, strict=True) if part > 0]

    def holds(k: int) -> bool:
        total = 0.0
        for part, log in moving:
            total += part * math.exp(2 * k * log)
        return total <= goal

    if max([log for _, log in moving], default=0.0) > 0:
        return None
    if sum([part for part, _ in moving]) <= goal:
        return 0
    slow = [(part, log) for part, log in moving if part > goal / 2]
    if goal / 2 == 0 or 0.0 in [log for _, log in slow]:
        return None
    most = max([(math.log(goal / 2) - math.log(part)) / (2 * log) for part, log in slow])
    if most > NEVER:
        return None
    alone = [(math.log(goal) - math.log(part)) / (2 * log) for part, log in slow if part > goal]
    return first_epoch(holds, math.ceil(most) + 2, least=max(1, math.floor(max(alone, default=0)) - 1))


def simplest(low: float, high: float, near: float) -> float:
    """The number with the fewest significant digits in this interval; of several, that nearest to `near`."""
    if not 0 < low <= high:
        return near
    for digits in range(1, 18):
        unit = 10.0 ** (math.floor(math.log10(near)) - digits + 1)
        whole = round(near / unit)
        typed = (float(f"{(whole + k) * unit:.{digits}g}") for k in (0, -1, 1, -2, 2))
        fits = [each for each in typed if low <= each <= high]
        if fits:
            return min(fits, key=lambda each: abs(each - near))
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
    low, high, stride = least, least + 1, 1
    while high < most and not holds(high):
        low, high, stride = high + 1, high + stride, 2 * stride
    high = min(high, most)
    if not holds(high):
        return None
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
