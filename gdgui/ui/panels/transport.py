"""One transport: back, Run or Pause, step, a scrubber over the epochs, Go on, Reset and the speed."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gdgui.core.limits import MOST_EPOCHS
from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import ViewOptions
from gdgui.ui.actions import Actions
from gdgui.ui.panels.buttons import ActionButton
from gdgui.ui.panels.fields import QuietSlider, WholeField
from gdgui.ui.panels.scrubber import Scrubber
from gdgui.ui.theme import Style
from gdgui.words import menus, panels
from gdgui.words.numbers import whole

SPEEDS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, math.inf)
"""Epochs a second."""
DEFAULT_SPEED = 2


class TransportPanel(QWidget):
    """Buttons that are actions, and where the cursor is.

    `speed_changed` carries epochs a second, `epoch_wanted` the epoch that somebody asks to see.
    """

    speed_changed = Signal(float)
    epoch_wanted = Signal(int)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._run = ActionButton(actions.run, "runButton")
        self.scrubber = Scrubber()
        self.epoch = WholeField(0, 0)
        self.epoch.setObjectName("shownEpoch")
        self.epoch.setAccessibleName(panels.epoch_shown())
        self.epoch.setToolTip(panels.epoch_field().tip)
        self._of = QLabel()
        self.speed = QuietSlider(0, len(SPEEDS) - 1)
        self.speed.setObjectName("speed")
        self.speed.setPageStep(1)
        self.speed.setAccessibleName(panels.speed().name)
        self.speed.setToolTip(panels.speed().tip)
        self._speed_words = QLabel()
        self._lay_out(actions)
        self.scrubber.epoch_wanted.connect(self.epoch_wanted)
        self.epoch.valueChanged.connect(self.epoch_wanted)
        self.epoch.lineEdit().textEdited.connect(self._stay)
        self.speed.valueChanged.connect(self._on_speed)
        self.speed.setValue(SPEEDS.index(DEFAULT_SPEED))

    @property
    def epochs_per_second(self) -> float:
        """The speed; math.inf for as fast as possible."""
        return SPEEDS[self.speed.value()]

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """The cursor of this frame, and how many epochs there are."""
        self._frame = frame
        self.scrubber.show_epoch(frame.cursor, frame.done, frame.epochs, options.logarithmic_timeline)
        if not (self.epoch.hasFocus() and self.epoch.lineEdit().isModified()):
            self.show_epoch()
        self._of.setText(panels.of_done(frame.done))

    def show_epoch(self) -> None:
        """The epoch of the cursor, in place of whatever somebody began to type."""
        if self._frame is not None:
            with QSignalBlocker(self.epoch):
                self.epoch.setRange(0, self._frame.done)
                self.epoch.setValue(self._frame.cursor)
                self.epoch.lineEdit().setText(self.epoch.textFromValue(self._frame.cursor))
                self.epoch.setEnabled(self._frame.done > 0)

    def apply(self, style: Style) -> None:
        """Take another scale or theme; what changes its words keeps one width."""
        scale, gap = style.scale, style.scale.gap
        bold = QFontMetrics(scale.control_font(1.1))
        pause = menus.action("pause").short
        self._run.setMinimumWidth(bold.horizontalAdvance(pause) + round(4 * gap))
        self._row.setSpacing(round(gap))
        metrics = QFontMetrics(scale.control_font())
        widest = max(metrics.horizontalAdvance(panels.epochs_a_second(each)) for each in SPEEDS)
        self._speed_words.setMinimumWidth(widest)
        self._of.setMinimumWidth(metrics.horizontalAdvance(panels.of_done(MOST_EPOCHS)))
        self.epoch.setMinimumWidth(metrics.horizontalAdvance(whole(MOST_EPOCHS)) + round(6 * gap))
        self.scrubber.apply(style)

    def _lay_out(self, actions: Actions) -> None:
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        epoch_label, speed_label = QLabel(panels.epoch_field().text), QLabel(panels.speed().text)
        epoch_label.setBuddy(self.epoch)
        speed_label.setBuddy(self.speed)
        for widget, stretch in (
            (ActionButton(actions.back, "stepBackButton"), 0),
            (self._run, 0),
            (ActionButton(actions.step, "stepButton"), 0),
            (self.scrubber, 4),
            (epoch_label, 0),
            (self.epoch, 0),
            (self._of, 0),
            (ActionButton(actions.go_on, "goOnButton"), 0),
            (ActionButton(actions.reset, "resetButton"), 0),
            (speed_label, 0),
            (self.speed, 1),
            (self._speed_words, 0),
        ):
            self._row.addWidget(widget, stretch)

    def _stay(self) -> None:
        """Somebody begins to type an epoch: the one shown stays meanwhile."""
        if self._frame is not None:
            self.epoch_wanted.emit(self._frame.cursor)

    def _on_speed(self) -> None:
        words = panels.epochs_a_second(self.epochs_per_second)
        self._speed_words.setText(words)
        self.speed.setAccessibleDescription(words)
        self.speed_changed.emit(self.epochs_per_second)
