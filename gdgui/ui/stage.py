"""Where the parts of the window lie: around the picture at the desk, over it on a projector."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from gdgui.ui.panels.projector_bar import ProjectorBar
from gdgui.ui.panels.status import StatusPanel
from gdgui.ui.panels.transport import TransportPanel
from gdgui.ui.theme import Style
from gdgui.ui.views.workspace import Workspace

LASTING = 8000  # milliseconds that a sentence stays over the picture
BRIEF = 1800  # milliseconds that the key just used does


class Stage(QWidget):
    """At the desk column, transport and status stand around the workspace, one row each, and never move.

    On a projector the bar holds the transport; the column and the status come in over the picture and go
    again, and so does a caption.
    """

    def __init__(
        self,
        workspace: Workspace,
        column: QWidget,
        transport: TransportPanel,
        status: StatusPanel,
        bar: ProjectorBar,
        progress: Sequence[QWidget],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._column_part = workspace, column
        self._transport, self._status, self._bar = transport, status, bar
        self.is_projecting = False
        self._caption = QLabel(self)
        self._caption.setObjectName("keyCaption")
        self._caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._caption.hide()
        self._rows = QVBoxLayout(self)
        self._rows.addWidget(workspace, 1)
        for part in (*progress, bar, transport, status):
            self._rows.addWidget(part)
        workspace.stand_beside(column)
        self._status_goes = QTimer(self, singleShot=True, interval=LASTING)
        self._status_goes.timeout.connect(status.hide)
        self._caption_goes = QTimer(self, singleShot=True, interval=BRIEF)
        self._caption_goes.timeout.connect(self._caption.hide)
        status.changed.connect(self._on_status)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        gap = round(style.scale.gap / (3 if self.is_projecting else 2))
        self._rows.setContentsMargins(gap, gap, gap, gap)
        self._rows.setSpacing(gap)
        self._column_part.setMinimumWidth(round(14.6 * style.scale.controls))
        self._caption.setFont(style.scale.font(1.2, bold=True))
        self._place()

    def set_projecting(self, is_projecting: bool) -> None:
        """For a projector, or for the desk again: everything is where it was."""
        if is_projecting == self.is_projecting:
            return
        self.is_projecting = is_projecting
        focused = QApplication.focusWidget()  # what moves to another parent loses the keyboard
        self._status_goes.stop()
        if is_projecting:
            self._bar.hold(self._transport)
            self._rows.removeWidget(self._status)
            for part in (self._column_part, self._status):
                part.setParent(self)
                part.setAutoFillBackground(True)
                part.hide()
        else:
            self._rows.addWidget(self._transport)
            self._rows.addWidget(self._status)
            self._workspace.stand_beside(self._column_part)
            for part in (self._column_part, self._transport, self._status):
                part.setAutoFillBackground(False)
                part.show()
        self._bar.setVisible(is_projecting)
        self._transport.set_projecting(is_projecting)
        if self._status.is_urgent or self._status.has_remedy:
            self._on_status()
        self._workspace.set_projecting(is_projecting)
        if focused is not None and self.isAncestorOf(focused) and focused.isVisible():
            focused.setFocus()
        self._place()

    def show_column(self, is_shown: bool) -> None:
        """On a projector, let the column come in over the picture, or go."""
        if self.is_projecting:
            self._column_part.setVisible(is_shown)
            self._column_part.raise_()
            self._place()

    def say_key(self, words: str) -> None:
        """Show the key or the action just used, for a moment."""
        self._caption.setText(words)
        self._caption.adjustSize()
        self._caption.show()
        self._caption.raise_()
        self._place()
        self._caption_goes.start()

    def stop(self) -> None:
        """The window closes."""
        self._status_goes.stop()
        self._caption_goes.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _on_status(self) -> None:
        """Something was said: over the picture it stays for a moment, a remedy until it is taken."""
        if self.is_projecting:
            self._status.show()
            self._status.raise_()
            self._place()
            if self._status.is_urgent:
                self._status_goes.stop()
            else:
                self._status_goes.start()

    def _place(self) -> None:
        """What lies over the picture lies at its edges."""
        below = self._bar.sizeHint().height() + 2 * self._rows.spacing()
        if self.is_projecting:
            tall = self._status.height_for(self.width())
            self._status.setGeometry(0, self.height() - below - tall, self.width(), tall)
            above = self._workspace.readout.height() + 2 * self._rows.spacing()
            high = self.height() - above - below
            wide = max(self._column_part.minimumWidth(), self._column_part.sizeHint().width())
            self._column_part.setGeometry(0, above, wide, high)
        if self._caption.isVisible():
            wide, tall = self._caption.width(), self._caption.height()
            self._caption.move((self.width() - wide) // 2, self.height() - below - 2 * tall)
