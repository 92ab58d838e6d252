"""A plot in its frame: a row with its title and its own buttons above it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWhatsThis, QWidget

from gdgui.ui.theme import Style
from gdgui.ui.views.plot import Plot
from gdgui.ui.views.title_row import TitleRow
from gdgui.words import window as words

CORNER = 0.1  # of a gap, by which the plot lies off the round corners


class PlotCard(QFrame):
    """The row keeps its height. A double click on it, or on the plot, asks for this plot alone."""

    alone_wanted = Signal(str)

    def __init__(self, name: str, plot: Plot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        title, self._meaning = words.plot_title(name), words.plot_meaning(name)
        self.name, self.plot = name, plot
        self._explain = QToolButton()
        self._explain.setObjectName(f"{name}Meaning")
        self._explain.setProperty("role", "flat")
        self._explain.setText("?")
        self._explain.setToolTip(self._meaning)
        self._explain.setAccessibleName(words.plot_explains(title))
        self._explain.setAccessibleDescription(self._meaning)
        self._explain.clicked.connect(self._say_meaning)
        tip = words.alone_tip(anywhere=not plot.clicks_add_up)
        self.title_row = TitleRow(name, self._explain, tip)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self.title_row)
        self._column.addWidget(plot, 1)
        plot.alone_wanted.connect(self._want_alone)

    @property
    def parts(self) -> list[QWidget]:
        """What can be touched, from left to right and down to the plot."""
        return [*self.title_row.parts, self.plot]

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        margin = max(1, round(CORNER * style.scale.gap))
        self._column.setContentsMargins(margin, 1, margin, margin)
        self.title_row.apply(style)
        self.plot.apply(style)

    def draw(self, painter: QPainter, style: Style) -> None:
        """Frame, title and plot, as in the window but without what can be clicked on."""
        theme, row, title = style.theme, self.title_row.geometry(), self.title_row.title
        edge = QPainterPath()
        place, gap = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), style.scale.gap
        edge.addRoundedRect(place, gap, gap)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(edge, QColor(theme.card))
        painter.setPen(QColor(theme.text))
        font = style.scale.control_font()
        font.setBold(True)
        painter.setFont(font)
        row.setLeft(row.left() + round(style.scale.gap))
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setRenderHints(self.plot.renderHints())
        self.plot.render(painter, QRectF(self.plot.geometry()), self.plot.rect())
        painter.strokePath(edge, style.stroke(theme.card_border, 1.0))
        painter.restore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._want_alone()

    def _want_alone(self) -> None:
        self.alone_wanted.emit(self.name)

    def _say_meaning(self) -> None:
        corner = self._explain.mapToGlobal(self._explain.rect().bottomLeft())
        QWhatsThis.showText(corner, self._meaning, self._explain)
