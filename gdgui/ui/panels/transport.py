"""Run, step, reset and the speed."""

from __future__ import annotations

import math

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gdgui.ui.panels.buttons import ActionButton
from gdgui.ui.panels.fields import QuietSlider
from gdgui.ui.theme import Look
from gdgui.words.report import counted

SPEEDS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, math.inf)
"""Epochs a second."""
DEFAULT_SPEED = 2


class TransportPanel(QWidget):
    """Buttons for the actions of a run, what stands `beside` them, and the speed.

    `speed_changed` carries epochs a second.
    """

    speed_changed = Signal(float)

    def __init__(
        self, run: QAction, step: QAction, reset: QAction, beside: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._run = ActionButton(run, "runButton")
        for button in (self._run, ActionButton(step, "stepButton"), ActionButton(reset, "resetButton")):
            self._row.addWidget(button)
        self.speed = QuietSlider(0, len(SPEEDS) - 1)
        self.speed.setObjectName("speed")
        self.speed.setPageStep(1)
        self.speed.setAccessibleName("Speed")
        self.speed.setToolTip("Epochs a second, from 1 to as fast as possible; also during a run")
        self._words = QLabel()
        label = QLabel("&Speed")
        label.setBuddy(self.speed)
        self._row.addWidget(beside, 3)
        self._row.addWidget(label)
        self._row.addWidget(self.speed, 1)
        self._row.addWidget(self._words)
        self.speed.valueChanged.connect(self._on_speed)
        self.speed.setValue(SPEEDS.index(DEFAULT_SPEED))

    @property
    def epochs_per_second(self) -> float:
        """The speed; math.inf for as fast as possible."""
        return SPEEDS[self.speed.value()]

    def apply(self, look: Look) -> None:
        """Take another scale or theme; what changes its words keeps one width."""
        bold = QFontMetrics(look.scale.control_font(1.1))
        self._run.setMinimumWidth(bold.horizontalAdvance("Pause") + round(4 * look.scale.gap))
        self._row.setSpacing(round(look.scale.gap))
        metrics = QFontMetrics(look.scale.control_font())
        self._words.setMinimumWidth(max(metrics.horizontalAdvance(_words(each)) for each in SPEEDS))

    def _on_speed(self) -> None:
        self._words.setText(_words(self.epochs_per_second))
        self.speed.setAccessibleDescription(_words(self.epochs_per_second))
        self.speed_changed.emit(self.epochs_per_second)


def _words(speed: float) -> str:
    return "as fast as possible" if math.isinf(speed) else counted(int(speed), "epoch") + "/s"
