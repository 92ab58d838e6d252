"""How large everything is."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

from PySide6.QtGui import QFont

TEXT = 13.0  # pixels of ordinary text on a desk
USUAL = (98, 55)  # letters across and down of a window in which plots have letters of that size
STEPS = (0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
"""Factors by which the desk can be made larger or smaller."""


@dataclass(frozen=True)
class Scale:
    """All sizes, in logical pixels, follow from the height of ordinary text.

    On a projector letters must be 1/36 of the picture's height to be read from the back row.
    """

    text: float = TEXT
    controls: float = TEXT  # the words on controls
    least: float = 0.0  # below which no letter is, whatever it says

    @classmethod
    def desk(cls, factor: float = 1.0, font_size: float = TEXT) -> Scale:
        """The scale for a desk, where the system's own font is `font_size` pixels high.

        A larger font than usual has been asked for by someone who needs it; a smaller one is just a habit
        of the system.
        """
        text = factor * max(TEXT, font_size)
        return cls(text, text)

    @classmethod
    def projector(cls, height: int) -> Scale:
        """The scale for a screen of this height in pixels."""
        text = max(TEXT, height / 36)
        return cls(text, text, text)

    def grown(self, width: int, height: int) -> Scale:
        """That of plots and readout in a window of so many pixels: in a large one their letters are larger.

        They grow with the root of its size, so that most of what it is larger by goes to the picture.
        """
        letter = max(TEXT, self.controls)
        share = min(width / USUAL[0], height / USUAL[1]) / letter
        return replace(self, text=round(self.text * math.sqrt(share))) if share > 1 else self

    @cached_property
    def digits(self) -> float:
        """Height of the readout's digits."""
        return 1.8 * self.text

    @cached_property
    def line(self) -> float:
        """Width of the fitted line."""
        return max(3.0, 0.2 * self.text)

    @cached_property
    def thin(self) -> float:
        """Width of everything that is not the fitted line: whole pixels, which Qt draws far quicker."""
        return max(1.0, self.text // 10)

    @cached_property
    def saved_line(self) -> float:
        """Width of the lines of saved runs: less than that of the fitted one."""
        return max(2.0, round(0.13 * self.text))

    @cached_property
    def marker(self) -> float:
        """Diameter of a point."""
        return math.ceil(self.text * 2 / 3)

    @cached_property
    def rim(self) -> float:
        """Width of the rim around a mark."""
        return max(1.0, round(self.text / 13))

    @cached_property
    def target(self) -> float:
        """Height of a row of controls, and the least size of what can be clicked."""
        return max(24.0, round(28 / 13 * self.controls))

    @cached_property
    def chip(self) -> int:
        """Height of a chip: lower, as on a projector it stands in the row with a plot's title."""
        return max(24, round(1.5 * self.controls))

    @cached_property
    def icon(self) -> int:
        """Height and width of an icon on a control."""
        return round(16 / 13 * self.controls)

    @cached_property
    def swatch(self) -> int:
        """Width of a piece of a run's line on a control, with a gap beside it."""
        return round(1.9 * self.controls)

    @cached_property
    def groove(self) -> int:
        """Height of a slider's groove."""
        return 2 * round(0.18 * self.controls)

    @cached_property
    def knob(self) -> int:
        """Diameter of a slider's knob."""
        return max(24, round(44 / 30 * self.controls))

    @cached_property
    def gap(self) -> float:
        """Space between neighbours."""
        return 0.6 * self.controls

    def font(self, size: float = 1.0, bold: bool = False) -> QFont:
        """The font for words, `size` times ordinary text."""
        return _sized(QFont(), max(self.least, self.text * size), bold)

    def control_font(self, size: float = 1.0) -> QFont:
        """The font for the words on controls, `size` times as large."""
        return _sized(QFont(), max(self.least, self.controls * size), False)


DESK = Scale()


def stepped(factor: float, steps: int) -> float:
    """The factor so many steps larger, or smaller where negative; it stays within STEPS."""
    nearest = min(range(len(STEPS)), key=lambda k: abs(STEPS[k] - factor))
    return STEPS[min(max(0, nearest + steps), len(STEPS) - 1)]


def _sized(font: QFont, pixels: float, bold: bool) -> QFont:
    font.setPixelSize(round(pixels))
    font.setBold(bold)
    return font
