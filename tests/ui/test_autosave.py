"""What is not saved outlives its process; closing asks before it would be lost, and says what."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.experiment.experiment import Experiment
from gdgui.files.kept_work import new_work
from gdgui.files.remembered import Remembered
from gdgui.files.session_file import read_session
from gdgui.files.unsaved import read_unsaved
from gdgui.ui.control.sessions import Work
from gdgui.ui.remember import lose_nothing, remember
from gdgui.ui.window import MainWindow
from tests.ui.unsaved_question import answering
from tests.ui.user_actions import as_fast_as_possible, find, key, press, run_to_the_end, status

Start = Callable[[], MainWindow]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("gdgui.ui.control.autosave.SOON_MS", 20)
    return tmp_path / "unsaved"


@pytest.fixture
def start(qtbot: QtBot, qapp: object, sample: Dataset, folder: Path, tmp_path: Path) -> Iterator[Start]:
    """Starts the program's window; several may be there at once."""
    windows: list[MainWindow] = []

    def start() -> MainWindow:
        window = MainWindow(Experiment(sample, Settings()))
        remember(window, Remembered(tmp_path / "gdgui.ini"))
        lose_nothing(window, folder)
        windows.append(window)
        with qtbot.waitExposed(window):
            window.show()
        return window

    yield start
    for each in windows:
        if each.isVisible():
            answering(qtbot, "discard", each.close)
        assert [timer for timer in each.findChildren(QTimer) if timer.isActive()] == []
        each.deleteLater()


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.unsaved"))


def points_kept(folder: Path) -> list[int]:
    return [len(read_unsaved(path).points.dataset) for path in kept(folder)]


def left_behind(folder: Path) -> Path:
    """What a process that was killed leaves: its file, and a lock that nobody holds."""
    (path,) = kept(folder)
    again = path.with_name("1-left.unsaved")
    again.write_bytes(path.read_bytes())
    return again


def test_closing_asks_only_for_what_would_be_lost(
    start: Start, qtbot: QtBot, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answering(qtbot, "cancel", start().close) == "", "nothing has changed"
    window = start()
    window.experiment.add_point(1, 1)
    assert answering(qtbot, "cancel", window.close) == "Save this session? Not saved: 21 points."
    assert window.isVisible()
    window.experiment.add_point(2, 2)
    qtbot.waitUntil(lambda: points_kept(folder) == [22])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    answering(qtbot, "save", window.close)
    assert not window.isVisible()
    assert len(read_session(tmp_path / "mine.gdgui").points.dataset) == 22
    assert list(folder.iterdir()) == [], "of a window that has ended nothing is kept"


def test_who_stays_has_a_window_that_still_remembers(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    window = start()
    window.experiment.add_point(1, 1)
    answering(qtbot, "cancel", window.close)
    window.actions_.themes["dark"].trigger()
    file = tmp_path / "gdgui.ini"
    qtbot.waitUntil(lambda: file.exists() and "theme=dark" in file.read_text())


def test_what_is_not_saved_is_kept_and_what_is_saved_no_longer(
    start: Start, qtbot: QtBot, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = start()
    as_fast_as_possible(window)
    assert kept(folder) == []
    run_to_the_end(qtbot, window)
    qtbot.waitUntil(lambda: [len(read_unsaved(path).runs) for path in kept(folder)] == [1])
    window.experiment.add_point(1, 1)
    qtbot.waitUntil(lambda: points_kept(folder) == [21])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    window.actions_.save_as.trigger()
    qtbot.waitUntil(lambda: kept(folder) == [])


def test_what_changes_while_a_slow_disk_takes_its_time_is_kept_as_soon_as_it_is_done(
    start: Start, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gdgui.ui.control import autosave

    write, may_go_on, begun = autosave._write, Event(), Event()

    def write_slowly(path: Path, work: Work, tell: Callable[[str], None]) -> None:
        begun.set()
        may_go_on.wait()
        write(path, work, tell)

    monkeypatch.setattr(autosave, "_write", write_slowly)
    window = start()
    due = next(each for each in window.findChildren(QTimer) if each.interval() == autosave.SOON_MS)
    try:
        window.experiment.add_point(1, 1)
        qtbot.waitUntil(begun.is_set)
        window.experiment.add_point(2, 2)
        qtbot.waitUntil(lambda: not due.isActive())
    finally:
        due.setInterval(10**6)  # whatever is still to be waited for never comes
        may_go_on.set()
    qtbot.waitUntil(lambda: points_kept(folder) == [22])


def test_two_windows_never_write_the_same_file(start: Start, qtbot: QtBot, folder: Path) -> None:
    one, other = start(), start()
    one.experiment.add_point(1, 1)
    other.experiment.clear()
    qtbot.waitUntil(lambda: sorted(points_kept(folder)) == [0, 21])
    assert not find(start(), QPushButton, "remedyButton").text().startswith("Bring back"), "both are alive"


def test_what_was_left_is_offered_and_comes_back(start: Start, qtbot: QtBot, folder: Path) -> None:
    window = start()
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    window.experiment.add_point(1, 1)
    qtbot.waitUntil(lambda: points_kept(folder) == [21])
    left = left_behind(folder)
    answering(qtbot, "discard", window.close)
    assert kept(folder) == [left]
    again = start()
    button = find(again, QPushButton, "remedyButton")
    qtbot.waitUntil(lambda: button.text().startswith("Bring back the work of "))
    assert button.text().endswith(": 21 points, 1 run")
    press(qtbot, again, "remedyButton")
    qtbot.waitUntil(lambda: len(again.experiment.dataset) == 21)
    assert len(again.runs.all) == 1
    assert again.isWindowModified()
    assert status(again).startswith("This is the work of ")
    assert not button.text().startswith("Bring back")
    qtbot.waitUntil(lambda: points_kept(folder) == [21] and not left.exists())


def test_what_is_left_is_offered_again_until_somebody_takes_it(
    start: Start, qtbot: QtBot, folder: Path
) -> None:
    window = start()
    window.experiment.add_point(1, 1)
    qtbot.waitUntil(lambda: points_kept(folder) == [21])
    left = left_behind(folder)
    answering(qtbot, "discard", window.close)
    for goes_on in (False, True, True):
        again = start()
        button = find(again, QPushButton, "remedyButton")
        qtbot.waitUntil(lambda button=button: button.text().startswith("Bring back"))  # type: ignore[misc]
        if goes_on:
            again.experiment.clear()
            assert not button.text().startswith("Bring back"), "what is done now would be lost for it"
            key(qtbot, again, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            assert button.text().startswith("Bring back")
            again.experiment.clear()
        answering(qtbot, "discard", again.close)
        assert left.exists()
    long_ago = time.time() - 31 * 24 * 3600
    os.utime(left, (long_ago, long_ago))
    start()
    assert not left.exists()


def test_a_damaged_file_is_not_offered(start: Start, qtbot: QtBot, folder: Path) -> None:
    folder.mkdir()
    (folder / "1-bad.unsaved").write_bytes(b'{"format": "gdgui-session"')
    window = start()
    window.experiment.add_point(1, 1)  # its file is written after the other one was read
    qtbot.waitUntil(lambda: len(kept(folder)) == 2)
    assert not find(window, QPushButton, "remedyButton").text().startswith("Bring back")


def test_where_nothing_can_be_kept_work_goes_on(start: Start, qtbot: QtBot, folder: Path) -> None:
    window = start()
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    window.experiment.add_point(1, 1)
    qtbot.waitUntil(lambda: "is not kept for the case of a crash" in status(window))
    window.experiment.add_point(2, 2)
    assert len(window.experiment.dataset) == 22


def test_no_two_hold_the_same_file(tmp_path: Path) -> None:
    one, other = new_work(tmp_path), new_work(tmp_path)
    assert one is not None
    assert other is not None
    assert one.path != other.path
    one.remove()
    other.remove()
    assert list(tmp_path.iterdir()) == []
