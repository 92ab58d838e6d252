"""The runs as chips in one row: a click hides one or shows it again, × deletes it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from gdgui.core import Dataset
from gdgui.experiment.run import Run
from gdgui.ui.panels.ensemble_key import ENTRIES, KeyEntry
from gdgui.ui.theme import Style
from gdgui.words import panels, window
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
        self._close.setProperty("role", "flat")
        self._close.setText("×")
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
        self._name.setText(chip.words)
        self._name.setIcon(_line(chip, style))
        self._name.setCheckable(not chip.is_current)
        self._name.setChecked(chip.shown)
        self._name.setToolTip(chip.tip)
        self._name.setAccessibleName(window.chip_state(chip.words, chip.shown))
        delete = window.delete_run(chip.words)
        self._close.setToolTip(delete)
        self._close.setAccessibleName(delete)
        self._close.setVisible(not chip.is_current)

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
        self._key = [KeyEntry(name) for name in ENTRIES]
        everything = [entry.toolTip() for entry in self._key]
        self._key[0].setToolTip("\n".join(everything))  # for where there is no room for the others
        self._more, self._clear = QToolButton(), QToolButton()
        for button, name in ((self._more, "moreRunsButton"), (self._clear, "clearRunsButton")):
            button.setObjectName(name)
            button.setProperty("role", "flat")
        self._more.setToolTip(window.all_runs_tip())
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
            self.filled.emit(bool(chips) or has_ensemble)
            self._fill()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._style = style
        self._row.setSpacing(round(style.scale.gap / 2))
        for entry in self._key:
            entry.apply(style)
        self._fill()

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
        self._fit()

    def _fit(self) -> None:
        """Show those that there is room for."""
        gap = self._row.spacing()
        clear, more = self._clear.sizeHint().width() + gap, self._more.sizeHint().width() + gap
        has_clear = len(self._runs) > 1 and clear + more <= self.width()
        self._clear.setVisible(has_clear)
        room = self.width() - (clear if has_clear else 0)
        for entry in self._key:
            wide = entry.sizeHint().width() + gap
            is_shown = self._has_key and wide <= room
            entry.setVisible(is_shown)
            room -= wide if is_shown else 0
        widths = [chip.sizeHint().width() + gap for chip in self._chips[: len(self._runs)]]
        fitting = len(widths)
        if sum(widths) > room:
            self._more.setText(f"+{len(widths)}")
            room -= self._more.sizeHint().width() + gap
            while fitting and sum(widths[:fitting]) > room:
                fitting -= 1
        for at, chip in enumerate(self._chips):
            chip.setVisible(at < fitting)
        hidden = len(widths) - fitting
        if hidden:
            self._more.setText(f"+{hidden}")
            self._more.setAccessibleName(window.more_runs(hidden))
        self._more.setVisible(hidden > 0 and more <= self.width())


def _chip(run: Run, is_current: bool, dataset: Dataset) -> ChipWords:
    what = f"{run.number} {run_words(run.given, run.settings, run.last.settings)}"
    short = f"{run.number} {run_words('', run.settings, run.last.settings)}"
    words = window.now() if is_current else short
    shown = is_current or run.is_shown(dataset)
    tip = window.chip_tip(what, window.chip_hint(is_current, shown, _why_hidden(run)))
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
