"""Dialogs begin where a file was used last, and the files used last are offered again: as what they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.experiment.experiment import Experiment
from gdgui.files.remembered import Remembered
from gdgui.ui.remember import remember
from gdgui.ui.window import MainWindow
from tests.ui.user_actions import accept, save_picture, status

Choose = Callable[[Path | None], list[str]]


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Choose:
    """Let the dialogs for files answer this; where they begin is noted."""

    def choose(path: Path | None) -> list[str]:
        begun: list[str] = []

        def answer(_: object, _title: str, where: str, _kinds: str) -> tuple[str, str]:
            begun.append(where)
            return str(path or ""), ""

        for door in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, door, answer)
        return begun

    return choose


@pytest.fixture
def started(window: MainWindow, tmp_path: Path) -> MainWindow:
    """A window that remembers."""
    remember(window, Remembered(tmp_path / "gdgui.ini"))
    return window


def entries(window: MainWindow) -> list[str]:
    return [each.text() for each in window.actions_.recent_menu.actions() if each.text()]


def test_dialogs_begin_in_the_folder_used_last_also_after_a_start(
    started: MainWindow, qtbot: QtBot, tmp_path: Path, sample: Dataset, choose: Choose
) -> None:
    window, one, other = started, tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
    (one / "a.csv").write_text("x,y\n1,2\n3,4\n")

    first = choose(one / "a.csv")
    window.actions_.open.trigger()
    accept(qtbot, window)
    assert first == [""], "nothing was used before: Qt decides"
    second = choose(other / "run.png")
    save_picture(qtbot, window)
    assert second == [str(one / "run.png")]
    third = choose(None)
    for action in (window.actions_.open, window.actions_.save_as):
        action.trigger()
    assert third == [str(other), str(other / "a.gdgui")]
    window.close()

    again = MainWindow(Experiment(sample, Settings()))
    qtbot.addWidget(again)
    remember(again, Remembered(tmp_path / "gdgui.ini"))
    later = choose(None)
    again.actions_.open.trigger()
    (other / "run.png").unlink()
    other.rmdir()
    again.actions_.open.trigger()
    assert later == [str(other), ""], "a folder that is gone is not asked for"
    again.close()


def test_points_saved_have_the_name_of_their_file_and_are_not_lost(
    started: MainWindow, tmp_path: Path, choose: Choose
) -> None:
    window = started
    window.experiment.add_point(1, 1)
    choose(tmp_path / "mine.csv")
    window.actions_.save_points.trigger()
    assert window.windowTitle() == "gdgui – mine.csv[*]"
    assert not window.isWindowModified()
    assert entries(window)[0] == "mine.csv"
    window.experiment.undo()
    assert window.windowTitle() == "gdgui – mine.csv[*]"
    assert window.isWindowModified()
    choose(tmp_path / "work.gdgui")
    window.actions_.save.trigger()
    choose(tmp_path / "copy.csv")
    window.actions_.save_points.trigger()
    assert window.windowTitle() == "gdgui – work.gdgui[*]"
    assert not window.isWindowModified(), "the session has its own name, and the points theirs"


def test_files_of_points_are_offered_again_and_those_that_are_gone_say_so(
    started: MainWindow, qtbot: QtBot, tmp_path: Path, sample: Dataset
) -> None:
    window, path = started, tmp_path / "a & b.csv"
    path.write_text("x,y\n1,2\n3,4\n")
    window.open_file(path)
    assert entries(window) == [], "it was only looked at"
    accept(qtbot, window)
    window.experiment.undo()
    recent = window.actions_.recent_menu
    recent.actions()[0].trigger()
    assert window.experiment.dataset == Dataset([1, 3], [2, 4])
    window.experiment.undo()
    path.unlink()
    recent.actions()[0].trigger()
    assert "a & b.csv does not exist" in status(window)
    assert window.experiment.dataset == sample
    assert entries(window) == ["a && b.csv", "&Clear this list"]
    recent.actions()[-1].trigger()
    assert entries(window) == []
    assert not recent.isEnabled()
