"""The runs as chips in one row: a click hides one or shows it again, × deletes it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from gdgui.core import Dataset
from gdgui.experiment.run import Run
from gdgui.ui.panels.ensemble_key import ENTRIES, KeyEntry
from gdgui.ui.theme import Style
from gdgui.words import panels, window
from gdgui.words.numbers import whole
from gdgui.words.report import run_words


@dataclass(frozen=True)
class ChipWords:
    """What a chip says and shows depends on this and on nothing else."""

    number: int
    words: str
    tip: str
    style: int
    shown: bool
    is_current: bool


FORMS = ("words", "number", "bare")  # of chips: the last have no way to delete, and the current run no word
WAYS = (*((form, True) for form in FORMS), (FORMS[-1], False))  # and whether with a button that clears


class RunChip(QWidget):
    """One run; the current one can be neither hidden nor deleted here."""

    shown_wanted = Signal(int, bool)
    deletion_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chip: ChipWords | None = None
        self._name, self._close = QToolButton(), QToolButton()
        self._name.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._name.setProperty("role", "chip")
        self._name.setProperty("swatch", True)
        self._close.setProperty("role", "chip")
        self._close.setProperty("side", "last")
        self._close.setText("×")
        self._form = FORMS[0]
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._name)
        self._row.addWidget(self._close)
        for part in (self, self._name, self._close):
            part.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name.clicked.connect(self._toggle)
        self._close.clicked.connect(self._delete)

    def show_run(self, chip: ChipWords, style: Style) -> None:
        """Show this run."""
        self._chip = chip
        self._name.setObjectName(f"run{chip.number}Chip")
        self._close.setObjectName(f"deleteRun{chip.number}Button")
        self._name.setText(self._text(self._form))
        self._name.setIcon(_line(chip, style))
        self._name.setCheckable(not chip.is_current)
        self._name.setChecked(chip.shown)
        self._name.setToolTip(chip.tip)
        self._name.setAccessibleName(window.chip_state(chip.words, chip.shown))
        delete = window.delete_run(chip.words)
        self._close.setToolTip(delete)
        self._close.setAccessibleName(delete)
        self._show_close()

    def take_form(self, form: str) -> None:
        """Say more or less."""
        if form != self._form:
            self._form = form
            self._name.setText(self._text(form))
            self._show_close()

    def width_in(self, form: str) -> int:
        """How wide it is in this form, whatever form it has now."""
        metrics, name = self._name.fontMetrics(), self._name.sizeHint().width()
        words = metrics.horizontalAdvance(self._text(form)) - metrics.horizontalAdvance(self._name.text())
        return name + words + (self._close.sizeHint().width() if self._has_close(form) else 0)

    def _text(self, form: str) -> str:
        """The current run is told by its word, the others by their numbers."""
        if self._chip is None:
            return ""
        if self._chip.is_current:
            return self._chip.words if form != FORMS[-1] else ""
        return self._chip.words if form == FORMS[0] else whole(self._chip.number)

    def _has_close(self, form: str) -> bool:
        return form != FORMS[-1] and self._chip is not None and not self._chip.is_current

    def _show_close(self) -> None:
        """The × is the other half of the chip."""
        has_close = self._has_close(self._form)
        self._close.setVisible(has_close)
        side = "first" if has_close else ""
        if side != self._name.property("side"):
            self._name.setProperty("side", side)
            self._name.style().unpolish(self._name)
            self._name.style().polish(self._name)

    def come_before(self, other: QWidget) -> None:
        """Let Tab stop here on its way to another widget."""
        before = other.previousInFocusChain()
        while before is not None and not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            before = before.previousInFocusChain()
        if before is not None:
            QWidget.setTabOrder(before, self._name)
        QWidget.setTabOrder(self._name, self._close)

    def _toggle(self) -> None:
        if self._chip is not None and not self._chip.is_current:
            self.shown_wanted.emit(self._chip.number, not self._chip.shown)

    def _delete(self) -> None:
        if self._chip is not None:
            self.deletion_wanted.emit(self._chip.number)


@dataclass(frozen=True)
class Arrangement:
    """What is in view: how many entries of the key and chips, in which form, and which buttons after them."""

    form: str
    entries: int
    chips: int
    has_more: bool
    has_clear: bool


class RunChips(QWidget):
    """As many as there is room for, the newest first; one more chip stands for all others.

    The key to many runs of SGD goes before them.
    """

    shown_wanted = Signal(int, bool)
    deletion_wanted = Signal(int)
    clear_wanted = Signal()
    list_wanted = Signal()
    filled = Signal(bool)  # there are chips, or none any more

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runChips")
        self.setAccessibleName(panels.runs())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._style = Style()
        self._runs: tuple[ChipWords, ...] = ()
        self._chips: list[RunChip] = []
        self._has_key = False
        self._fitted: tuple[Arrangement, int] | None = None  # of so many runs, as they are in view
        self._key = [KeyEntry(name) for name in ENTRIES]
        everything = [entry.toolTip() for entry in self._key]
        self._key[0].setToolTip("\n".join(everything))  # for where there is no room for the others
        self._more, self._clear = QToolButton(), QToolButton()
        for button, name in ((self._more, "moreRunsButton"), (self._clear, "clearRunsButton")):
            button.setObjectName(name)
            button.setProperty("role", "flat")
        self._more.setToolTip(window.all_runs_tip())
        self._more.setAccessibleName(panels.runs())
        clear, tip = window.clear_runs()
        self._clear.setText(clear)
        self._clear.setToolTip(tip)
        self._more.clicked.connect(self.list_wanted)
        self._clear.clicked.connect(self.clear_wanted)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addStretch(1)
        for entry in self._key:
            self._row.addWidget(entry)
        self._row.addWidget(self._more)
        self._row.addWidget(self._clear)
        self._fit()

    def show_runs(
        self, runs: tuple[Run, ...], current: Run | None, dataset: Dataset, has_ensemble: bool
    ) -> None:
        """Show these, oldest first, and what is drawn of many runs of SGD; one run alone needs no chip."""
        chips = tuple([_chip(run, run is current, dataset) for run in runs])
        chips = () if len(chips) == 1 and chips[0].is_current else chips
        if (chips, has_ensemble) != (self._runs, self._has_key):
            self._runs, self._has_key = chips, has_ensemble
            self._fill()
            width = self.width()
            self.filled.emit(bool(chips) or has_ensemble)
            if self.width() == width:  # else they were fitted into the new one
                self._fit()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._style = style
        self._row.setSpacing(round(style.scale.gap / 2))
        for entry in self._key:
            entry.apply(style)
        self._fill()
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """A chip may have become wider or narrower."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fill(self) -> None:
        """The current run first, then the newest."""
        ordered = sorted(self._runs, key=lambda chip: (not chip.is_current, -chip.number))
        while len(self._chips) < len(ordered):
            chip = RunChip(self)
            chip.shown_wanted.connect(self.shown_wanted)
            chip.deletion_wanted.connect(self.deletion_wanted)
            self._row.insertWidget(len(self._chips), chip)
            chip.come_before(self._more)
            self._chips.append(chip)
        for chip, run in zip(self._chips, ordered, strict=False):
            chip.show_run(run, self._style)

    def _fit(self) -> None:
        """Show those that there is room for: in words where the current run and another one have it so."""
        for form, may_clear in WAYS:
            way = self._arranged(form, may_clear)
            if way.chips >= min(2, len(self._runs)):
                break
        self._show(way)

    def _arranged(self, form: str, may_clear: bool) -> Arrangement:
        """As many chips in this form as there is room for. The key begins; two chips come before its end."""
        gap, runs = self._row.spacing(), len(self._runs)
        clear, more = self._clear.sizeHint().width() + gap, self._width_of_more(runs) + gap
        has_clear = may_clear and runs > 1 and clear + more <= self.width()
        room = self.width() - (clear if has_clear else 0)
        widths = [chip.width_in(form) + gap for chip in self._chips[:runs]]
        entries, two = 0, sum(widths[:2]) + more
        for entry in self._key if self._has_key else ():
            wide = entry.width_in(form != FORMS[-1]) + gap
            if wide > (room - two if entries else room):
                break
            room -= wide
            entries += 1
        reach = list(accumulate(widths))
        if not reach or reach[-1] <= room:
            return Arrangement(form, entries, runs, False, has_clear)
        fitting = sum(each <= room - more for each in reach)
        return Arrangement(form, entries, fitting, more <= self.width(), has_clear)

    def _width_of_more(self, hidden: int) -> int:
        metrics, now = self._more.fontMetrics(), self._more.sizeHint().width()
        return now + metrics.horizontalAdvance(f"+{hidden}") - metrics.horizontalAdvance(self._more.text())

    def _show(self, way: Arrangement) -> None:
        if (way, len(self._runs)) == self._fitted:
            return
        self._fitted = way, len(self._runs)
        for entry in self._key[: way.entries]:
            entry.show_words(way.form != FORMS[-1])
        for at, entry in enumerate(self._key):
            entry.setVisible(at < way.entries)
        for at, chip in enumerate(self._chips):
            chip.take_form(way.form)
            chip.setVisible(at < way.chips)
        hidden = len(self._runs) - way.chips
        if hidden:
            self._more.setText(f"+{hidden}")
            self._more.setAccessibleName(window.more_runs(hidden))
        self._more.setVisible(way.has_more)
        self._clear.setVisible(way.has_clear)


def _chip(run: Run, is_current: bool, dataset: Dataset) -> ChipWords:
    first, last = run.settings, run.last.settings
    short = f"{run.number} {run_words('', first, last)}"
    named = f"{run.number} {run_words(run.given, first, last)}" if run.given else short
    words = window.now() if is_current else short
    shown = is_current or run.is_shown(dataset)
    tip = window.chip_tip(named, window.chip_hint(is_current, shown, _why_hidden(run)))
    return ChipWords(run.number, words, tip, run.style, shown, is_current)


def _why_hidden(run: Run) -> str:
    if run.choice is not None:
        return ""
    return "diverged" if run.explodes else "elsewhere"


def _line(chip: ChipWords, style: Style) -> QIcon:
    """A piece of the run's line, as the plots draw it."""
    size = QSize(style.scale.swatch, round(style.scale.controls))
    picture = QPixmap(size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    run_style, thin = style.theme.runs[chip.style], style.scale.thin
    if chip.is_current:
        painter.setPen(style.pen(style.theme.line, 3 * thin))
    else:
        painter.setPen(style.pen(run_style.colour, 2 * thin, 1.0 if chip.shown else 0.35, run_style.dash))
    middle, length = size.height() // 2, size.width() - round(0.35 * style.scale.controls)
    left = 0 if QGuiApplication.isLeftToRight() else size.width() - length
    painter.drawLine(left, middle, left + length, middle)
    painter.end()
    return QIcon(picture)
