"""An event loop that ends when all plots of a window have been painted, and says so on stdout."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget

PAINTED = "painted"


def run_until_painted() -> int:
    """What a program calls in place of `QApplication.exec`."""
    windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    watcher = _Watcher([view.viewport() for window in windows for view in window.findChildren(QGraphicsView)])
    loop = QApplication.instance()
    assert loop is not None
    status: int = _exec()
    assert not watcher.to_paint
    return status


class _Watcher(QObject):
    def __init__(self, viewports: list[QWidget]) -> None:
        super().__init__()
        self.to_paint: set[QObject] = set(viewports)
        for each in viewports:
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched in self.to_paint:
            self.to_paint.remove(watched)
            if not self.to_paint:
                QTimer.singleShot(0, self._announce)  # after this paint event, flush included
        return False

    def _announce(self) -> None:
        print(PAINTED, flush=True)
        QApplication.quit()


_exec = QApplication.exec  # the caller may put `run_until_painted` in its place
