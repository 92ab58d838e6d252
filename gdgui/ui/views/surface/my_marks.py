"""Somebody's own lines as places on the loss surface, and how far one was from where the run ended."""

from __future__ import annotations

from gdgui.experiment.frame import Frame, Line
from gdgui.experiment.view_options import ViewOptions
from gdgui.ui.theme import Scale, Style
from gdgui.ui.views.items import Marks
from gdgui.ui.views.placing import Room
from gdgui.ui.views.plot import Key, Plot

LARGEST = 1.6  # markers across


class MyMarks:
    """A square for the line, a smaller one for the saved one, a diamond for the end that was foretold."""

    def __init__(self, plot: Plot) -> None:
        self.line, self.saved, self.end = plot.marks(4.6), plot.marks(4.5), plot.marks(4.7)
        self.gap = plot.curve(2.2)  # from the end foretold to where the run is
        self._key = Key()
        self._is_empty = True

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        scale, mine, canvas = style.scale, style.theme.mine, style.theme.canvas
        self.gap.setPen(style.pen(mine, 2 * scale.thin, dash=(3, 2)))
        for marks, symbol, size, brush in (
            (self.line, "s", 1.3, mine),
            (self.saved, "s", 1.0, canvas),
            (self.end, "d", LARGEST, canvas),
        ):
            marks.setSymbol(symbol)
            marks.setSize(size * scale.marker)
            marks.setBrush(brush)
            marks.setPen(style.pen(mine if brush == canvas else canvas, 2 * scale.thin))

    def draw(self, frame: Frame, options: ViewOptions) -> None:
        """Those of this frame."""
        said = frame.prediction
        if self._is_empty and not (said or frame.my_line or options.saved_line):
            return
        end = said.end if said else None
        to = frame.line if end and said and not said.is_open and frame.trace else None
        if not self._key.is_new(frame.my_line, options.saved_line, end, to):
            return
        self._is_empty = not (frame.my_line or options.saved_line or end)
        for marks, place in ((self.line, frame.my_line), (self.saved, options.saved_line), (self.end, end)):
            _put(marks, place)
        joined = [end, to] if end and to else []
        self.gap.setData([m for m, _ in joined], [b for _, b in joined])

    def keep_off(self, room: Room, scale: Scale) -> None:
        """Let no words lie on them."""
        if self._is_empty:
            return
        for marks in (self.line, self.saved, self.end):
            m, b = marks.getData()
            room.avoid_marks(m, b, LARGEST * scale.marker + 2 * scale.thin)
        room.avoid_curve(*self.gap.getData())


def _put(marks: Marks, place: Line | None) -> None:
    marks.setData([place[0]] if place else [], [place[1]] if place else [])
