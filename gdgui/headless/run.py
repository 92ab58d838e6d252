"""Training without a window: figures on standard output, files where asked for."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

from gdgui.command_line import DIVERGED, FINISHED, INTERRUPTED, Request
from gdgui.core import Dataset, Descent, Settings, Trace
from gdgui.core.algorithms import ALGORITHMS
from gdgui.experiment.points import Points
from gdgui.experiment.session import Session
from gdgui.files.dialect import Gradual
from gdgui.files.numbers import printable
from gdgui.files.session_file import read_session
from gdgui.files.session_names import is_session
from gdgui.headless.exports import ImpossibleError, export, files_to_write
from gdgui.headless.report import as_json, as_text
from gdgui.words import terminal, terminal_exports


def run(request: Request, points: Points, missing: int = 0, session: Session | None = None) -> int:
    """Train, report and write; the exit status. `missing` rows of the file had a number missing.

    What is written as a session goes on from the one that was read. Raises ImpossibleError.
    """
    dataset = points.dataset
    _refuse_impossible(request, dataset)
    trace = _train(request, dataset)
    _print(as_json(request, dataset, trace, missing) if request.json else as_text(request, dataset, trace))
    export(request, points, trace, session)
    assert trace.outcome is not None
    return {"finished": FINISHED, "diverged": DIVERGED, "stopped": INTERRUPTED}[trace.outcome.reason]


def run_session(request: Request, path: Path, reading: Gradual[bytes] | None = None) -> int:
    """Run a session as the command line says and, where it says nothing, as the session does.

    Raises SessionFileError and ImpossibleError.
    """
    session = read_session(path, reading)
    if not len(session.points.dataset):
        raise ImpossibleError(terminal.session_without_points(printable(str(path))))
    asked = request._replace(settings=_settings_of(session, request))
    return run(asked, session.points, session=session)


def _settings_of(session: Session, request: Request) -> Settings:
    """Those of a session where the command line has no others. A batch has at most all points."""
    asked = replace(session.settings, **request.given)
    most = max(1, len(session.points.dataset))
    return asked if "batch_size" in request.given else replace(asked, batch_size=min(asked.batch_size, most))


def _print(text: str) -> None:
    try:
        print(text, flush=True)
    except OSError as error:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # nothing more goes there, also at exit
        if not isinstance(error, BrokenPipeError):  # there, whoever reads has seen enough
            raise ImpossibleError(terminal.not_printed(str(error.strerror))) from error


def _refuse_impossible(request: Request, dataset: Dataset) -> None:
    n, settings = len(dataset), request.settings
    if "batch_size" in ALGORITHMS[settings.algorithm].settings and settings.batch_size > n:
        raise ImpossibleError(terminal.batch_too_large(settings.batch_size, n))
    film, last = request.save_film, settings.epochs
    for option, epoch in (
        ("at-epoch", request.at_epoch),
        ("animation-epochs", film.stretch[1] if film and film.stretch else None),
    ):
        if epoch is not None and epoch > last:
            raise ImpossibleError(terminal_exports.no_such_epoch(option, epoch, last))
    _refuse_to_write_over(request)


def _refuse_to_write_over(request: Request) -> None:
    """No file is to meet the points that are read, nor another one that is written.

    A session may be written over the one that was read: it has all that was in it.
    """
    taken = {} if request.points is None else {os.path.realpath(request.points): "points"}
    for option, path in files_to_write(request):
        place = os.path.realpath(path)
        is_itself = option == "save_session" and taken.get(place) == "points" and is_session(path)
        if place in taken and not is_itself:
            name = option.replace("_", "-")
            raise ImpossibleError(terminal.written_over(name, printable(str(path))))
        taken[place] = option


def _train(request: Request, dataset: Dataset) -> Trace:
    """All epochs, with a progress bar on a terminal once it takes longer than a moment."""
    epochs = request.settings.epochs
    descent = Descent(dataset, request.settings)
    from tqdm import tqdm  # not before it is needed: the window starts sooner

    with tqdm(
        total=epochs,
        unit=terminal.unit_of_progress(),
        delay=0.5,
        disable=not sys.stderr.isatty(),
        leave=False,
    ) as bar:
        try:
            while descent.trace.outcome is None:
                before = descent.epochs
                descent.advance(descent.chunk)
                bar.update(descent.epochs - before)
        except KeyboardInterrupt:
            descent.stop()
    return descent.trace
