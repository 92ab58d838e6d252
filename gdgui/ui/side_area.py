"""A column of panels that scrolls when the window is low, and is never cut off at the side."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QWidget

BORDER = 1  # pixel, of what lies over the picture


class SideArea(QScrollArea):
    """As wide as its content needs, whatever the scale; `changed` tells that this may be another width."""

    changed = Signal()

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._margin = self._width = 0  # the second: that it needed last
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)
        content.installEventFilter(self)

    def sizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        around = 2 * (self._margin + BORDER) if self._margin else 0
        return QSize(self._content.minimumSizeHint().width() + bar + around, 200)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def set_margin(self, pixels: int) -> None:
        """Keep so much free around the content."""
        self._margin = pixels
        self.setViewportMargins(pixels, pixels, pixels, pixels)
        self.updateGeometry()

    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what has the keyboard; Qt does so for who comes from within only."""
        if now is not None and self._content.isAncestorOf(now):
            self.ensureWidgetVisible(now)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            width = self.sizeHint().width()
            if width != self._width:
                self._width = width
                self.updateGeometry()
                self.changed.emit()
        return super().eventFilter(watched, event)
