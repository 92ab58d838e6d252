"""Which learning rates lead from this start to the goal, and in how many epochs at the least.

For gradient descent the excess after k epochs is e₁·(1 − lr·λ₁)^2k + e₂·(1 − lr·λ₂)^2k: for any k a convex
function of the rate, so that the rates which arrive within k epochs form one interval about its minimum.
That lies where the derivative is zero: with q = (e₂·λ₂/(e₁·λ₁))^(1/(2k − 1)) at lr = (1 + q)/(λ₁ + q·λ₂).
For SGD the expected excess (see noise.py) is evaluated on a fine grid of rates.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gdgui.core.full_batch import Power
from gdgui.core.modes import Pair
from gdgui.core.settings import MOST_EPOCHS
from gdgui.core.theory.noise import Floats, Noise

LIMIT_SHARE = 0.9999
"""Rates of gradient descent considered: this close to the stability limit nothing is gained any more."""

SGD_LIMIT_SHARE = 0.9
"""Rates of SGD considered: above, rare and large jumps decide what becomes of a run."""

GOOD = 2
"""A rate is good when it takes at most this many times the epochs of the best one."""

ROUND = 1.25
"""What a round number may cost: this many times the fewest epochs."""

PATIENT = 1.85
"""SGD is suggested at most this many times the fewest epochs, at the rate that has then come nearest."""

SURE = 5
"""A run of SGD is almost sure to have arrived when its expected excess is this many times below the goal."""

NEVER = 1e18
"""Epochs that no machine will ever do: whatever takes longer does not happen."""

ROUNDING = 1e-9
"""Shares that are nothing but rounding of a learning rate times a curvature."""

LARGEST_POWER = 300.0  # of e: what is beyond has no place beside 1

Interval = tuple[float, float]


@dataclass(frozen=True)
class Suggestion:
    """A learning rate that a person would type, and the epochs after which a run with it has arrived."""

    learning_rate: float
    epochs: int


class GradientRates:
    """The rates of gradient descent, in closed form."""

    def __init__(self, curvatures: Pair, parts: Pair, goal: float) -> None:
        """`parts` are e₁ and e₂, the excess at the start along each direction; `goal` is that to reach."""
        self._curvatures, self._parts, self._goal = curvatures, parts, goal
        self.largest = LIMIT_SHARE * 2 / curvatures[0]
        self.fewest = 0 if sum(parts) <= goal else first_epoch(self._can_arrive_within, MOST_EPOCHS)
        self.good = None if self.fewest is None else self._arriving_within(max(1, GOOD * self.fewest))

    def epochs(self, rate: float) -> int | None:
        """Epochs to arrive with this rate; None where that is never, or beyond what any machine does."""
        powers = [Power(rate * curvature).log for curvature in self._curvatures]
        return epochs_within(self._parts, powers, self._goal)

    @cached_property
    def suggestion(self) -> Suggestion | None:
        """The best rate, rounded where that costs little."""
        if self.fewest is None:
            return None
        most = max(1, math.floor(ROUND * self.fewest))
        low, high = self._arriving_within(most)
        rate = simplest(low, high, self._best(max(1, self.fewest)))
        epochs = self.epochs(rate)
        return None if epochs is None else Suggestion(rate, rounded_up(max(1, epochs)))

    def _best(self, k: int) -> float:
        """The rate with the smallest excess after k epochs."""
        (steep, flat), (one, two) = self._curvatures, self._parts
        pull_one, pull_two = one * steep, two * flat
        if pull_two == 0:
            return min(1 / steep, self.largest)
        if pull_one == 0:
            return min(1 / flat, self.largest)
        power = (math.log(pull_two) - math.log(pull_one)) / (2 * k - 1)
        q = math.exp(min(power, LARGEST_POWER))
        return min((1 + q) / (steep + q * flat), self.largest)

    def _excess(self, rate: float, k: int) -> float:
        total = 0.0
        for part, curvature in zip(self._parts, self._curvatures, strict=True):
            if part:
                total += part * math.exp(2 * k * min(0.0, Power(rate * curvature).log))
        return total

    def _can_arrive_within(self, k: int) -> bool:
        return self._excess(self._best(k), k) <= self._goal

    def _arriving_within(self, k: int) -> Interval:
        """The rates that arrive within k epochs, where there are any."""
        best = self._best(k)
        low = _border(lambda rate: self._excess(rate, k) <= self._goal, 0.0, best)
        if self._excess(self.largest, k) <= self._goal:
            return low, self.largest
        return low, _border(lambda rate: self._excess(rate, k) <= self._goal, self.largest, best)


class NoisyRates:
    """The rates of SGD: those at which it arrives on average and stays, since its floor is below the goal."""

    def __init__(self, noise: Noise, start: Pair, special: tuple[float, ...], goal: float) -> None:
        """`start` is the distance from the minimum along the modes; `special` are rates to try as well."""
        self._noise, self._start, self._goal = noise, start, goal
        self.largest = self._largest_quiet()
        self.fewest: int | None = None
        self.good: Interval | None = None
        self._candidates: tuple[float, ...] = ()
        self.most = 1  # epochs that a suggestion may take
        with np.errstate(all="ignore"):
            self._search(special)

    def epochs(self, rate: float) -> int | None:
        """Epochs until the expected excess is at the goal for good; None where that is beyond MOST_EPOCHS."""
        if not rate <= self.largest:
            return None
        found = self._epochs(np.array([rate]))[0]
        return int(found) if math.isfinite(found) else None

    def _epochs(self, rates: Floats) -> Floats:
        return self._noise.first_within(rates, self._start, self._goal, MOST_EPOCHS)

    def _largest_quiet(self) -> float:
        """The largest rate considered whose floor is below the goal."""
        most = SGD_LIMIT_SHARE * self._noise.stability_limit()
        if self._noise.floor(most) <= self._goal:
            return most
        low = most * 1e-9
        for _ in range(30):
            middle = math.sqrt(low * most)
            low, most = (middle, most) if self._noise.floor(middle) <= self._goal else (low, middle)
        return low

    def _search(self, special: tuple[float, ...]) -> None:
        grid = self.largest * np.logspace(-2.5, 0, 41)
        rates = np.concatenate((grid, [rate for rate in special if rate < self.largest]))
        rates.sort()
        epochs = self._epochs(rates)
        at = int(epochs.argmin())
        around = np.geomspace(rates[max(0, at - 1)], rates[min(len(rates) - 1, at + 1)], 9)[1:-1]
        rates = np.concatenate((rates, around))
        epochs = np.concatenate((epochs, self._epochs(around)))
        if not math.isfinite(epochs.min()):
            return
        self.fewest = int(epochs.min())
        self.most = max(1, int(PATIENT * self.fewest))
        quick = rates[epochs <= max(1, GOOD * self.fewest)]
        self.good = float(quick.min()), float(quick.max())
        quick = rates[epochs <= max(1, 1.7 * self.fewest)]
        nearest = np.argsort(self._noise.excess_after(quick, self._start, self.most))
        self._candidates = tuple(quick[nearest].tolist())

    @property
    def suggestion(self) -> Suggestion | None:
        """The rate that has come nearest when a little patience is spent, as a person would type it."""
        return next(self.suggestions(), None)

    def suggestions(self) -> Iterator[Suggestion]:
        """All that a little patience allows, the surest first."""
        seen = set()
        for rate in self._candidates:
            for width in (0.15, 0.05, 0.01, 0.0):
                typed = simplest(rate * (1 - width), min(rate * (1 + width), self.largest), rate)
                epochs = self.epochs(typed)
                if epochs is not None and epochs <= self.most:
                    break
            else:
                continue
            if typed not in seen:
                seen.add(typed)
                yield Suggestion(typed, rounded_between(max(1, epochs), self._sure(typed)))

    def _sure(self, rate: float) -> int:
        """Epochs after which a run has arrived almost surely, as far as patience goes."""
        if self._noise.floor(rate) > self._goal / SURE:
            return self.most
        goal = self._goal / SURE
        found = self._noise.first_within(np.array([rate]), self._start, goal, self.most)[0]
        return max(1, int(min(found, self.most)))


def epochs_within(parts: Pair, logs: list[float], goal: float) -> int | None:
    """The first epoch at which Σ part·exp(2·k·log) is at most `goal`, where it never grows again.

    None where that is never, or beyond what any machine will do.
    """
    moving = [(part, log) for part, log in zip(parts, logs, strict=True) if part > 0]

    def holds(k: int) -> bool:
        exponents = ((part, 2 * k * log if k else 0.0) for part, log in moving)
        return sum(part * (math.exp(power) if power < 709 else math.inf) for part, power in exponents) <= goal

    if any(log > 0 for _, log in moving):
        return None
    if holds(0):
        return 0
    slow = [(part, log) for part, log in moving if part > goal / 2]
    if goal / 2 == 0 or any(log == 0 for _, log in slow):
        return None
    most = max((math.log(goal / 2) - math.log(part)) / (2 * log) for part, log in slow)
    return None if most > NEVER else first_epoch(holds, math.ceil(most) + 2)


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


def first_epoch(holds: Callable[[int], bool], most: int) -> int | None:
    """The first number from 0 to `most` for which this holds, where it goes on to hold; None if none.

    Looked for from below, since most answers are small.
    """
    low, high = 0, 1
    while high < most and not holds(high):
        low, high = high + 1, 2 * high
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


def _border(holds: Callable[[float], bool], outside: float, inside: float) -> float:
    """Where this begins to hold between the two; on the inside."""
    for _ in range(52):
        middle = (outside + inside) / 2
        if holds(middle):
            inside = middle
        else:
            outside = middle
    return inside
