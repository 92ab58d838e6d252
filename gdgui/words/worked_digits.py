"""The digits of a step worked out: so many that a pocket calculator comes to what is shown.

What is shown *recombines*: evaluate a formula on the numbers shown, exactly, and round it, halves away from
zero, to the last digit of the result shown; that is the result shown. It holds because every result is made
of the numbers shown, and not of those behind them. That it is also right is a matter of guard digits (Knuth,
The Art of Computer Programming 2, section 4.2.2): an error of one unit in the last digit of an operand, times
the derivative of the formula, is to be a tenth of a unit of the result. `Units` has these conditions; where a
result still comes out beside what the program computes with, more digits are tried. Nothing has more than 17,
which tell any two floats apart, and no result ends below the roundings of the floats themselves.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cached_property, reduce
from typing import NamedTuple

import numpy as np

from gdgui.core.worked_step import FEW, Floats, WorkedStep
from gdgui.words.numbers import LARGEST, MOST_DIGITS, rounded_as_taught

DIGITS = 4  # that a result has at least
MOST_GUARDS = 4  # tried beyond the conditions
_EXACT = Context(prec=1200)  # more digits than any product of three such numbers has
_LONG = Context(prec=60)  # of a quotient
_TWO = Decimal(-2)
SMALLEST = -300  # power of ten below which floats lose their digits, and then themselves
EPSILON = float(np.finfo(float).eps)


class Row(NamedTuple):
    """A point: ŷ = m·x + b, residual = y − ŷ, its square, −2·x·residual and −2·residual, all as shown.

    Where x is standardised, x is x' = (own_x − shift)/scale.
    """

    own_x: Decimal
    x: Decimal
    y: Decimal
    predicted: Decimal
    residual: Decimal
    squared: Decimal
    by_m: Decimal
    by_b: Decimal


class Sum(NamedTuple):
    """mean = total/n, all as shown; of up to 30 rows the total is that of those shown."""

    total: Decimal
    n: int  # of all points, or of the samples drawn
    mean: Decimal


class Update(NamedTuple):
    """after = before − rate·gradient, all as shown; None where no float is as large."""

    before: Decimal
    rate: Decimal
    gradient: Decimal
    after: Decimal | None


@dataclass(frozen=True)
class Units:
    """The power of ten at which each number ends; infinite where nothing asks for a digit."""

    mean_residual: float
    mse: float
    gradient: tuple[float, float]
    line: tuple[float, float]  # m and b after the step
    own_line: tuple[float, float]
    residual: float
    x: float
    shift: float
    scale: float

    @classmethod
    def of(cls, step: WorkedStep) -> Units:
        """Those of a step whose numbers are finite."""
        rows, rate = step.counted, _power(step.settings.learning_rate)
        x, f = _largest(rows.x), _largest(rows.residual)
        (m, b), (own_m, _) = step.before, step.line
        shift, scale = abs(step.scaling.shift), _power(step.scaling.scale)
        x_noise = 4 * EPSILON * shift / step.scaling.scale
        noise = 4 * EPSILON * (_largest(rows.y) + abs(m) * x + abs(b)) + abs(m) * x_noise
        m_noise, b_noise = 2 * (x * noise + f * x_noise), 2 * noise
        by_m, by_b = _beyond(step.means.by_m, m_noise), _beyond(step.means.by_b, b_noise)
        f = _beyond(f, noise)

        moves = step.settings.learning_rate * by_m, step.settings.learning_rate * by_b
        m_unit, b_unit = map(_of_line, step.before, step.after, moves, (0.0, 0.0))
        own_moves = step.scaling.original(*moves)
        own_noise = 0.0, 4 * EPSILON * (abs(b) + abs(own_m * shift))
        own_m_unit, own_b_unit = map(_of_line, step.line, step.line_after, own_moves, own_noise)
        lean = _power(shift) - scale  # what m' does to b
        if own_b_unit == math.inf:
            own_b_unit = _wish_of_nothing(own_m * shift)
        if step.is_standardised:
            m_unit = min(m_unit, own_m_unit + scale - 1, own_b_unit - 2 - lean)
            b_unit = min(b_unit, own_b_unit - 1)

        by_m_size, by_b_size = _beyond(_largest(rows.by_m), m_noise), 2 * f
        by_m_unit = min(_wish(by_m) if by_m else _wish_of_nothing(by_m_size), m_unit - rate - 2)
        by_b_unit = min(_wish(by_b) if by_b else _wish_of_nothing(by_b_size), b_unit - rate - 2)
        by_m_unit = max(by_m_unit, _power(m_noise), SMALLEST)
        by_b_unit = max(by_b_unit, _power(b_noise), SMALLEST)
        m_unit, b_unit = max(m_unit, by_m_unit + rate), max(b_unit, by_b_unit + rate)
        own_m_unit = max(own_m_unit, m_unit - scale)
        own_b_unit = max(own_b_unit, b_unit, m_unit + lean)

        mse = _beyond(step.means.squared, (2 * f + noise) * noise)
        mse_unit = max(_wish(mse) if mse else 2 * _wish(f), _power(noise) + _power(f) + 2, SMALLEST)
        mean_unit = max(min(by_b_unit, _wish(by_b / 2)), _power(noise), SMALLEST)
        residual = min(by_m_unit - 2 - _power(x), mean_unit - 2, by_b_unit - 2, mse_unit - 2 - _power(f))
        x_unit = min(by_m_unit - 3 - _power(f), residual - 2 - _power(m))
        shift_unit = min(x_unit - 1 + scale, own_b_unit - 2 - _power(own_m))
        scale_unit = min(
            x_unit - 2 + scale - _power(x),
            own_m_unit - 2 + scale - _power(own_m),
            own_b_unit - 2 + scale - _power(own_m) - _power(shift),
        )
        return cls(
            mean_unit,
            mse_unit,
            (by_m_unit, by_b_unit),
            (m_unit, b_unit),
            (own_m_unit, own_b_unit),
            residual,
            x_unit,
            shift_unit,
            scale_unit,
        )


class Digits:
    """A step as it is shown, in decimal numbers; its numbers must be finite (`WorkedStep.is_finite`)."""

    def __init__(self, step: WorkedStep, units: Units, guards: int) -> None:
        """With so many guard digits beyond those of the conditions."""
        self._step, self._units, self._guards = step, units, guards
        x = _largest(step.counted.x)
        m_unit = min(units.line[0] - 1, units.residual - 2 - _power(x))
        b_unit = min(units.line[1] - 1, units.residual - 1)
        (m, b), (m_end, b_end) = step.before, units.line
        self.m = self._operand(m, m_unit, m_end)
        self.b = self._operand(b, b_unit, b_end)
        self.shift = self._operand(step.scaling.shift, units.shift)
        self.scale = self._operand(step.scaling.scale, units.scale)
        self.rate = _exactly(step.settings.learning_rate)
        self._rows: dict[int, Row] = {}

    @classmethod
    def of(cls, step: WorkedStep) -> Digits:
        """With as few guard digits as give the results that the program computes with."""
        units = Units.of(step)
        tries = (cls(step, units, guards) for guards in range(MOST_GUARDS))
        return next((each for each in tries if each.is_right), cls(step, units, MOST_GUARDS))

    @cached_property
    def is_right(self) -> bool:
        """Whether every result is that of the floats, rounded."""
        means = self._step.means
        pairs = [
            (self.squared.mean, means.squared),
            (self.by_m.mean, means.by_m),
            (self.by_b.mean, means.by_b),
            *zip((each.after for each in self.updates), self._step.after, strict=True),
            *zip(self.own_line, self._step.line_after, strict=True),
        ]
        return all(
            shown == rounded_as_taught(Decimal(value), _unit(shown))
            for shown, value in pairs
            if shown is not None
        )

    def row(self, position: int) -> Row:
        """The numbers of a point, whether it counts or not."""
        if position not in self._rows:
            self._rows[position] = self._made_row(position)
        return self._rows[position]

    def _made_row(self, position: int) -> Row:
        step, units = self._step, self._units
        own_x, y = float(step.dataset.x[position]), float(step.dataset.y[position])
        x = shown_x = self._operand(own_x, units.x)
        if step.is_standardised:
            shown_x = self._operand(own_x, units.x - 1 + _power(step.scaling.scale))
            x = self._cut(_LONG.divide(_EXACT.subtract(shown_x, self.shift), self.scale), units.x)
        shown_y = self._operand(y, units.residual)
        predicted = self._cut(_plus(_times(self.m, x), self.b), units.residual)
        residual = self._cut(_EXACT.subtract(shown_y, predicted), units.residual)
        by_b = self._cut(_times(_TWO, residual), units.residual)
        by_m = self._cut(_times(_TWO, _times(x, residual)), units.gradient[0] - 1)
        squared = self._cut(_times(residual, residual), units.mse - 1)
        return Row(shown_x, x, shown_y, predicted, residual, squared, by_m, by_b)

    # Sums

    @cached_property
    def residual(self) -> Sum:
        """Of the residuals."""
        return self._sum("residual", self._step.means.residual, self._units.mean_residual)

    @cached_property
    def squared(self) -> Sum:
        """Of their squares; its mean is the MSE on the points that count."""
        return self._sum("squared", self._step.means.squared, self._units.mse, guarded=False)

    @cached_property
    def by_m(self) -> Sum:
        """Of −2·x·residual; its mean is ∂MSE/∂m."""
        return self._sum("by_m", self._step.means.by_m, self._units.gradient[0])

    @cached_property
    def by_b(self) -> Sum:
        """Of −2·residual; its mean is ∂MSE/∂b."""
        return self._sum("by_b", self._step.means.by_b, self._units.gradient[1])

    def _sum(self, name: str, mean: float, unit: float, guarded: bool = True) -> Sum:
        """`guarded`: whether something is computed with the mean, which then has guard digits."""
        step, n = self._step, self._step.count
        unit = unit - self._guards if guarded else unit
        if len(step.counting) <= FEW:
            weights = ((each, Decimal(int(step.weight[each]))) for each in step.counting.tolist())
            terms = (_times(weight, getattr(self.row(each), name)) for each, weight in weights)
            exact = reduce(_plus, terms)
            total = rounded_as_taught(exact, _unit(exact))
        else:
            total = self._cut(_times(Decimal(mean), Decimal(n)), unit + _power(n) - 1)
            exact = total
        return Sum(total, n, _mean(exact, total, n, _whole(unit)))

    # The step

    @cached_property
    def updates(self) -> tuple[Update, Update]:
        """Of m and of b, in the units of the step."""
        m_end, b_end = self._units.line
        m_after, b_after = self._step.after
        return (
            self._update(self.m, self.by_m.mean, m_end, m_after),
            self._update(self.b, self.by_b.mean, b_end, b_after),
        )

    def _update(self, before: Decimal, gradient: Decimal, end: float, value: float) -> Update:
        after = _EXACT.subtract(before, _times(self.rate, gradient))
        is_one = math.isfinite(value)
        return Update(before, self.rate, gradient, rounded_as_taught(after, _whole(end)) if is_one else None)

    @cached_property
    def own_line(self) -> tuple[Decimal | None, Decimal | None]:
        """m = m'/scale and b = b' − m'·shift/scale after the step, in the points' own units."""
        m, b = (each.after for each in self.updates)
        if not self._step.is_standardised:
            return m, b
        if m is None or b is None or not all(map(math.isfinite, self._step.line_after)):
            return None, None
        m_end, b_end = map(_whole, self._units.own_line)
        lean = _LONG.divide(_times(m, self.shift), self.scale)
        own_m = rounded_as_taught(_LONG.divide(m, self.scale), m_end)
        return own_m, rounded_as_taught(_EXACT.subtract(b, lean), b_end)

    def _cut(self, exact: Decimal, unit: float) -> Decimal:
        return rounded_as_taught(exact, _whole(unit - self._guards))

    def _operand(self, value: float, unit: float, end: float = math.inf) -> Decimal:
        """A number that is given, to this unit, in four digits at least, without zeros beyond `end`."""
        exact = _exactly(value)
        rounded = self._cut(exact, min(unit, _wish(value)))
        short = rounded.normalize(_EXACT) if rounded else Decimal(0)
        wanted = min(_unit(short), _whole(end) if end < math.inf else 0)
        return rounded_as_taught(short, wanted)


def _exactly(value: float) -> Decimal:
    """The shortest decimal number that this float is the nearest to: what somebody typed."""
    return Decimal(repr(value))


def _largest(values: Floats) -> float:
    return float(np.abs(values).max())


def _power(value: float) -> float:
    """The power of ten of the first digit; of 0, −∞."""
    return Decimal(value).adjusted() if value else -math.inf


def _wish(value: float) -> float:
    """Where a number of four digits ends, at the decimal point at the latest; for 0 there is no wish."""
    unit = _power(value) - DIGITS + 1 if value else math.inf
    return min(unit, 0) if abs(value) < 10**LARGEST and value else unit


def _wish_of_nothing(size: float) -> float:
    """The same of a number that is 0 where those that it is made of are of this size."""
    return min(_wish(size), 0)


def _beyond(value: float, noise: float) -> float:
    """The value, or 0 where it is nothing but rounding."""
    return value if abs(value) > noise else 0.0


def _of_line(before: float, after: float, move: float, noise: float) -> float:
    """Where m or b ends: it has four digits, and shows two of what it is moved by, if they fit."""
    if not math.isfinite(after):
        return math.inf  # nothing will be shown of it
    size, move = _beyond(max(abs(before), abs(after)), noise), _beyond(move, noise)
    wish = min(_wish(size), _power(move) - 1 if move else math.inf)
    if size and min(abs(before), abs(after)) < 10**LARGEST:  # it ends at the decimal point at the latest
        wish = min(wish, 0)
    return max(wish, _power(size) - MOST_DIGITS + 1, _power(noise) + 1)


def _mean(exact: Decimal, total: Decimal, n: int, unit: int) -> Decimal:
    """To as many digits as come out the same of the sum and of the sum as it is shown, in 17 digits."""
    for end in range(unit, unit + MOST_DIGITS):
        one, other = (rounded_as_taught(_LONG.divide(each, Decimal(n)), end) for each in (exact, total))
        if one == other:
            return other
    return other


def _whole(unit: float) -> int:
    return int(unit) if math.isfinite(unit) else 0


def _unit(value: Decimal | None) -> int:
    assert value is not None
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def _times(one: Decimal, other: Decimal) -> Decimal:
    return _EXACT.multiply(one, other)


def _plus(one: Decimal, other: Decimal) -> Decimal:
    return _EXACT.add(one, other)
