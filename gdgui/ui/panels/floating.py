"""What lies over the picture looks like a card of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def let_float(part: QWidget, floats: bool) -> None:
    """Give it the look of what lies over the picture, or take that away."""
    part.setAutoFillBackground(floats)
    part.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, floats)
    part.setProperty("floats", floats)
    part.style().unpolish(part)
    part.style().polish(part)
