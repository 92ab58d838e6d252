"""The explanation of a step: its parts, what each of them says, and what stands around the numbers."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from gdgui.core.worked_step import WorkedStep
from gdgui.words.numbers import number, whole
from gdgui.words.translation import marked, tr, tr_n
from gdgui.words.worked import why_larger

# Around the numbers


def title() -> str:
    """Of the page."""
    return tr("This step, worked out")


def which(explains: str, cursor: int) -> str:
    """Which step it is: that to the "next" epoch or the "last" one, seen from the cursor."""
    epoch = cursor + 1 if explains == "next" else cursor
    return tr("from epoch {before} to {after}", before=epoch - 1, after=epoch)


def at_the_start() -> str:
    """Where the last step is asked for, and there is none."""
    return tr("No step has led to the start. F10 takes the next one apart.")


def choice(explains: str) -> str:
    """On the button for the next step or the last one."""
    return tr("next step") if explains == "next" else tr("last step")


def choice_name() -> str:
    """Of the two."""
    return tr("Which step is explained")


def parts_name() -> str:
    """Of the row with the parts."""
    return tr("Parts of the step")


def part_name(part: str) -> str:
    """On its button."""
    return tr(_PARTS[part])


def part_tip(part: str) -> str:
    """What a click on it lights."""
    return tr("Light this part of the step: {part}", part=part_name(part))


def table_name() -> str:
    """Of the table, to a screen reader."""
    return tr("What each point adds to the step")


def headers(names: tuple[str, str], is_standardised: bool) -> tuple[str, ...]:
    """Of the columns: x, perhaps x′, y, ŷ, the residual, its square, and what it adds to ∂m and to ∂b."""
    used = "x′" if is_standardised else "x"
    first = (names[0], used) if is_standardised else (names[0],)
    return (*first, names[1], "ŷ", "y−ŷ", "(y−ŷ)²", f"−2{used}(y−ŷ)", "−2(y−ŷ)")


def mean_of(n: int, is_batch: bool) -> str:
    """Before the means below the columns."""
    if is_batch:
        return tr_n("mean of {n} sample", "mean of {n} samples", n)
    return tr_n("mean of {n} point", "mean of {n} points", n)


def more_points(hidden: int, is_sorted: bool) -> str:
    """Under a table that has not all points; the largest stand first where they are many."""
    if not hidden:
        return ""
    if is_sorted:
        return tr_n("{n} more point, with smaller squares", "{n} more points, with smaller squares", hidden)
    return tr_n("{n} more point", "{n} more points", hidden)


def standardised() -> str:
    """Where x is standardised."""
    return tr("x is standardised: the step is taken over x′, with its own m′ and b′.")


_PARTS = {
    "residuals": marked("residuals"),
    "squares": marked("squares"),
    "mean": marked("mean"),
    "gradient": marked("gradient"),
    "rate": marked("times rate"),
    "line": marked("new line"),
}


# What a part says


class Shown(NamedTuple):
    """What a sentence may speak of besides the step: the point pointed at, and the errors."""

    lit: int | None
    mse_before: float | None  # over all points
    mse_after: float | None


def sentence(part: str | None, step: WorkedStep, shown: Shown) -> str:
    """In plain words, what this part of the step does, with its numbers; of no part, what there is to do."""
    if part is None:
        return tr("F10 takes this step apart, from the residuals to the new line.")
    return {
        "residuals": _residuals,
        "squares": _squares,
        "mean": _mean,
        "gradient": _gradient,
        "rate": _rate,
        "line": _line,
    }[part](step, shown)


def _residuals(step: WorkedStep, shown: Shown) -> str:
    general = tr(
        "A residual y − ŷ is how far a point lies above the line (+) or below it (−). The step pulls on each."
    )
    if shown.lit is None or not step.weight[shown.lit]:
        return _and_batch(general, step)
    value = float(step.columns.residual[shown.lit])
    above = tr("above the line") if value >= 0 else tr("below the line")
    one = tr(
        "Point {point} lies {distance} {side}.",
        point=shown.lit + 1,
        distance=number(abs(value), 3),
        side=above,
    )
    return f"{one} {general}"


def _squares(step: WorkedStep, shown: Shown) -> str:
    general = tr("The area of each square is one point's share of the error: twice as far counts four times.")
    share = _share(step, shown.lit)
    if share is None:
        return _and_batch(general, step)
    one = tr("The highlighted one alone is {percent} % of it.", percent=number(100 * share, 2))
    return f"{general} {one}"


def _share(step: WorkedStep, lit: int | None) -> float | None:
    """Of the sum of squares that is this point's."""
    if lit is None or not step.weight[lit] or not step.means.squared > 0:
        return None
    own = float(step.columns.squared[lit]) * int(step.weight[lit]) / (step.means.squared * step.count)
    return own if math.isfinite(own) else None


def _mean(step: WorkedStep, _: Shown) -> str:
    if step.drawn is not None:
        return tr(
            "The mean of the squares is the error of this batch alone: {mse}. The MSE in the plot is over "
            "all points.",
            mse=number(step.means.squared, 4),
        )
    mse = number(step.means.squared, 4)
    return tr("The mean of the squares is the mean squared error: MSE = {mse}.", mse=mse)


def _gradient(step: WorkedStep, _: Shown) -> str:
    by_m, by_b = step.gradient
    return tr(
        "The gradient (∂m, ∂b) = ({m}, {b}) says how the error grows with m and with b; the arrow on the "
        "loss surface goes against it.",
        m=number(by_m, 3),
        b=number(by_b, 3),
    )


def notes(part: str | None, step: WorkedStep, has_equal_axes: bool) -> str:
    """What is to be said of the gradient besides: which bar is longer, and how the arrow stands."""
    if part == "gradient":
        return f"{why_larger(step.comparison)} {_angle(step, has_equal_axes)}"
    return _angle(step, has_equal_axes) if part == "rate" else ""


def _angle(step: WorkedStep, has_equal_axes: bool) -> str:
    """How the arrow stands to the contour, and to the minimum."""
    if step.is_standardised:
        return tr("The arrow is the steepest way over m′ and b′; over m and b it stands at another angle.")
    if step.drawn is not None:
        return tr("The arrow is that of this batch: it crosses the contour at a right angle only on average.")
    if has_equal_axes:
        return tr("The arrow crosses the contour at a right angle, so it need not point at the minimum.")
    return tr(
        "The arrow crosses the contour at a right angle, which is seen only with equal axes (Ctrl+E); it "
        "need not point at the minimum."
    )


def _rate(step: WorkedStep, _: Shown) -> str:
    (m, b), (m_after, b_after) = step.line, step.line_after
    return tr(
        "Times the learning rate {rate} it is the step: m changes by {m}, b by {b}. The minus leads down.",
        rate=number(step.settings.learning_rate, 6),
        m=number(m_after - m, 3),
        b=number(b_after - b, 3),
    )


def _line(step: WorkedStep, shown: Shown) -> str:
    m, b = step.line_after
    new = tr("The new line is ŷ = {m}·x + {b}.", m=number(m, 4), b=_in_brackets(number(b, 4)))
    before, after = shown.mse_before, shown.mse_after
    if before is None or after is None or not (math.isfinite(before) and math.isfinite(after)):
        return new
    old, now = number(before, 4), number(after, 4)
    if after <= before:
        change = tr("Its MSE over all points is {after}; it was {before}.", before=old, after=now)
    elif step.drawn is not None:
        change = tr(
            "Its MSE over all points rises from {before} to {after}: SGD may do that.", before=old, after=now
        )
    else:
        change = tr(
            "Its MSE over all points rises from {before} to {after}: the rate is too large.",
            before=old,
            after=now,
        )
    return f"{new} {change}"


def _and_batch(general: str, step: WorkedStep) -> str:
    if step.drawn is None:
        return general
    only = tr_n("Only the sample drawn counts.", "Only the {n} samples drawn count.", step.count)
    return f"{general} {only}"


def _in_brackets(text: str) -> str:
    return text if text[:1].isdigit() else f"({text})"


# Formulas whose terms can be lit

TERM_COLOURS = {
    "residuals": "#000001",
    "squares": "#000002",
    "mean": "#000003",
    "gradient": "#000004",
    "rate": "#000005",
    "line": "#000006",
}
"""Each part's term has a colour of its own in the typeset formula, which the window replaces."""

_TERMS = {
    "residuals": re.compile(r"\\left\(y_i - \(m'? x'?_i \+ b'?\)\\right\)"),
    "squares": re.compile(r"(?<=\^)2"),
    "mean": re.compile(r"\\frac\{1\}\{n\} \\sum_\{i=1\}\^\{n\}"),
    "gradient": re.compile(r"\\frac\{\\partial \\mathrm\{MSE\}\}\{\\partial [mb]'?\}"),
    "rate": re.compile(r"\\mathrm\{lr\}"),
    "line": re.compile(r"^[mb]'?(?= \\leftarrow)"),
}


def with_terms(latex: str) -> str:
    """The formula, each term of a part in its colour."""
    for part, term in _TERMS.items():
        latex = term.sub(lambda found, part=part: _coloured(found[0], part), latex)  # type: ignore[misc]
    return latex


def _coloured(term: str, part: str) -> str:
    return rf"{{\textcolor{{{TERM_COLOURS[part]}}}{{{term}}}}}"


def rank(position: int) -> str:
    """The number of a point, in the head of its row."""
    return whole(position + 1)
