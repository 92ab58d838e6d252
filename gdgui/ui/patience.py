"""Writing that takes its time, done while the window stays painted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

MANY = 20_000  # points, which take longer to write than a frame lasts


class _Bell(QObject):
    rung = Signal()


class _NothingDropped(QObject):
    """Refuses what is dropped, on the whole application: for Qt that is no input."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            return False
        event.ignore()
        return True


def patiently(work: Callable[[], None], points: int) -> None:
    """Do this and raise what it raises; for many points in a thread.

    Until it is done the window goes on and is painted, but takes no input: whoever asked wants to know how it
    ended before anything else happens.
    """
    if points < MANY:
        work()
        return
    from concurrent.futures import ThreadPoolExecutor  # only whoever has many points ever waits for this

    loop, bell = QEventLoop(), _Bell()
    bell.rung.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    application, nothing_dropped = QCoreApplication.instance(), _NothingDropped()
    assert application is not None
    application.installEventFilter(nothing_dropped)
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        with ThreadPoolExecutor(1) as pool:
            done = pool.submit(work)
            done.add_done_callback(lambda _: bell.rung.emit())
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        done.result()
    finally:
        QGuiApplication.restoreOverrideCursor()
        application.removeEventFilter(nothing_dropped)
