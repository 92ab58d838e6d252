"""Numbers as a person reads them, in one style everywhere: 0.0125, −12,345.6, 1.25·10⁻⁷.

A true minus; thousands in groups; ten to a power, as in a textbook, below 0.0001 and from a million on; zero
has no sign; digits left of the decimal point are never rounded away. What programs read (files, what is
copied, the command line's results) is none of this: it is `repr`.

Where numbers stand together their digits are chosen together: a row of a table adds up (and is written out a
little further, to stay aligned), and two that differ show it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

MINUS = "−"
FIGURE_SPACE = "\u2007"  # as wide as a digit
SMALLEST, LARGEST = -4, 6  # powers of ten between which a number is written out
WRITTEN_OUT = 1e5  # numbers below are, whatever they are rounded to
LEAST_GROUPED = 10_000  # along an axis
FIGURE, DECIMALS = 12, 5  # characters of a number whose digits stand still, and how many it has
SHORT_FIGURE, SHORT_DECIMALS = 10, 4  # the same where it is to be read from afar
MOST_DIGITS = 17  # tell any two floats apart
ROW_DIGITS = 9  # of the largest number in a table's row, where they show a residual
MOST_ROW_DIGITS = 14  # beyond, a residual is nothing but rounding
TABLE_DECIMALS = 9  # of a number that is written out in a table, at most

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN_SIGNS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_POWER = re.compile("[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_EXACT = Context(prec=1200)  # more digits than any float has


def number(value: float, digits: int = 4) -> str:
    """The value in so many significant digits, without zeros at its end: 0.0125, 12,346, 1.25·10⁻⁷."""
    if not math.isfinite(value):
        return _beyond(value)
    if abs(value) < WRITTEN_OUT and "e" not in (text := f"{value:z,.{digits}g}"):
        return text.replace("-", MINUS)  # as below, but at once
    exact = Decimal(value)
    unit = exact.adjusted() - digits + 1
    rounded = _rounded(exact, unit if exact.adjusted() >= LARGEST else min(unit, 0))
    if rounded.adjusted() >= LARGEST > exact.adjusted():
        rounded = _rounded(exact, unit)  # 999,999.7
    return _style(_without_zeros(rounded))


def as_typed(value: float) -> str:
    """All digits of a number that has no more than somebody would type, else six."""
    return _at(value, _last_place(value)) if value else "0"


def whole(value: int) -> str:
    """A whole number in groups: 1,000,000."""
    return f"{value:,}".replace("-", MINUS)


def to_step(value: float, step: float) -> str:
    """The value to the decimal that a step of this size (above 0) changes, with zeros up to there."""
    if not math.isfinite(value):
        return _beyond(value)
    exact, unit = Decimal(value), Decimal(step).adjusted()
    return _style(_rounded(exact, unit if exact.adjusted() >= LARGEST else min(unit, 0)))


def in_view(value: float, low: float, high: float) -> str:
    """A coordinate to a thousandth of what is in view, from low to high."""
    width = high - low
    return to_step(value, width / 1000) if 0 < width < math.inf else number(value, 5)


def apart(value: float, other: float, digits: int = 4) -> str:
    """The value in as few significant digits, from `digits` on, as tell it from the other number."""
    ways = (number(value, each) for each in range(digits, MOST_DIGITS + 1) if not _alike(value, other, each))
    return next(ways, number(value, digits))


def _alike(value: float, other: float, digits: int) -> bool:
    return number(value, digits) == number(other, digits)


# Digits that stand still


def figure(value: float, width: int = FIGURE, decimals: int = DECIMALS) -> str:
    """A number in `width` characters whatever its size and sign, so that digits stand still.

    Five decimals, or as many as show five significant digits, as far as they fit; or so many.
    """
    return _fitting(value, decimals, width - 1).rjust(width, FIGURE_SPACE)  # the sign has its place


def two_figures(value: float, other: float, width: int = FIGURE, decimals: int = DECIMALS) -> tuple[str, str]:
    """The same for two numbers, with as many digits more as tell them apart, if that many fit."""
    texts = figure(value, width, decimals), figure(other, width, decimals)
    if value == other or texts[0] != texts[1]:
        return texts
    before: tuple[str, str] | None = None
    for digits in range(decimals, MOST_DIGITS + 1):
        longer = _fitting(value, digits, width - 1), _fitting(other, digits, width - 1)
        if longer[0] != longer[1]:
            return longer[0].rjust(width, FIGURE_SPACE), longer[1].rjust(width, FIGURE_SPACE)
        if longer == before:  # no more of them fit
            break
        before = longer
    return texts


def _fitting(value: float, digits: int, width: int) -> str:
    """In so many digits, or fewer where they would take more than `width` characters besides the sign."""
    if not math.isfinite(value):
        return _beyond(value)
    if 10.0**SMALLEST <= abs(value) < WRITTEN_OUT:  # as below, but at once
        power = int(f"{value:.{MOST_DIGITS}e}".partition("e")[2])
        text = f"{value:,.{digits + max(0, -1 - power)}f}".replace("-", MINUS)
        if len(text.lstrip(MINUS)) <= width:
            return text
    exact = Decimal(value)
    power = exact.adjusted() if exact else 0
    for fewer in range(digits):
        unit = (-digits if -1 <= power < LARGEST else power - digits + 1) + fewer
        text = _style(_rounded(exact, unit))
        if len(text.lstrip(MINUS)) <= width:
            return text
    return number(value, 1)


# Numbers that stand together


class Row(NamedTuple):
    """A point and its error: `predicted` and `residual`, as shown, add up to y to their last digit."""

    y: str
    predicted: str
    residual: str


def row(y: float, predicted: float, typical: float) -> Row:
    """The numbers of one point, where `typical` is the size of a small residual: √MSE of the best line.

    They end at the decimal that gives such a residual four digits, or at that of y if it is finer. Numbers
    that would get more than nine digits end sooner, as long as their residual shows; y, which is data, looks
    the same whatever the line.
    """
    residual = y - predicted
    of_y = _unit_of(y, typical)
    if not (math.isfinite(residual) and math.isfinite(predicted)):
        return Row(_at(y, of_y), number(predicted), number(residual))
    unit = of_y if y or typical else _power(predicted) - 3 if predicted else 0
    size = max((_power(each) for each in (predicted, residual) if each), default=unit)
    unit = max(unit, _limit(size, residual))
    if residual:  # six digits of it are enough, unless those of y go on
        sixth = _power(residual) - 5
        unit = max(unit, min(_last_place(y), sixth) if y else sixth)
    unit = min(unit, 0) if size < LARGEST else unit
    rounded, rest = _rounded(Decimal(y), unit), _rounded(Decimal(residual), unit)
    difference = _EXACT.subtract(rounded, rest)
    write = _notation(rounded, difference, rest)
    return Row(_at(y, of_y), write(difference), write(rest))


def _unit_of(y: float, typical: float) -> int:
    """The power of ten at which y ends, and all of its row if that is not too long."""
    wanted = [_last_place(y), _power(y) - 3] if y else []
    wanted += [_power(typical) - 3] if typical else []
    unit = min(wanted, default=0)
    if not y:
        return unit
    unit = max(unit, _limit(_power(y), typical))
    return min(unit, 0) if _power(y) < LARGEST else unit


def _limit(size: int, residual: float) -> int:
    """Where a number that begins at this power of ten ends at the latest: after nine digits, but not before
    the residual shows.
    """
    is_more_than_rounding = residual and size - _power(residual) < MOST_ROW_DIGITS
    return min(size - ROW_DIGITS + 1, _power(residual) - 1 if is_more_than_rounding else size)


def _at(y: float, unit: int) -> str:
    rounded = _rounded(Decimal(y), unit)
    return _notation(rounded)(_without_zeros(rounded))


def _notation(*rounded: Decimal) -> Callable[[Decimal], str]:
    """How numbers that end at the same decimal are written: all in one way."""
    largest, unit = max(each.adjusted() for each in rounded), min(_exponent(each) for each in rounded)
    if unit >= -TABLE_DECIMALS and (largest < LARGEST or (unit <= 0 and largest < MOST_ROW_DIGITS)):
        return _plain
    return _powers


def square(value: float, mean: float) -> str:
    """A squared residual in at least four digits, and so many that those shown have this mean."""
    if not math.isfinite(value) or not value:
        return number(value)
    unit = _power(value) - 3
    if mean and math.isfinite(mean):
        unit = max(min(unit, _power(mean) - 4), _power(value) - MOST_DIGITS + 1)
    unit = min(unit, 0) if _power(value) < LARGEST else unit
    rounded = _rounded(Decimal(value), unit)
    return _notation(rounded)(rounded)


def ticks(values: Sequence[float], spacing: float) -> list[str]:
    """Numbers along an axis, `spacing` apart: all with the decimals of a step, in the shorter notation.

    Four digits are not grouped: they may be years.
    """
    unit = Decimal(spacing).adjusted()
    if Decimal(f"{spacing:.6g}") != Decimal(f"{spacing:.0e}"):
        unit -= 1  # 2.5, or 25
    largest = max(map(abs, values), default=0.0)
    grouped = "," if largest >= LEAST_GROUPED else ""
    plain = [f"{value:z{grouped}.{max(0, -unit)}f}".replace("-", MINUS) for value in values]
    if unit >= SMALLEST and largest < 10**LARGEST:
        return plain
    rounded = [_rounded(Decimal(value), unit) for value in values]
    powers = [_powers(_without_zeros(each)) for each in rounded]
    return min(plain, powers, key=lambda texts: max(map(len, texts), default=0))


# Numbers that are worked out, already rounded


def rounded_as_taught(exact: Decimal, unit: int) -> Decimal:
    """To a multiple of 10^unit, halves away from zero; to 17 digits at most, and none left of the point away
    (of a large number, not all).
    """
    first = exact.adjusted() if exact else 0
    unit = min(unit, first if first >= LARGEST else 0)
    unit = max(unit, first - MOST_DIGITS + 1) if exact else unit
    rounded = exact.quantize(Decimal((0, (1,), unit)), ROUND_HALF_UP, _EXACT)
    return rounded or rounded.copy_abs()


def written(rounded: Decimal) -> str:
    """Every digit it has, zeros at its end too."""
    return _style(rounded)


def written_alike(column: Sequence[Decimal]) -> list[str]:
    """The same for numbers below one another: all written out, unless one is too large or too long."""
    is_short = all(_exponent(each) >= -MOST_DIGITS and each.adjusted() < LARGEST for each in column)
    return [(_plain if is_short else _style)(each) for each in column]


def latex(text: str) -> str:
    """A number as it is written here, for LaTeX: 1.25 \\cdot 10^{-7}, 12{,}345."""
    with_power = _POWER.sub(lambda power: f"^{{{power[0].translate(_PLAIN_SIGNS)}}}", text)
    return with_power.replace(MINUS, "-").replace(",", "{,}").replace("·", r" \cdot ")


# How a number is written


def _style(rounded: Decimal) -> str:
    if not rounded:
        return _plain(rounded) if _exponent(rounded) >= -TABLE_DECIMALS else "0"
    return _plain(rounded) if SMALLEST <= rounded.adjusted() < LARGEST else _powers(rounded)


def _plain(rounded: Decimal) -> str:
    return f"{rounded or rounded.copy_abs():,f}".replace("-", MINUS)


def _powers(rounded: Decimal) -> str:
    if not rounded:
        return "0"
    sign, digits, _ = rounded.as_tuple()
    first, *rest = map(str, digits)
    mantissa = first + ("." + "".join(rest) if rest else "")
    if power := rounded.adjusted():
        ten = "10" + str(power).translate(_SUPERSCRIPTS)
        mantissa = ten if mantissa == "1" else f"{mantissa}·{ten}"
    return (MINUS if sign else "") + mantissa


def _rounded(exact: Decimal, unit: int) -> Decimal:
    """To a multiple of 10^unit."""
    rounded = exact.quantize(Decimal((0, (1,), unit)), context=_EXACT)
    return rounded or rounded.copy_abs()


def _without_zeros(rounded: Decimal) -> Decimal:
    return rounded.normalize(_EXACT)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)  # of a finite number
    return exponent


def _power(value: float) -> int:
    """The power of ten of the first digit of a number that is not 0."""
    return Decimal(value).adjusted()


def _last_place(value: float) -> int:
    """The power of ten of the last digit that somebody typed; of a number with many, of the sixth."""
    last = _exponent(Decimal(repr(value)).normalize(_EXACT))
    return last if _power(value) - last < ROW_DIGITS else _power(value) - 5


def _beyond(value: float) -> str:
    return "–" if math.isnan(value) else "∞" if value > 0 else MINUS + "∞"
