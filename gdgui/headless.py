"""Training without a window: figures on standard output, files where asked for."""

from __future__ import annotations

import json
import math
import os
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gdgui.command_line import DIVERGED, FINISHED, INTERRUPTED, Request
from gdgui.core import Dataset, Descent, Settings, Trace, least_squares
from gdgui.core.algorithms import ALGORITHMS
from gdgui.core.theory import Advice, Forecast, advise_after, forecast
from gdgui.experiment import ranges
from gdgui.experiment.frame import Frame
from gdgui.experiment.points import Points
from gdgui.experiment.session import Session, writable
from gdgui.experiment.view_options import ViewOptions
from gdgui.files.atomic import WriteError
from gdgui.files.json_table import SessionFileError
from gdgui.files.log_csv import write_log
from gdgui.files.numbers import printable
from gdgui.files.python_code import UnwritableError, save_code, table_beside
from gdgui.files.session_file import read_session, write_session
from gdgui.words import algorithms, report, terminal
from gdgui.words.advice import advice_sentence
from gdgui.words.forecast import forecast_sentence
from gdgui.words.numbers import whole
from gdgui.words.sessions import not_saved
from gdgui.words.verdict import verdict

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

PICTURE = (1280, 720)  # pixels
PATIENCE = (
    100_000  # samples that each of a few dozen runs may draw for a forecast: a fifth of a second in all
)


class ImpossibleError(Exception):
    """What was asked for cannot be done; str() is a sentence, without its full stop, for who asked."""


def run(request: Request, points: Points, missing: int = 0, session: Session | None = None) -> int:
    """Train, report and write; the exit status. `missing` rows of the file had a number missing.

    What is written as a session goes on from the one that was read. Raises ImpossibleError.
    """
    dataset = points.dataset
    _refuse_impossible(request, dataset)
    trace = _train(request, dataset)
    _print(_as_json(request, dataset, trace, missing) if request.json else _as_text(request, dataset, trace))
    _export(request, points, trace, session)
    assert trace.outcome is not None
    return {"finished": FINISHED, "diverged": DIVERGED, "stopped": INTERRUPTED}[trace.outcome.reason]


def _export(request: Request, points: Points, trace: Trace, session: Session | None) -> None:
    """Write the files asked for, each also where another cannot be written. The result is printed by then."""
    complaints = []
    try:
        if request.export_log:
            write_log(request.export_log, trace)
    except WriteError as error:
        complaints.append(error.clause)
    try:
        if request.save_plot:
            _save_plot(request.save_plot, request, points, trace)
    except ImportError as error:
        complaints.append(terminal.no_picture(str(error), str(request.save_plot)))
    except WriteError as error:
        complaints.append(error.clause)
    try:
        if request.save_code:
            save_code(request.save_code, trace)
    except UnwritableError as error:
        complaints.append(terminal.no_code(algorithms.name(error.algorithm), str(request.save_code)))
    except WriteError as error:
        complaints.append(error.clause)
    try:
        if request.save_session:
            write_session(request.save_session, _session(request, points, trace, session))
    except SessionFileError as error:
        complaints.append(not_saved(printable(str(request.save_session)), error.text))
    except WriteError as error:
        complaints.append(error.clause)
    if complaints:
        raise ImpossibleError("; ".join(complaints))


def _session(request: Request, points: Points, trace: Trace, before: Session | None) -> Session:
    session = before or Session(writable(points))
    return replace(session, settings=request.settings).with_run(trace)


def run_session(request: Request, path: Path) -> int:
    """Run a session as the command line says and, where it says nothing, as the session does.

    Raises SessionFileError and ImpossibleError.
    """
    session = read_session(path)
    if not len(session.points.dataset):
        raise ImpossibleError(terminal.session_without_points(printable(str(path))))
    asked = replace(request, settings=_settings_of(session, request))
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
    if request.save_code is not None:
        _refuse_to_write_over(request, request.save_code)


def _refuse_to_write_over(request: Request, script: Path) -> None:
    """The script and its points must not meet the points that are read, nor another file that is written."""
    others = {os.path.realpath(each) for each in (request.points, request.export_log) if each is not None}
    for each in (script, table_beside(script)):
        if os.path.realpath(each) in others:
            raise ImpossibleError(terminal.written_over(printable(str(each))))


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


def _as_text(request: Request, dataset: Dataset, trace: Trace) -> str:
    best = least_squares(dataset)
    rows = [
        ("points", whole(len(dataset))),
        ("m", repr(float(trace.m[-1]))),
        ("b", repr(float(trace.b[-1]))),
        ("mse", terminal.at_epoch(repr(float(trace.mse[-1])), trace.epochs)),
        ("least_squares", terminal.line_and_mse(repr(best.m), repr(best.b), repr(best.mse))),
        ("stop_reason", report.ending(trace, dataset)),
    ]
    theory, advice = _theory(request, dataset, trace)
    rows.append(("result", verdict(trace, theory)))
    if advice is not None:
        rows.append(("advice", advice_sentence(advice, request.settings)))
    note = report.singularity(dataset)
    if note:
        rows.append(("note", note))
    named = [(terminal.row(name), value) for name, value in rows]
    width = max(14, *(len(name) + 2 for name, _ in named))
    return "\n".join(f"{name:{width}}{value}" for name, value in named)


def _as_json(request: Request, dataset: Dataset, trace: Trace, missing: int) -> str:
    settings, best, outcome = request.settings, least_squares(dataset), trace.outcome
    assert outcome is not None
    theory, advice = _theory(request, dataset, trace)
    used, is_noisy = theory.algorithm.settings, theory.algorithm.is_stochastic
    found = {
        "points": len(dataset),
        "rows_left_out": missing,
        "algorithm": settings.algorithm,
        "learning_rate": settings.learning_rate,
        "epochs": settings.epochs,
        "standardise": settings.standardise,
        "batch_size": settings.batch_size if "batch_size" in used else None,
        "seed": settings.seed if "seed" in used else None,
        "start": {"m": settings.m, "b": settings.b},
        "epoch": trace.epochs,
        "m": float(trace.m[-1]),
        "b": float(trace.b[-1]),
        "mse": float(trace.mse[-1]),
        "least_squares": {"m": best.m, "b": best.b, "mse": best.mse, "unique": best.unique},
        "stop_reason": outcome.reason,
        "stop_epoch": outcome.epoch,
        "message": report.ending(trace, dataset),
        "forecast": {
            "sentence": forecast_sentence(theory),
            "epochs_to_arrive": theory.epochs_to_arrive,
            "expected_excess": _finite(theory.expected_excess) if is_noisy else None,
        },
        "advice": advice
        and {"sentence": advice_sentence(advice, settings), "settings": asdict(advice.settings)},
    }
    return json.dumps(found, indent=2, allow_nan=False, ensure_ascii=False)


def _theory(request: Request, dataset: Dataset, trace: Trace) -> tuple[Forecast, Advice | None]:
    """The forecast of the run as it was asked for, and the advice if it has not arrived."""
    theory = forecast(dataset, request.settings, PATIENCE)
    return theory, advise_after(trace, theory)


def _finite(number: float) -> float | None:
    """JSON knows no other."""
    return number if math.isfinite(number) else None


def application() -> QApplication:
    """Qt, on a screen that does not exist. Keep what this returns. Raises ImportError."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    found = QApplication.instance() or QApplication(["gdgui"])
    assert isinstance(found, QApplication)
    return found


def _save_plot(path: Path, request: Request, points: Points, trace: Trace) -> None:
    """Draw what the window would show."""
    from gdgui.ui.picture import render, save_png
    from gdgui.ui.start import prepare
    from gdgui.ui.theme import Style

    qt = application()
    prepare(qt, Style())
    settings = request.settings
    theory = forecast(points.dataset, settings)
    frame = Frame(points, settings, trace=trace, cursor=trace.epochs, target=settings.epochs, forecast=theory)
    start = ranges.of_surface(Frame(points, settings))
    options = ViewOptions(data_range=ranges.of_points(points.dataset), surface_range=start)
    options = ranges.followed(options, frame)
    save_png(path, render(frame, options, PICTURE, Style()))
