"""Tabs for the plots that share one place."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QTabBar, QWidget

from gdgui.words import window as words

SHARE = 0.7  # of a title row, which they may take


class PlotTabs(QTabBar):
    """`chosen` carries the name of the plot whose tab somebody has pressed."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self.setObjectName("plotTabs")
        self.setAccessibleName(words.plot_tabs())
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setUsesScrollButtons(False)  # which are too small to hit
        self.currentChanged.connect(self._on_changed)
        self.hide()

    def show_plots(self, names: tuple[str, ...], current: str) -> None:
        """Tabs for these plots, of which this one is in view, without telling anybody."""
        with QSignalBlocker(self):
            if names != self._names:
                self._names = names
                while self.count():
                    self.removeTab(0)
                for at, name in enumerate(names):
                    self.addTab(words.plot_title(name))
                    self.setTabToolTip(at, "\n".join((words.plot_title(name), words.plot_meaning(name))))
            self.setCurrentIndex(names.index(current))

    def fit(self, room: int) -> None:
        """By the titles of the plots, or by their short ones where those leave no room for buttons."""
        for is_short in (False, True):
            for at, name in enumerate(self._names):
                self.setTabText(at, words.plot_title(name, is_short))
            if self.sizeHint().width() <= SHARE * room:
                break

    def _on_changed(self, at: int) -> None:
        self.chosen.emit(self._names[at])
