"""On the projector, one bar under the picture: the transport, algorithm and rate, more, and the way out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from gdgui.core import Settings
from gdgui.core.theory import Forecast
from gdgui.ui.panels.algorithm import AlgorithmToggle
from gdgui.ui.panels.buttons import ActionButton, Face
from gdgui.ui.panels.rate import RateControl
from gdgui.ui.panels.transport import WITHOUT_WORDS, TransportPanel
from gdgui.ui.theme import Style
from gdgui.ui.theme.icons import icon
from gdgui.words import window

WIDE = 55  # letters of width: below, the rate is not written out


class ProjectorBar(QWidget):
    """Stands in for the column, which comes in over the picture from “more”.

    `edited` carries changes of settings by name.
    """

    edited = Signal(dict)
    sealed = Signal()
    menu_wanted = Signal()

    def __init__(self, leave: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("projectorBar")
        self.algorithm = AlgorithmToggle("projector")
        self.rate = RateControl("projectorRate")
        self._rate_words = QLabel()
        self._rate_words.setObjectName("projectorRateWords")
        self.menu = QMenu(self)
        self._more = QToolButton()
        self._more.setObjectName("moreButton")
        name, tip = window.more()
        self._more.setToolTip(tip)
        self._more.setAccessibleName(name)
        self._more.setMenu(self.menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._leave = ActionButton(leave, "leaveButton", window.leave(), face=Face.ICON)
        self._letter = Style().scale.controls
        self._transport: TransportPanel | None = None
        self._settings = Settings()
        self._forecast: tuple[Forecast | None, float | None] = None, None  # and the rate suggested
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._parts: list[QWidget] = [self.algorithm, self._rate_words, self.rate, self._more, self._leave]
        for part in self._parts:
            self._row.addWidget(part)
        self.rate.scale.zone_changed.connect(self._say_rate)
        self.algorithm.wanted.connect(self._take_algorithm)
        self.rate.wanted.connect(self._take_rate)
        self.setMinimumWidth(1)  # the transport gives way
        self.rate.sealed.connect(self.sealed)
        self.hide()

    def add_transport(self, transport: TransportPanel) -> None:
        """The transport stands here now."""
        self._transport = transport
        self._row.insertWidget(0, transport, 1)

    def show_settings(self, settings: Settings) -> None:
        """Show these without telling anyone."""
        self._settings = settings
        if self.isVisible():
            self._show_settings()

    def show_forecast(self, forecast: Forecast | None, best: float | None) -> None:
        """Zones and marks of the learning rate."""
        self._forecast = forecast, best
        if self.isVisible():
            self.rate.show_forecast(forecast, best)

    def showEvent(self, event: QShowEvent) -> None:
        """At the desk nobody sees it, and nothing is made for it."""
        super().showEvent(event)
        self._show_settings()
        self.rate.show_forecast(*self._forecast)

    def apply(self, style: Style) -> None:
        """Take another scale or theme; the rate's words keep one width."""
        scale = style.scale
        self._row.setSpacing(round(scale.gap))
        self._more.setIcon(icon("more", style.theme))
        self.rate.apply(style)
        self.rate.setFixedWidth(round(8 * scale.controls))
        wide_of = QFontMetrics(scale.control_font()).horizontalAdvance
        words = window.rate_short(0.0123), *self.rate.scale.names
        self._rate_words.setFixedWidth(max(map(wide_of, words)))
        self._rate_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._letter = scale.controls
        for button in (self._leave, self._more):
            button.ensurePolished()
        self._more.setFixedSize(self._leave.sizeHint())  # without its arrow it is a button like others
        self._fit()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """On a screen that is hardly wider than high the strip says it all; in a long language, on more."""
        if self._transport is None:
            return
        room = min(self.width(), self.screen().size().width())
        is_wide = room >= WIDE * self._letter
        for part in (self.algorithm, self._more, self._leave):
            room -= part.sizeHint().width() + self._row.spacing()
        room -= self.rate.width() + self._row.spacing()
        words = self._rate_words.width() + self._row.spacing()
        is_wide &= self._transport.minimumWidth() + words <= room
        self._rate_words.setVisible(is_wide)
        self.rate.show_names(not is_wide)
        side = Qt.AlignmentFlag.AlignVCenter if is_wide else Qt.AlignmentFlag.AlignTop
        for each in (self._transport, *self._parts):
            self._row.setAlignment(each, side)  # all grooves are on one line, whatever stands below the strip
        self._transport.fit(room - words if is_wide else room, 0 if is_wide else WITHOUT_WORDS)

    def _show_settings(self) -> None:
        self.algorithm.show_algorithm(self._settings.algorithm)
        self.rate.show_rate(self._settings.learning_rate)
        self._say_rate()

    def _say_rate(self) -> None:
        """The rate, and below it the name of its zone."""
        rate = window.rate_short(self._settings.learning_rate)
        self._rate_words.setText("\n".join(filter(None, (rate, self.rate.scale.zone_words))))

    def _take_algorithm(self, algorithm: str) -> None:
        self.edited.emit({"algorithm": algorithm})

    def _take_rate(self, rate: float) -> None:
        self.edited.emit({"learning_rate": rate})
