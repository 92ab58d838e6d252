"""A session gathered from the document and the runs, and put back into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from gdgui.core import Descent, Trace
from gdgui.core.rebuild import Rebuilt
from gdgui.experiment.experiment import Experiment
from gdgui.experiment.runs import Runs
from gdgui.experiment.session import Session, writable


def outline(
    experiment: Experiment,
    runs: Runs,
    cursor: int = 0,
    target: int = 0,
    lessons: Mapping[str, list[int]] | None = None,
) -> Session:
    """The session as it stands, without its runs, at no cost: any thread may add them, by `with_kept`.

    Cursor and target are the player's, of the current run.
    """
    current = runs.current
    return Session(
        points=writable(experiment.points),
        settings=experiment.asked,
        options=experiment.options,
        selection=tuple(experiment.selection.tolist()),
        current=current.number if current else None,
        cursor=cursor if current else 0,
        target=max(target, current.trace.epochs) if current else 0,
        count=runs.count,
        newest_begun=runs.newest_begun,
        my_line=experiment.my_line,
        lessons=dict(lessons or {}),
    )


def take_document(session: Session, experiment: Experiment) -> None:
    """The document is that of the session. There is no way back: the undo stack is empty then."""
    experiment.rollback()
    experiment.take_points(session.points, np.array(session.selection, dtype=np.int64))
    experiment.take_settings(session.settings)
    experiment.take_options(session.options)
    experiment.take_my_line(session.my_line)
    experiment.seal()
    experiment.undo_stack.clear()


def take_runs(session: Session, traces: Sequence[Trace], runs: Runs, run_id: int = 0) -> None:
    """The runs are those of the session, with these traces; the current one is the player's `run_id`.

    Clear the undo stack before: its steps know of other runs.
    """
    made = tuple(kept.with_trace(trace) for kept, trace in zip(session.runs, traces, strict=True))
    current = next((run for run in made if run.number == session.current), None)
    runs.take(made, current, run_id if current else 0, session.count, session.newest_begun)


def current_descent(session: Session, made: Sequence[Rebuilt]) -> Descent | None:
    """The current run, all of it shown, ready to go on to where it is to finish; None without any."""
    numbers = [run.number for run in session.runs]
    if session.current is None:
        return None
    descent = made[numbers.index(session.current)].descent
    if session.target > descent.epochs:  # how many are wanted may have changed since its last segment began
        descent.settings = replace(descent.settings, epochs=session.settings.epochs)
    descent.extend(session.target)
    return descent
