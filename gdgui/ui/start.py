"""What Qt and pyqtgraph must be told once, before the first widget."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import pyqtgraph as pg
from pyqtgraph.util.garbage_collector import GarbageCollector
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFileOpenEvent, QIcon, QImage, QPainter, QPixmapCache
from PySide6.QtWidgets import QApplication, QWidget

from gdgui.files.resources import resource
from gdgui.ui.spoken import let_widgets_speak
from gdgui.ui.theme import Style
from gdgui.ui.window import MainWindow
from gdgui.version import __version__
from gdgui.words import terminal

PAINT_ALONE = "QT_NO_GUI_THREADPOOL"
SOON = 0.0005  # seconds: much less than a frame, and much more than it takes to hand over
ROOM_FOR_AXES = 128 * 1024  # kB: the axes with their grids, kept as pictures as large as the plots


class Application(QApplication):
    """The program, which macOS tells by an event which file was clicked on; others start it with the file."""

    file_wanted = Signal(object)  # a Path

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        # The system's own menu bar, on macOS and some desktops, has no corner for the top bar to stand in.
        self.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeMenuBar)
        paint_in_one_thread()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_wanted.emit(Path(event.file()))
            return True
        return super().event(event)


def paint_in_one_thread() -> None:
    """Let Qt paint in this thread alone, as long as this process lives.

    Else it spreads every translucent line of over 95 pixels over threads, and waits for them: a grid takes
    five times as long so, and far longer while training keeps the other cores busy. Qt asks the environment
    once, at the first such line, and whatever this process starts is not to find it there.
    """
    asked, line = os.environ.get(PAINT_ALONE), QImage(1, 200, QImage.Format.Format_ARGB32_Premultiplied)
    os.environ[PAINT_ALONE] = "1"
    painter = QPainter(line)
    painter.fillRect(line.rect(), QColor(0, 0, 0, 100))
    painter.setPen(QColor(0, 0, 0, 100))
    painter.drawLine(0, 0, 0, 199)
    painter.end()
    if asked is None:
        del os.environ[PAINT_ALONE]


def prepare(application: QApplication, style: Style) -> None:
    """Name the application and give it its style, palette and icon."""
    application.setApplicationName("gdgui")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("gdgui")  # by which a desktop knows whose window it is
    application.setStyle("Fusion")  # the same everywhere, and it scales with the font
    application.setPalette(style.theme.palette())
    application.setWindowIcon(QIcon(str(resource("icons/gdgui.svg"))))
    QPixmapCache.setCacheLimit(ROOM_FOR_AXES)
    let_widgets_speak(application)
    pg.setConfigOptions(antialias=True)


class OncePainted(QObject):
    """Does the work that a window can be seen without, once all of it has been painted."""

    def __init__(self, window: QWidget, work: Callable[[], None]) -> None:
        super().__init__(window)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(work)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is painted, and what is in it in the same turn."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._soon.start()
        return False


def collect_by_event_loop() -> object:
    """Once the window stands: keep Python's garbage collector away from it. Keep what this returns.

    The window's thousands of objects live as long as the program, and looking through them all stops every
    thread for some 50 ms. What else is garbage may be parts of a plot, which Qt lets no other thread destroy,
    nor anybody amid a painting: it is collected once a second, by the event loop.
    """
    gc.freeze()
    return GarbageCollector()


@contextmanager
def threads_give_way() -> Iterator[None]:
    """While a window lives, whoever computes in another thread hands over the interpreter at once.

    Python asks for that after 5 ms, and Qt lets go of the interpreter several times within one event: a press
    on Run would wait for the run that it has begun.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(SOON)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@contextmanager
def catch_everything(window: MainWindow) -> Iterator[None]:
    """The last resort: a mistake of ours becomes a sentence, and the window lives on."""
    before = sys.excepthook  # which prints it, and may log it: for whoever mends it

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        window.status.say(terminal.went_wrong(kind.__name__, str(error)))
        before(kind, error, trace)

    sys.excepthook = hook
    try:
        yield
    finally:
        sys.excepthook = before
