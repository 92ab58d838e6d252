"""The files that a run without a window writes."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gdgui.command_line import Request
from gdgui.core import Trace
from gdgui.experiment.points import Points
from gdgui.experiment.session import Session
from gdgui.files.atomic import WriteError
from gdgui.files.film.kinds import LARGEST, can_hold, kind_of
from gdgui.files.json_table import SessionFileError
from gdgui.files.log_csv import write_log
from gdgui.files.numbers import printable
from gdgui.files.python_code import UnwritableError, save_code, table_beside
from gdgui.files.session_file import write_session
from gdgui.film_options import FilmRequest
from gdgui.headless.shown import session_of, shown
from gdgui.words import algorithms, films, terminal, terminal_exports
from gdgui.words.sessions import not_saved

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from gdgui.ui.filming import Camera
    from gdgui.ui.theme import Style

LONG = 600  # frames: of a longer film it is said before it begins what there is to wait for


class ImpossibleError(Exception):
    """What was asked for cannot be done; str() is a sentence, without its full stop, for who asked."""


FILES = ("export_log", "save_plot", "save_code", "save_report", "save_session")
"""What the options are called that name a file to write."""


def files_to_write(request: Request) -> Iterator[tuple[str, Path]]:
    """Each file that was asked for, by its option, and the table that a script may need beside it."""
    for option in FILES:
        path = getattr(request, option)
        if path is not None:
            yield option, path
            if option == "save_code":
                yield option, table_beside(path)
    if request.save_film is not None:
        yield "save_animation", request.save_film.path


def export(request: Request, points: Points, trace: Trace, session: Session | None) -> None:
    """Write the files asked for, each also where another cannot be written. The result is printed by then.

    What is written as a session goes on from `session`. Raises ImpossibleError, which names all that failed.
    """
    complaints = []
    for path, write in _writers(request, points, trace, session):
        try:
            if path is not None:
                write(path)
        except (WriteError, ImportError, UnwritableError, SessionFileError) as error:
            complaints.append(_complaint(path, error))
    if complaints:
        raise ImpossibleError("; ".join(complaints))


def _writers(
    request: Request, points: Points, trace: Trace, session: Session | None
) -> Iterator[tuple[Path | None, Callable[[Path], None]]]:
    """Each kind of file: where it is to go, and what writes it there."""
    yield request.export_log, lambda path: write_log(path, trace, points, request.log_columns)
    yield request.save_plot, lambda path: _save_plot(path, request, points, trace, session)
    if (film := request.save_film) is not None:
        yield film.path, lambda _: _save_film(film, request, points, trace, session)
    yield request.save_code, lambda path: save_code(path, trace)
    yield request.save_report, lambda path: _save_report(path, request, points, trace, session)
    yield request.save_session, lambda path: write_session(path, session_of(request, points, trace, session))


def _complaint(path: Path | None, error: Exception) -> str:
    name = printable(str(path))
    match error:
        case WriteError():
            return error.clause
        case UnwritableError():
            return terminal.no_code(algorithms.name(error.algorithm), name)
        case SessionFileError():
            return not_saved(name, error.text)
    return terminal.no_picture(str(error), name)


def application() -> QApplication:
    """Qt, on a screen that does not exist. Keep what this returns. Raises ImportError."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    found = QApplication.instance() or QApplication(["gdgui"])
    assert isinstance(found, QApplication)
    return found


def _save_plot(path: Path, request: Request, points: Points, trace: Trace, session: Session | None) -> None:
    """Draw what the window would show."""
    from gdgui.ui.picture import Picture, save

    choices, style = request.picture, _prepared(request)
    frame, options = shown(request, points, trace, session, request.at_epoch)
    assert choices.size is not None
    with _interrupted_between():
        save(path, Picture(frame, options, choices.size, style, choices.has_caption), choices.scale)


def _save_report(path: Path, request: Request, points: Points, trace: Trace, session: Session | None) -> None:
    from gdgui.ui.report import Report, save

    _prepared(request)
    with _interrupted_between():
        save(path, Report(*shown(request, points, trace, session, request.at_epoch), date.today()))


def _save_film(
    film: FilmRequest, request: Request, points: Points, trace: Trace, session: Session | None
) -> None:
    """Draw what the window would show at every epoch of the film, with a progress bar on a terminal."""
    from tqdm import tqdm

    from gdgui.experiment.film import Film, usual_step
    from gdgui.ui.film_choices import FilmChoices
    from gdgui.ui.filming import Camera, shoot

    style = _prepared(request)
    frame, options = shown(request, points, trace, session)
    choices = FilmChoices(str(kind_of(film.path)), film.size, film.per_second)
    first, last = (min(epoch, trace.epochs) for epoch in film.stretch or (0, trace.epochs))
    frames = Film(frame, first, last, film.every or usual_step(first, last))
    camera = Camera(frames, choices, options, style.theme)
    unit, is_read = terminal_exports.unit_of_film(), sys.stderr.isatty()
    with closing(camera), _interrupted_between() as look:
        if len(frames) > LONG:
            _announce(film.path, camera)
            look()
        progress = tqdm(total=len(frames), unit=unit, delay=0.5, disable=not is_read, leave=False)
        with progress as bar, closing(shoot(film.path, camera)) as shares:
            for share in shares:
                look()
                bar.update(round(share * len(frames)) - bar.n)


def _announce(path: Path, camera: Camera) -> None:
    """Say how long and how large the film will be; where that cannot be, writing it says why.

    Raises WriteError for one that is larger than such a file can be.
    """
    from gdgui.files.dialect import finish
    from gdgui.files.film.mp4 import EncoderError
    from gdgui.files.film.timing import Timing
    from gdgui.ui.filming import estimate

    try:
        found = finish(estimate(camera))
    except (EncoderError, OSError):
        return
    length = films.how_long(len(camera.film), Timing(len(camera.film), camera.choices.per_second).seconds)
    sentence = terminal_exports.about_a_film(printable(path.name), length, films.how_large(*found))
    print(terminal.line(sentence), file=sys.stderr, flush=True)
    kind = camera.choices.kind
    if not can_hold(kind, found.bytes):
        raise WriteError(path, films.cannot_hold(kind, LARGEST[kind]))


@contextmanager
def _interrupted_between() -> Iterator[Callable[[], None]]:
    """Ctrl+C is raised where somebody looks for it, and at the end: within a drawing, Qt would swallow it."""
    wanted: list[int] = []

    def look() -> None:
        if wanted:
            raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGINT)
    if before == signal.default_int_handler:  # who ignores it goes on ignoring it
        signal.signal(signal.SIGINT, lambda number, _: wanted.append(number))
    try:
        yield look
        look()
    finally:
        signal.signal(signal.SIGINT, before)


def _prepared(request: Request) -> Style:
    """Qt, and how it is to draw."""
    from gdgui.ui.start import prepare
    from gdgui.ui.theme import PRINT, THEMES, Style

    prepare(application(), Style())
    return Style(theme=THEMES.get(request.picture.look, PRINT))
