"""A slider over the epochs asked for; the part that was done is solid, and the cursor goes no farther."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionSlider, QWidget

from gdgui.ui.panels.fields import QuietSlider
from gdgui.ui.theme import Style
from gdgui.words import panels, spoken

PLACES = 1000  # of the slider while it is logarithmic


class Scrubber(QuietSlider):
    """`epoch_wanted` carries the epoch that somebody asks to see: one that was done."""

    epoch_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, parent)
        self.setObjectName("timeline")
        self.setAccessibleName(panels.timeline().text)
        self.setToolTip(panels.timeline().tip)
        self._style = Style()
        self._cursor = self._done = self._of = 0
        self._logarithmic = False
        self.valueChanged.connect(self._on_value)
        self.sliderReleased.connect(self._show_value)

    def show_epoch(self, cursor: int, done: int, of: int, logarithmic: bool) -> None:
        """Epoch `cursor` is shown, of `done` so far, of `of` in the end."""
        shown = cursor, done, of, logarithmic
        if shown == (self._cursor, self._done, self._of, self._logarithmic):
            return
        self._cursor, self._done, self._of, self._logarithmic = shown
        self.setEnabled(done > 0)
        if not (self.isSliderDown() and self.maximum() > 0):  # nobody has it in the hand
            self._show_value()
        self.update()

    def spoken(self) -> str:
        return spoken.epoch(self._cursor, self._of)

    def quantities(self) -> tuple[float, float, float]:
        return self._cursor, 0, self._of

    def take_quantity(self, number: float) -> None:
        self.setValue(self._place_of(max(0, round(number))))

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._style = style
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Over the groove, what was done as a solid bar."""
        super().paintEvent(event)
        if not self._done or not self.maximum():
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        parts, style = QStyle.SubControl, self.style()
        groove, handle = (
            style.subControlRect(QStyle.ComplexControl.CC_Slider, option, each, self)
            for each in (parts.SC_SliderGroove, parts.SC_SliderHandle)
        )
        room = groove.width() - handle.width()
        along = QStyle.sliderPositionFromValue(0, self.maximum(), self._place_of(self._done), room)
        left, right = groove.left(), groove.left() + along + handle.width() / 2
        if self._done >= self._of:
            right = groove.right() + 1  # from end to end: the knob stays half its width off them
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._style.theme.groove_done))
        middle, thick = handle.center().y() + 0.5, self._style.scale.groove
        for begin, end in ((left, handle.left() - 1), (handle.right() + 1, right)):
            if end > begin:
                painter.drawRoundedRect(
                    QRectF(begin, middle - thick / 2, end - begin, thick), thick / 2, thick / 2
                )
        painter.end()

    def _show_value(self) -> None:
        places = PLACES if self._logarithmic else self._of
        with QSignalBlocker(self):
            self.setRange(0, places)
            self.setValue(self._place_of(self._cursor))
            self.setPageStep(max(1, places // 20))

    def _place_of(self, epoch: int) -> int:
        if not self._logarithmic:
            return epoch
        return round(PLACES * math.log1p(epoch) / math.log1p(max(1, self._of)))

    def _on_value(self, place: int) -> None:
        epoch = place
        if self._logarithmic:
            epoch = round(math.expm1(place / PLACES * math.log1p(self._of)))
            here = self._place_of(self._cursor)
            if epoch == self._cursor and place != here and not self.isSliderDown():
                epoch += 1 if place > here else -1  # early epochs lie several places apart
        self.epoch_wanted.emit(min(max(0, epoch), self._done))
        if not self.isSliderDown():
            self._show_value()  # beyond what was done there is nothing to see
