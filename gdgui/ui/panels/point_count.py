"""How many points there are, or how many of them are selected."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import ViewOptions
from gdgui.words.window import point_count


class PointCount(QLabel):
    """Its tool tip says what the tool in hand does. `changed` tells that it has another size."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pointCount")
        self._shown: tuple[int, int] | None = None

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """Of these points."""
        shown = len(frame.dataset), len(frame.selection)
        if shown != self._shown:
            self._shown = shown
            self.setText(point_count(*shown))
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """As large as its words: where that is the same, nothing is laid out anew for another number."""
        size = self.fontMetrics().size(Qt.TextFlag.TextSingleLine, self.text())  # a hint never shrinks
        if size != self.minimumSize():
            self.setFixedSize(size)
            self.changed.emit()
