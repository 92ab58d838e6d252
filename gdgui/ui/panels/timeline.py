"""All epochs done so far, and which of them is shown."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gdgui.core.settings import MOST_EPOCHS
from gdgui.ui.panels.buttons import ActionButton, SwitchButton
from gdgui.ui.panels.fields import QuietSlider, WholeField
from gdgui.ui.theme import Look

PLACES = 1000  # of the slider while it is logarithmic


class TimelinePanel(QWidget):
    """A slider over the epochs, a field for one of them, and buttons `before` and `after` the slider.

    The buttons are named by what is to be their object's name; `epoch_wanted` carries the epoch that
    somebody asks to see.
    """

    epoch_wanted = Signal(int)

    def __init__(
        self, before: dict[str, QAction], after: dict[str, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._logarithmic = False
        self._shown = self._of = 0
        self.slider = QuietSlider(0, 0)
        self.slider.setObjectName("timeline")
        self.slider.setAccessibleName("Timeline")
        self.slider.setToolTip("Which epoch is shown, of those done so far; a run that goes on is paused")
        self.epoch = WholeField(0, 0)
        self.epoch.setObjectName("shownEpoch")
        self.epoch.setAccessibleName("Epoch shown")
        self.epoch.setToolTip("The epoch shown: type another one that was done")
        self._done = QLabel()
        label = QLabel("Epo&ch")
        label.setBuddy(self.epoch)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._add_buttons(before)
        self._row.addWidget(self.slider, 1)
        self._add_buttons(after)
        for widget in (label, self.epoch, self._done):
            self._row.addWidget(widget)
        self.slider.valueChanged.connect(self._on_slider)
        self.epoch.valueChanged.connect(self.epoch_wanted)
        self.epoch.lineEdit().textEdited.connect(self._hold)

    def show_epoch(self, epoch: int, done: int) -> None:
        """Epoch `epoch` is shown, of `done` so far."""
        self._shown, self._of = epoch, done
        places = PLACES if self._logarithmic else done
        for control, value, most in (
            (self.slider, self._place_of(epoch), places),
            (self.epoch, epoch, done),
        ):
            if self._is_in_hand(control):
                continue
            with QSignalBlocker(control):
                control.setRange(0, most)
                control.setValue(value)
                control.setEnabled(done > 0)
        self.slider.setPageStep(max(1, places // 20))
        self._done.setText(f"of {done:,} done")

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Give every power of ten of the epochs the same room, or every epoch."""
        self._logarithmic = logarithmic
        self.show_epoch(self._shown, self._of)

    def _is_in_hand(self, control: QWidget) -> bool:
        """Whether somebody drags it or types into it just now."""
        if control is self.slider:
            return self.slider.isSliderDown() and self.slider.maximum() > 0
        return self.epoch.hasFocus() and self.epoch.lineEdit().isModified()

    def _hold(self) -> None:
        """Somebody begins to type an epoch: the one shown stays meanwhile."""
        self.epoch_wanted.emit(self._shown)

    def _place_of(self, epoch: int) -> int:
        if not self._logarithmic:
            return epoch
        return round(PLACES * math.log1p(epoch) / math.log1p(max(1, self._of)))

    def _on_slider(self, place: int) -> None:
        epoch = place
        if self._logarithmic:
            epoch = round(math.expm1(place / PLACES * math.log1p(self._of)))
            here = self._place_of(self._shown)
            if (
                epoch == self._shown and place != here and not self.slider.isSliderDown()
            ):  # early epochs lie several places apart
                epoch += 1 if place > here else -1
        epoch = min(max(0, epoch), self._of)
        self.epoch_wanted.emit(epoch)

    def _add_buttons(self, actions: dict[str, QAction]) -> None:
        for name, action in actions.items():
            kind = SwitchButton if action.isCheckable() else ActionButton
            self._row.addWidget(kind(action, name))

    def apply(self, look: Look) -> None:
        """Take another scale or theme; what changes its words keeps one width."""
        metrics = QFontMetrics(look.scale.control_font())
        self._done.setMinimumWidth(metrics.horizontalAdvance(f"of {MOST_EPOCHS:,} done"))
        self.epoch.setMinimumWidth(metrics.horizontalAdvance(f"{MOST_EPOCHS:,}") + round(6 * look.scale.gap))
        self._row.setSpacing(round(look.scale.gap))
