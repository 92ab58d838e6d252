"""Which algorithm: a group of which one is on."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from gdgui.core.algorithms import ALGORITHMS
from gdgui.ui.panels.buttons import ButtonRow
from gdgui.words import algorithms, window


class AlgorithmToggle(ButtonRow):
    """`wanted` carries the key of the algorithm that somebody chose."""

    wanted = Signal(str)

    def __init__(self, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(window.algorithm(), parent=parent)
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        for key, algorithm in ALGORITHMS.items():
            tip = algorithms.tip(algorithm)
            button = QPushButton(algorithm.short)
            button.setObjectName(f"{prefix}{algorithm.short}")
            button.setProperty("role", "segment")
            button.setProperty("side", "first" if key == next(iter(ALGORITHMS)) else "last")
            button.setCheckable(True)
            button.setToolTip(tip)
            button.setAccessibleDescription(tip)
            self.buttons[key] = button
            self._group.addButton(button)
            self.add(button, 1)
        self._group.buttonToggled.connect(self._on_toggled)

    def show_algorithm(self, key: str) -> None:
        """Show this one without telling anyone."""
        with QSignalBlocker(self._group):
            self.buttons[key].setChecked(True)

    def _on_toggled(self, button: QPushButton, is_on: bool) -> None:
        if is_on:
            self.wanted.emit(next(key for key, each in self.buttons.items() if each is button))
