"""The list of lessons, with a tick for each step that was done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gdgui.lessons.lesson import Lesson
from gdgui.lessons.progress import LessonProgress
from gdgui.ui.panels.buttons import words_button
from gdgui.ui.panels.lessons.entry import EntryDelegate
from gdgui.ui.panels.reading import wrapped
from gdgui.ui.panels.turning_row import TurningRow
from gdgui.ui.theme import Style
from gdgui.words import teaching as words


class LessonList(QWidget):
    """`lesson_wanted` carries the position of a lesson in the list."""

    lesson_wanted = Signal(int)
    file_wanted = Signal()
    forget_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = QListWidget()
        self._list.setObjectName("lessonList")
        self._list.setAccessibleName(words.list_name())
        self._list.setItemDelegate(EntryDelegate(self._list))
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemActivated.connect(self._begin)
        self._list.currentRowChanged.connect(self._on_row)
        self._complaint = wrapped("", "lessonComplaint")
        self._complaint.setProperty("mood", "bad")
        self._complaint.hide()
        self._begin_button = words_button("beginLesson", words.begin(), "primary")
        self._open = words_button("openLesson", words.open_file())
        self._forget = words_button("forgetProgress", words.forget())
        self._begin_button.clicked.connect(self._begin)
        self._open.clicked.connect(self.file_wanted)
        self._forget.clicked.connect(self.forget_wanted)
        self._buttons = TurningRow([self._begin_button, self._open, self._forget])
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._list, 1)
        self._column.addWidget(self._complaint)
        self._column.addWidget(self._buttons)
        self._on_row(-1)

    def show_lessons(self, lessons: Sequence[Lesson], progress: LessonProgress) -> None:
        """Show these; the one that was chosen stays so."""
        row = max(0, self._list.currentRow())
        self._list.clear()
        for lesson in lessons:
            self._list.addItem(_item(lesson, progress))
        self._list.setCurrentRow(min(row, len(lessons) - 1))
        self._forget.setEnabled(bool(progress.steps))

    def choose(self, row: int) -> None:
        """Let this lesson be the one that Enter begins."""
        self._list.setCurrentRow(row)

    def complain(self, sentence: str) -> None:
        """Say what is wrong with a file; "" for nothing."""
        self._complaint.setText(sentence)
        self._complaint.setVisible(bool(sentence))

    def take_focus(self) -> None:
        """The keyboard moves in the list."""
        self._list.setFocus()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        gap = round(style.scale.gap)
        self._column.setSpacing(gap // 2)
        self._buttons.apply(style)
        self._list.setSpacing(gap // 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where an entry wraps depends on the width, of which Qt takes no notice."""
        super().resizeEvent(event)
        self._list.scheduleDelayedItemsLayout()

    def _begin(self) -> None:
        if self._list.currentRow() >= 0:
            self.lesson_wanted.emit(self._list.currentRow())

    def _on_row(self, row: int) -> None:
        self._begin_button.setEnabled(row >= 0)


def _item(lesson: Lesson, progress: LessonProgress) -> QListWidgetItem:
    done = len([step for step in progress.done(lesson.name) if step < len(lesson.steps)])
    about = (lesson.title, lesson.about, lesson.minutes, done, len(lesson.steps))
    item = QListWidgetItem(words.lesson_entry(*about))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, words.lesson_spoken(*about))
    return item
