"""The only place that knows everything: command line, window or no window, and the last resort."""

from __future__ import annotations

import os
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gdgui import command_line, display, headless
from gdgui.command_line import Request
from gdgui.experiment.points import Points
from gdgui.files.points_csv import PointsFileError, read_points
from gdgui.files.samples import samples

LARGE = 2_000_000  # bytes, which take longer to read than anybody waits for a window

if TYPE_CHECKING:
    from types import TracebackType

    from gdgui.ui.main_window import MainWindow


def main(arguments: list[str] | None = None) -> int:
    """Run the program; the exit status."""
    _open_missing_streams()
    try:
        return _run(command_line.parse(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        return headless.INTERRUPTED


def _open_missing_streams() -> None:
    """A program without a console (pythonw, a gui-script on Windows) has no streams to print to."""
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115, PTH123  # for the life of the process
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115, PTH123


def _run(request: Request) -> int:
    if not request.headless:
        obstacle = display.why_no_window()
        if not obstacle:
            return _run_window(request)
        print(f"gdgui: no window: {obstacle}; training without one.", file=sys.stderr)
    try:
        points = read_points(request.points, request.columns) if request.points else samples()[0].points()
        return headless.run(request, points)
    except (PointsFileError, headless.ImpossibleError) as error:
        hint = " (--columns X Y)" if getattr(error, "needs_choice", False) else ""
        print(f"gdgui: {str(error).removesuffix('.')}{hint}.", file=sys.stderr)
        return headless.BAD_INPUT


def _run_window(request: Request) -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from gdgui.experiment.experiment import Experiment
    from gdgui.ui.main_window import MainWindow
    from gdgui.ui.start import prepare, settle
    from gdgui.ui.theme import Look

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal must not wait for an event
    application = QApplication(["gdgui"])
    prepare(application, Look())
    points, complaint, later = _points_for_window(request)
    window = MainWindow(Experiment(points, request.settings))
    application.aboutToQuit.connect(window.trainer.shut_down)
    _catch_everything(window)
    if complaint:
        window.message.say(complaint)
        print(f"gdgui: {complaint}", file=sys.stderr)
    window.show()
    if later is not None:
        QTimer.singleShot(0, partial(window.open_file, later, asks=False))
    collector = settle()
    status = application.exec()
    del collector
    return status


def _points_for_window(request: Request) -> tuple[Points, str, Path | None]:
    """The points to begin with: those of the file, else the sample and the reason.

    A large file, and one of which columns must be chosen, is to be opened later, in the window.
    """
    sample, path = samples()[0], request.points
    if path is None:
        return sample.points(), "", None
    if _is_large(path) and not request.columns:
        return sample.points(), "", path
    try:
        return read_points(path, request.columns), "", None
    except PointsFileError as error:
        if error.needs_choice:
            return sample.points(), "", path
        return sample.points(), f"{error} The built-in sample is shown instead.", None


def _is_large(path: Path) -> bool:
    try:
        return path.stat().st_size > LARGE
    except (OSError, ValueError):
        return False  # whoever reads it says why


def _catch_everything(window: MainWindow) -> None:
    """The last resort: a mistake of ours becomes a sentence, and the window lives on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        window.message.say(
            f"Something went wrong inside gdgui ({kind.__name__}: {error}). Your points are kept."
        )
        sys.__excepthook__(kind, error, trace)  # for whoever mends it; the person reads the sentence

    sys.excepthook = hook
