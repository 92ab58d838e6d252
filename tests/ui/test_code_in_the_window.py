"""The run in Python, copied, saved and looked at: what it prints is what the window shows."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPlainTextEdit, QScrollArea
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.experiment.points import Points
from gdgui.ui.window import MainWindow
from tests.ui.fresh_drawing import settle
from tests.ui.user_actions import (
    as_fast_as_possible,
    clear_points,
    find,
    key,
    open_fold,
    press,
    run_to_the_end,
    status,
)

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def copied(qtbot: QtBot, window: MainWindow) -> str:
    QGuiApplication.clipboard().clear()
    key(qtbot, window, Qt.Key.Key_Y, CTRL | SHIFT)
    return QGuiApplication.clipboard().text()


def printed(path: Path) -> list[float]:
    """m, b and MSE, as a bare interpreter comes to them."""
    done = subprocess.run([sys.executable, "-I", path], capture_output=True, text=True, check=True)
    return [float(part.split("=")[1]) for part in done.stdout.split(",")]


def save_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def code(window: MainWindow) -> QPlainTextEdit:
    return find(window, QPlainTextEdit, "codeView")


def is_in_view(window: MainWindow) -> bool:
    """The first line that is marked, without anybody scrolling."""
    view, panel = code(window), find(window, QScrollArea, "explainPanel").viewport()
    return panel.rect().contains(view.viewport().mapTo(panel, view.cursorRect().center()))


def marked(window: MainWindow) -> list[str]:
    """The lines in the colour of the part."""
    colour = QColor(window.appearance.style.theme.residual)
    selections = code(window).extraSelections()
    assert {each.format.foreground().color().name() for each in selections} <= {colour.name()}
    return [each.cursor.block().text().strip() for each in selections]


@pytest.mark.parametrize("is_run", [False, True])
def test_what_is_copied_comes_to_what_the_window_shows(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, is_run: bool
) -> None:
    """Also before the run, which then comes to just that."""
    window.experiment.settings = Settings(algorithm="sgd", epochs=30, seed=5, learning_rate=0.1)
    as_fast_as_possible(window)
    if is_run:
        run_to_the_end(qtbot, window)
    script = tmp_path / "copied.py"
    script.write_text(copied(qtbot, window), encoding="utf-8")
    assert status(window).startswith("Copied ")
    if not is_run:
        run_to_the_end(qtbot, window)
    trace = window.player.trace
    assert trace is not None
    assert printed(script) == pytest.approx([trace.m[-1], trace.b[-1], trace.mse[-1]], rel=1e-12)


def test_a_run_changed_midway_is_saved_with_its_points_beside_it(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(0)
    window.experiment.replace_points(Points(Dataset(rng.random(200), rng.random(200))), "points")
    for _ in range(3):
        key(qtbot, window, Qt.Key.Key_F6)
    settle(qtbot, window)
    window.experiment.settings = replace(window.experiment.settings, learning_rate=0.2)
    for _ in range(3):
        key(qtbot, window, Qt.Key.Key_F6)
    settle(qtbot, window)
    save_to(monkeypatch, tmp_path / "mine")
    window.actions_.save_code.trigger()
    assert "mine.py" in status(window)
    trace = window.player.trace
    assert trace is not None
    assert printed(tmp_path / "mine.py") == pytest.approx(
        [trace.m[-1], trace.b[-1], trace.mse[-1]], rel=1e-12
    )
    assert sorted(each.name for each in tmp_path.iterdir()) == ["mine-points.csv", "mine.py"]


def test_a_file_beside_it_is_not_written_over_unasked(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.experiment.replace_points(Points(Dataset(range(50), range(50))), "points")
    (tmp_path / "a-points.csv").write_text("mine")
    save_to(monkeypatch, tmp_path / "a.py")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    window.actions_.save_code.trigger()
    assert (tmp_path / "a-points.csv").read_text() == "mine"
    assert not (tmp_path / "a.py").exists()


def test_what_cannot_be_written_is_said(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_to(monkeypatch, tmp_path / "absent" / "run.py")
    window.actions_.save_code.trigger()
    assert "run.py" in status(window)
    assert status(window).endswith(".")
    clear_points(qtbot, window)
    assert copied(qtbot, window) == ""
    assert status(window).startswith("Without points there is no code")


def test_the_buttons_stand_below_the_explanation_and_the_lines_of_its_part_are_marked(
    window: MainWindow, qtbot: QtBot
) -> None:
    # the buttons stand below the explanation
    window.resize(1600, 1000)
    key(qtbot, window, Qt.Key.Key_F12)
    press(qtbot, window, "copyCodeButton")
    assert QGuiApplication.clipboard().text().startswith("# y = m·x + b")
    tab_from = code(window)
    open_fold(qtbot, window, "codeFold")
    tab_from.setFocus()
    key(qtbot, window, Qt.Key.Key_Tab)
    focused = window.focusWidget()
    assert focused is not None
    assert focused.objectName() == "copyCodeButton", "Tab leads on from the code"

    # the lines of the part are marked
    window.resize(1280, 720)
    key(qtbot, window, Qt.Key.Key_F12)
    open_fold(qtbot, window, "codeFold")
    assert code(window).toPlainText() == copied(qtbot, window)
    assert marked(window) == []
    found = []
    for _ in range(6):
        key(qtbot, window, Qt.Key.Key_F10)
        found.append(marked(window))
        qtbot.waitUntil(lambda: is_in_view(window))
    residuals, squares, mean, gradient, rate, line = found
    assert residuals[0].startswith("f = y - (m * x + b)")
    assert squares == mean
    assert "** 2" in squares[0]
    assert [each.split(" ")[0] for each in gradient] == ["by_m", "by_b"]
    assert rate == line
    assert [each.split(" -= ")[0] for each in rate] == ["m", "b"]


def test_the_code_follows_the_run(window: MainWindow, qtbot: QtBot) -> None:
    key(qtbot, window, Qt.Key.Key_F12)
    open_fold(qtbot, window, "codeFold")
    assert "epochs=10" in code(window).toPlainText()
    for _ in range(4):
        key(qtbot, window, Qt.Key.Key_F6)
    settle(qtbot, window)
    assert "epochs=4" in code(window).toPlainText()
    window.experiment.settings = replace(window.experiment.settings, learning_rate=0.25)
    key(qtbot, window, Qt.Key.Key_F6)
    settle(qtbot, window)
    assert "lr=0.25, epochs=1" in code(window).toPlainText()
