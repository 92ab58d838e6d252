"""A step worked out, in words and formulas: what a page of an exercise book would show.

`Worked(step)` has, for any view, the rows of the points as texts (`rows`), their means, and the lines of the
step with this epoch's numbers (`lines`), each as plain text and as LaTeX; `formulas` has the same lines with
letters. All numbers on it recombine: see `worked_digits.py`. Formulas are in the language of mathematics and
need no translation; sentences go through it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gdgui.core.algorithms import ALGORITHMS
from gdgui.core.settings import Settings
from gdgui.core.worked_step import Comparison, Unknown, WorkedStep
from gdgui.words import algorithms
from gdgui.words.numbers import latex, number, whole, written, written_alike
from gdgui.words.translation import marked, tr, tr_n
from gdgui.words.worked_digits import Digits, Sum, Update

Name = Literal["scaled_x", "mse", "by_m", "by_b", "m", "b", "own_m", "own_b"]
Term = tuple[str, str]  # the part of the step that it belongs to, or "", and LaTeX
COLUMNS = ("x", "used_x", "y", "predicted", "residual", "squared", "by_m", "by_b")


class Formula(NamedTuple):
    """A line, as plain text in one style of numbers, and as LaTeX (for mathematics, without its dollars)."""

    text: str
    latex: str


class Cells(NamedTuple):
    """A row as texts; `used_x` is the x that the step uses, which is another one where x is standardised."""

    x: str
    used_x: str
    y: str
    predicted: str
    residual: str
    squared: str
    by_m: str
    by_b: str


class Means(NamedTuple):
    """What stands below the columns."""

    residual: str
    squared: str
    by_m: str
    by_b: str


# With letters


def formulas(standardised: bool = False, lit: bool = False) -> dict[Name, Formula]:
    """The lines of a step in the order in which they are worked out: constant, hence to be kept.

    `lit`: the term of each part of the step is in a colour of its own.
    """
    text_prime, prime = (_PRIME, "'") if standardised else ("", "")
    found: dict[Name, Formula] = {}
    for name, (text, terms) in _FORMULAS.items():
        if standardised or name not in _ONLY_STANDARDISED:
            tex = "".join([_in_colour(term) if lit else term[1] for term in terms])
            found[name] = Formula(text.replace("@", text_prime), tex.replace("@", prime))
    return found


_ONLY_STANDARDISED = ("scaled_x", "own_m", "own_b")
_PRIME = "′"

# Terms that belong to a part of the step, in LaTeX; @ stands where a prime does when x is standardised.
_RESIDUAL = ("residuals", r"\left(y_i - (m@ x@_i + b@)\right)")
_MEAN = ("mean", r"\frac{1}{n} \sum_{i=1}^{n}")
_BY_M = ("gradient", r"\frac{\partial \mathrm{MSE}}{\partial m@}")
_BY_B = ("gradient", r"\frac{\partial \mathrm{MSE}}{\partial b@}")
_RATE = ("rate", r"\mathrm{lr}")

_FORMULAS: dict[Name, tuple[str, tuple[Term, ...]]] = {
    "scaled_x": ("x′ᵢ = (xᵢ − x̄)/s", (("", r"x'_i = \frac{x_i - \bar{x}}{s}"),)),
    "mse": (
        "MSE = (1/n)·Σ(yᵢ − (m@·x@ᵢ + b@))²",
        (("", r"\mathrm{MSE} = "), _MEAN, ("", " "), _RESIDUAL, ("", "^"), ("squares", "2")),
    ),
    "by_m": (
        "∂MSE/∂m@ = (1/n)·Σ[−2x@ᵢ(yᵢ − (m@·x@ᵢ + b@))]",
        (_BY_M, ("", " = "), _MEAN, ("", r" \left[ {-2} x@_i "), _RESIDUAL, ("", r" \right]")),
    ),
    "by_b": (
        "∂MSE/∂b@ = (1/n)·Σ[−2(yᵢ − (m@·x@ᵢ + b@))]",
        (_BY_B, ("", " = "), _MEAN, ("", r" \left[ {-2} "), _RESIDUAL, ("", r" \right]")),
    ),
    "m": (
        "m@ ← m@ − lr·∂MSE/∂m@",
        (("line", "m@"), ("", r" \leftarrow m@ - "), _RATE, ("", r" \cdot "), _BY_M),
    ),
    "b": (
        "b@ ← b@ − lr·∂MSE/∂b@",
        (("line", "b@"), ("", r" \leftarrow b@ - "), _RATE, ("", r" \cdot "), _BY_B),
    ),
    "own_m": ("m = m′/s", (("", r"m = \frac{m'}{s}"),)),
    "own_b": ("b = b′ − m′·x̄/s", (("", r"b = b' - \frac{m' \cdot \bar{x}}{s}"),)),
}

TERM_COLOURS = {
    "residuals": "#000001",
    "squares": "#000002",
    "mean": "#000003",
    "gradient": "#000004",
    "rate": "#000005",
    "line": "#000006",
}
"""Each part's term has a colour of its own in the formula that is typeset, which the window replaces."""


def _in_colour(term: Term) -> str:
    part, tex = term
    return rf"{{\textcolor{{{TERM_COLOURS[part]}}}{{{tex}}}}}" if part else tex


# With numbers


class Worked:
    """A step in the numbers of its epoch. Whatever is too large for a number of the program is said so."""

    def __init__(self, step: WorkedStep) -> None:
        self.step = step

    @cached_property
    def digits(self) -> Digits | None:
        """The same as decimal numbers; None where they are too large."""
        return Digits.of(self.step) if self.step.is_finite else None

    def rows(self, positions: Sequence[int] | NDArray[np.int64]) -> list[Cells]:
        """The rows of these points, those of a column written alike."""
        digits = self.digits
        if digits is None:
            return [Cells(*[too_large()] * len(COLUMNS)) for _ in positions]
        columns = zip(*(digits.row(int(each)) for each in positions), strict=True)
        return [Cells(*each) for each in zip(*map(written_alike, columns), strict=True)]

    @cached_property
    def means(self) -> Means:
        """Below the columns; `mean` of those shown where at most 30 points count."""
        digits = self.digits
        if digits is None:
            return Means(*[too_large()] * 4)
        sums = digits.residual, digits.squared, digits.by_m, digits.by_b
        return Means(*(written(each.mean) for each in sums))

    @cached_property
    def lines(self) -> dict[Name, Formula]:
        """The lines of `formulas` with numbers, such as “m = 0.3300 − 0.05·(−0.1204) = 0.3360”.

        Empty where they are too large; where only the step is, it says so.
        """
        digits = self.digits
        if digits is None:
            return {}
        is_standardised = self.step.is_standardised
        text, tex = (_PRIME, "'") if is_standardised else ("", "")
        m, b = digits.updates
        lines: dict[Name, Formula] = {
            "mse": _mean("MSE", r"\mathrm{MSE}", digits.squared),
            "by_m": _mean(
                f"∂MSE/∂m{text}", rf"\frac{{\partial \mathrm{{MSE}}}}{{\partial m{tex}}}", digits.by_m
            ),
            "by_b": _mean(
                f"∂MSE/∂b{text}", rf"\frac{{\partial \mathrm{{MSE}}}}{{\partial b{tex}}}", digits.by_b
            ),
            "m": _update(f"m{text}", f"m{tex}", m),
            "b": _update(f"b{text}", f"b{tex}", b),
        }
        if is_standardised:
            lines = {"scaled_x": _scaled_x(digits), **lines, **_own_line(digits, m, b)}
        return lines


def _mean(text: str, tex: str, total: Sum) -> Formula:
    n, value, mean = whole(total.n), _operand(total.total), written(total.mean)
    return Formula(
        f"{text} = (1/{n})·{value} = {mean}",
        rf"{tex} = \frac{{1}}{{{latex(n)}}} \cdot {latex(value)} = {latex(mean)}",
    )


def _update(text: str, tex: str, update: Update) -> Formula:
    sides = f"{written(update.before)} − {_operand(update.rate)}·{_operand(update.gradient)}"
    return _equation(text, tex, sides, latex(sides), update.after)


def _equation(text: str, tex: str, side: str, tex_side: str, result: Decimal | None) -> Formula:
    if result is None:
        end = too_large()
        return Formula(f"{text} = {side}: {end}", rf"{tex} = {tex_side} : \text{{{end}}}")
    end = written(result)
    return Formula(f"{text} = {side} = {end}", f"{tex} = {tex_side} = {latex(end)}")


def _scaled_x(digits: Digits) -> Formula:
    """What x' is of any x: the line that has a letter left."""
    shift, scale = _operand(digits.shift), _operand(digits.scale)
    return Formula(
        f"x′ᵢ = (xᵢ − {shift})/{_divisor(scale)}",
        rf"x'_i = \frac{{x_i - {latex(shift)}}}{{{latex(scale)}}}",
    )


def _own_line(digits: Digits, m: Update, b: Update) -> dict[Name, Formula]:
    """m and b after the step in the points' own units; nothing where the step is too large."""
    if m.after is None or b.after is None:
        return {}
    own_m, own_b = digits.own_line
    slope, scale, shift = written(m.after), _operand(digits.scale), _operand(digits.shift)
    lean = f"{_operand(m.after)}·{shift}"
    return {
        "own_m": _equation(
            "m", "m", f"{slope}/{_divisor(scale)}", rf"\frac{{{latex(slope)}}}{{{latex(scale)}}}", own_m
        ),
        "own_b": _equation(
            "b",
            "b",
            f"{written(b.after)} − {lean}/{_divisor(scale)}",
            rf"{latex(written(b.after))} - \frac{{{latex(lean)}}}{{{latex(scale)}}}",
            own_b,
        ),
    }


def _operand(value: Decimal) -> str:
    """In brackets where it has a sign."""
    text = written(value)
    return f"({text})" if value < 0 else text


def _divisor(text: str) -> str:
    return f"({text})" if "·" in text else text


# In sentences


def too_large() -> str:
    """In the place of a number that the program has none for."""
    return tr("too large")


def numbers_too_large() -> str:
    """In the place of the whole step."""
    return tr("The run has gone so far that its numbers are too large to be worked out.")


def unknown(why: Unknown, settings: Settings) -> str:
    """Why a step is not worked out."""
    return tr(_UNKNOWN[why], algorithm=algorithms.name(ALGORITHMS[settings.algorithm]))


_UNKNOWN = {
    Unknown.NO_POINTS: marked("Without points there is no step to work out."),
    Unknown.OTHER_STEP: marked(
        "A step of {algorithm} is more than a step against the gradient: it is not known how to work it out."
    ),
    Unknown.NOT_DRAWN: marked("Which points the next epoch draws is not known before the run goes on."),
}


def counts(weight: int) -> str:
    """What is said of a point by how often it counts; nothing of one that counts once."""
    if weight == 0:
        return tr("not drawn")
    return "" if weight == 1 else tr_n("counts once", "drawn {n} times: counts {n} times", weight)


def why_larger(found: Comparison, is_standardised: bool) -> str:
    """Which derivative is the larger one, and why."""
    prime = _PRIME if is_standardised else ""
    names = {"dm": f"∂m{prime}", "db": f"∂b{prime}", "x": f"x{prime}"}
    if found.reason is None:
        return tr("{dm} and {db} are equally large.", **names)
    return tr(
        _WHY[found.reason],
        lever=number(found.lever, 3),
        m=number(100 * found.m_agreement, 2),
        b=number(100 * found.b_agreement, 2),
        **names,
    )


_WHY = {
    "large_x": marked(
        "{dm} is larger than {db}: in it each residual is multiplied by its {x}, and by {lever} on average."
    ),
    "small_x": marked(
        "{db} is larger than {dm}: in {dm} each residual is multiplied by its {x}, and only by {lever} on "
        "average."
    ),
    "cancels_in_b": marked(
        "{dm} is larger than {db}: points above and below the line cancel out in {db}, where {b} % is left "
        "of what they add up to by size; in {dm} it is {m} %."
    ),
    "cancels_in_m": marked(
        "{db} is larger than {dm}: points on both sides cancel out in {dm}, where {m} % is left of what "
        "they add up to by size; in {db} it is {b} %."
    ),
}
