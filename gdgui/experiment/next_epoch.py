"""What the next epoch of a run will do, and what one that was done did."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gdgui.core import Dataset, Settings, Trace, first_batch
from gdgui.core.worked_step import Unknown, WorkedStep, work_out

Positions = NDArray[np.int64]
Line = tuple[float, float]  # m and b


def goes_on(trace: Trace, dataset: Dataset, settings: Settings) -> bool:
    """Whether the next epoch will be one of the newest segment."""
    last = trace.segments[-1]
    same = replace(last.settings, epochs=settings.epochs, m=settings.m, b=settings.b)
    return last.dataset is dataset and same == settings


def line_before(epoch: int, trace: Trace | None, dataset: Dataset, settings: Settings) -> Line | None:
    """The line one epoch before this, the newest; None where the next epoch begins a segment."""
    if trace is None or epoch <= trace.segments[-1].epoch or not goes_on(trace, dataset, settings):
        return None
    return float(trace.m[epoch - 1]), float(trace.b[epoch - 1])


def next_samples(trace: Trace | None, dataset: Dataset, settings: Settings) -> Positions | None:
    """What the next epoch will draw; None where it draws nothing or nobody knows yet."""
    if trace is None:
        return first_batch(dataset, settings)
    is_known = trace.segments[-1].draws is not None and goes_on(trace, dataset, settings)
    return trace.next_samples() if is_known else None


def step_after(trace: Trace, epoch: int) -> WorkedStep | Unknown:
    """The step that was done after this epoch, on the points and samples of that time."""
    segment, line = trace.segment_of(epoch + 1), (float(trace.m[epoch]), float(trace.b[epoch]))
    return work_out(segment.dataset, segment.settings, line, trace.samples(epoch + 1))
