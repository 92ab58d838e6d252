"""The session as a document, through the window: saved, seen again, and nothing lost unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QFileDialog, QMessageBox, QSpinBox
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.experiment.experiment import Experiment
from gdgui.files.session_file import read_session
from gdgui.ui.window import MainWindow
from tests.ui.fresh_drawing import CLOSE, STRAY, on_screen, settle
from tests.ui.test_demonstration import state
from tests.ui.unsaved_question import answering
from tests.ui.user_actions import as_fast_as_possible, find, has_ended, key, press, run_to_the_end, status

CTRL = Qt.KeyboardModifier.ControlModifier
Save = Callable[[str], Path]


@pytest.fixture
def save(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Save:
    """Save as, under this name."""

    def save(name: str) -> Path:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), ""))
        window.actions_.save_as.trigger()
        return tmp_path / name

    return save


def new(window: MainWindow, qtbot: QtBot, answer: str = "discard") -> str:
    return answering(qtbot, answer, window.actions_.new.trigger)


def open_file(window: MainWindow, qtbot: QtBot, path: Path, answer: str = "discard") -> str:
    def do() -> None:
        window.open_file(path)
        qtbot.waitUntil(lambda: not window.import_export.task.is_running)

    return answering(qtbot, answer, do)


def work(window: MainWindow, qtbot: QtBot) -> None:
    """Two runs that ended and one that is under way, with changes midway; points, names and a line."""
    window.resize(1280, 900)
    as_fast_as_possible(window)
    for algorithm in ("gd", "sgd"):
        window.experiment.settings = Settings(algorithm=algorithm, learning_rate=0.05, epochs=40)
        run_to_the_end(qtbot, window)
    key(qtbot, window, Qt.Key.Key_F7)
    window.experiment.add_point(0.3, 2.5)
    window.experiment.name_axes("hours & minutes", "marks")
    window.experiment.select([1, 3])
    for _ in range(6):
        key(qtbot, window, Qt.Key.Key_F6)
        settle(qtbot, window)
    window.experiment.settings = Settings(algorithm="sgd", learning_rate=0.02, epochs=40, batch_size=2)
    key(qtbot, window, Qt.Key.Key_F6)
    settle(qtbot, window)
    window.player.seek(4)
    window.actions_.residuals.trigger()
    settle(qtbot, window)


def watched(state: list[Any]) -> tuple[Any, ...]:
    """The run under way: m and b, cursor, newest epoch, target and state."""
    log, *where = state[8]
    return (*log[:2], *where)


def test_what_was_saved_is_seen_again_and_the_run_under_way_goes_on(
    window: MainWindow, qtbot: QtBot, save: Save
) -> None:
    work(window, qtbot)
    path = save("mine.gdgui")
    assert status(window).startswith("Saved mine.gdgui.")
    window.setFocus()
    settle(qtbot, window)
    before, seen = state(window), [on_screen(window, plot).copy() for plot in window.workspace.plots]
    key(qtbot, window, Qt.Key.Key_N, CTRL)
    assert not len(window.experiment.dataset)
    assert open_file(window, qtbot, path) == ""
    assert status(window).startswith("Opened mine.gdgui: 21 points, 3 runs.")
    assert "hidden" not in status(window)  # two runs were so before
    window.setFocus()
    settle(qtbot, window)
    now = state(window)
    assert now[:8] == before[:8]
    assert watched(now) == watched(before)
    for plot, pixels in zip(window.workspace.plots, seen, strict=True):
        again = on_screen(window, plot).astype(int)
        assert (np.abs(again - pixels) > CLOSE).any(axis=2).sum() <= STRAY, plot.objectName()
    window.actions_.run.trigger()
    qtbot.waitUntil(lambda: has_ended(window))
    trace = window.player.trace
    assert trace is not None
    assert (trace.epochs, len(window.runs.all), window.runs.count) == (40, 3, 3)


def test_opening_takes_the_place_of_everything_and_nothing_of_it_can_be_undone(
    window: MainWindow, qtbot: QtBot, save: Save
) -> None:
    path = save("first.gdgui")
    work(window, qtbot)
    assert open_file(window, qtbot, path).startswith("Save changes to “first.gdgui”?")
    assert window.runs.all == ()
    assert window.player.state == "idle"
    assert not window.actions_.undo.isEnabled()
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert len(window.experiment.dataset) == 20


def test_the_title_tells_what_it_is_called_and_whether_it_is_saved(
    window: MainWindow, qtbot: QtBot, save: Save
) -> None:
    assert not window.isWindowModified()
    window.experiment.add_point(1, 1)
    assert window.isWindowModified()
    window.experiment.undo()
    assert not window.isWindowModified(), "all is as it was"
    save("a[*]b.gdgui")
    assert window.windowTitle() == "gdgui – a[*][*]b.gdgui[*]", "which Qt shows as a[*]b"
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    assert window.isWindowModified()
    key(qtbot, window, Qt.Key.Key_S, CTRL)
    assert not window.isWindowModified()
    window.actions_.log_time.trigger()
    window.actions_.squares.trigger()
    window.player.seek(3)
    assert not window.isWindowModified(), "a mere look loses nothing"


def test_save_writes_where_it_was_saved_and_save_as_under_another_name(
    window: MainWindow, qtbot: QtBot, save: Save
) -> None:
    first = save("first.gdgui")
    before = first.read_bytes()
    window.experiment.add_point(1, 1)
    second = save("second.gdgui")
    assert first.read_bytes() == before
    window.experiment.add_point(2, 2)
    key(qtbot, window, Qt.Key.Key_S, CTRL)
    assert first.read_bytes() == before
    assert open_file(window, qtbot, second) == ""
    assert len(window.experiment.dataset) == 22


def test_a_name_with_another_ending_never_replaces_a_file_unasked(
    window: MainWindow, tmp_path: Path, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "my.data.gdgui").write_text("precious")
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.pop(0))
    save("my.data")
    assert (tmp_path / "my.data.gdgui").read_text() == "precious"
    save("my.data")
    assert "gdgui-session" in (tmp_path / "my.data.gdgui").read_text()
    assert not (tmp_path / "my.data").exists()


def test_where_it_cannot_be_saved_a_sentence_says_so_and_it_stays_unsaved(
    window: MainWindow, tmp_path: Path, save: Save
) -> None:
    (tmp_path / "taken.gdgui").mkdir()
    window.experiment.add_point(1, 1)
    save("taken.gdgui")
    assert "taken.gdgui cannot be written" in status(window)
    assert window.isWindowModified()


def test_a_session_is_known_by_what_is_in_it(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.experiment.add_point(1, 1)
    save("mine.gdgui").rename(tmp_path / "mine.txt")
    new(window, qtbot)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "mine.txt"), ""))
    key(qtbot, window, Qt.Key.Key_O, CTRL)
    assert len(window.experiment.dataset) == 21
    new(window, qtbot)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "mine.txt"))])
    window.import_export.drop(dropped)
    assert len(window.experiment.dataset) == 21


def test_new_asks_only_for_what_would_be_lost_and_says_what(
    window: MainWindow, qtbot: QtBot, sample: Dataset, save: Save
) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    assert new(window, qtbot, "cancel") == "Save this session? Not saved: 1 run."
    assert window.experiment.dataset == sample
    window.experiment.add_point(1, 1)
    window.experiment.settings = Settings(learning_rate=0.2)
    asked = new(window, qtbot, "cancel")
    assert asked == "Save this session? Not saved: 21 points, 1 run, the settings."
    path = save("kept.gdgui")
    window.experiment.undo_stack.undo()
    asked = new(window, qtbot, "save")
    assert asked == "Save changes to “kept.gdgui”? Not saved: the settings."
    assert not len(window.experiment.dataset)
    assert window.windowTitle() == "gdgui – gradient descent made visible[*]"
    assert new(window, qtbot) == "", "an empty one loses nothing"
    assert open_file(window, qtbot, path) == ""
    assert window.experiment.settings.learning_rate == Settings().learning_rate


def test_a_save_that_is_called_off_lets_nothing_go(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    window.experiment.add_point(1, 1)
    assert new(window, qtbot, "save")
    assert len(window.experiment.dataset) == 21


def test_points_of_a_file_or_an_example_alone_are_no_loss(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_.examples_menu.actions()[2].trigger()
    assert not window.isWindowModified()
    window.experiment.add_point(1, 1)
    assert "points" in new(window, qtbot, "cancel")


def test_revert_opens_it_as_it_was_saved(
    window: MainWindow, qtbot: QtBot, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not window.actions_.revert.isEnabled()
    save("mine.gdgui")
    assert not window.actions_.revert.isEnabled()
    window.experiment.add_point(1, 1)
    asked: list[str] = []
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]

    def question(_: object, _title: str, words: str, *_buttons: object) -> QMessageBox.StandardButton:
        asked.append(words)
        return answers.pop(0)

    monkeypatch.setattr(QMessageBox, "question", question)
    window.actions_.revert.trigger()
    assert asked == ["Open “mine.gdgui” as it was saved last? Not saved: 21 points."]
    assert len(window.experiment.dataset) == 21
    window.actions_.revert.trigger()
    assert len(window.experiment.dataset) == 20
    assert not window.isWindowModified()


def test_what_another_window_has_saved_meanwhile_is_not_replaced_unasked(
    window: MainWindow, qtbot: QtBot, sample: Dataset, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save("mine.gdgui")
    other = MainWindow(Experiment(sample, Settings()))
    qtbot.addWidget(other)
    open_file(other, qtbot, path)
    other.experiment.add_point(7, 7)
    assert other.sessions.save(), "nobody has been at it"
    theirs = path.read_bytes()

    asked: list[str] = []
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]

    def question(_: object, _title: str, words: str, *buttons: object) -> QMessageBox.StandardButton:
        assert buttons[-1] == QMessageBox.StandardButton.No, "by Enter alone nothing is replaced"
        asked.append(words)
        return answers.pop(0)

    monkeypatch.setattr(QMessageBox, "question", question)
    window.experiment.clear()
    key(qtbot, window, Qt.Key.Key_S, CTRL)
    assert len(asked) == 1
    assert asked[0].startswith("“mine.gdgui” was changed by another window or program")
    assert path.read_bytes() == theirs
    assert window.isWindowModified()
    assert status(window).startswith("mine.gdgui stays as the other one has saved it.")
    key(qtbot, window, Qt.Key.Key_S, CTRL)
    assert len(asked) == 2
    assert not len(read_session(path).points.dataset)
    window.experiment.add_point(1, 1)
    key(qtbot, window, Qt.Key.Key_S, CTRL)
    path.unlink()
    window.experiment.add_point(2, 2)
    key(qtbot, window, Qt.Key.Key_S, CTRL)
    assert len(asked) == 2, "its own it may replace, and what is gone is written again"
    assert len(read_session(path).points.dataset) == 2
    other.close()


def test_recent_files_are_offered_and_missing_ones_say_so(
    window: MainWindow, qtbot: QtBot, save: Save
) -> None:
    menu = window.actions_.recent_menu
    assert not menu.isEnabled()
    first = save("a & b.gdgui")
    save("second.gdgui")
    assert [each.text() for each in menu.actions()[:2]] == ["second.gdgui", "a && b.gdgui"]
    new(window, qtbot)
    menu.actions()[1].trigger()
    assert len(window.experiment.dataset) == 20
    assert [each.text() for each in menu.actions()[:2]] == ["a && b.gdgui", "second.gdgui"]
    first.unlink()
    menu.actions()[0].trigger()
    assert "a & b.gdgui does not exist" in status(window)


def test_what_the_command_line_says_comes_before_the_file(
    window: MainWindow, qtbot: QtBot, save: Save
) -> None:
    window.experiment.settings = Settings(learning_rate=0.2, epochs=33)
    path = save("mine.gdgui")
    window.sessions.open(path, given={"epochs": 44})
    assert find(window, QSpinBox, "epochs").text() == "44"
    assert window.experiment.settings.learning_rate == 0.2
    assert window.isWindowModified(), "which is not in the file"


def test_amid_a_lesson_ones_own_work_is_what_is_saved(window: MainWindow, qtbot: QtBot, save: Save) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    path = save("mine.gdgui")
    window.actions_.guide.trigger()
    press(qtbot, window, "guideShow")
    assert not window.isWindowModified(), "what a page shows is nobody's work"
    before = path.read_bytes()
    key(qtbot, window, Qt.Key.Key_S, CTRL)
    assert path.read_bytes() == before
    assert open_file(window, qtbot, path) == ""
    assert not window.teaching.course.is_demonstrating
    assert len(window.runs.all) == 1
