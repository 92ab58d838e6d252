"""Where the parts of the window lie: around the picture at the desk, over it on a projector."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from gdgui.ui.panels.floating import let_float
from gdgui.ui.panels.progress import ProgressPanel
from gdgui.ui.panels.projector_bar import ProjectorBar
from gdgui.ui.panels.status import StatusPanel
from gdgui.ui.panels.transport import TransportPanel
from gdgui.ui.side_area import SideArea
from gdgui.ui.theme import Style
from gdgui.ui.views.workspace import Workspace

LASTING = 8000  # milliseconds that a sentence stays over the picture
BRIEF = 1800  # milliseconds that the key just used does
NARROW = 60  # letters of width: below, the column has no room of its own at the desk either
READABLE = 18  # letters of width that words over the picture have at least


class Stage(QWidget):
    """At the desk column, transport and status stand around the workspace, one row each, and never move.

    On a projector the bar holds the transport; the column and the status come in over the picture and go
    again, and so does a caption. So does the column at a desk that is too narrow for it. Beside an open
    drawer the plots are small, and what is read there is about what they show: on a wide screen the status
    has its own row again. Where something long is under way, that stands in the place of the status.
    """

    column_floated = Signal()  # the column has come to lie over the picture, or stands beside it again

    def __init__(
        self,
        workspace: Workspace,
        column: SideArea,
        transport: TransportPanel,
        status: StatusPanel,
        bar: ProjectorBar,
        progress: Sequence[ProgressPanel],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self.column_part = workspace, column
        self._transport, self._status, self._bar = transport, status, bar
        self._progress = progress
        self._letter = Style().scale.controls
        self.is_projecting = self.has_floating_column = False
        self._has_drawer = False
        self._caption = QLabel(self)
        self._caption.setObjectName("keyCaption")
        self._caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._caption.hide()
        self._rows = QVBoxLayout(self)
        self._rows.addWidget(workspace, 1)
        for part in (bar, transport, status):
            self._rows.addWidget(part)
        for each in progress:
            each.setParent(self)
            let_float(each, True)
            each.shown.connect(self._place)
        workspace.stand_beside(column)
        self._status_goes = QTimer(self, singleShot=True, interval=LASTING)
        self._status_goes.timeout.connect(status.hide)
        self._caption_goes = QTimer(self, singleShot=True, interval=BRIEF)
        self._caption_goes.timeout.connect(self._caption.hide)
        status.changed.connect(self._on_status)
        for plot in workspace.plots:
            plot.view.sigResized.connect(self._place)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._letter = style.scale.controls
        gap = round(style.scale.gap / (3 if self.is_projecting else 2))
        self._rows.setContentsMargins(gap, gap if self.is_projecting else 0, gap, gap)  # below the menus
        self._rows.setSpacing(gap)
        self.column_part.setMinimumWidth(round(14.6 * style.scale.controls))
        self._caption.setFont(style.scale.font(1.2, bold=True))
        self._refloat_status()
        self._status.float_over(self._status_floats)  # whose margins are others
        self._float_column()
        self.column_part.set_margin(round(style.scale.gap) if self.has_floating_column else 0)
        self._place()

    def set_projecting(self, is_projecting: bool) -> None:
        """For a projector, or for the desk again: everything is where it was."""
        if is_projecting == self.is_projecting:
            return
        self.is_projecting = is_projecting
        focused = QApplication.focusWidget()  # what moves to another parent loses the keyboard
        if is_projecting:
            self._bar.hold(self._transport)
        else:
            self._rows.addWidget(self._transport)
            self._transport.show()
        self._float_column()
        self._bar.setVisible(is_projecting)
        self._transport.set_projecting(is_projecting)
        self._float_status()
        self._workspace.set_projecting(is_projecting)
        if focused is not None and self.isAncestorOf(focused) and focused.isVisible():
            focused.setFocus()
        self._place()

    def stand_beside_drawer(self, has_drawer: bool) -> None:
        """Whether a page of the drawer is open beside the plots."""
        if has_drawer != self._has_drawer:
            self._has_drawer = has_drawer
            if self.is_projecting:
                self._float_status()
                self._place()

    def show_column(self, is_shown: bool) -> None:
        """Let a column that has no place beside the picture come in over it, or go."""
        if self.has_floating_column:
            self.column_part.setVisible(is_shown)
            self.column_part.raise_()
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
        self._float_column()
        self._refloat_status()
        margins = self._rows.contentsMargins()
        self._status.fit_height(self.width() - margins.left() - margins.right())
        self._rows.activate()  # at once: a window is to open as it then stays
        self._place()

    def _float_column(self) -> None:
        """Over the picture or beside it, as there is room; before it lies anywhere, nobody knows how much."""
        lies = self.testAttribute(Qt.WidgetAttribute.WA_Resized)
        floats = self.is_projecting or (lies and self.width() < NARROW * self._letter)
        if floats == self.has_floating_column:
            return
        self.has_floating_column = floats
        let_float(self.column_part, floats)
        self.column_part.set_margin(round(0.6 * self._letter) if floats else 0)
        if floats:
            self.column_part.setParent(self)
            self.column_part.hide()
        else:
            self._workspace.stand_beside(self.column_part)
            self.column_part.show()
        self.column_floated.emit()

    @property
    def _status_floats(self) -> bool:
        is_wide = self.width() >= NARROW * self._letter
        return self.is_projecting and not (self._has_drawer and is_wide)

    def _float_status(self) -> None:
        """Over the picture, or in a row of its own below everything."""
        self._status_goes.stop()
        self._rows.removeWidget(self._status)
        if not self._status_floats:
            self._rows.addWidget(self._status)
        self._status.setVisible(not self._status_floats)
        self._limit_remedy()
        self._status.float_over(self._status_floats)
        if self._status.is_urgent or self._status.has_remedy:
            self._on_status()

    def _refloat_status(self) -> None:
        """The stage, or its letters, have another size."""
        if bool(self._status.property("floats")) != self._status_floats:
            self._float_status()
        self._limit_remedy()

    def _limit_remedy(self) -> None:
        """A projector's letters would make the window wider than the screen."""
        is_row = self.is_projecting and not self._status_floats
        self._status.limit_remedy(self.width() // 2 if is_row else None)

    def _on_status(self) -> None:
        """Something was said: over the picture it stays for a moment, a remedy until it is taken."""
        if self._status_floats:
            self._status.show()
            self._place()
            if self._status.is_urgent:
                self._status_goes.stop()
            else:
                self._status_goes.start()

    def _place(self) -> None:
        """What lies over the picture lies at its edges, and off what names the axes."""
        above = self._workspace.y() + self._workspace.readout.height() + self._rows.spacing()
        if self.has_floating_column:
            wide = max(self.column_part.minimumWidth(), self.column_part.sizeHint().width())
            left = 0 if self.isLeftToRight() else self.width() - wide
            self.column_part.setGeometry(left, above, wide, self._workspace.geometry().bottom() + 1 - above)
        if self._status_floats:
            room = self._room_for_words()
            tall = self._status.fit_into(room.width())
            origin = self._workspace.pos()
            places = [
                QRect(room.left(), y, room.width(), tall) for y in (room.bottom() + 1 - tall, room.top())
            ]
            free = self._workspace.freer([place.translated(-origin) for place in places])
            self._status.setGeometry(free.translated(origin))
            self._status.raise_()
        under_way = [each for each in self._progress if not each.isHidden()]
        for at, each in enumerate(under_way):
            place = self._status.geometry()
            wide = place.width() // len(under_way)
            each.setGeometry(place.left() + at * wide, place.top(), wide, place.height())
            each.raise_()
        if self._caption.isVisible():
            wide, tall = self._caption.width(), self._caption.height()
            bottom = self._workspace.geometry().bottom()
            self._caption.move((self.width() - wide) // 2, bottom - 2 * tall)

    def _room_for_words(self) -> QRect:
        """Within the axes of the first plot beside the column; across all plots where that is too narrow."""
        origin, gap = self._workspace.pos(), self._rows.spacing()
        areas = [each.translated(origin) for each in self._workspace.free_areas()]
        if not self.column_part.isHidden() and self.has_floating_column:
            taken = self.column_part.geometry()
            if self.isLeftToRight():
                areas = [each.adjusted(max(0, taken.right() - each.left()), 0, 0, 0) for each in areas]
            else:
                areas = [each.adjusted(0, 0, -max(0, each.right() - taken.left()), 0) for each in areas]
        inside = [each.adjusted(gap, gap, -gap, -gap) for each in areas]
        wide = [each for each in inside if each.width() >= READABLE * self._letter]
        return wide[0] if wide else inside[-1]
