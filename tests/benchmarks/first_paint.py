"""An event loop that ends when all plots in view have been painted, and says so on stdout."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QGraphicsView

PAINTED = "painted"


def run_until_painted() -> int:
    """What a program calls in place of `QApplication.exec`."""
    watcher = _Watcher([each for each in QApplication.allWidgets() if isinstance(each, QGraphicsView)])
    status = _run()
    assert not watcher.to_paint
    return status


class _Watcher(QObject):
    def __init__(self, views: list[QGraphicsView]) -> None:
        super().__init__()
        self.to_paint: set[QObject] = {each.viewport() for each in views if each.isVisible()}
        for viewport in self.to_paint:
            viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched in self.to_paint:
            self.to_paint.remove(watched)
            if not self.to_paint:
                QTimer.singleShot(0, self._announce)  # when this pass of painting is over
        return False

    def _announce(self) -> None:
        print(PAINTED, flush=True)
        QApplication.quit()


_run = QApplication.exec  # kept: `run_until_painted` may have been put in its place
