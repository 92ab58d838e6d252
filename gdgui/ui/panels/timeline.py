"""All epochs done so far, and which of them is shown."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gdgui.core.settings import MOST_EPOCHS
from gdgui.ui.panels.buttons import ActionButton
from gdgui.ui.panels.fields import QuietSlider, WholeField
from gdgui.ui.theme import Look


class TimelinePanel(QWidget):
    """A slider over the epochs, a field for one of them, and ways to the first, the one before, the newest.

    `epoch_wanted` carries the epoch that somebody asks to see.
    """

    epoch_wanted = Signal(int)

    def __init__(self, first: QAction, back: QAction, last: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        for action, name in ((first, "firstButton"), (back, "stepBackButton")):
            self._row.addWidget(ActionButton(action, name))
        self._row.addWidget(self.slider, 1)
        self._row.addWidget(ActionButton(last, "lastButton"))
        for widget in (label, self.epoch, self._done):
            self._row.addWidget(widget)
        self.slider.valueChanged.connect(self.epoch_wanted)
        self.epoch.valueChanged.connect(self.epoch_wanted)

    def show_epoch(self, epoch: int, done: int) -> None:
        """Epoch `epoch` is shown, of `done` so far."""
        for control in (self.slider, self.epoch):
            with QSignalBlocker(control):
                control.setRange(0, done)
                control.setValue(epoch)
                control.setEnabled(done > 0)
        self.slider.setPageStep(max(1, done // 20))
        self._done.setText(f"of {done:,} done")

    def apply(self, look: Look) -> None:
        """Take another scale or theme; what changes its words keeps one width."""
        metrics = QFontMetrics(look.scale.control_font())
        self._done.setMinimumWidth(metrics.horizontalAdvance(f"of {MOST_EPOCHS:,} done"))
        self.epoch.setMinimumWidth(metrics.horizontalAdvance(f"{MOST_EPOCHS:,}") + round(6 * look.scale.gap))
        self._row.setSpacing(round(look.scale.gap))
