"""Lessons as somebody takes them: what ticks itself, what is offered when, and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QListWidget, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset
from gdgui.files.lesson_file import lessons
from gdgui.files.remembered import Remembered
from gdgui.lessons.progress import LessonProgress
from gdgui.ui.panels.lessons.panel import LessonsPanel
from gdgui.ui.remember import remember
from gdgui.ui.window import MainWindow
from tests.ui.fresh_drawing import settle
from tests.ui.lesson_page import (
    MINE,
    QUESTION,
    Mine,
    checklist,
    entries,
    label,
    may_go_on,
    open_file,
    open_page,
)
from tests.ui.user_actions import as_fast_as_possible, find, key, press, run_to_the_end, status

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LESSONS = lessons()


def test_all_lessons_are_listed_with_their_minutes(window: MainWindow, qtbot: QtBot) -> None:
    open_page(window, qtbot)
    assert len(entries(window)) == len(LESSONS)
    for entry, lesson in zip(entries(window), LESSONS, strict=True):
        title, about, rest = entry.split("\n")
        assert (title, about) == (lesson.title, lesson.about)
        assert rest == f"{lesson.minutes} minutes   {'·' * len(lesson.steps)}"


def test_every_lesson_begins_by_keyboard_and_leaving_it_brings_everything_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    before = window.experiment.points, window.experiment.settings, window.experiment.options
    trace = window.player.trace
    assert trace is not None
    log = trace.mse.tolist()
    for at, lesson in enumerate(LESSONS):
        open_page(window, qtbot)
        key(qtbot, window, Qt.Key.Key_Home)
        for _ in range(at):
            key(qtbot, window, Qt.Key.Key_Down)
        key(qtbot, window, Qt.Key.Key_Return)
        settle(qtbot, window)
        assert label(window, "lessonTitle") == lesson.title
        assert label(window, "lessonStep") == f"step 1 of {len(lesson.steps)}"
        assert window.experiment.dataset == lesson.setting.points.dataset
        assert checklist(window) == "○" * len(lesson.steps[0].done)
        assert not may_go_on(window)
        press(qtbot, window, "leaveStep")
        settle(qtbot, window)
        experiment = window.experiment
        assert before == (experiment.points, experiment.settings, experiment.options), lesson.title
        assert window.player.trace is not None
        assert window.player.trace.mse.tolist() == log, lesson.title
        assert find(window, QListWidget, "lessonList").currentRow() == at


def test_the_first_step_of_the_first_lesson(window: MainWindow, qtbot: QtBot) -> None:
    open_page(window, qtbot)
    press(qtbot, window, "beginLesson")
    as_fast_as_possible(window)
    press(qtbot, window, "runButton")
    press(qtbot, window, "creepsAnswer")  # which this lesson asks for
    qtbot.waitUntil(lambda: may_go_on(window))
    assert checklist(window) == "✓"
    assert label(window, "taskHeading").startswith("Your task: done")
    assert status(window).startswith("Right: it crept"), "which that does not cover"
    press(qtbot, window, "nextStep")
    assert label(window, "taskHeading") == "Your task"
    assert label(window, "lessonStep") == "step 2 of 4"
    assert not may_go_on(window)
    press(qtbot, window, "backStep")
    assert may_go_on(window), "what was done stays so"
    press(qtbot, window, "leaveStep")
    assert entries(window)[0].endswith("✓···")


def test_a_run_counts_that_was_begun_since(mine: Mine, qtbot: QtBot) -> None:
    """The one that belongs to the setting counts when it goes on."""
    window = mine("epoch_reached = 6", "cursor = 5")
    assert window.player.cursor == 5
    assert checklist(window) == "○"
    window.player.seek(2)
    assert checklist(window) == "○"
    key(qtbot, window, Qt.Key.Key_End, CTRL)
    key(qtbot, window, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: checklist(window) == "✓")


def test_a_moving_run_is_looked_at_now_and_then(mine: Mine, qtbot: QtBot) -> None:
    window = mine("epoch_reached = 3, learning_rate_is = 0.1")
    window.transport.speed.setValue(2)
    key(qtbot, window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: checklist(window) == "✓✓")
    assert window.player.state == "playing"


@pytest.mark.parametrize("what", ["added", "moved", "removed"])
def test_points_count_and_those_undone_do_not(mine: Mine, qtbot: QtBot, what: str) -> None:
    window = mine(f"points_{what} = 2")
    experiment = window.experiment
    edits: dict[str, Callable[[int], None]] = {
        "added": lambda k: experiment.add_point(k, 0),
        "moved": lambda k: experiment.move_points([k], [5], [k]),
        "removed": lambda _: experiment.remove_points([0]),
    }
    edits[what](0)
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    edits[what](0)
    assert checklist(window) == "○"
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    key(qtbot, window, Qt.Key.Key_Y, CTRL)
    assert checklist(window) == "○"
    edits[what](1)
    assert checklist(window) == "✓"


def test_settings_and_switches_tick_at_once_and_go_again(mine: Mine, qtbot: QtBot) -> None:
    window = mine('learning_rate_below = 0.05, view_on = "residuals", points_added = 9')
    assert checklist(window) == "○○○"
    key(qtbot, window, Qt.Key.Key_D, CTRL)
    assert checklist(window) == "○✓○"
    field = find(window, QWidget, "learningRate")
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(field, "0.01")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert checklist(window) == "✓✓○"
    key(qtbot, window, Qt.Key.Key_D, CTRL)
    assert checklist(window) == "✓○○"


def test_a_wrong_answer_has_a_word_on_it(mine: Mine, qtbot: QtBot) -> None:
    window = mine('answered = "right"', question=QUESTION)
    window.resize(1024, 420)  # too low for all of it
    settle(qtbot, window)
    spoken = QAccessible.queryAccessibleInterface(find(window, QPushButton, "choiceA"))
    assert spoken.text(QAccessible.Text.Name) == "A: Because of this"
    press(qtbot, window, "choiceA")
    assert verdicts(window) == ["Not so. That is the other way round."]
    said = next(each for each in window.findChildren(QLabel, "verdict") if not each.isHidden())
    qtbot.waitUntil(lambda: said.visibleRegion().boundingRect() == said.rect(), timeout=5000)
    assert not may_go_on(window)
    press(qtbot, window, "choiceB")
    assert verdicts(window)[1] == "Right."
    assert may_go_on(window)


@pytest.mark.parametrize("comes_back", [False, True])
def test_tab_leads_from_the_text_to_the_choices_and_on(mine: Mine, qtbot: QtBot, comes_back: bool) -> None:
    window = mine('answered = "any"', question=QUESTION)
    for name in ("choiceA", "nextStep", "backStep") if comes_back else ():  # the page is in view already
        press(qtbot, window, name)
        settle(qtbot, window)
    assert window.focusWidget() is find(window, LessonsPanel, "lessonsPanel").step._reading
    stops = []
    for _ in range(2 if comes_back else 4):
        key(qtbot, window, Qt.Key.Key_Tab)
        focused = window.focusWidget()
        assert focused is not None
        stops.append(focused.objectName())
    assert stops == ["choiceA", "choiceB", "againStep", "leaveStep"][: len(stops)]


def verdicts(window: MainWindow) -> list[str]:
    labels = find(window, LessonsPanel, "lessonsPanel").findChildren(QLabel, "verdict")
    return [each.text() for each in labels if not each.isHidden()]


def test_a_part_counts_though_another_page_is_in_view(mine: Mine, qtbot: QtBot) -> None:
    window = mine('part_taken = "squares"')
    for _ in range(2):
        key(qtbot, window, Qt.Key.Key_F10)
    assert not find(window, LessonsPanel, "lessonsPanel").isVisible()
    press(qtbot, window, "backToLesson")
    assert find(window, LessonsPanel, "lessonsPanel").isVisible()
    assert checklist(window) == "✓"
    assert not find(window, QPushButton, "backToLesson").isVisible()


def test_a_page_of_the_guide_within_a_lesson_changes_nothing_of_it(mine: Mine, qtbot: QtBot) -> None:
    window = mine("points_added = 1")
    dataset = window.experiment.dataset
    key(qtbot, window, Qt.Key.Key_F1, CTRL)
    press(qtbot, window, "guideShow")
    window.experiment.add_point(0.5, 0.5)
    key(qtbot, window, Qt.Key.Key_F1, SHIFT)
    assert window.experiment.dataset is dataset
    assert checklist(window) == "○"
    window.experiment.add_point(0.5, 0.5)
    assert checklist(window) == "✓"


def test_a_lesson_goes_on_where_its_page_is_closed(mine: Mine, qtbot: QtBot) -> None:
    window = mine("points_added = 1")
    press(qtbot, window, "closeDrawerButton")
    assert "goes on" in status(window)
    window.experiment.add_point(0.5, 0.5)
    key(qtbot, window, Qt.Key.Key_F1, SHIFT)
    assert checklist(window) == "✓"


def test_to_the_end_and_set_up_again(mine: Mine, qtbot: QtBot) -> None:
    window = mine("points_added = 1")
    window.experiment.add_point(0.5, 0.5)
    press(qtbot, window, "againStep")
    assert window.experiment.dataset == Dataset([0, 1, 2], [0, 1, 3])
    press(qtbot, window, "nextStep")
    assert label(window, "lessonStep") == "step 2 of 2"
    window.run_control.take_settings(window.experiment.settings.__class__(learning_rate=0.2))
    assert find(window, QPushButton, "nextStep").text() == "F&inish"
    press(qtbot, window, "nextStep")
    assert len(window.experiment.dataset) == 20
    assert status(window) == "“Mine” is done, and everything is as it was before."
    assert entries(window)[-1].endswith("✓✓")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title = ", "bad.toml, line 1"),
        (MINE.format(done="run_finish = true", setting="", question=""), "line 15"),
        (MINE.format(done="", setting='part = "squares"', question=""), "line 10"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_line(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, says: str
) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    open_file(window, qtbot, monkeypatch, path)
    complaint = find(window, QLabel, "lessonComplaint")
    assert complaint.isVisible()
    assert says in complaint.text()
    assert complaint.text() == status(window)
    assert len(window.experiment.dataset) == 20


def test_progress_is_remembered_and_can_be_forgotten(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "gdgui.ini"
    remember(window, Remembered(file))
    open_page(window, qtbot)
    press(qtbot, window, "beginLesson")
    as_fast_as_possible(window)
    press(qtbot, window, "runButton")
    press(qtbot, window, "creepsAnswer")  # which this lesson asks for
    qtbot.waitUntil(lambda: may_go_on(window))
    window.close()
    found = LessonProgress.from_word(Remembered(file).values["lessons/done"])
    assert found.to_dict() == {LESSONS[0].name: [0]}
    window.teaching.course.lessons.remember(LessonProgress())
    window.teaching.course.lessons.remember(found)
    window.show()
    press(qtbot, window, "leaveStep")
    assert entries(window)[0].endswith("✓···")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    press(qtbot, window, "forgetProgress")
    assert entries(window)[0].endswith("✓···")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    press(qtbot, window, "forgetProgress")
    assert entries(window)[0].endswith("   ····")


def test_what_a_lesson_looks_at_is_not_remembered(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "gdgui.ini"
    remember(window, Remembered(file))
    open_page(window, qtbot)
    press(qtbot, window, "beginLesson")
    window.actions_.plots["loss"].trigger()
    window.close()
    assert Remembered(file).values.get("look/plots", "all") == "all"
