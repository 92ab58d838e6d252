"""The page of the drawer with the lessons: the list of them, or the one that is under way."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from gdgui.ui.panels.lessons.contents import LessonList
from gdgui.ui.panels.lessons.step import StepView
from gdgui.ui.panels.typesetting import Typesetter
from gdgui.ui.theme import Style


class LessonsPanel(QWidget):
    """Shows one of its two parts."""

    def __init__(self, typesetter: Typesetter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lessonsPanel")
        self.contents, self.step = LessonList(), StepView(typesetter)
        self._column, self._stack = QVBoxLayout(self), QStackedLayout()
        self._column.addLayout(self._stack)  # first: what it shows without a place would be a window
        self._stack.addWidget(self.contents)
        self._stack.addWidget(self.step)

    def show_part(self, part: LessonList | StepView) -> None:
        """Show the list, or the step; the keyboard goes there."""
        self._stack.setCurrentWidget(part)
        part.take_focus()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        gap = round(style.scale.gap)
        self._column.setContentsMargins(gap, 0, gap, gap)
        self.contents.apply(style)
        self.step.apply(style)
