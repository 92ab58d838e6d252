"""A plot in its frame: a row with its title and its own buttons above it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWhatsThis, QWidget

from gdgui.ui.theme import Style
from gdgui.ui.views.plot import Plot
from gdgui.words import window as words


class PlotCard(QFrame):
    """The row keeps its height. A double click on it, or on the plot, asks for this plot alone."""

    alone_wanted = Signal(str)

    def __init__(self, name: str, plot: Plot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        title, self._meaning = words.plot_title(name), words.plot_meaning(name)
        self.name, self.plot = name, plot
        self._title = QLabel(title)
        self._title.setObjectName(f"{name}Title")
        self._title.setProperty("role", "title")
        self._title.setToolTip(words.alone_tip(anywhere=not plot.clicks_add_up))
        self._title.setMinimumWidth(1)  # where there is hardly room, words give way to buttons
        self._explain = QToolButton()
        self._explain.setObjectName(f"{name}Meaning")
        self._explain.setProperty("role", "flat")
        self._explain.setText("?")
        self._explain.setToolTip(self._meaning)
        self._explain.setAccessibleName(words.plot_explains(title))
        self._explain.setAccessibleDescription(self._meaning)
        self._explain.clicked.connect(self._say_meaning)
        self._buttons: list[QWidget] = [self._explain]
        self._row = QHBoxLayout()
        self._row.addWidget(self._title)
        self._row.addWidget(self._explain)
        self._at_stretch = self._row.count()  # between what stands left and right
        self._row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.addLayout(self._row)
        self._column.addWidget(plot, 1)
        plot.viewport().installEventFilter(self)

    @property
    def parts(self) -> list[QWidget]:
        """What can be touched, from left to right and down to the plot."""
        return [*self._buttons, self.plot]

    def add_beside_title(self, widget: QWidget) -> None:
        """Another part of the row, left of what stands at its end."""
        self._buttons.append(widget)
        self._row.insertWidget(self._at_stretch, widget)
        self._at_stretch += 1

    def add_at_end(self, widget: QWidget) -> None:
        """Another part of the row, at its right end."""
        self._buttons.append(widget)
        self._row.addWidget(widget)

    def fill_row(self, widget: QWidget) -> None:
        """Give something all the room there is in the row."""
        self._row.insertWidget(self._at_stretch, widget, 1000)
        widget.show()

    def show_title(self, is_shown: bool) -> None:
        """Show the title, or leave it to what stands above."""
        self._title.setVisible(is_shown)

    def show_buttons(self, are_shown: bool) -> None:
        """Show or hide what stands in the row besides the title."""
        for widget in self._buttons:
            widget.setVisible(are_shown)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        scale = style.scale
        gap = round(scale.gap / 2)
        self._title.setFont(scale.control_font())
        self._row.setContentsMargins(round(scale.gap), 0, gap, 0)
        self._row.setSpacing(gap)
        self.plot.apply(style)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.alone_wanted.emit(self.name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A double click means the plot; on the points it does beside the axes alone."""
        if event.type() == QEvent.Type.MouseButtonDblClick and isinstance(event, QMouseEvent):
            is_inside = self.plot.is_inside(self.plot.mapToScene(event.position().toPoint()))
            if event.button() == Qt.MouseButton.LeftButton and not (is_inside and self.plot.clicks_add_up):
                if is_inside:
                    self.plot.click_taken_back.emit()
                self.alone_wanted.emit(self.name)
                return True  # the plot is about to move under the mouse: that is no drag
        return super().eventFilter(watched, event)

    def _say_meaning(self) -> None:
        corner = self._explain.mapToGlobal(self._explain.rect().bottomLeft())
        QWhatsThis.showText(corner, self._meaning, self._explain)
