"""One transport: back, Run or Pause, step, a scrubber over the epochs, Go on, Reset and the speed."""

from __future__ import annotations

import math
from bisect import bisect_left

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
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
WITHOUT_WORDS, LEAST = 3, 6  # how much can be left out: the speed in words, and all that the menu has too


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
    """Buttons that are actions, and where the cursor is. Words give way where there is little room.

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
        self._is_projecting = False
        self._run_width = 0
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
        self._is_projecting = is_projecting
        self.fit(self.width())

    def fit(self, room: int, least: int = 0) -> None:
        """Leave out as little as there must be in so many pixels, and at `least` so many things."""
        for less in range(least, LEAST + 1):
            self._show_less(less)
            if self._row.minimumSize().width() <= room:
                break

    def _show_less(self, less: int) -> None:
        """All of it, or so many things less."""
        self._speed_label.setVisible(less < 1 and not self._is_projecting)
        self._go_on.show_face(Face.BOTH if less < 2 else Face.ICON)
        self._speed_words.setVisible(less < WITHOUT_WORDS)
        self.run_button.show_face(Face.BOTH if less < 4 else Face.ICON)
        self.run_button.setMinimumWidth(self._run_width if less < 4 else 0)
        for part in self._at_the_desk:
            part.setVisible(less < 5 and not self._is_projecting)
        self.speed.setVisible(less < LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_projecting:  # where the bar knows how much room there is
            self.fit(self.width())

    def take_focus(self) -> None:
        """The one thing to press has the keyboard."""
        self.run_button.setFocus()

    def apply(self, style: Style) -> None:
        """Take another scale or theme; what changes its words keeps one width."""
        scale, gap = style.scale, style.scale.gap
        bold = QFontMetrics(scale.control_font(1.1))
        self._run_width = bold.horizontalAdvance(menus.action("pause").short) + round(4 * gap)
        self._row.setSpacing(round(gap))
        metrics = QFontMetrics(scale.control_font())
        self._speed_words.setMinimumWidth(
            max(metrics.horizontalAdvance(window.speed_short(each)) for each in SPEEDS)
        )
        self.speed.setFixedWidth(round(5 * scale.controls))
        self.scrubber.apply(style)
        self.scrubber.setMinimumWidth(round(5 * scale.controls))
        self._show_less(LEAST)
        self.setMinimumWidth(self._row.minimumSize().width())
        self.fit(self.width())

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
