"""The learning rate on a logarithmic slider, over a strip that says what its positions mean."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdgui.core.theory import Forecast
from gdgui.ui.panels.fields import QuietSlider
from gdgui.ui.panels.rate_scale import RateScale
from gdgui.ui.theme import Style
from gdgui.words import panels
from gdgui.words.numbers import number

BELOW, ABOVE = 4, 1  # powers of ten below and above the stability limit
PER_DECADE = 100  # positions of the slider


class RateSlider(QuietSlider):
    """Positions are hundredths of a power of ten; `rate` is the exact one, also beyond its ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, parent)
        self.rate = 1.0

    def spoken(self) -> str:
        return number(self.rate, 6)

    def quantities(self) -> tuple[float, float, float]:
        return self.rate, _rate_at(self.minimum()), _rate_at(self.maximum())

    def take_quantity(self, number: float) -> None:
        if number > 0:
            self.setValue(_position_of(number))


class RateControl(QWidget):
    """`wanted` carries the rate that somebody slid to or clicked on, `sealed` that it is complete."""

    wanted = Signal(float)
    sealed = Signal()

    def __init__(self, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = RateSlider()
        self.slider.setObjectName(f"{object_name}Slider")
        self.slider.setPageStep(PER_DECADE // 10)
        self.slider.setProperty("role", "strip")
        self.slider.setAccessibleName(panels.setting("rate_slider").text)
        self.scale = RateScale(self.slider, PER_DECADE)
        for part in (self.scale, self.slider):  # the knob lies on the strip
            part.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._set_range(0)
        self.slider.valueChanged.connect(self._on_slider)
        self.slider.sliderReleased.connect(self.sealed)
        self.scale.rate_wanted.connect(self._on_mark)

    def show_rate(self, rate: float) -> None:
        """Show this one without telling anyone, as far as the slider reaches."""
        self.slider.rate = rate
        self.scale.show_rate(rate)
        low, high = self.slider.minimum(), self.slider.maximum()
        with QSignalBlocker(self.slider):
            self.slider.setValue(max(low, min(high, _position_of(rate))))

    def show_forecast(self, forecast: Forecast | None, best: float | None) -> None:
        """Zones and marks on these points; the slider covers what makes a difference on them.

        `best` is the rate suggested, if any.
        """
        self._set_range(round(math.log10(_limit(forecast))) if forecast else 0)
        self.scale.show_forecast(forecast, best)

    def show_names(self, are_shown: bool) -> None:
        """With the names of the zones below the strip, or without them."""
        self.scale.show_names(are_shown)
        self.updateGeometry()
        self._place()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self.scale.apply(style)
        self.updateGeometry()
        self._place()

    def sizeHint(self) -> QSize:
        row = self.slider.sizeHint().height()
        below = self.scale.sizeHint().height() - self.scale.strip_height // 2
        return QSize(120, max(row, row // 2 + below))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """The strip's middle is the groove; what the zones are called stands below."""
        row = self.slider.sizeHint().height()
        self.slider.setGeometry(0, 0, self.width(), row)
        top = (row - self.scale.strip_height) // 2
        self.scale.setGeometry(0, top, self.width(), self.scale.sizeHint().height())

    def _set_range(self, power: int) -> None:
        """About this power of ten; the rate stays what it is, also where the slider cannot show it."""
        low, high = (power - BELOW) * PER_DECADE, (power + ABOVE) * PER_DECADE
        if (low, high) != (self.slider.minimum(), self.slider.maximum()):
            with QSignalBlocker(self.slider):
                self.slider.setRange(low, high)
            self.show_rate(self.slider.rate)
            self.slider.setToolTip(panels.rate_span(10.0 ** (power - BELOW), 10.0 ** (power + ABOVE)))

    def _on_slider(self, position: int) -> None:
        self.slider.rate = _rate_at(position)
        self.wanted.emit(self.slider.rate)

    def _on_mark(self, rate: float) -> None:
        self.sealed.emit()
        self.wanted.emit(rate)
        self.sealed.emit()


def _rate_at(position: int) -> float:
    return float(f"{10 ** (position / PER_DECADE):.3g}")


def _position_of(rate: float) -> int:
    return round(math.log10(rate) * PER_DECADE)


def _limit(forecast: Forecast) -> float:
    """Where the rates that matter are: the stability limit or, where none is known, that of plain descent."""
    return forecast.stability_limit if forecast.is_known else forecast.full_batch_limit
