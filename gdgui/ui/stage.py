"""Where the parts of the window lie: around the picture at the desk, over it on a projector."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from gdgui.ui.panels.floating import let_float
from gdgui.ui.panels.progress import ProgressPanel
from gdgui.ui.panels.projector_bar import ProjectorBar
from gdgui.ui.panels.status import StatusPanel
from gdgui.ui.panels.transport import TransportPanel
from gdgui.ui.side_area import SideArea
from gdgui.ui.theme import Style
from gdgui.ui.views.workspace import Workspace

BRIEF = 1800  # milliseconds that the key just used stays over the picture
LASTING = 2000, 60  # the same of a sentence, and for each letter of it
NARROW = 60  # letters of width: below, the column has no room of its own at the desk either
LEAST = 20  # letters of height that the column keeps at a desk, if it must over the words
STATUS = 0.15  # of the height at the desk: where the status needs more, it has no room of its own


class Stage(QWidget):
    """At the desk column, transport and status stand around the workspace, one row each, and never move.

    On a projector the bar holds the transport; the column and the status come in over the picture and go
    again, and so does a caption. So do the column and the status at a desk that is too small for them.
    Before a class the status never covers more than the names of the lower axes: what does not fit into two
    lines follows on another page. Beside an open drawer the plots are small, and what is read there is
    about what they show: the status has its own row again. Where something long is under way, that stands
    in the place of the status.
    """

    column_floated = Signal()  # the column has come to lie over the picture, or stands beside it again
    status_floated = Signal()  # the same of the status

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
        self._style, self._letter = Style(), Style().scale.controls
        self.is_projecting = self.has_floating_column = self.has_floating_status = False
        self._has_drawer = self._is_read = False  # the latter: of what the status says over the picture
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
        column.changed.connect(self._place)
        self._status_goes = QTimer(self, singleShot=True)
        self._status_goes.timeout.connect(self._let_status_go)
        status.dismissed.connect(self._take_status_away)
        self._caption_goes = QTimer(self, singleShot=True, interval=BRIEF)
        self._caption_goes.timeout.connect(self._caption.hide)
        workspace.wait_for_room(True)
        status.changed.connect(self._on_status)
        for plot in workspace.plots:
            plot.view.sigResized.connect(self._place)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._style, self._letter = style, style.scale.controls
        self._workspace.apply(self._style_of_plots)
        gap = round(style.scale.gap / (3 if self.is_projecting else 2))
        self._rows.setContentsMargins(gap, gap if self.is_projecting else 0, gap, gap)  # below the menus
        self._rows.setSpacing(gap)
        self.column_part.setMinimumWidth(round(14.6 * style.scale.controls))
        self._caption.setFont(style.scale.font(1.2, bold=True))
        self._status.float_over(self.has_floating_status)  # whose margins are others
        self._float_column()
        self._float_status()
        self.column_part.set_margin(round(style.scale.gap) if self.has_floating_column else 0)
        self._place()

    def set_projecting(self, is_projecting: bool) -> None:
        """For a projector, or for the desk again: everything is where it was."""
        if is_projecting == self.is_projecting:
            return
        self.is_projecting = is_projecting
        self._begin_status()
        focused = QApplication.focusWidget()  # what moves to another parent loses the keyboard
        if is_projecting:
            self._bar.add_transport(self._transport)
        else:
            self._rows.insertWidget(2, self._transport)
            self._transport.show()
        self._float_column()
        self._float_status()
        self._bar.setVisible(is_projecting)
        self._transport.set_projecting(is_projecting)
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
        if self._workspace.style_given != self._style_of_plots:
            self._workspace.apply(self._style_of_plots)
        self._float_column()
        self._float_status()
        self._rows.activate()  # at once: a window is to open as it then stays
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now do all parts know how wide they are: the window opens as it then stays."""
        super().showEvent(event)
        self.column_part.updateGeometry()
        for layout in (self._rows, self._workspace.layout()):
            if layout is not None:
                layout.activate()
        self._workspace.wait_for_room(False)

    @property
    def _style_of_plots(self) -> Style:
        return self._style._replace(scale=self._style.scale.grown(self.width(), self.height()))

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

    def _float_status(self) -> None:
        """Over the picture or below it, as there is room."""
        margins = self._rows.contentsMargins()
        width = self.width() - margins.left() - margins.right()
        self._status.fit_height(width)
        is_row = self.is_projecting and self._has_drawer
        self._status.limit_remedy(
            self.width() // 2 if is_row else None
        )  # or the window is wider than the screen
        is_high = self._status.height_in(width) > STATUS * self.height()
        floats = is_high or (self.is_projecting and not is_row)
        if floats:
            self._status.limit_remedy(None)  # where it lies it has another width
        if floats != self.has_floating_status:
            self.has_floating_status = floats
            self._begin_status()
            self._status.float_over(floats)
            if floats:
                self._rows.removeWidget(self._status)
                self._status.hide()
            else:
                self._rows.addWidget(self._status)
                self._status.show()
            self.status_floated.emit()
            if self._status.is_urgent or self._status.has_remedy:
                self._on_status()
        self._status.fit_height(width)

    def show_status(self) -> None:
        """Bring back what was said last, where it has gone from the picture, or take it away."""
        if self.has_floating_status:
            if self._status.isHidden() or self._is_read:
                self._on_status()
            else:
                self._take_status_away()

    def _on_status(self) -> None:
        """Something was said: over the picture it stays until it was read; before a class, while urgent."""
        self._is_read = False
        if self.has_floating_status:
            self._status.show()
            self._place()
        if self.has_floating_status or self.is_projecting:
            self._status.label.begin()
            self._let_read()

    def _let_read(self) -> None:
        """Leave the page of the status as long as it takes to read it."""
        first, each = LASTING
        self._status_goes.start(first + each * len(self._status.label.text()))

    def _let_status_go(self) -> None:
        """Not from under the mouse, and not before the last page."""
        if self._status.underMouse():
            self._status_goes.start(BRIEF)
        elif self._status.label.turn():
            self._let_read()
        elif self.has_floating_status and not (self._status.is_urgent and self.is_projecting):
            self._take_status_away()
        else:
            self._is_read = True

    def _begin_status(self) -> None:
        """Where it stands otherwise, its pages are others."""
        self._status_goes.stop()
        self._status.label.begin()

    def _take_status_away(self) -> None:
        self._status.hide()
        self._place()

    def _place(self) -> None:
        """What lies over the picture lies at its edges: words over what names the lower axes, the column
        above them."""
        above = self._workspace.y() + self._workspace.readout.height() + self._rows.spacing()
        below = self._workspace.geometry().bottom() + 1
        if self.has_floating_status:
            place = self._workspace.plots_place.translated(self._workspace.pos())
            place.adjust(0, 0, 0, self._rows.spacing())  # down to the bar
            place.setTop(place.bottom() + 1 - self._status.fit_into(place.width(), self.is_projecting))
            self._status.setGeometry(place)
            self._status.raise_()
            has_room = self.is_projecting or place.top() - above > LEAST * self._letter
            if not self._status.isHidden() and has_room:
                below = place.top()
        if self.has_floating_column:
            wide = max(self.column_part.minimumWidth(), self.column_part.sizeHint().width())
            left = 0 if self.isLeftToRight() else self.width() - wide
            self.column_part.setGeometry(left, above, wide, below - above)
            self.column_part.raise_()
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
