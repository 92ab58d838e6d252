"""Against the gradient, on the loss surface: the arrow, the contour it crosses, and where the minimum is."""

from __future__ import annotations

import math
from typing import NamedTuple

from gdgui.core.worked_step import WorkedStep
from gdgui.experiment.explained import part_shown, step_shown
from gdgui.experiment.frame import Frame, Line
from gdgui.experiment.view_options import View, ViewOptions
from gdgui.ui.theme import Style
from gdgui.ui.views.placing import Room
from gdgui.ui.views.plot import Key, Plot
from gdgui.ui.views.surface.step_arrow import StepArrow
from gdgui.words import plots

LIT = ("gradient", "rate", "line")  # parts of a step that speak of the gradient
SHORTEST = 0.08  # of the shorter side of the plot: how long the arrow against the gradient is at least
TANGENT = 0.11  # of that side: half the piece of the contour's tangent
CORNER = 0.028  # of that side: the mark of a right angle
EDGE = 0.04  # share of the view that the arrow keeps from its edge


class Pixels(NamedTuple):
    """How many pixels one unit of m and of b is, and the shorter side of the plot."""

    m: float
    b: float
    side: float

    def length(self, along: Line) -> float:
        """Of so much of m and b, in pixels."""
        return math.hypot(along[0] * self.m, along[1] * self.b)


class GradientLayer:
    """Lit with the parts of a step that speak of the gradient; else there is nothing."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._key = Key()
        self.is_lit = False
        self.arrow = StepArrow(plot, "")
        self.step = StepArrow(plot, "")
        self.tangent = plot.curve(2.2)
        self.right_angle = plot.curve(2.3)
        self.to_minimum = plot.curve(2.1)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        theme, scale = style.theme, style.scale
        self.arrow.apply(style, theme.residual)
        self.step.apply(style, theme.residual)
        self.tangent.setPen(style.pen(theme.text, scale.thin, dash=(3, 2)))
        self.right_angle.setPen(style.pen(theme.text, scale.thin))
        self.to_minimum.setPen(style.pen(theme.faint_text, scale.thin, 0.8, dash=(1, 3)))

    def draw(self, frame: Frame, options: ViewOptions) -> None:
        """What belongs to the part that is lit."""
        part = part_shown(options)
        step = step_shown(frame, options) if part in LIT else None
        worked = step if isinstance(step, WorkedStep) and step.is_finite else None
        self.is_lit = worked is not None
        if worked is None:
            if self._key.is_new():
                self._clear()
            return
        (m_low, m_high), (b_low, b_high) = view = self._plot.area
        wide, high = self._plot.view.width(), self._plot.view.height()
        key = part, options.explains, options.next_step, options.equal_axes, view, wide, high
        if not self._key.is_new(worked, frame.is_concealed, *key):
            return
        pixels = Pixels(wide / (m_high - m_low), high / (b_high - b_low), min(wide, high))
        share = _share_shown(worked.line, worked.direction, pixels, view)
        words = plots.against_gradient(worked.drawn is not None, worked.is_standardised)
        self.arrow.name(words if share == 1 else plots.not_to_scale(words))
        (m, b), (m_along, b_along) = worked.line, worked.direction
        self.arrow.draw(worked.line, (m + share * m_along, b + share * b_along) if share else None)
        is_drawn = part != "gradient" and not options.next_step  # which has an arrow of the same step
        self.step.name(plots.the_step(worked.drawn is not None, options.explains == "last"))
        self.step.draw(worked.line, worked.line_after if is_drawn else None)
        self._draw_tangent(worked, pixels, options.equal_axes)
        minimum = None if frame.is_concealed else worked.minimum
        (m, b), (m_best, b_best) = worked.line, minimum or worked.line
        self.to_minimum.setData([m, m_best] if minimum else [], [b, b_best] if minimum else [])

    def _clear(self) -> None:
        """No such part is lit, as most of the time."""
        for curve in (self.tangent, self.right_angle, self.to_minimum):
            curve.setData([], [])
        for arrow in (self.arrow, self.step):
            arrow.draw((0.0, 0.0), None)

    def keep_off(self, room: Room) -> None:
        """Let no words lie on it."""
        for arrow in (self.arrow, self.step):
            arrow.keep_off(room)
        room.avoid_curve(*self.tangent.getData())

    def place_names(self, room: Room, size: float) -> None:
        """Give the arrows their names at free places near their heads, which are so large."""
        for arrow in (self.step, self.arrow):
            arrow.place_name(room, size)

    def _draw_tangent(self, worked: WorkedStep, pixels: Pixels, has_equal_axes: bool) -> None:
        """Of the contour of all points; with the mark of the right angle where the arrow stands on it so.

        That is where the axes are equal, the step looks at all points, and x is not standardised.
        """
        by_m, by_b = worked.full_gradient
        across = -by_b, by_m
        length = pixels.length(across)
        if not 0 < length < math.inf:
            self.tangent.setData([], [])
            self.right_angle.setData([], [])
            return
        (m, b), share = worked.line, TANGENT * pixels.side / length
        u, v = across[0] * share, across[1] * share
        self.tangent.setData([m - u, m + u], [b - v, b + v])
        stands = has_equal_axes and worked.drawn is None and not worked.is_standardised
        corner = _corner(worked.line, across, (-by_m, -by_b), pixels) if stands else ([], [])
        self.right_angle.setData(*corner)


def _corner(at: Line, one: Line, other: Line, pixels: Pixels) -> tuple[list[float], list[float]]:
    """The mark of a right angle between these directions."""
    legs = []
    for m, b in (one, other):
        share = CORNER * pixels.side / pixels.length((m, b))
        legs.append((m * share, b * share))
    (u_m, u_b), (v_m, v_b) = legs
    m, b = at
    return [m + u_m, m + u_m + v_m, m + v_m], [b + u_b, b + u_b + v_b, b + v_b]


def _share_shown(start: Line, along: Line, pixels: Pixels, view: View) -> float:
    """How much of the gradient the arrow shows: all of it where there is room; 0 where it has no length."""
    length = pixels.length(along)
    if not (0 < length < math.inf):
        return 0.0
    longest = min(1.0, _share_in_view(start, along, view))
    return max(SHORTEST * pixels.side / length, longest)


def _share_in_view(start: Line, along: Line, view: View) -> float:
    """Of the way along, up to a little before the edge of the view."""
    shares = [math.inf]
    for begin, way, (low, high) in zip(start, along, view, strict=True):
        edge = (high if way > 0 else low) - math.copysign(EDGE * (high - low), way)
        if way:
            shares.append(max(0.0, (edge - begin) / way))
    return min(shares)
