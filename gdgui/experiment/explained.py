"""The step that is explained: which one, what part of it is lit, and what on the plots belongs to it."""

from __future__ import annotations

from typing import Literal

import numpy as np

from gdgui.core import gradient_step
from gdgui.core.worked_step import Unknown, WorkedStep
from gdgui.experiment.edits import Positions
from gdgui.experiment.frame import MOST_DRAWN, NONE, Frame, Line, Steps
from gdgui.experiment.view_options import ViewOptions

Part = Literal["residuals", "squares", "mean", "gradient", "rate", "line"]
PARTS: tuple[Part, ...] = ("residuals", "squares", "mean", "gradient", "rate", "line")
"""A step taken apart, in the order of thought; `ViewOptions.part` counts them from 1, and 0 is all of it."""

MOST_SHOWN = 1000  # residuals or squares of a step, the largest ones


def step_shown(frame: Frame, options: ViewOptions) -> WorkedStep | Unknown | None:
    """The step that is explained; None where none is, or at the start where none has led to."""
    if options.explains == "next":
        return frame.worked
    return frame.worked_before if options.explains == "last" else None


def part_shown(options: ViewOptions) -> Part | None:
    """The part that is lit; None where nothing or all of the step is explained."""
    return PARTS[options.part - 1] if options.explains and options.part else None


def samples_ringed(frame: Frame, options: ViewOptions) -> Positions:
    """The samples that are marked: of the step that is explained, else of the epoch shown.

    Of one on other points than those in view, and of more than can be told apart, none are.
    """
    if not options.explains:
        return frame.samples
    step = step_shown(frame, options)
    if not isinstance(step, WorkedStep):
        return NONE
    if step.drawn is None or len(step.drawn) > MOST_DRAWN or step.dataset != frame.dataset:
        return NONE
    return np.unique(step.drawn)


def steps_shown(frame: Frame, options: ViewOptions) -> tuple[Line, Steps | None]:
    """The line that the arrows of a step begin at, and where they lead: those of the next epoch, or of the
    last one where that is explained. None without arrows, or where nobody can say.
    """
    if not options.next_step:
        return frame.line, None
    if options.explains != "last":
        return frame.line, frame.next_step
    step = frame.worked_before
    if not isinstance(step, WorkedStep):
        return frame.line, None
    full = gradient_step(step.dataset, step.settings, *step.line)
    return step.line, Steps(full, None if step.drawn is None else step.line_after)


def points_worked(step: WorkedStep) -> Positions:
    """Positions of the points whose residuals are shown: those that count, of many the largest."""
    return step.counting if len(step.counting) <= MOST_SHOWN else step.order("squared", MOST_SHOWN)
