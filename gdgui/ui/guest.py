"""A window in somebody else's process, as of a notebook: a guest that leaves everything as it was."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from gdgui.core import Settings
from gdgui.experiment.experiment import Experiment
from gdgui.experiment.points import Points
from gdgui.experiment.session import Session
from gdgui.files.kept_work import usual_folder
from gdgui.files.remembered import Remembered, usual_file
from gdgui.ui.remember import lose_nothing, remember
from gdgui.ui.start import catch_everything, collect_by_event_loop, prepare, threads_give_way
from gdgui.ui.theme import Style
from gdgui.ui.window import MainWindow
from gdgui.words import terminal

SIGNALS_MS = 100  # between two looks for Ctrl+C, which Python sees only while it runs


def show_until_closed(points: Points, settings: Settings) -> Session:
    """Open a window on these points, let it live until it is closed, and return what is in it.

    To be called in the main thread. Ctrl+C closes the window, leaves what is not saved to the next start, and
    is then passed on. Raises RuntimeError where the process has an application of Qt without windows.
    """
    application = QApplication.instance() or QApplication(["gdgui"])
    if not isinstance(application, QApplication):
        raise RuntimeError(terminal.no_widgets())
    with _visit(application), _quiet_memory(), threads_give_way():
        session, is_interrupted = _until_closed(MainWindow(Experiment(points, settings)))
    if is_interrupted:
        signal.raise_signal(signal.SIGINT)
    return session


def _until_closed(window: MainWindow) -> tuple[Session, bool]:
    """What is in the window when it is closed, and whether Ctrl+C did that. It is no more afterwards."""
    window.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)  # the application is not ours
    remember(window, Remembered(usual_file()))
    autosave = lose_nothing(window, usual_folder(), asks=False)
    loop = _Loop(window)
    with catch_everything(window):
        window.show()
        window.raise_()
        window.activateWindow()
        loop.run()
        session = window.sessions.work().session
        if loop.is_interrupted:
            autosave.leave()
        window.close()  # if it is still open
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()  # while whoever hears of it is whole
    delete(window)  # now, and in this thread
    return session, loop.is_interrupted


class _Loop(QObject):
    """Goes on until the window is closed, the application quits or somebody presses Ctrl+C."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._loop = QEventLoop(self)
        self.is_interrupted = False
        window.installEventFilter(self)

    def run(self) -> None:
        """Return when it is over."""
        look = QTimer(self, interval=SIGNALS_MS)
        look.timeout.connect(lambda: None)
        look.start()
        before = signal.signal(signal.SIGINT, self._interrupt)
        try:
            self._loop.exec()
        finally:
            signal.signal(signal.SIGINT, before or signal.SIG_DFL)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window closes."""
        if event.type() == QEvent.Type.Close:
            self._loop.quit()
        return False

    def _interrupt(self, *_: object) -> None:
        self.is_interrupted = True
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.close()
        self._loop.quit()


@contextmanager
def _visit(application: QApplication) -> Iterator[None]:
    """Name and dress the application as ours for a while."""
    name, version = application.applicationName(), application.applicationVersion()
    style, palette, icon = application.style().name(), application.palette(), application.windowIcon()
    room, is_smooth = QPixmapCache.cacheLimit(), pg.getConfigOption("antialias")
    prepare(application, Style())
    try:
        yield
    finally:
        application.setApplicationName(name)
        application.setApplicationVersion(version)
        application.setStyle(style)
        application.setPalette(palette)
        application.setWindowIcon(icon)
        QPixmapCache.setCacheLimit(room)
        pg.setConfigOptions(antialias=is_smooth)


@contextmanager
def _quiet_memory() -> Iterator[None]:
    """As `collect_by_event_loop`, while there is a window; what is left of it is collected in this thread."""
    was_on, is_ours = gc.isenabled(), gc.get_freeze_count() == 0
    collector = collect_by_event_loop()
    try:
        yield
    finally:
        del collector
        if is_ours:
            gc.unfreeze()
        gc.collect()
        if was_on:
            gc.enable()
