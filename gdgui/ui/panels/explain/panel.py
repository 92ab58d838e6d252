"""The step worked out: parts to walk through, the points, the formulas with their numbers, one sentence."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gdgui.core.worked_step import FEW, Term, Unknown, WorkedStep
from gdgui.experiment.explained import PARTS, part_shown, step_shown
from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import ViewOptions
from gdgui.ui.panels.buttons import ActionButton, ButtonRow, Face
from gdgui.ui.panels.explain.bars import GradientBars
from gdgui.ui.panels.explain.code import CodeFold
from gdgui.ui.panels.explain.formula import FormulaRow
from gdgui.ui.panels.explain.table import EMPTY, StepRow, StepTable, StepTableView
from gdgui.ui.panels.turning_grid import TurningGrid
from gdgui.ui.panels.turning_row import TurningRow
from gdgui.ui.theme import Style
from gdgui.words import explain as words
from gdgui.words import worked as worked_words
from gdgui.words.worked import COLUMNS, Worked, formulas

PART_COLUMNS = {
    "residuals": ("residual",),
    "squares": ("squared",),
    "mean": ("squared",),
    "gradient": ("by_m", "by_b"),
}
PART_NEEDS = {
    "residuals": ("y", "predicted", "residual"),
    "squares": ("predicted", "residual", "squared"),
    "mean": ("residual", "squared"),
    "gradient": ("used_x", "residual", "by_m", "by_b"),
}
PART_ORDER: dict[str, Term] = {"gradient": "by_m", "rate": "by_m"}  # whose largest terms come first
PART_LINES = {
    "residuals": ("scaled_x", "mse"),
    "squares": ("mse",),
    "mean": ("mse",),
    "gradient": ("by_m", "by_b"),
    "rate": ("m", "b"),
    "line": ("m", "b", "own_m", "own_b"),
}
TALL = 52  # letters of height: below, of a part that is lit only its own formulas are in view
WHICH = 7  # the same of width: the words for which step it is have so many beside the choice, at least


class ExplainPanel(QScrollArea):
    """Shows a frame's step; what is clicked on becomes signals.

    `part_wanted` carries the number of a part, 0 for none; `lit` the position of a point, −1 for none.
    """

    part_wanted = Signal(int)
    explains_wanted = Signal(str)
    lit = Signal(int)

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        """`actions`: "back" and "next" walk through the parts; the others have a button each at the end."""
        super().__init__(parent)
        self.setObjectName("explainPanel")
        self.setAccessibleName(words.title())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the keyboard
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows: dict[bool, dict[str, FormulaRow]] = {}  # by whether x is standardised
        self._style = Style()
        self._shown: tuple[Frame, ViewOptions] | None = None
        self._was_short = False
        self._soon = QTimer(self, singleShot=True, interval=0)  # once it is laid out
        self._soon.timeout.connect(self._reveal_code)
        self._build(actions)

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """The step of this frame that the options ask for."""
        self._shown = frame, options
        self._mark_choices(options)
        step = step_shown(frame, options)
        self._which.setText("" if step is None else words.which(options.explains, frame.cursor))
        if isinstance(step, WorkedStep) and step.is_finite:
            self._instead.hide()
            self._sentence.show()
            self._formulas.show()
            self._show_step(frame, options, step)
        else:
            self._show_instead(_why_not(frame, step))

    def show_code(self, text: str, lit: tuple[int, ...]) -> None:
        """The run as a script, where somebody wants to see it; with other lines lit, these come into view."""
        if self.code.view.show_code(text, lit):
            self._soon.start()

    def _follow_code(self) -> None:
        if self.code.is_open:
            self._soon.start()

    def _reveal_code(self) -> None:
        """All of the script's own part in view or, where that is too high, the first line that is lit."""
        page, view = self._page, self.code.view
        line = view.viewport().mapTo(page, view.cursorRect().center())
        self.ensureVisible(0, view.mapTo(page, view.rect().bottomLeft()).y(), 0, 0)
        self.ensureVisible(0, line.y(), 0, view.fontMetrics().height())

    def show_moving(self, options: ViewOptions) -> None:
        """Numbers would race past, and those on the plots be ahead of them: there are none."""
        self._shown = None
        self._mark_choices(options)
        self._which.setText("")
        self._show_instead(words.moving())

    def _mark_choices(self, options: ViewOptions) -> None:
        for name, choice in self._choices.items():
            choice.setChecked(options.explains == name)
        for number, part in enumerate(self._parts, 1):
            part.setChecked(options.part == number)

    def _show_instead(self, sentence: str) -> None:
        self._instead.setText(sentence)
        self._instead.show()
        self.table.show_table(EMPTY)
        hidden = self.table, self.table.means, self._more, self._sentence, self._standardised
        for widget in (*hidden, self.bars, self._notes, self._formulas):
            widget.hide()

    def _show_step(self, frame: Frame, options: ViewOptions, step: WorkedStep) -> None:
        part, worked = part_shown(options), Worked(step)
        shown = step.order(PART_ORDER.get(part or "", "squared"), FEW)
        self.table.show_table(_table(frame, step, worked, shown, part))
        lines, own = worked.lines, PART_LINES.get(part or "", ())
        is_short = part is not None and self._is_short
        self.table.setHidden(is_short and part in ("gradient", "rate", "line"))
        self.table.means.setHidden(is_short and part in ("rate", "line"))
        counting = int((step.weight[shown] > 0).sum())
        others = len(step.dataset) - len(step.counting) - (len(shown) - counting)
        self._more.setText(words.more_points(len(step.counting) - counting, others))
        self._more.setVisible(bool(self._more.text()) and not self.table.isHidden())
        self._standardised.setVisible(step.is_standardised)
        for name, row in self._formula_rows(step.is_standardised).items():
            row.setHidden(is_short and name not in own)
            row.numbers.show_line(lines[name].text if name in lines else "")
            row.light(part or "", part != "residuals" and name in own)
        lit = options.lit if options.lit is not None and options.lit < len(step.dataset) else None
        self._sentence.setText(words.sentence(part, step, lit))
        notes = words.notes(part, step, options.equal_axes)
        if step.dataset != frame.dataset:
            notes = f"{words.other_points()} {notes}"
        self._notes.setText(notes)
        self._notes.setVisible(bool(notes))
        self.bars.setVisible(part == "gradient")
        primes = "′" if step.is_standardised else ""
        self.bars.show_gradient((f"∂m{primes}", f"∂b{primes}"), step.gradient)

    def minimumSizeHint(self) -> QSize:
        """As wide as the page needs, with a scroll bar or without."""
        wide = self._page.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(wide, super().minimumSizeHint().height())

    @property
    def _is_short(self) -> bool:
        """Whether there is room for what belongs to one part alone."""
        return self.height() < TALL * self._style.scale.controls

    def resizeEvent(self, event: QResizeEvent) -> None:
        before = self._was_short
        super().resizeEvent(event)
        self._was_short = self._is_short
        if self._was_short != before and self._shown is not None:
            self.show_frame(*self._shown)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._style = style
        gap = round(style.scale.gap)
        self._column.setContentsMargins(gap, 0, gap, gap)
        for layout in (self._column, self._walk, self._lines):
            layout.setSpacing(gap // 2)
        self._which.setMinimumWidth(round(WHICH * style.scale.controls))
        for part in (self._head, self._grid, self._buttons):
            part.apply(style)
        self.table.apply(style)
        self.bars.apply(style)
        self.code.apply(style)
        for rows in self._rows.values():
            for row in rows.values():
                row.apply(style)
        self._sentence.setMinimumHeight(round(5.0 * style.scale.controls))

    # How it is built

    def _build(self, actions: Mapping[str, QAction]) -> None:
        self._page = QWidget()
        self._page.setObjectName("explainPage")
        self._column = QVBoxLayout(self._page)
        self._head = self._build_head(actions)
        self._grid = self._build_parts()
        self._instead, self._sentence = _text("explainInstead"), _text("stepSentence")
        self._more, self._notes = _text("morePoints"), _text("stepNotes")
        self._standardised = _text("standardisedNote")
        self._standardised.setText(words.standardised())
        self._standardised.hide()
        self.table = StepTableView()
        self.table.lit.connect(self.lit)
        self.bars = GradientBars()
        self._formulas = QWidget()
        self._lines = QVBoxLayout(self._formulas)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._head)
        self._column.addWidget(self._grid)
        for widget in (self._instead, self._sentence, self._standardised):
            self._column.addWidget(widget)
        self._column.addWidget(self.table, 100)
        for part in (self.table.means, self._more, self.bars, self._notes, self._formulas):
            self._column.addWidget(part)
        self.code = CodeFold()
        self.code.toggled.connect(self._follow_code)
        self.verticalScrollBar().rangeChanged.connect(self._follow_code)  # it is laid out, perhaps once more
        self._column.addWidget(self.code)
        others = [name for name in actions if name not in ("back", "next")]
        self._buttons = TurningRow([ActionButton(actions[name], f"{name}Button") for name in others])
        self._column.addStretch(1)
        self._column.addWidget(self._buttons)
        self.setWidget(self._page)

    def _build_head(self, actions: Mapping[str, QAction]) -> TurningRow:
        segment, rest = ButtonRow(words.choice_name()), QWidget()
        self._choices: dict[str, QPushButton] = {}
        for side, name in (("first", "next"), ("last", "last")):
            button = QPushButton(words.choice(name))
            button.setObjectName(f"{name}StepChoice")
            button.setCheckable(True)
            button.setProperty("role", "choice")
            button.setProperty("side", side)
            button.clicked.connect(lambda _=False, name=name: self.explains_wanted.emit(name))
            segment.add(button)
            self._choices[name] = button
        self._which = _text("whichStep")
        self._which.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._walk = QHBoxLayout(rest)
        self._walk.setContentsMargins(0, 0, 0, 0)
        self._walk.addWidget(self._which, 1)
        for name in ("back", "next"):
            button = ActionButton(actions[name], f"{name}PartButton", face=Face.ICON, role="flat")
            self._walk.addWidget(button)
        return TurningRow([segment, rest], last_fills=True)

    def _build_parts(self) -> TurningGrid:
        self._parts: list[QPushButton] = []
        for at, part in enumerate(PARTS):
            button = QPushButton(f"{at + 1}  {words.part_name(part)}")
            button.setObjectName(f"{part}Part")
            button.setCheckable(True)
            button.setProperty("role", "flat")
            button.setToolTip(words.part_tip(part))
            button.clicked.connect(lambda checked, number=at + 1: self.part_wanted.emit(number * checked))
            self._parts.append(button)
        return TurningGrid(self._parts, most=3)

    def _formula_rows(self, is_standardised: bool) -> dict[str, FormulaRow]:
        """Those of a step with or without standardised x; the others are hidden."""
        if is_standardised not in self._rows:
            rows: dict[str, FormulaRow] = {}
            for name, formula in formulas(is_standardised, lit=True).items():
                rows[name] = FormulaRow(formula.latex, formula.text)
                rows[name].numbers.setObjectName(f"{name}Line")
                rows[name].apply(self._style)
                self._lines.addWidget(rows[name])
            self._rows[is_standardised] = rows
        for row in self._rows.get(not is_standardised, {}).values():
            row.hide()
        return self._rows[is_standardised]


def _text(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setProperty("role", "faint")
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return label


def _why_not(frame: Frame, step: WorkedStep | Unknown | None) -> str:
    if step is None:
        return words.at_the_start()
    if isinstance(step, Unknown):
        return worked_words.unknown(step, frame.settings)
    return worked_words.numbers_too_large()


def _table(
    frame: Frame, step: WorkedStep, worked: Worked, positions: np.ndarray, part: str | None
) -> StepTable:
    names = [name for name in COLUMNS if step.is_standardised or name != "used_x"]
    rows = []
    for position, cells in zip(positions.tolist(), worked.rows(positions), strict=True):
        values = cells._asdict()
        rows.append(StepRow(position, int(step.weight[position]), tuple([values[name] for name in names])))
    means = worked.means._asdict()
    lit, needed = (
        frozenset(names.index(name) for name in columns.get(part or "", ()) if name in names)
        for columns in (PART_COLUMNS, PART_NEEDS)
    )
    if needed and not step.is_standardised:
        needed |= {names.index("x")} if part == "gradient" else frozenset()
    return StepTable(
        words.headers(frame.points.names, step.is_standardised),
        tuple(rows),
        words.mean_of(step.count, step.drawn is not None),
        tuple([means.get(name, "") for name in names]),
        lit,
        needed,
    )
