"""The lessons: their list, the one under way, and what was done of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gdgui.lessons.progress import LessonProgress
from gdgui.training.player import Player
from gdgui.ui.actions import Actions
from gdgui.ui.control.demonstration import Demonstration
from gdgui.ui.control.learner import Learner
from gdgui.ui.dialogs import ask
from gdgui.ui.panels.drawer import Drawer
from gdgui.ui.panels.typesetting import Typesetter
from gdgui.words import teaching as words

if TYPE_CHECKING:  # loaded when the page is built
    from gdgui.lessons.lesson import Lesson
    from gdgui.ui.panels.lessons.panel import LessonsPanel

NOW_AND_THEN = 250  # milliseconds between two looks at a run that moves


class Lessons(QObject):
    """A lesson goes on while other pages are in view, until somebody leaves it.

    `progressed` tells that there is other progress to be remembered.
    """

    said = Signal(str)
    progressed = Signal()

    def __init__(
        self,
        window: QWidget,
        drawer: Drawer,
        player: Player,
        learner: Learner,
        demonstration: Demonstration,
        typesetter: Typesetter,
        actions: Actions,
    ) -> None:
        super().__init__(window)
        self._window, self._drawer, self._player = window, drawer, player
        self._learner, self._demonstration = learner, demonstration
        self._lessons: tuple[Lesson, ...] = ()  # read when the page is built
        self._lesson: Lesson | None = None  # the one under way
        self._at = 0
        self.progress = LessonProgress()
        self._typesetter = typesetter
        self.page = drawer.add_page(actions.lessons, words.lessons_title(), self._build, is_narrow=True)
        self._way_back = QPushButton(words.lessons_title())
        self._way_back.setObjectName("backToLesson")
        self._way_back.clicked.connect(actions.lessons.trigger)
        drawer.add_banner(self._way_back)
        self._soon = QTimer(self, singleShot=True, interval=NOW_AND_THEN)
        self._soon.timeout.connect(self._look)
        drawer.changed.connect(self._on_drawer)
        learner.changed.connect(self._look)

    @property
    def is_on(self) -> bool:
        """Whether a lesson is under way."""
        return self._lesson is not None

    def on_frame(self) -> None:
        """Something is shown: at once while nothing moves, and now and then while a run does."""
        if self._lesson is None or self._soon.isActive():
            return
        if self._player.state == "playing":
            self._soon.start()
        else:
            self._look()

    def open_file(self, path: Path) -> None:
        """Another lesson in the list; what is wrong with it is said."""
        from gdgui.files.lesson_file import read_lesson
        from gdgui.files.toml_table import LessonFileError

        try:
            lesson = read_lesson(path)
        except LessonFileError as error:
            self.page.panel.contents.complain(error.sentence(path.name))
            self.said.emit(error.sentence(path.name))
            return
        others = [each for each in self._lessons if each.name != lesson.name]
        self._lessons = (*others, lesson)
        self._show_list(len(others))
        self._begin(len(others))

    def remember(self, progress: LessonProgress) -> None:
        """Go on from what was done at other times."""
        self.progress = progress

    def leave(self) -> None:
        """End the lesson under way, if there is one."""
        if self._lesson is not None:
            self._press("leave")

    def stop(self) -> None:
        """The lesson ends, or the window closes."""
        self._soon.stop()
        self._learner.end_lesson()

    # The page

    def _build(self) -> LessonsPanel:
        from gdgui.files.lesson_file import lessons
        from gdgui.ui.panels.lessons.panel import LessonsPanel

        panel = LessonsPanel(self._typesetter)
        contents, step = panel.contents, panel.step
        contents.lesson_wanted.connect(self._begin)
        contents.file_wanted.connect(self._ask_for_file)
        contents.forget_wanted.connect(self._forget)
        step.answered.connect(self._answer)
        step.pressed.connect(self._press)
        self._lessons = lessons()
        contents.show_lessons(self._lessons, self.progress)
        contents.choose(0)
        return panel

    def _on_drawer(self) -> None:
        is_open = self.page.is_open
        self._way_back.setVisible(self.is_on and not is_open)
        if self._lesson is not None and self._drawer.page is None:
            self.said.emit(words.goes_on(self._lesson.title))
        if is_open:
            self._show_part()

    def _show_part(self) -> None:
        self.page.panel.show_part(self.page.panel.step if self.is_on else self.page.panel.contents)

    def _show_list(self, row: int) -> None:
        contents = self.page.panel.contents
        contents.complain("")
        contents.show_lessons(self._lessons, self.progress)
        contents.choose(row)

    def _ask_for_file(self) -> None:
        path = ask.ask_for_lesson(self._window)
        if path is not None:
            self.open_file(path)

    def _forget(self) -> None:
        if ask.may_forget_progress(self._window):
            self.progress = LessonProgress()
            self.progressed.emit()
            self.page.panel.contents.show_lessons(self._lessons, self.progress)
            self.said.emit(words.forgotten())

    # The lesson under way

    def _begin(self, row: int) -> None:
        self._lesson, self._at = self._lessons[row], 0
        self._way_back.setText(words.back_to(self._lesson.title))
        self._set_up(self._lesson)
        self._put(0)
        self._show_part()
        self.said.emit(words.begun(self._lesson.title))

    def _set_up(self, lesson: Lesson) -> None:
        self._learner.end_lesson()
        self._demonstration.show(lesson.setting)
        self._learner.begin_lesson(lesson.setting)

    def _put(self, at: int) -> None:
        """Put this step before the learner."""
        if self._lesson is not None:
            self._at = at
            self.page.panel.step.show_step(self._lesson, at)
            self.page.speak_of(self._lesson.steps[at].plot)
            self._look()

    def _press(self, name: str) -> None:
        lesson = self._lesson
        if lesson is None:
            return
        if name == "again":
            self._set_up(lesson)
            self._put(self._at)
        elif name == "leave" or (name == "next" and self._at == len(lesson.steps) - 1):
            self._leave(words.brought_back() if name == "leave" else words.finished(lesson.title))
        else:
            self._learner.begin_step()
            self._put(self._at + (1 if name == "next" else -1))
            self.page.panel.step.take_focus()

    def _leave(self, sentence: str) -> None:
        row = self._lessons.index(self._lesson) if self._lesson in self._lessons else 0
        self._lesson = None
        self.stop()
        self._demonstration.leave()
        self.page.speak_of("")
        self._show_list(row)
        self._show_part()
        self.said.emit(sentence)

    def _answer(self, is_right: bool) -> None:
        self._learner.answer(is_right)
        self._look()

    def _look(self) -> None:
        """Tick what is done, unless somebody looks at something else meanwhile."""
        lesson = self._lesson
        if lesson is None or not self._demonstration.is_seen:
            return  # while a lesson is set up, nothing of it is judged
        from gdgui.lessons.conditions import unmet

        was_done = self._at in self.progress.done(lesson.name)
        left = () if was_done else unmet(lesson.steps[self._at].done, self._learner.state())
        self.page.panel.step.show_unmet(left)
        if not left and not was_done:
            self.progress = self.progress.with_done(lesson.name, self._at)
            self.progressed.emit()
