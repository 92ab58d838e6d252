"""The stage: the equation above the plots, all of them or one alone. The same on screen and on paper."""

from __future__ import annotations

from functools import reduce

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gdgui.experiment.explained import part_shown
from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import PLOTS, ViewOptions
from gdgui.ui.theme import Style
from gdgui.ui.views.arrangement import LEAST_POINTS, ORDER, SMALL, Arrangement, Extent, arranged
from gdgui.ui.views.card import PlotCard
from gdgui.ui.views.data.view import DataView
from gdgui.ui.views.focus_ring import FocusRing
from gdgui.ui.views.legend import Legend
from gdgui.ui.views.loss.view import LossView
from gdgui.ui.views.plot import Plot
from gdgui.ui.views.plot_tabs import PlotTabs
from gdgui.ui.views.readout import Readout
from gdgui.ui.views.repaint import RepaintScheduler
from gdgui.ui.views.splitter import SharedSplitter
from gdgui.ui.views.surface.view import SurfaceView

LEAST = {"data": (360, LEAST_POINTS), "loss": (200, 130), "surface": (200, 130)}  # pixels of a plot
EVEN = 19  # letters of width of each of two plots that are equally wide
SHARES = (4, 3)  # of the points, and of the small plots beside them
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
        self._needed = ""  # the small plot that stays where the drawer takes the place of both
        self._drawer: QWidget | None = None
        self._arrangement = Arrangement(ORDER)
        self._between: QWidget | None = None
        self._between_is_in = "equation"
        self._is_projecting = False
        self.style_given = Style()
        self._tabs, self._chosen = PlotTabs(self), ""  # and the plot whose tab was pressed last
        self._lay_out()
        self._ring = FocusRing(self.plots, self)
        self._tabs.chosen.connect(self._choose)
        for card in self.cards.values():
            card.alone_wanted.connect(self._toggle_alone)

    @property
    def parts(self) -> list[QWidget]:
        """What can be touched: each plot after its title row, the tabs before the plots that they show."""
        data, loss, surface = (self.cards[name].parts for name in ("data", *SMALL))
        return [*data, self._tabs, *loss, *surface]

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """Draw this, everywhere."""
        place = options.plots, "surface" if part_shown(options) in SURFACE_PARTS else ""
        if place != (self._in_view, self._needed):
            self._in_view, self._needed = place
            self.arrange()
        for view in (*self.plots, self.readout, self.legend):
            view.show_frame(frame, options)
        self.repaint_scheduler.begin()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        gap = round(style.scale.gap / 2)
        self.style_given = style
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

    def wait_for_room(self, waits: bool) -> None:
        """Draw no plot until all of them know how large they are; then draw them at once, or by turns."""
        for plot in self.plots:
            plot.draw_on_request(waits or self.repaint_scheduler.staggers)

    def stand_beside(self, part: QWidget) -> None:
        """Let this stand left of the plots, under the equation."""
        self._row.insertWidget(0, part)

    def surround(self, drawer: QWidget, between: QWidget) -> None:
        """Put a drawer right of the plots, and something between the equation and the epoch."""
        self._plots.addWidget(drawer)
        self._drawer, self._between = drawer, between
        self.readout.place_between(between)

    def set_projecting(self, is_projecting: bool) -> None:
        """On a projector what stands beside the equation moves over the plots, in place of buttons."""
        self._is_projecting = is_projecting
        self.readout.set_short(is_projecting)
        for card in self.cards.values():
            card.title_row.show_buttons(not is_projecting)
        self._place_between()
        self._level_titles()

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

    def _level_titles(self) -> None:
        """One height for the rows with the titles of the plots in view, whatever else stands in each.

        What is under them is not cut: the points with their row are the highest of what is shown at least.
        """
        shown = [card.title_row for card in self.cards.values() if not card.isHidden()]
        height = max((row.own_height for row in shown), default=0)
        for row in shown:
            row.level(height)
        self._plots.setMinimumHeight(self.cards["data"].minimumSizeHint().height())

    @property
    def plots_place(self) -> QRect:
        """Where the plots in view are, title rows included; the drawer where it has taken their place."""
        cards = [card for card in self.cards.values() if not card.isHidden()]
        parts: list[QWidget] = [*cards] or [self._plots]
        places = [QRect(part.mapTo(self, QPoint()), part.size()) for part in parts]
        return reduce(QRect.united, places)

    def arrange(self) -> None:
        """Show the plots that are in view, as many of them as there is room for."""
        plots, letter = self._plots, self.style_given.scale.text
        extent = Extent(plots.width() / letter, plots.width(), plots.height() / letter)
        drawer = self._drawer_in_view
        needed, is_of_part = self._spoken_of(), bool(self._needed)
        now = arranged(self._in_view, extent, drawer, self._chosen, needed, is_of_part)
        self._arrangement = now
        self._put_below(now.below)
        self._show_tabs(now)
        for name, card in self.cards.items():
            card.setVisible(name in now.shown)
        self._main.setVisible("data" in now.shown)
        self._beside.setVisible(any(name in now.shown and name != now.below for name in SMALL))
        self._place_between()
        self._level_titles()
        self._plots.kind = drawer
        self._plots.share_out()

    @property
    def _drawer_in_view(self) -> str:
        """ "wide", "narrow", or "" for none."""
        if self._drawer is None or self._drawer.isHidden():
            return ""
        return "narrow" if self._drawer.property("narrow") else "wide"

    def _spoken_of(self) -> str:
        """The small plot that the part of a step at hand needs, or that the page of the drawer is about."""
        plot = self._drawer.property("plot") if self._drawer is not None else ""
        return self._needed or (str(plot) if plot in SMALL and plot in self._in_view else "")

    def _show_tabs(self, now: Arrangement) -> None:
        """In place of the title of the plot in view, for those that share its place."""
        under = now.shown[-1] if now.tabs else ""
        has_focus = self._tabs.hasFocus()
        if under:
            self._tabs.show_plots(now.tabs, under)
        else:
            self._tabs.hide()
        for name, card in self.cards.items():
            card.title_row.set_head(self._tabs if name == under else None)
        if has_focus and under:  # which it lost on its way
            self._tabs.setFocus()

    def _put_below(self, below: str) -> None:
        """Under the points, where the drawer has taken the small plots' place; the others among these."""
        for at, name in enumerate(SMALL):
            card, place = self.cards[name], self._main if name == below else self._small
            if card.parent() is not place:
                place.insertWidget(1 if name == below else at, card)

    def _ideal_widths(self, pixels: int) -> tuple[int, int, int]:
        """Of the points, the small plots and the drawer, which has what it asks for where the rest allows."""
        shown, drawer = self._arrangement.shown, 0
        has_points = "data" in (*shown, *self._arrangement.tabs)
        least = LEAST["data"][0] + 2 if has_points else 0  # with its frame
        if self._drawer is not None and self._drawer_in_view:
            wanted = self._drawer.sizeHint().width() if shown else pixels
            plots = 2 * round(EVEN * self.style_given.scale.text) if self._arrangement.is_even else least
            drawer = max(self._drawer.minimumSizeHint().width(), min(wanted, pixels - plots))
        rest, shares = max(0, pixels - drawer), (1, 1) if self._arrangement.is_even else SHARES
        data = max(least, rest * shares[0] // sum(shares)) if "data" in shown else 0
        if self._beside.isHidden():
            data = rest
        return data, max(0, rest - data), drawer

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

    def _lay_out(self) -> None:
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._plots = SharedSplitter(across, self._ideal_widths)
        self._main, self._small = SharedSplitter(down), SharedSplitter(down)
        self._plots.resized.connect(self.arrange)
        self._beside = QWidget()
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._small)
        for splitter, part in (
            (self._small, self.cards["loss"]),
            (self._small, self.cards["surface"]),
            (self._main, self.cards["data"]),
            (self._plots, self._main),
            (self._plots, self._beside),
        ):
            splitter.addWidget(part)
        for name, card in self.cards.items():
            card.plot.setMinimumSize(*LEAST[name])
        # Less than its parts ask for: where there is less room, fewer of them are shown.
        self._plots.setMinimumWidth(LEAST["data"][0] + LEAST["loss"][0])
        self._row = QHBoxLayout()
        self._row.addWidget(self._plots, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.readout)
        self._column.addLayout(self._row, 1)

    def bring(self, name: str) -> None:
        """Have this plot in view, by its tab where it has one."""
        self._choose(name)
        if self.cards[name].isHidden():
            self.plots_wanted.emit(PLOTS)

    def _choose(self, name: str) -> None:
        self._chosen = name
        self.arrange()

    def _toggle_alone(self, name: str) -> None:
        self.plots_wanted.emit(PLOTS if self._in_view == (name,) else (name,))
