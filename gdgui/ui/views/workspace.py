"""The stage: the readout and the legend above the plots. The same on screen and on paper."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import ViewOptions
from gdgui.ui.theme import Style
from gdgui.ui.views.data.view import DataView
from gdgui.ui.views.legend import Legend
from gdgui.ui.views.loss.view import LossView
from gdgui.ui.views.readout import Readout
from gdgui.ui.views.repaint import RepaintScheduler
from gdgui.ui.views.surface.view import SurfaceView

LEAST = (180, 120)  # pixels of a plot


class Workspace(QWidget):
    """Gives each view the frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data_plot = DataView()
        self.loss_plot = LossView()
        self.surface_plot = SurfaceView()
        self.plots = self.data_plot, self.surface_plot, self.loss_plot
        self.repaint_scheduler = RepaintScheduler(self.plots, self)
        self.readout = Readout(Style())
        self.legend = Legend()
        self._plots = QSplitter(Qt.Orientation.Horizontal)
        beside = QSplitter(Qt.Orientation.Vertical)
        for splitter, part, stretch in (
            (beside, self.surface_plot, 1),
            (beside, self.loss_plot, 1),
            (self._plots, self.data_plot, 3),
            (self._plots, beside, 2),
        ):
            splitter.addWidget(part)
            splitter.setStretchFactor(splitter.indexOf(part), stretch)
            splitter.setChildrenCollapsible(False)
            part.setMinimumSize(*LEAST)
        self._over = QVBoxLayout()
        self._over.addWidget(self.legend)
        self._over.addWidget(self._plots, 1)
        self._row = QHBoxLayout()
        self._row.addLayout(self._over, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.readout)
        self._column.addLayout(self._row, 1)

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """Draw this, everywhere."""
        self.readout.show_frame(frame, options)
        self.legend.show_frame(frame, options)
        for plot in self.plots:
            plot.show_frame(frame, options)
        self.repaint_scheduler.begin()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        for layout in (self._row, self._column, self._over):
            layout.setSpacing(round(style.scale.gap))
        for part in (self.readout, self.legend, *self.plots):
            part.apply(style)

    def surround(self, beside: QWidget, above: QWidget) -> None:
        """Put something left of the plots, and something above them."""
        self._row.insertWidget(0, beside)
        self._over.insertWidget(0, above)

    def picture(self) -> QPixmap:
        """Readout, legend and plots as they are seen, without what stands beside them."""
        plots = self._plots.grab()
        figures = self.readout.picture(self._plots.width())
        parts = [figures, plots]
        if self.legend.entries:
            parts.insert(1, self.legend.picture(plots.width()))
        picture = QPixmap(plots.width(), sum(part.height() for part in parts))
        painter, top = QPainter(picture), 0
        for part in parts:
            painter.drawPixmap(0, top, part)
            top += part.height()
        painter.end()
        return picture
