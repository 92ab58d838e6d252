"""The first minute: three hints in turn; each goes when it was followed, by Esc, or after a while."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from gdgui.core.theory import Forecast
from gdgui.experiment.experiment import Changed, Experiment
from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import ViewOptions
from gdgui.training.player import Player
from gdgui.ui.panels.hint import Hint
from gdgui.ui.theme import Style
from gdgui.ui.views.data.view import DataView
from gdgui.ui.views.placing import nearest
from gdgui.words import window as words

HINTS = ("points", "run", "rate")


class FirstMinute(QObject):
    """Shows the first hint that was not seen yet, over the points and near what it speaks of.

    `changed` tells that another one was seen. There are none at all before `begin`, on a projector, and
    beside a lesson or a page of the derivation, which say themselves what to try.
    """

    changed = Signal()

    def __init__(
        self,
        plot: DataView,
        targets: dict[str, QWidget],
        experiment: Experiment,
        player: Player,
        is_out_of_place: Callable[[], bool],
    ) -> None:
        """`targets`: the parts of the window that hints speak of, by their names; else it is the plot."""
        super().__init__(plot)
        self._plot, self._targets = plot, targets
        self._experiment, self._player, self._is_out_of_place = experiment, player, is_out_of_place
        self.seen = frozenset(HINTS)
        self._hint = Hint(plot)
        self._hint.expired.connect(self.dismiss)
        experiment.changed.connect(self._on_document)
        player.changed.connect(self._on_player)
        plot.view.sigResized.connect(self.refresh)

    def begin(self, seen: frozenset[str]) -> None:
        """Show those that were not seen."""
        self.seen = seen
        window = self._plot.window()
        if isinstance(window, QMainWindow):
            window.menuBar().installEventFilter(self)
        self.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc of a button beside the menus, which the bar would keep to itself."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return event.key() == Qt.Key.Key_Escape and self.dismiss()
        return False

    def dismiss(self) -> bool:
        """Take away the hint in view; False where there is none."""
        name = self._next()
        if name is None or self._hint.isHidden():
            return False
        self._on_seen(name)
        return True

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """What is in view may be elsewhere, and the hint goes out of its way."""
        self.refresh()

    def on_forecast(self, forecast: Forecast | None) -> None:
        """With a rate at which a run diverges, it is known what that does."""
        if "rate" not in self.seen and forecast is not None and forecast.is_known:
            rate = self._experiment.settings.learning_rate
            if rate > forecast.stability_limit:
                self._on_seen("rate")

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._hint.apply(style)
        self.refresh()

    def _on_document(self, changed: Changed) -> None:
        if changed & Changed.POINTS:
            self._on_seen("points")

    def _on_player(self) -> None:
        if self._player.state == "playing":
            self._on_seen("run")
        self.refresh()

    def _on_seen(self, name: str) -> None:
        if name not in self.seen and not self._is_out_of_place():
            self.seen |= {name}
            self.refresh()
            self.changed.emit()

    def _next(self) -> str | None:
        for name in HINTS:
            if name not in self.seen:
                return name
        return None

    def refresh(self) -> None:
        """Show the hint that is due. While the line moves there is none, nor where the empty canvas itself
        says what to do.
        """
        name = self._next()
        if name is None or self._player.state == "playing" or self._is_out_of_place():
            self._hint.hide()
            return
        is_empty = not len(self._experiment.dataset)
        self._hint.say(words.hint(name))
        size, room = (self._hint.width(), self._hint.height()), self._plot.taken
        axes = self._plot.view.sceneBoundingRect().topLeft()
        target = self._targets.get(name, self._plot)
        middle = target.mapTo(target.window(), target.rect().center()) - self._plot.mapTo(
            target.window(), QPoint()
        )
        at = middle.x() - axes.x(), middle.y() - axes.y()
        box = None if is_empty else room.find(nearest(at, size, room.size))
        self._hint.setVisible(box is not None)
        if box is not None:
            self._hint.move(round(axes.x() + box[0]), round(axes.y() + box[1]))
            self._hint.raise_()
