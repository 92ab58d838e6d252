"""The question before a run, over the picture: four answers, and the ways to draw or to point."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from gdgui.experiment.prediction import COURSES
from gdgui.ui.tab_order import order_tabs
from gdgui.ui.theme import Style
from gdgui.words import prediction as words

KEYS = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2, Qt.Key.Key_4: 3, Qt.Key.Key_5: 4}
WAYS = {Qt.Key.Key_D: "loss", Qt.Key.Key_P: "surface"}  # and the plots on which one draws and points
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
WIDE = 22  # letters of width, at least
BESIDE = (2, 3)  # buttons beside each other: as few as there is height for, where there is the width


class PredictionPanel(QFrame):
    """Hidden until it asks. Its keys are also those of the plots that one may draw or point on."""

    chosen = Signal(str)  # a Course
    my_line_chosen = Signal()
    plot_wanted = Signal(str)  # of WAYS
    begun = Signal()
    called_off = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("predictionPanel")
        self.setProperty("card", True)
        self._question, self._ways = QLabel(words.question()), QLabel(words.other_ways())
        self._question.setProperty("role", "title")
        self._ways.setWordWrap(True)
        self._answers = [QPushButton(words.answer(course)) for course in COURSES]
        for button, course in zip(self._answers, COURSES, strict=True):
            button.setObjectName(f"{course}Answer")
            button.clicked.connect(lambda _=False, course=course: self.chosen.emit(course))
        self._mine, self._begin = QPushButton(words.at_my_line(), self), QPushButton(words.begin())
        self._mine.setObjectName("myLineAnswer")
        self._begin.setObjectName("beginButton")
        self._begin.setProperty("role", "primary")
        self._mine.clicked.connect(self.my_line_chosen)
        self._begin.clicked.connect(self.begun)
        self._grid = QGridLayout(self)
        self._has_line = False
        self._lay_out(BESIDE[0])
        for button in (*self._answers, self._mine, self._begin):
            button.setAutoDefault(False)
            button.installEventFilter(self)
        self._wide = 0
        self.hide()

    def watch(self, *plots: QWidget) -> None:
        """While it asks, its keys work on these too."""
        for plot in plots:
            plot.installEventFilter(self)

    def ask(self, has_line: bool, can_begin: bool) -> None:
        """Ask; whether there is a line of somebody's own, and whether something was drawn or pointed at."""
        self._has_line = has_line
        self._mine.setVisible(has_line)
        self._begin.setEnabled(can_begin)
        self._begin.setToolTip("" if can_begin else words.nothing_said())
        if self.isHidden():
            order_tabs(*self._answers, self._mine, self._begin)  # which others have come between
            self.show()
            self.raise_()
            self._answers[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        gap = round(style.scale.gap)
        self._grid.setContentsMargins(gap, gap, gap, gap)
        self._grid.setSpacing(gap)
        self._wide = round(WIDE * style.scale.controls)

    def fit(self, room: QSize) -> None:
        """As wide as it is read well, or as its answers need, and as high as that takes; flatter where the
        room is low and wide, all answers in one column where it is high and narrow.
        """
        for each in self.findChildren(QWidget):
            each.ensurePolished()
        sizes = {beside: self._size_with(beside, room) for beside in (1, *BESIDE)}
        fitting = [
            beside
            for beside in (*BESIDE, 1)
            if sizes[beside].width() <= room.width() and sizes[beside].height() <= room.height()
        ]
        narrow = [beside for beside in reversed(BESIDE) if sizes[beside].width() <= room.width()]
        beside = next(iter([*fitting, *narrow]), BESIDE[0])
        self._lay_out(beside)
        self.resize(sizes[beside])
        self._grid.activate()

    def _size_with(self, beside: int, room: QSize) -> QSize:
        """What it needs with so many buttons beside each other."""
        self._lay_out(beside)
        self._grid.activate()
        wide = max(min(self._wide, room.width()), self._grid.totalMinimumSize().width())
        return QSize(wide, self._grid.totalHeightForWidth(wide))

    def _lay_out(self, beside: int) -> None:
        """So many buttons beside each other, between the question and the other ways."""
        while self._grid.takeAt(0) is not None:
            pass
        self._grid.addWidget(self._question, 0, 0, 1, beside)
        buttons = *self._answers, *[self._mine] * self._has_line, self._begin
        for at, button in enumerate(buttons):
            self._grid.addWidget(button, 1 + at // beside, at % beside)
        self._grid.addWidget(self._ways, 1 + len(buttons), 0, 1, beside)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.isVisible():
            return self._take_key(event, watched)
        return False

    def _take_key(self, event: QKeyEvent, watched: QObject) -> bool:
        which, at = Qt.Key(event.key()), KEYS.get(Qt.Key(event.key()), -1)
        buttons = [*self._answers, self._mine]
        if at >= 0:
            buttons[at].click()
        elif which in WAYS:
            self.plot_wanted.emit(WAYS[which])
        elif which == Qt.Key.Key_Escape:
            self.called_off.emit()
        elif which in ENTER and isinstance(watched, QPushButton):
            watched.click()
        elif which in ENTER:
            self.begun.emit()
        else:
            return False
        return True
