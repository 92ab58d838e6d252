"""One transport: back, Run or Pause, step, a scrubber over the epochs, Go on, Reset and the speed."""

from __future__ import annotations

import math
from bisect import bisect_left

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import ViewOptions
from gdgui.ui.actions import Actions
from gdgui.ui.panels.buttons import ActionButton, Face
from gdgui.ui.panels.fields import QuietSlider
from gdgui.ui.panels.scrubber import Scrubber
from gdgui.ui.theme import Style
from gdgui.words import menus, panels, window

SPEEDS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, math.inf)
"""Epochs a second."""
DEFAULT_SPEED = 2
ALL_OUT = 10.0 * SPEEDS[-2]  # stands for as fast as possible where a finite number is asked for


class SpeedSlider(QuietSlider):
    """Its positions are those of `SPEEDS`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(SPEEDS) - 1, parent)

    def spoken(self) -> str:
        return panels.epochs_a_second(SPEEDS[self.value()])

    def quantities(self) -> tuple[float, float, float]:
        return min(SPEEDS[self.value()], ALL_OUT), SPEEDS[0], ALL_OUT

    def take_quantity(self, number: float) -> None:
        self.setValue(bisect_left(SPEEDS, number))


class TransportPanel(QWidget):
    """Buttons that are actions, and where the cursor is.

    `speed_changed` carries epochs a second, `epoch_wanted` the epoch that somebody asks to see.
    """

    speed_changed = Signal(float)
    epoch_wanted = Signal(int)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run_button = ActionButton(actions.run, "runButton", face=Face.BOTH)
        self._first = ActionButton(actions.first, "firstButton", face=Face.ICON)
        self._go_on = ActionButton(actions.go_on, "goOnButton", face=Face.BOTH)
        self._reset = ActionButton(actions.reset, "resetButton", face=Face.ICON)
        self._at_the_desk = self._first, self._go_on, self._reset
        self.scrubber = Scrubber()
        self.speed = SpeedSlider()
        self.speed.setObjectName("speed")
        self.speed.setPageStep(1)
        self.speed.setAccessibleName(panels.speed().name)
        self.speed.setToolTip(panels.speed().tip)
        self._speed_words = QLabel()
        self._lay_out(actions)
        self.scrubber.epoch_wanted.connect(self.epoch_wanted)
        self.speed.valueChanged.connect(self._on_speed)
        self.speed.setValue(SPEEDS.index(DEFAULT_SPEED))

    @property
    def epochs_per_second(self) -> float:
        """The speed; math.inf for as fast as possible."""
        return SPEEDS[self.speed.value()]

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """The cursor of this frame, and how many epochs there are."""
        self.scrubber.show_epoch(frame.cursor, frame.done, frame.epochs, options.logarithmic_timeline)

    def set_projecting(self, is_projecting: bool) -> None:
        """On a projector there is room for less: the rest is in the menu of the bar."""
        for part in (*self._at_the_desk, self._speed_label):
            part.setVisible(not is_projecting)
        self.show_speed(True)

    def show_speed(self, is_shown: bool) -> None:
        """Say how fast it is, or leave that to the slider where there is little room."""
        self._speed_words.setVisible(is_shown)

    def take_focus(self) -> None:
        """The one thing to press has the keyboard."""
        self.run_button.setFocus()

    def apply(self, style: Style) -> None:
        """Take another scale or theme; what changes its words keeps one width."""
        scale, gap = style.scale, style.scale.gap
        bold = QFontMetrics(scale.control_font(1.1))
        self.run_button.setMinimumWidth(bold.horizontalAdvance(menus.action("pause").short) + round(4 * gap))
        self._row.setSpacing(round(gap))
        metrics = QFontMetrics(scale.control_font())
        self._speed_words.setMinimumWidth(
            max(metrics.horizontalAdvance(window.speed_short(each)) for each in SPEEDS)
        )
        self.speed.setFixedWidth(round(5 * scale.controls))
        self.scrubber.apply(style)

    def _lay_out(self, actions: Actions) -> None:
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._speed_label = QLabel(panels.speed().text)
        self._speed_label.setBuddy(self.speed)
        for widget, stretch in (
            (self._first, 0),
            (ActionButton(actions.back, "stepBackButton", face=Face.ICON), 0),
            (self.run_button, 0),
            (ActionButton(actions.step, "stepButton", face=Face.ICON), 0),
            (self.scrubber, 1),
            (self._go_on, 0),
            (self._reset, 0),
            (self._speed_label, 0),
            (self.speed, 0),
            (self._speed_words, 0),
        ):
            self._row.addWidget(widget, stretch)

    def _on_speed(self) -> None:
        self._speed_words.setText(window.speed_short(self.epochs_per_second))
        self.speed_changed.emit(self.epochs_per_second)
