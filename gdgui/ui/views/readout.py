"""Where the run is, in large digits that stand still."""

from __future__ import annotations

from itertools import repeat
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdgui.experiment.frame import Frame
from gdgui.experiment.seen import Seen
from gdgui.experiment.view_options import ViewOptions
from gdgui.ui.spoken import Role
from gdgui.ui.theme import Style
from gdgui.ui.views.letters import Letters, Piece
from gdgui.words import plots
from gdgui.words.numbers import (
    DECIMALS,
    FIGURE,
    FIGURE_SPACE,
    MINUS,
    SHORT_DECIMALS,
    SHORT_FIGURE,
    figure,
    number,
    two_figures,
    whole,
)
from gdgui.words.report import error_captions, other_points

MARGIN = 0.5  # of the digits' height: beside the equation
BETWEEN, LITTLE = 9.0, 2.5  # of it: kept for what comes between equation and epoch; where digits are small
NONE = 1.5  # of it: that keeps them apart
SMALL = 0.6  # of the digits' height: what explains them
MSE = 3  # position of its cell
SLOPE, INTERCEPT = 3, 5  # pieces of the equation up to the end of m, and of b
LEAST_DIGITS = 9.0  # pixels

Line = tuple[float, float]  # m and b
Errors = tuple[float, float | None]  # MSE, and the minimum MSE
Shown = tuple[int, int, Line | None, Errors | None, float | None, float | None]


class _Cells(NamedTuple):
    """How many digits there is room for, at least."""

    signed: float  # of a number of the equation
    unsigned: float  # of one whose sign stands before it
    error: float  # which falls through the powers of ten
    passes: float  # the words for them


LONG, SHORT = _Cells(7.4, 6.6, 9.5, 13), _Cells(6.4, 5.6, 8.5, 11.5)


class _Line(NamedTuple):
    """How large the digits are, what stands at the left and at the right end, and where that begins."""

    size: float
    left: list[Piece]
    right: list[Piece]
    right_at: float


class Readout(QWidget):
    """Epoch k of n, m, b, MSE and the minimum MSE, each in a cell of constant width.

    The MSE is that on the points as they are now. Where a run has seen other points, its caption says so,
    and names the MSE on the points of that time as well, which is the one that the curve shows.

    Painted by hand: labels would lay the window out anew at every epoch.
    """

    spoken_role = Role.Grouping

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readout")
        self.setAccessibleName(plots.readout())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._style, self._letters = style, Letters(style)
        self._seen = Seen()
        self.figures = ("", "", "", "")  # m, b, MSE and its minimum, all of one width
        self._apart = self._then = ""  # what differs only now and then
        self._between: QWidget | None = None
        self._widths: object = None
        self._is_short = self._gives_room = False
        self._line = _Line(0.0, [], [], 0.0)
        self._laid_from: object = None
        self._shown: Shown | None = None
        self._draws = False  # whether an epoch draws samples
        self._at = 0  # the epoch shown
        self.show_epoch(0, 0, None, None)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._style, self._letters = style, Letters(style)
        self._place()
        self.updateGeometry()
        self.update()

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """The figures of the line shown, on the points that are in view now."""
        settings, run = frame.settings, (frame.trace, frame.cursor, frame.target)
        asked = settings.m, settings.b, settings.epochs, settings.algorithm, settings.batch_size
        if not self._seen.is_new(frame.points, *asked, *run, frame.is_concealed):
            return
        errors = frame.errors
        both = (errors.mse, errors.minimum) if errors else None
        then = errors.then if errors else None
        self._draws = frame.draws_samples
        self.show_epoch(frame.cursor, frame.epochs, frame.line, both, then, frame.passes)

    def show_epoch(
        self,
        epoch: int,
        of: int,
        line: Line | None,
        errors: Errors | None,
        then: float | None = None,
        passes: float | None = None,
    ) -> None:
        """None where there is none, or it is hidden.

        `then` is the MSE on the points of that time, where they are not all along those of now; `passes`
        how often all points could have been looked at for the samples used, where that is not the epoch.
        """
        shown = epoch, of, line, errors, then, passes
        if shown == self._shown:
            return
        self._shown, self._at = shown, epoch
        total = whole(of)
        in_passes = "" if passes is None else plots.passes(number(passes, 3))
        self._epoch = whole(epoch).rjust(len(total), FIGURE_SPACE), total, in_passes
        self._write_figures(line, errors or (None, None), then)
        spaces = tuple(map(str.count, self.figures, repeat(FIGURE_SPACE)))
        widths = of, self._apart, then is None, passes is None, spaces
        if widths != self._widths:  # what stands between keeps its place from one epoch to the next
            self._widths = widths
            self._place()
        self.update()

    def _write_figures(
        self, line: Line | None, errors: Errors | tuple[None, None], then: float | None
    ) -> None:
        """In few digits on a projector, so that they can be large."""
        form = (SHORT_FIGURE, SHORT_DECIMALS) if self._is_short else (FIGURE, DECIMALS)
        none = "–".rjust(form[0], FIGURE_SPACE)
        m, b = (figure(line[0], *form), figure(line[1], *form)) if line else (none, none)
        value, least = errors
        mse, minimum = _figures(value, least, none, form)
        self.figures = m, b, mse, minimum
        self._apart = ""
        if value is not None and least is not None and mse == minimum and value != least:
            self._apart = number(value - least, 2)  # which no figure could show
        self._then = "" if then is None else figure(then, *form).strip(FIGURE_SPACE)

    def event(self, event: QEvent) -> bool:
        """Each figure has a tool tip of its own."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self.setToolTip(self.meaning_at(event.pos().x()))
        return super().event(event)

    def meaning_at(self, x: float) -> str:
        """What the figure at this place is."""
        size, left, _, right_at = self._laid_out(self.width())
        if x >= right_at:
            return plots.epoch_means(self._at, self._epoch[2], self._draws)
        ends = (MARGIN * size + self._letters.width(left[:k], size) for k in (SLOPE, INTERCEPT))
        for end, means in zip(ends, (plots.slope_means, plots.intercept_means), strict=True):
            if x < end:
                return means()
        return f"{plots.mse_means()} {other_points()}" if self._then else plots.mse_means()

    def spoken(self) -> str:
        """All cells, as they are now."""
        return self.text()

    def text(self) -> str:
        """All cells in words, as a screen reader says them."""
        mse, minimum = error_captions(bool(self._then))
        minimum = plots.less(minimum, self._apart) if self._apart else minimum
        epoch, of, passes = self._epoch
        cells = [f"{plots.epoch()} {plots.epoch_of(epoch.strip(FIGURE_SPACE), of)}"]
        captions = plots.slope(), plots.intercept(), mse, minimum
        for caption, text in zip(captions, self.figures, strict=True):
            cells.append(f"{caption} {text.strip(FIGURE_SPACE)}")
        if self._then:
            cells[MSE] += f" {plots.in_the_run(self._then)}"
        return ", ".join([cells[0], *filter(None, [passes]), *cells[1:]])

    def sizeHint(self) -> QSize:
        scale = self._style.scale
        return QSize(round(50 * scale.text), round(1.3 * scale.digits))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter, self.width())
        painter.end()

    def draw(self, painter: QPainter, width: int) -> None:
        """What is shown, laid out for this width: from the left equation and errors, at the end the epoch."""
        size, left, right, right_at = self._laid_out(width)
        height = self.sizeHint().height()
        base = (height + self._letters.capital(size)) / 2
        for pieces, x in ((left, MARGIN * size), (right, right_at)):
            self._letters.paint(painter, pieces, size, QPointF(x, base))

    def _laid_out(self, width: int) -> _Line:
        """In this width; found once for what is shown."""
        key = width, self._shown, self._style, self._is_short, self._gives_room
        if key != self._laid_from:
            left, right = self._pieces()
            size = self._digits_for(width, [*left, *right])
            noted, right_at = self._noted(left, right, width, size), width - self._letters.width(right, size)
            self._line, self._laid_from = _Line(size, noted, right, right_at), key
        return self._line

    def _digits_for(self, width: int, pieces: list[Piece]) -> float:
        """The largest digits, in pixels, for which there is room. Small ones take it from what is between."""
        size = 0.0
        for between in (NONE,) if self._is_short else (BETWEEN, LITTLE):
            size = self._largest(width, pieces, between)
            if size >= self._style.scale.text:
                break
        return size

    def _largest(self, width: int, pieces: list[Piece], between: float) -> float:
        size = self._style.scale.digits
        around = 2 * MARGIN + between
        while size > LEAST_DIGITS and self._letters.width(pieces, size) + around * size > width:
            size -= 1
        return size

    def _noted(self, left: list[Piece], right: list[Piece], width: int, size: float) -> list[Piece]:
        """What stands at the left end. A note follows the errors where there is room for it; no digit gives
        way to it."""
        if not self._apart and not self._then:
            return left
        room = width - 3 * MARGIN * size - self._letters.width([*left, *right], size)
        for note in self._notes(size):
            if self._letters.width(note, size) <= room:
                return [*left, *note]
        return left

    def _notes(self, size: float) -> list[list[Piece]]:
        """What differs only now and then, ever shorter; as wide with any number, by blanks at its end."""
        colour, shortest = self._style.theme.faint_text, -1 if self._gives_room else 0
        less = plots.less_than(self._apart)
        notes = [
            [
                Piece(f" {less} {before}", colour, size=SMALL),
                Piece(self._then, colour, size=SMALL),
                Piece(behind, colour, size=SMALL),
                Piece("", colour, size=SMALL, cell=FIGURE - self._in_digits(self._then, size)),
            ]
            for before, behind in (plots.of_which_points()[shortest:] if self._then else ())
        ]
        if less:
            notes.append([Piece(f" {less}", colour, size=SMALL)])
        return notes

    def _in_digits(self, number: str, size: float) -> float:
        """How wide a small number is."""
        number_wide, digit_wide = (
            self._letters.width([Piece(each, "", size=SMALL)], size) for each in (number, "0")
        )
        return number_wide / digit_wide

    def place_between(self, widget: QWidget | None) -> None:
        """Give something the room between the equation and the epoch; None: nothing any more."""
        self._between = widget
        if widget is not None:
            widget.setParent(self)
            widget.show()
        self._place()

    def give_room(self, gives: bool) -> None:
        """Leave the smallest MSE to the curve, so that there is room for what stands between."""
        self._gives_room = gives
        self._place()
        self.update()

    def set_short(self, is_short: bool) -> None:
        """Without the smallest MSE, and in fewer digits: for a projector."""
        if is_short != self._is_short:
            self._is_short, shown, self._shown = is_short, self._shown, None
            if shown is not None:
                self.show_epoch(*shown)
            self._place()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Once it lies somewhere: before, it is too narrow for anything, and all digits would be measured."""
        if self._between is not None and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            size, left, _, right_at = self._laid_out(self.width())
            begin = round(self._letters.width(left, size) + 2 * MARGIN * size)
            room = round(right_at - MARGIN * size) - begin
            self._between.setGeometry(begin, 0, max(0, room), self.height())

    def _pieces(self) -> tuple[list[Piece], list[Piece]]:
        """The equation and the errors, and the epoch."""
        theme, cells = self._style.theme, SHORT if self._is_short else LONG
        m, b, mse, least = map(str.strip, self.figures, repeat(FIGURE_SPACE))
        mse_caption, least_caption = error_captions(False)
        sign = MINUS if b.startswith(MINUS) else "+"
        b = b.removeprefix(MINUS)
        left = [
            Piece("ŷ = ", theme.text, bold=True),
            Piece(m, theme.line, bold=True, cell=cells.signed),
            Piece("·x ", theme.text, bold=True),
            Piece(f"{sign} ", theme.text, bold=True),
            Piece(b, theme.line, bold=True, cell=cells.unsigned),
            Piece(f"   {mse_caption}  ", theme.faint_text, size=SMALL),
            Piece(mse, theme.text, bold=True, cell=cells.error, begins=True),
            Piece(f"   {least_caption}  ", theme.faint_text, size=SMALL),
            Piece(least, theme.faint_text, size=SMALL, cell=cells.error, begins=True),
        ]
        left = left[:-2] if self._is_short or self._gives_room else left
        done, of, passes = self._epoch
        right = [
            Piece(f"{plots.epoch()} ", theme.faint_text, size=SMALL),
            Piece(done, theme.text, bold=True),
            Piece(f" / {of} ", theme.faint_text, size=0.85),
        ]
        if passes:
            right.append(Piece(f"{plots.that_is(passes)} ", theme.faint_text, size=SMALL, cell=cells.passes))
        return left, right


def _figures(mse: float | None, minimum: float | None, none: str, form: tuple[int, int]) -> tuple[str, str]:
    """Of both, in digits that tell them apart."""
    if mse is None:
        return none, none
    return (figure(mse, *form), none) if minimum is None else two_figures(mse, minimum, *form)
