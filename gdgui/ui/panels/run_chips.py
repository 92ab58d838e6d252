"""The runs as chips in one row: a click hides one or shows it again, × deletes it."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from gdgui.core import Dataset
from gdgui.experiment.run import Run
from gdgui.ui.panels.ensemble_key import ENTRIES, KeyEntry
from gdgui.ui.panels.run_chip import FORMS, ChipWidth, ChipWords, RunChip, Widths
from gdgui.ui.theme import Style
from gdgui.words import panels, window
from gdgui.words.report import run_words

MOST_LOOKS = 3  # at the room there is: to show a chip lets the row take the place that it has by now
WAYS = (*((form, True) for form in FORMS), (FORMS[-1], False))  # and whether with a button that clears


class Arrangement(NamedTuple):
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
        self._is_fitting = False
        self._fitted: tuple[Arrangement, int] | None = None  # of so many runs, as they are in view
        self._key = [KeyEntry(name) for name in ENTRIES]
        everything = [entry.toolTip() for entry in self._key]
        self._key[0].setToolTip("\n".join(everything))  # for where there is no room for the others
        self._more, self._clear, like_flat = QToolButton(), QToolButton(), QToolButton(self)
        self._more.setObjectName("moreRunsButton")
        self._clear.setObjectName("clearRunsButton")
        for button in (self._more, self._clear, like_flat):
            button.setProperty("role", "flat")
        self._flat, self._width = Widths(like_flat), ChipWidth(self)
        self._more.setToolTip(window.all_runs_tip())
        self._more.setAccessibleName(panels.runs())
        clear, tip = window.clear_runs()
        self._clear.setText(clear)
        self._clear.setToolTip(tip)
        self._more.clicked.connect(self.list_wanted)
        self._clear.clicked.connect(self.clear_wanted)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for entry in self._key:
            self._row.addWidget(entry)
        self._row.addWidget(self._more)
        self._row.addWidget(self._clear)
        self._row.addStretch(1)
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
        self._width.apply(style)
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
        if len(ordered) > 1 and self._chips[0].number == ordered[1].number:
            self._bring_to_front(self._chips[-1])  # for a run that is new: all others keep theirs
        for chip, run in zip(self._chips, ordered, strict=False):
            chip.show_run(run, self._style)

    def _bring_to_front(self, chip: RunChip) -> None:
        self._chips.remove(chip)
        self._row.removeWidget(chip)
        self._row.insertWidget(0, chip)
        chip.come_before(self._chips[0].first_stop)
        self._chips.insert(0, chip)
        self._fitted = None  # it may have another form than the others, or be hidden

    def _fit(self) -> None:
        """Show those that there is room for."""
        if self._is_fitting:
            return
        self._is_fitting = True
        try:
            for _ in range(MOST_LOOKS):
                width = self.width()
                self._show(self._best())
                if width == self.width():
                    break
        finally:
            self._is_fitting = False

    def _best(self) -> Arrangement:
        """In words where the current run and another one have room for them, else in as many as they have."""
        for form, may_clear in WAYS:
            way = self._arranged(form, may_clear)
            if way.chips >= min(2, len(self._runs)):
                break
        return way

    def _arranged(self, form: str, may_clear: bool) -> Arrangement:
        """As many chips in this form as there is room for. The key begins; two chips come before its end."""
        gap, runs = self._row.spacing(), len(self._runs)
        more = self._flat.of(f"+{runs}") + gap
        clear = self._flat.of(self._clear.text()) + gap if may_clear and runs > 1 else 0
        has_clear = clear > 0 and clear + more <= self.width()
        room = self.width() - (clear if has_clear else 0)
        widths = [self._width.of(chip, form) + gap for chip in self._chips[:runs]]
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
