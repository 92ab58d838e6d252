"""The explanation of a step: its parts, what each of them says, and what stands around the numbers."""

from __future__ import annotations

import math

from gdgui.core.worked_step import WorkedStep
from gdgui.words.numbers import number, whole
from gdgui.words.translation import marked, tr, tr_n

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


def mean_in_short() -> str:
    """The same where there is no room for it."""
    return tr("mean")


def more_points(counting: int, others: int) -> str:
    """Under a table that has not all points: how many that count, none larger, and how many others."""
    parts = []
    if counting:
        parts.append(tr_n("{n} more point, no larger than these", "{n} more points, none larger", counting))
    if others:
        parts.append(tr_n("{n} more point, not drawn", "{n} more points, not drawn", others))
    return "; ".join(parts)


def other_points() -> str:
    """Where the step was taken on points that are not those in view."""
    return tr("This step was taken on the points of that epoch; the plot has those of now.")


def moving() -> str:
    """In place of the numbers, while they would race past."""
    return tr("The run moves on: pause to see its numbers. Up to {n} epochs a second they go along.", n=5)


def at_the_end() -> str:
    """Where a run has diverged, and no step follows."""
    return tr("The run has diverged here: no step follows. Set a smaller learning rate, and run again.")


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


def sentence(part: str | None, step: WorkedStep, lit: int | None) -> str:
    """In plain words, what this part of the step does, with its numbers; of no part, what there is to do.

    `lit` is the position of the point that is pointed at.
    """
    if part is None:
        return tr("F10 takes this step apart, from the residuals to the new line.")
    if part in ("residuals", "squares"):
        return _residuals(step, lit) if part == "residuals" else _squares(step, lit)
    return {"mean": _mean, "gradient": _gradient, "rate": _rate, "line": _line}[part](step)


def _residuals(step: WorkedStep, lit: int | None) -> str:
    general = tr(
        "A residual y − ŷ is how far a point lies above the line (+) or below it (−). The step pulls on each."
    )
    if lit is None or not step.weight[lit]:
        return _and_batch(general, step)
    residual = float(step.columns.residual[lit])
    if not residual:
        on_it = tr("Point {point} lies on the line.", point=lit + 1)
        return f"{on_it} {general}"
    side = tr("above the line") if residual > 0 else tr("below the line")
    far = number(abs(residual), 3)
    one = tr("Point {point} lies {distance} {side}.", point=lit + 1, distance=far, side=side)
    return f"{one} {general}"


def _squares(step: WorkedStep, lit: int | None) -> str:
    general = tr("The area of each square is one point's share of the error: twice as far counts four times.")
    share = _share(step, lit)
    if share is None or lit is None:
        return _and_batch(general, step)
    percent, weight = number(100 * share, 2), int(step.weight[lit])
    if weight > 1:
        one = tr(
            "The highlighted one was drawn {times} times and counts as often: together {percent} % of it.",
            times=weight,
            percent=percent,
        )
    else:
        one = tr("The highlighted one alone is {percent} % of it.", percent=percent)
    return f"{general} {one}"


def _share(step: WorkedStep, lit: int | None) -> float | None:
    """Of the sum of squares that is this point's."""
    if lit is None or not step.weight[lit] or not step.means.squared > 0:
        return None
    own = float(step.columns.squared[lit]) * int(step.weight[lit]) / (step.means.squared * step.count)
    return own if math.isfinite(own) else None


def _mean(step: WorkedStep) -> str:
    mse = number(step.means.squared, 4)
    if step.drawn is not None:
        return tr(
            "The mean of the squares is the error of this batch alone: {mse}. The MSE in the plot is over "
            "all points.",
            mse=mse,
        )
    return tr("The mean of the squares is the mean squared error: MSE = {mse}.", mse=mse)


def _gradient(step: WorkedStep) -> str:
    by_m, by_b = step.gradient
    if not by_m and not by_b:
        return tr("Both derivatives are 0: nothing is to be gained in any direction, and the line stays.")
    m, b = number(by_m, 3), number(by_b, 3)
    if step.is_standardised:
        return tr(
            "The gradient (∂m′, ∂b′) = ({m}, {b}) says how the error grows with m′ and with b′; the step "
            "goes against it.",
            m=m,
            b=b,
        )
    return tr(
        "The gradient (∂m, ∂b) = ({m}, {b}) says how the error grows with m and with b; the arrow on the "
        "loss surface goes against it.",
        m=m,
        b=b,
    )


def notes(part: str | None, step: WorkedStep, has_equal_axes: bool) -> str:
    """What is to be said of the gradient besides: which bar is longer, and how the arrow stands."""
    if part not in ("gradient", "rate") or not any(step.gradient):
        return ""
    angle = _angle(step, has_equal_axes)
    if part == "rate":
        return angle
    from gdgui.words.worked import why_larger  # not above: the page alone needs it

    return f"{why_larger(step.comparison, step.is_standardised)} {angle}"


def _angle(step: WorkedStep, has_equal_axes: bool) -> str:
    """How the arrow stands to the contour, and to the minimum."""
    if step.is_standardised:
        return tr("The arrow is the steepest way over m′ and b′; over m and b it stands at another angle.")
    if step.drawn is not None:
        return tr("The arrow is that of this batch: it crosses the contour at a right angle only on average.")
    if step.minimum is None:
        return tr("The arrow crosses the valley of all best lines at a right angle.")
    if has_equal_axes:
        return tr("The arrow crosses the contour at a right angle, so it need not point at the minimum.")
    return tr(
        "The arrow crosses the contour at a right angle, which is seen only with equal axes (Ctrl+E); it "
        "need not point at the minimum."
    )


def _rate(step: WorkedStep) -> str:
    (m, b), (m_after, b_after), rate = step.line, step.line_after, number(step.settings.learning_rate, 6)
    m_change, b_change = number(m_after - m, 3), number(b_after - b, 3)
    if step.is_standardised:
        by_m, by_b = (-step.settings.learning_rate * each for each in step.gradient)
        return tr(
            "Times the learning rate {rate} it is the step: m′ changes by {m}, b′ by {b}. Of the line in its "
            "own units that is {own_m} of m and {own_b} of b.",
            rate=rate,
            m=number(by_m, 3),
            b=number(by_b, 3),
            own_m=m_change,
            own_b=b_change,
        )
    return tr(
        "Times the learning rate {rate}, and with a minus, it is the step: m changes by {m}, b by {b}.",
        rate=rate,
        m=m_change,
        b=b_change,
    )


def _line(step: WorkedStep) -> str:
    m, b = step.line_after
    new = tr("The new line is ŷ = {m}·x + {b}.", m=number(m, 4), b=_in_brackets(number(b, 4)))
    before, after = step.errors
    if not (math.isfinite(before) and math.isfinite(after)):
        return new
    old, now = number(before, 4), number(after, 4)
    if not step.is_worse:
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


def rank(position: int) -> str:
    """The number of a point, in the head of its row."""
    return whole(position + 1)
