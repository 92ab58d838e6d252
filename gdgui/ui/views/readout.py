"""Where the run is, in large digits that stand still."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import ViewOptions
from gdgui.ui.theme import Style
from gdgui.words import plots
from gdgui.words.numbers import FIGURE, FIGURE_SPACE, figure, number, two_figures, whole
from gdgui.words.report import error_captions, other_points

GAP = 2  # characters between two cells


class Readout(QWidget):
    """Epoch k of n, m, b, MSE and the minimum MSE, each in a cell of constant width.

    The MSE is that on the points as they are now. Where a run has seen other points, its caption says so,
    and names the MSE on the points of that time as well, which is the one that the curve shows.

    Painted by hand: labels would lay the window out anew at every epoch.
    """

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readout")
        self.setAccessibleName(plots.readout())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._style = style
        self._cells: list[tuple[str, str, int]] = []
        self.show_epoch(0, 0, None, None)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._style = style
        self.updateGeometry()
        self.update()

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """The figures of the line shown, on the points that are in view now."""
        errors = frame.errors
        both = (errors.mse, errors.minimum) if errors else None
        self.show_epoch(frame.cursor, frame.epochs, frame.line, both, errors.then if errors else None)

    def show_epoch(
        self,
        epoch: int,
        of: int,
        line: tuple[float, float] | None,
        errors: tuple[float, float] | None,
        then: float | None = None,
    ) -> None:
        """`line` is (m, b) and `errors` (MSE, the minimum MSE); None where there is none.

        `then` is the MSE on the points of that time, where they are not all along those of now.
        """
        total, caption = whole(of), plots.epoch()
        width = max(len(caption), len(plots.epoch_of(total, total)))
        self._cells = [(caption, plots.epoch_of(whole(epoch).rjust(len(total), FIGURE_SPACE), total), width)]
        none = "–".rjust(FIGURE, FIGURE_SPACE)
        m, b = map(figure, line) if line else (none, none)
        mse, minimum = two_figures(*errors) if errors else (none, none)
        mse_caption, minimum_caption = error_captions(then)
        if errors and mse == minimum and errors[0] != errors[1]:  # which no figure could show
            minimum_caption = plots.less(minimum_caption, number(errors[0] - errors[1], 2))
        captions = plots.slope(), plots.intercept(), mse_caption, minimum_caption
        for caption, text in zip(captions, (m, b, mse, minimum), strict=True):
            self._cells.append((caption, text, FIGURE))  # whatever the caption: no cell may move
        self.setAccessibleDescription(self.text())
        self.setToolTip("" if then is None else other_points())
        self.update()

    def text(self) -> str:
        """All cells in words, as a screen reader says them."""
        return ", ".join(f"{caption} {value.strip(FIGURE_SPACE)}" for caption, value, _ in self._cells)

    def sizeHint(self) -> QSize:
        scale = self._style.scale
        return QSize(
            round(30 * scale.text),
            round(1.15 * QFontMetrics(scale.font()).height() + QFontMetrics(scale.digit_font()).height()),
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def picture(self, width: int) -> QPixmap:
        """What is shown, laid out anew for this width in pixels."""
        picture = QPixmap(width, self.sizeHint().height())
        picture.fill(QColor(self._style.theme.window))
        painter = QPainter(picture)
        self._paint(painter, width)
        painter.end()
        return picture

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint(painter, self.width())
        painter.end()

    def _paint(self, painter: QPainter, width: int) -> None:
        scale, theme = self._style.scale, self._style.theme
        # half a gap at both ends
        characters = sum(cells for *_, cells in self._cells) + GAP * len(self._cells)
        digits, advance = self._digits_for(width, characters)
        captions = scale.font(0.9 * digits.pixelSize() / scale.digits)
        gap = GAP * advance + max(0, width - characters * advance) // (len(self._cells) - 1)
        below = round(1.15 * QFontMetrics(captions).height())
        left = advance
        for caption, value, cells in self._cells:
            cell = QRect(left - GAP * advance, 0, (cells + GAP) * advance, self.sizeHint().height())
            self._write(
                painter, cell, _fitting(captions, caption, cell.width() - advance), theme.faint_text, caption
            )
            self._write(painter, cell.adjusted(0, below, 0, 0), digits, theme.text, value)
            left += cells * advance + gap

    def _digits_for(self, width: int, characters: int) -> tuple[QFont, int]:
        """The largest font for the digits in which all cells fit, and the width of one of them."""
        font = self._style.scale.digit_font()
        while (advance := QFontMetrics(font).horizontalAdvance("0")) * characters > width:
            if font.pixelSize() <= 8:
                break
            font.setPixelSize(font.pixelSize() - 1)
        return font, advance

    @staticmethod
    def _write(painter: QPainter, cell: QRect, font: QFont, colour: str, text: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(cell, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, text)


def _fitting(font: QFont, words: str, width: int) -> QFont:
    """The font, or a smaller one in which the words are no wider than this."""
    fitting = QFont(font)
    while QFontMetrics(fitting).horizontalAdvance(words) > width and fitting.pixelSize() > 6:
        fitting.setPixelSize(fitting.pixelSize() - 1)
    return fitting
