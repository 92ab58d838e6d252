"""What the window would show of a run: for pictures, films and reports."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gdgui.command_line import Request
from gdgui.core import Trace
from gdgui.core.theory import forecast
from gdgui.experiment import ranges
from gdgui.experiment.frame import Frame, saved_runs
from gdgui.experiment.points import Points
from gdgui.experiment.session import Session, writable
from gdgui.experiment.view_options import PLOTS, ViewOptions


def session_of(request: Request, points: Points, trace: Trace, before: Session | None) -> Session:
    """The session that was read, or one of these points, and the run as its newest."""
    session = before or Session(writable(points))
    return replace(session, settings=request.settings).with_run(trace)


def shown(
    request: Request, points: Points, trace: Trace, before: Session | None, epoch: int | None = None
) -> tuple[Frame, ViewOptions]:
    """What the window would show at this epoch, or at the end of the run: of a session, all that is in it."""
    settings, part = request.settings, request.picture.part
    frame = Frame(
        points,
        settings,
        trace=trace,
        cursor=trace.epochs if epoch is None else min(epoch, trace.epochs),
        target=settings.epochs,
        forecast=forecast(points.dataset, settings),
    )
    plots = PLOTS if part == "all" else (part,)
    if before is None:
        view, options = ranges.of_points(points.dataset), ViewOptions(plots=plots)
        start = ranges.of_surface(Frame(points, settings))
        options = replace(options, data_range=view, surface_range=start)
    else:
        frame = _with_all_of(session_of(request, points, trace, before), frame)
        options = ranges.fitted(replace(before.options, plots=plots), frame)
    return frame, ranges.followed(options, frame)


def _with_all_of(session: Session, frame: Frame) -> Frame:
    """With the runs beside the newest one, which are made again, the selection, and somebody's own line."""
    assert frame.trace is not None
    *others, newest = session.runs
    runs = [each.with_trace(each.trace()) for each in others]
    return replace(
        frame,
        selection=np.array(session.selection, dtype=np.int64),
        current=newest.with_trace(frame.trace),
        saved=saved_runs(runs, frame.dataset, frame.cursor),
        my_line=session.my_line if session.options.my_line else None,
    )
