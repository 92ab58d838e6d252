"""The step at hand: its text, perhaps a question, and the task with what counts as done."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from gdgui.lessons.conditions import Done
from gdgui.lessons.lesson import Lesson
from gdgui.ui.panels.buttons import words_button
from gdgui.ui.panels.lessons.question import QuestionView
from gdgui.ui.panels.reading import Reading, TextBlocks, take_mood, wrapped
from gdgui.ui.panels.turning_row import TurningRow
from gdgui.ui.panels.typesetting import Typesetter
from gdgui.ui.spoken import announce
from gdgui.ui.theme import Style
from gdgui.words import lessons
from gdgui.words import teaching as words

BUTTONS = ("back", "next", "again", "leave")


class StepView(QWidget):
    """`pressed` carries the name of a button: "back", "next", "again" or "leave"."""

    pressed = Signal(str)
    answered = Signal(bool)

    def __init__(self, typesetter: Typesetter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conditions: list[tuple[Done, QLabel]] = []
        self._is_last = False
        self._title, self._where = wrapped("", "lessonTitle", "heading"), wrapped("", "lessonStep", "faint")
        self._text, self.question = TextBlocks(typesetter), QuestionView()
        self.question.answered.connect(self.answered)
        self._task = wrapped("", "lessonTask")
        self._build_task()
        self._reading = Reading(words.lesson_text(), self._build_page())
        self.question.replied.connect(self._reading.reveal)
        self._buttons = {name: words_button(f"{name}Step", words.button(name)) for name in BUTTONS}
        self._buttons["next"].setProperty("role", "primary")
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _=False, name=name: self.pressed.emit(name))
        self._row = TurningRow([self._buttons[name] for name in BUTTONS])
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._reading, 1)
        self._column.addWidget(self._box)
        self._column.addWidget(self._row)

    def show_step(self, lesson: Lesson, at: int) -> None:
        """Put this step before the learner."""
        step = lesson.steps[at]
        self._is_last = at == len(lesson.steps) - 1
        self._title.setText(lesson.title)
        self._where.setText(words.step_of(at + 1, len(lesson.steps)))
        self._text.show_text(step.text)
        self.question.show_question(step.question)
        for one, other in pairwise([self._reading, *self.question.buttons]):
            self.setTabOrder(one, other)  # as one reads it, though they are new
        self._task.setText(step.task)
        for _, label in self._conditions:
            label.hide()
            label.deleteLater()
        self._conditions = [(done, wrapped("", "condition")) for done in step.done]
        for _, label in self._conditions:
            self._inside.addWidget(label)
        text, tip = words.button("finish" if self._is_last else "next")
        self._buttons["next"].setText(text)
        self._buttons["next"].setToolTip(tip)
        self._buttons["back"].setEnabled(at > 0)
        self._reading.to_the_top()

    def show_unmet(self, unmet: Collection[Done]) -> None:
        """Tick what is done."""
        for done, label in self._conditions:
            said, is_met = lessons.condition(*done), done not in unmet
            if label.text() != words.condition(said, is_met):
                label.setText(words.condition(said, is_met))
                label.setAccessibleName(words.condition_spoken(said, is_met))
                take_mood(label, "good" if is_met else "")
        self._buttons["next"].setEnabled(not unmet)
        heading = words.task(not unmet, self._is_last)
        if heading != self._heading.text():
            self._heading.setText(heading)
            take_mood(self._heading, "" if unmet else "good")
            if not unmet:
                announce(self._heading, heading)

    def take_focus(self) -> None:
        """The keyboard is on the text."""
        self._reading.setFocus()

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        gap = round(style.scale.gap)
        self._column.setSpacing(gap // 2)
        self._row.apply(style)
        self._inside.setSpacing(gap // 4)
        for part in (self._text, self.question, self._reading):
            part.apply(style)

    def _build_page(self) -> QWidget:
        page = QWidget()
        inside = QVBoxLayout(page)
        for widget in (self._title, self._where, self._text, self.question):
            inside.addWidget(widget)
        inside.addStretch(1)
        return page

    def _build_task(self) -> None:
        """Always in view: what is to be done, and how much of it is."""
        self._box = QFrame()
        self._box.setObjectName("taskBox")
        self._inside = QVBoxLayout(self._box)
        self._heading = wrapped("", "taskHeading", "title")
        self._inside.addWidget(self._heading)
        self._inside.addWidget(self._task)
