"""Lines across the MSE plot that say what they are: heights to compare with, and epochs of a change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt

from gdgui.ui.theme import Look


@dataclass(frozen=True)
class Level:
    """A height to compare the curve with: as an MSE, and as an excess over the smallest one."""

    words: str
    mse: float
    excess: float


def level_line(look: Look, words: str, height: float, second: bool) -> pg.InfiniteLine:
    """A dashed line at this height.

    Two levels may lie close: the first is named below its right end, the second above its left.
    """
    anchor, position = ((0, 1), 0.02) if second else ((1, 0), 0.98)
    options = {"position": position, "anchors": [anchor, anchor]}
    return _line(look, height, 0, look.theme.text, (6, 3), words, options)


def note_line(look: Look, words: str, at: float) -> pg.InfiniteLine:
    """A dashed line from top to bottom, with its words along it."""
    options = {"rotateAxis": (1, 0), "position": 0.97, "anchors": [(1, 0), (1, 1)]}
    return _line(look, at, 90, look.theme.change, (3, 3), words, options)


def _line(
    look: Look,
    at: float,
    angle: int,
    colour: str,
    dash: tuple[float, ...],
    words: str,
    options: dict[str, Any],
) -> pg.InfiniteLine:
    pen = look.pen(colour, look.scale.thin, dash=dash)
    options = {"color": look.theme.text, **options}
    line = pg.InfiniteLine(at, angle=angle, movable=False, pen=pen, label=words, labelOpts=options)
    line.label.setFont(look.scale.font(0.9))
    line.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
    line.setZValue(1)
    return line
