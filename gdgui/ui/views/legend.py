"""Which line is which run, on a picture: there only where several are to be told apart."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from gdgui.core.ensemble import RUNS
from gdgui.experiment.frame import Frame
from gdgui.experiment.run import Run
from gdgui.experiment.view_options import ViewOptions
from gdgui.ui.theme import Style, Theme
from gdgui.words import my_line, plots, spoken
from gdgui.words.report import run_words


class Entry(NamedTuple):
    """A line as the plots draw it, and what it is; widths in those of a thin line."""

    words: str
    colour: str
    width: float = 2.0
    dash: tuple[float, ...] = ()


class Legend:
    """The entries side by side, in as many rows as they need: for a picture, where nothing can be clicked."""

    def __init__(self) -> None:
        self._style = Style()
        self._frame: Frame | None = None  # as shown
        self._options = ViewOptions()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The lines of the frame; one line alone needs no legend."""
        return _entries(self._frame, self._options, self._style.theme) if self._frame is not None else ()

    @property
    def words(self) -> tuple[str, ...]:
        """What the entries say."""
        return tuple(entry.words for entry in self.entries)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._style = style

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """Name the lines of this frame, once they are asked for."""
        self._frame, self._options = frame, options

    def height_for(self, width: int) -> int:
        """How high it is, laid out for this width; 0 where there is nothing."""
        places = self._places(width)
        return places[-1].bottom() + 1 if places else 0

    def _places(self, width: int) -> list[QRect]:
        """Where each entry stands: its line and its words."""
        metrics = QFontMetrics(self._style.scale.font(0.95))
        line, gap, height = self._sizes(metrics)
        places, corner = [], QPoint(gap, 0)
        for entry in self.entries:
            wide = line + gap + metrics.horizontalAdvance(entry.words)
            if corner.x() > gap and corner.x() + wide > width:
                corner = QPoint(gap, corner.y() + height)
            places.append(QRect(corner, QSize(wide, height)))
            corner += QPoint(wide + 3 * gap, 0)
        return places

    def _sizes(self, metrics: QFontMetrics) -> tuple[int, int, int]:
        """Length of a line, space beside it, height of a row."""
        return round(3 * self._style.scale.text), round(self._style.scale.gap), round(1.2 * metrics.height())

    def draw(self, painter: QPainter, width: int) -> None:
        """What is shown, laid out for this width."""
        style, font = self._style, self._style.scale.font(0.95)
        painter.setFont(font)
        line, gap, _ = self._sizes(QFontMetrics(font))
        for entry, place in zip(self.entries, self._places(width), strict=True):
            painter.setPen(style.stroke(entry.colour, entry.width * style.scale.thin, dash=entry.dash))
            painter.drawLine(place.left(), place.center().y(), place.left() + line, place.center().y())
            painter.setPen(QColor(style.theme.text))
            words = place.adjusted(line + gap, 0, gap, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, entry.words)


def _entries(frame: Frame, options: ViewOptions, theme: Theme) -> tuple[Entry, ...]:
    """The current run, the saved ones, the ensemble, and a line that somebody has saved."""
    if not frame.saved and frame.ensemble is None and options.saved_line is None:
        return ()
    entries = []
    if frame.current is not None:
        entries.append(Entry(plots.current_run(_named(frame.current)), theme.line, 3))
    for saved in frame.saved:
        style = theme.runs[saved.run.style]
        name = _named(saved.run)
        words = plots.run_on_other_points(name) if saved.on_other_points else name
        entries.append(Entry(words, style.colour, dash=style.dash))
    if frame.ensemble is not None:
        entries.append(Entry(plots.ensemble("band", RUNS), theme.ensemble, 6))
        entries.append(Entry(plots.ensemble("mean"), theme.residual))
        entries.append(Entry(plots.ensemble("path"), theme.border, 4))
    if options.saved_line is not None:
        equation = spoken.line(*options.saved_line)
        entries.append(Entry(my_line.saved_as(equation), theme.mine, dash=(1.0, 2.0)))
    return tuple(entries)


def _named(run: Run) -> str:
    return f"{run.number} {run_words(run.given, run.settings, run.last.settings)}"
