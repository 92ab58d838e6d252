"""The stage: the equation above the plots, all of them or one alone. The same on screen and on paper."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabBar, QVBoxLayout, QWidget

from gdgui.experiment.explained import part_shown
from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import PLOTS, ViewOptions
from gdgui.ui.theme import Style
from gdgui.ui.views.card import PlotCard
from gdgui.ui.views.data.view import DataView
from gdgui.ui.views.focus_ring import FocusRing
from gdgui.ui.views.legend import Legend
from gdgui.ui.views.loss.view import LossView
from gdgui.ui.views.plot import Plot
from gdgui.ui.views.readout import Readout
from gdgui.ui.views.repaint import RepaintScheduler
from gdgui.ui.views.surface.view import SurfaceView
from gdgui.words import window as words

LEAST = {"data": (360, 300), "loss": (200, 130), "surface": (200, 130)}  # pixels of a plot
NARROW = (55, 860)  # letters and pixels of width: below either, the data plot and one other
WITH_DRAWER = 92  # letters of width: below, the drawer stands in place of the small plots
WITH_NARROW_DRAWER = 78  # the same of a drawer with the property “narrow”
SMALL = ("loss", "surface")
SURFACE_PARTS = ("gradient", "rate")  # of a step: they are seen on the loss surface alone


class Workspace(QWidget):
    """Gives each view the frame, and room to those that are in view.

    `plots_wanted` carries the names of the plots that somebody asks to see.
    """

    plots_wanted = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data_plot = DataView()
        self.loss_plot = LossView()
        self.surface_plot = SurfaceView()
        self.plots = self.data_plot, self.surface_plot, self.loss_plot
        self.repaint_scheduler = RepaintScheduler(self.plots, self)
        self.readout = Readout(Style())
        self.legend = Legend()
        views: dict[str, Plot] = {
            "data": self.data_plot,
            "loss": self.loss_plot,
            "surface": self.surface_plot,
        }
        self.cards = {name: PlotCard(name, view) for name, view in views.items()}
        self._in_view: tuple[str, ...] = PLOTS
        self._needs_surface = False  # also where there is room for one plot alone
        self._drawer: QWidget | None = None
        self._over_plots: QWidget | None = None
        self._has_narrow_drawer = False
        self._between: QWidget | None = None
        self._between_is_in = "equation"
        self._is_projecting = False
        self._letter = Style().scale.text
        self._build_tabs()
        self._lay_out()
        self._ring = FocusRing(self.plots, self)
        for card in self.cards.values():
            card.alone_wanted.connect(self._toggle_alone)

    @property
    def parts(self) -> list[QWidget]:
        """What can be touched: each plot after its title row, the tabs before the plots that they show."""
        data, loss, surface = (self.cards[name].parts for name in ("data", *SMALL))
        return [*data, self._tabs, *loss, *surface]

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """Draw this, everywhere."""
        place = options.plots, part_shown(options) in SURFACE_PARTS
        if place != (self._in_view, self._needs_surface):
            self._in_view, self._needs_surface = place
            self.arrange()
        for view in (*self.plots, self.readout, self.legend):
            view.show_frame(frame, options)
        self.repaint_scheduler.begin()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        gap = round(style.scale.gap / 2)
        self._letter = style.scale.text
        for layout in (self._column, self._row):
            layout.setSpacing(gap)
        for splitter in (self._plots, self._small, self._main):
            splitter.setHandleWidth(gap)
        self.readout.apply(style)
        self.legend.apply(style)
        self._ring.apply(style)
        for card in self.cards.values():
            card.apply(style)
        self.arrange()

    def stand_beside(self, part: QWidget) -> None:
        """Let this stand left of the plots, under the equation."""
        self._row.insertWidget(0, part)

    def surround(self, drawer: QWidget, between: QWidget) -> None:
        """Put a drawer right of the plots, and something between the equation and the epoch."""
        self._plots.addWidget(drawer)
        self._plots.setStretchFactor(2, 0)
        self._drawer, self._between = drawer, between
        self.readout.place_between(between)

    def set_projecting(self, is_projecting: bool) -> None:
        """On a projector what stands beside the equation moves over the plots, in place of buttons."""
        self._is_projecting = is_projecting
        self.readout.set_short(is_projecting)
        for card in self.cards.values():
            card.title_row.show_buttons(not is_projecting)
        self._place_between()

    def _place_between(self) -> None:
        """On a projector it stands over the first plot in view."""
        if self._between is None:
            return
        first = next((name for name in self.cards if not self.cards[name].isHidden()), "data")
        place = first if self._is_projecting else "equation"
        if place == self._between_is_in:
            return
        self._between_is_in = place
        for card in self.cards.values():
            card.title_row.fill(None)
        if self._is_projecting:
            self.readout.place_between(None)
            self.cards[first].title_row.fill(self._between)
        else:
            self.readout.place_between(self._between)

    def free_areas(self) -> tuple[QRect, QRect]:
        """Where words may lie over the picture: in the axes of the first plot, else across all in view."""
        plots = [card.plot for card in self.cards.values() if card.isVisibleTo(self)]
        axes = plots[0].mapFromScene(plots[0].view.sceneBoundingRect()).boundingRect()
        first = axes.translated(plots[0].mapTo(self, QPoint()))
        places = [QRect(plot.mapTo(self, QPoint()), plot.size()) for plot in plots]
        left, right = min(place.left() for place in places), max(place.right() for place in places)
        return first, QRect(QPoint(left, first.top()), QPoint(right, first.bottom()))

    def keep_clear_of(self, panel: QWidget) -> None:
        """Words over the picture do not cover this, which lies over it too."""
        self._over_plots = panel

    def freer(self, areas: Sequence[QRect]) -> QRect:
        """That of these areas where words cover least of a panel over the picture and, then, the fewest
        points; the first one of several.
        """
        over, plot, corner = self._over_plots, self.data_plot, self.free_areas()[0].topLeft()
        if over is not None and over.isVisible():
            return min(areas, key=lambda area: _overlap(area, over.geometry()))
        if not plot.isVisible():
            return areas[0]
        across, down = plot.room().pixels(plot.dataset.x, plot.dataset.y)

        def points_in(area: QRect) -> int:
            at = area.translated(-corner)
            beside = (across < at.left()) | (across > at.right()) | (down < at.top()) | (down > at.bottom())
            return int(np.count_nonzero(~beside))

        return min(areas, key=points_in)

    def arrange(self) -> None:
        """Show the plots that are in view, as many of them as there is room for."""
        letters = self._plots.width() / self._letter
        has_drawer = self._drawer is not None and not self._drawer.isHidden()
        small = [name for name in SMALL if name in self._in_view]
        is_narrow = (
            (letters < NARROW[0] or self._plots.width() < NARROW[1])
            and "data" in self._in_view
            and len(small) > 1
        )
        is_narrow_drawer = has_drawer and bool(self._drawer and self._drawer.property("narrow"))
        least = WITH_NARROW_DRAWER if is_narrow_drawer else WITH_DRAWER
        if has_drawer and letters < least and "data" in self._in_view:
            small, is_narrow = [], False
        has_room_below = has_drawer and not small and "data" in self._in_view
        below = self._spoken_of() if has_room_below else ""
        self._put_below(below)
        self._tabs.setVisible(is_narrow)
        self._name_tabs()
        if is_narrow:
            small = [SMALL[self._tabs.currentIndex()]]
        for name, card in self.cards.items():
            card.title_row.show_title(name == "data" or not is_narrow)  # which the tabs say
            is_large = name == "data" and name in self._in_view
            card.setVisible(is_large or name in small or name == below)
        self._main.setVisible("data" in self._in_view)
        self._beside.setVisible(bool(small))
        self._fit_drawer(is_narrow_drawer)
        self._place_between()

    def _name_tabs(self) -> None:
        """By the titles of the plots, or by their short ones where there is no room for those."""
        for is_short in (False, True):
            for at, name in enumerate(SMALL):
                self._tabs.setTabText(at, words.plot_title(name, is_short))
            if self._tabs.minimumSizeHint().width() <= self._small.width():
                break

    def _spoken_of(self) -> str:
        """The small plot that the part of a step at hand needs, or that the page of the drawer is about."""
        if self._needs_surface:
            return "surface"
        plot = self._drawer.property("plot") if self._drawer is not None else None
        return str(plot) if plot in SMALL and plot in self._in_view else ""

    def _put_below(self, below: str) -> None:
        """Under the points, where the drawer has taken the small plots' room; the others among these."""
        for at, name in enumerate(SMALL):
            card, place = self.cards[name], self._main if name == below else self._small
            if card.parent() is not place:
                place.insertWidget(1 if name == below else at, card)
                if name == below:
                    self._main.setSizes([LEAST["data"][1], LEAST["data"][1]])  # as high, where that goes

    def _fit_drawer(self, is_narrow: bool) -> None:
        """Another kind of page has another width; the points take or leave the rest."""
        if is_narrow == self._has_narrow_drawer or self._drawer is None:
            return
        self._has_narrow_drawer = is_narrow
        data, small, drawer = self._plots.sizes()
        if drawer and not self._drawer.isHidden():
            wanted = self._drawer.sizeHint().width()
            self._plots.setSizes([max(1, data + drawer - wanted), small, wanted])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def draw(self, painter: QPainter, style: Style) -> None:
        """Equation, legend (for which there is no room on the screen) and plots, without what stands beside
        them or can be clicked on."""
        self.data_plot.invitation.hide()
        self.readout.draw(painter, self.width())
        painter.save()
        painter.translate(0, self.readout.height())
        self.legend.draw(painter, self.width())
        painter.translate(0, self.legend.height_for(self.width()) - self.readout.height())
        for card in self.cards.values():
            if card.isVisibleTo(self):
                painter.save()
                painter.translate(card.mapTo(self, QPoint()))
                card.draw(painter, style)
                painter.restore()
        painter.restore()

    # How the plots lie

    def _build_tabs(self) -> None:
        self._tabs = QTabBar()
        self._tabs.setObjectName("plotTabs")
        self._tabs.setAccessibleName(words.plot_tabs())
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.setUsesScrollButtons(False)  # which are too small to hit
        self._tabs.setMinimumWidth(1)  # where they have no room they are called by shorter names
        for name in SMALL:
            self._tabs.addTab(words.plot_title(name))
            self._tabs.setTabToolTip(self._tabs.count() - 1, words.plot_title(name))
        self._tabs.hide()
        self._tabs.currentChanged.connect(self.arrange)

    def _lay_out(self) -> None:
        self._plots, self._small = QSplitter(Qt.Orientation.Horizontal), QSplitter(Qt.Orientation.Vertical)
        self._beside = QWidget()
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self._tabs)
        beside.addWidget(self._small, 1)
        self._main = QSplitter(Qt.Orientation.Vertical)
        for splitter, part, stretch in (
            (self._small, self.cards["loss"], 1),
            (self._small, self.cards["surface"], 1),
            (self._main, self.cards["data"], 4),
            (self._plots, self._main, 4),
            (self._plots, self._beside, 3),
        ):
            splitter.addWidget(part)
            splitter.setStretchFactor(splitter.indexOf(part), stretch)
            splitter.setChildrenCollapsible(False)
        for name, card in self.cards.items():
            card.plot.setMinimumSize(*LEAST[name])
        # Less than its parts ask for: where there is less room, fewer of them are shown.
        self._plots.setMinimumSize(LEAST["data"][0] + LEAST["loss"][0], LEAST["data"][1])
        self._row = QHBoxLayout()
        self._row.addWidget(self._plots, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.readout)
        self._column.addLayout(self._row, 1)

    def _toggle_alone(self, name: str) -> None:
        self.plots_wanted.emit(PLOTS if self._in_view == (name,) else (name,))


def _overlap(one: QRect, other: QRect) -> int:
    """Pixels that they share."""
    shared = one.intersected(other)
    return shared.width() * shared.height()
