"""The only place that knows everything: command line, window or no window, and the last resort."""

from __future__ import annotations

import gc
import os
import signal
import sys
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from gdgui import command_line, debug_log, display
from gdgui.command_line import BAD_INPUT, INTERRUPTED, STANDARD_INPUT, Request
from gdgui.files.example_datasets import example_datasets
from gdgui.files.numbers import printable
from gdgui.files.session_names import BEGINNING, begins_session, holds_session
from gdgui.importing import import_without_features
from gdgui.words import terminal, transfer

LARGE = 2_000_000  # bytes, which take longer to read than anybody waits for a window

if TYPE_CHECKING:
    from gdgui.experiment.points import Points
    from gdgui.files.dialect import Gradual
    from gdgui.ui.window import MainWindow


def main(arguments: list[str] | None = None) -> int:
    """Run the program; the exit status."""
    _open_missing_streams()
    try:
        request = command_line.parse(sys.argv[1:] if arguments is None else arguments)
        wanted = request.debug_log or os.environ.get(debug_log.VARIABLE, "")
        with debug_log.kept(debug_log.file_of(wanted)):
            return _run(request)
    except debug_log.DebugLogError as error:
        _complain(str(error))
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED


def _open_missing_streams() -> None:
    """A program without a console (pythonw, a gui-script on Windows) has no streams to print to."""
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115, PTH123  # for the life of the process
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115, PTH123


def _run(request: Request) -> int:
    if not request.headless:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C waits neither for an import nor for an event
        obstacle = display.why_no_window()
        if not obstacle:
            return _run_window(request)
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a run without a window says where it was
        _complain(terminal.no_window(obstacle))
    return _run_without_window(request)


def _run_without_window(request: Request) -> int:
    gc.enable()
    from gdgui.files.json_table import SessionFileError
    from gdgui.files.points_csv import PointsFileError
    from gdgui.headless.exports import ImpossibleError, application
    from gdgui.headless.run import run, run_session

    try:
        _application = application() if request.language else None
        _speak(request.language)
        begun, reading = _standard_input(request.points)
        if request.points is not None and (
            begins_session(begun) if reading else holds_session(request.points)
        ):
            return run_session(request, request.points, reading)
        points, missing = _points_without_window(request, reading)
        return run(request, points, missing)
    except SessionFileError as error:
        _complain(error.sentence(str(request.points)))
    except PointsFileError as error:
        _complain(terminal.with_hint(error.clause, error.doubt.options if error.doubt else ""))
    except ImpossibleError as error:
        _complain(terminal.with_hint(str(error)))
    return BAD_INPUT


def _speak(language: str) -> None:
    """Switch on another language; Qt is loaded for that only where one is asked for."""
    if language:
        from gdgui.languages import install

        if not install(language):
            _complain(terminal.language_is_missing(printable(language)))


def _complain(sentence: str) -> None:
    print(terminal.line(sentence), file=sys.stderr)


def _points_without_window(request: Request, reading: Gradual[bytes] | None) -> tuple[Points, int]:
    """The points, and how many rows of the file miss theirs; one line says what is left out."""
    from gdgui.files.points_csv import load
    from gdgui.words.reading import left_out

    if request.points is None:
        return example_datasets()[0].points(), 0
    table = load(request.points, request.dialect, reading)
    missing = table.found.missing
    words = left_out(missing, [each.row for each in table.layout.above if each.row], table.label)
    if words:
        _complain(terminal.left_out(printable(str(request.points)), words))
    return table.points, missing


def _standard_input(path: Path | None) -> tuple[bytes, Gradual[bytes] | None]:
    """How what comes by standard input begins, and all of it, where that is meant.

    Its writer may take a while over the first line: what it is like is known when there is enough of it.
    """
    from gdgui.files.content import piped

    if path != STANDARD_INPUT or not sys.stdin:
        return b"", None
    begun = sys.stdin.buffer.read(BEGINNING)
    rest = sys.stdin.buffer if len(begun) == BEGINNING else BytesIO()  # a terminal would go on after its end
    return begun, piped(rest, begun)


def _run_window(request: Request) -> int:
    gc.disable()  # what is loaded and made from here on stays; `collect_by_event_loop` says how it goes on
    import_without_features()
    from PySide6.QtCore import QTimer

    from gdgui.experiment.experiment import Experiment
    from gdgui.files.remembered import Remembered, usual_file
    from gdgui.ui.remember import remember
    from gdgui.ui.start import (
        Application,
        OncePainted,
        catch_everything,
        collect_by_event_loop,
        prepare,
        threads_give_way,
    )
    from gdgui.ui.theme import Style
    from gdgui.ui.window import MainWindow

    application = Application(["gdgui"])
    _speak(request.language)
    prepare(application, Style())
    points, complaint, later = _points_for_window(request)
    window = MainWindow(Experiment(points, request.settings))
    if request.forget:
        _forget(usual_file())
    remember(window, Remembered(usual_file()))
    application.file_wanted.connect(partial(window.import_export.open_file, asks=False))
    application.aboutToQuit.connect(window.player.shut_down)
    if complaint:
        window.status.say(complaint)
        _complain(complaint)
    elif request.points is not None and later is None:
        window.sessions.recent.add(request.points)
    with catch_everything(window), threads_give_way():
        window.show()
        OncePainted(window, partial(_lose_nothing, window))
        if later is not None:
            QTimer.singleShot(0, partial(_open, window, request, later))
        collector = collect_by_event_loop()
        status = application.exec()
        del collector
    return status


def _lose_nothing(window: MainWindow) -> None:
    from gdgui.files.kept_work import usual_folder
    from gdgui.ui.remember import lose_nothing

    lose_nothing(window, usual_folder())


def _open(window: MainWindow, request: Request, path: Path) -> None:
    if holds_session(path):
        window.sessions.open(path, given=request.given)
    else:
        window.import_export.open_file(path, asks=False, dialect=request.dialect)


def _forget(path: Path) -> None:
    """The window opens as on the first start."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _complain(terminal.not_forgotten(printable(str(path)), error.strerror or str(error)))


def _points_for_window(request: Request) -> tuple[Points, str, Path | None]:
    """The points to begin with: those of the file, else the first example and the reason.

    A large file, and one that somebody must look at, is to be opened later, in the window.
    """
    example, path = example_datasets()[0], request.points
    if path is None:
        return example.points(), "", None
    if _is_large(path) or holds_session(path):
        return example.points(), "", path
    from gdgui.files.dialect import finish
    from gdgui.files.points_csv import PointsFileError, open_table

    try:
        table = finish(open_table(path, request.dialect))
    except PointsFileError as error:
        return example.points(), transfer.example_instead(str(error)), None
    if table.doubts or table.found.bad or table.found.missing or table.layout.above or table.label:
        return example.points(), "", path  # whatever is left out, the window says so
    return replace(table.points, title=printable(path.name)), "", None


def _is_large(path: Path) -> bool:
    try:
        return path.stat().st_size > LARGE
    except (OSError, ValueError):
        return False  # whoever reads it says why
