"""What an empty canvas says: how points come onto it."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QPushButton

from gdgui.ui.theme import Style
from gdgui.ui.views.placing import Room, nearest
from gdgui.ui.views.plot import Plot
from gdgui.words import plots


class Invitation:
    """A sentence, and a button that offers the examples; both go with the first point."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._words = plot.text(7)
        self._words.setText(plots.empty_canvas())
        self.button = QPushButton(plots.choose_example(), plot)
        self.button.setObjectName("emptyCanvasExamples")
        self.button.hide()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._words.setFont(style.scale.font())
        self._words.setColor(style.theme.text)

    def show(self, room: Room, is_empty: bool) -> None:
        """Say it near the middle where the line is not, or no longer."""
        if not is_empty:
            self.hide()
            return
        words, button = self._words.size, self.button.sizeHint()
        size = max(words[0], button.width()), words[1] + button.height()
        box = room.take(nearest((room.size[0] / 2, room.size[1] / 2), size, room.size))
        self.button.setVisible(box is not None)
        if box is None:
            self._words.hide()
            return
        self._words.put(room, box + np.array([(size[0] - words[0]) / 2, 0, 0, 0]))
        axes = self._plot.view.sceneBoundingRect().topLeft()
        left = axes.x() + box[0] + (size[0] - button.width()) / 2
        self.button.resize(button)
        self.button.move(round(left), round(axes.y() + box[1] + words[1]))

    def hide(self) -> None:
        """There are points, or this is a picture."""
        self._words.hide()
        self.button.hide()
