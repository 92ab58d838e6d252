"""How much Python a click, a keystroke and another sample take: calls of gdgui's own functions, in the GUI
thread, until nothing is left to do. Counted, not timed: the same on every machine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

import gdgui
from gdgui.core import Dataset, Settings
from gdgui.ui.window import MainWindow
from tests.ui.fresh_drawing import settle
from tests.ui.user_actions import as_fast_as_possible, click, find, run_to_the_end

HOUSE = str(Path(gdgui.__file__).parent)


def calls(act: Callable[[], object]) -> int:
    """How many calls this makes, with all the painting that follows."""
    count = 0

    def note(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event == "call" and frame.f_code.co_filename.startswith(HOUSE)

    with _profiled(note):
        act()
        for _ in range(6):  # layouts ask for layouts, and those for paintings
            QApplication.processEvents()
    return count


@contextmanager
def _profiled(note: Callable[[FrameType, str, object], None]) -> Iterator[None]:
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(before)


def test_a_click_on_the_canvas_at_twenty_points(window: MainWindow, qtbot: QtBot) -> None:
    plot = window.workspace.data_plot
    counts = []
    for x in (0.3, 0.5, 0.7):
        _begin(qtbot, window)
        counts.append(calls(partial(click, qtbot, plot, x, 0.95)))
        assert len(window.experiment.dataset) == 21
    assert max(counts) <= 817


def test_a_digit_and_enter_in_the_learning_rate(window: MainWindow, qtbot: QtBot) -> None:
    field = find(window, QLineEdit, "learningRate")
    counts = []
    for digit in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        _begin(qtbot, window)
        field.setFocus()
        field.end(False)

        def type_one(digit: Qt.Key = digit) -> None:
            qtbot.keyClick(field, digit)
            qtbot.keyClick(field, Qt.Key.Key_Return)

        before = window.experiment.settings
        counts.append(calls(type_one))
        assert window.experiment.settings != before
    assert max(counts) <= 292


def test_another_sample_after_a_run(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    settle(qtbot, window)
    sample = next(each for each in window.actions_.examples_menu.actions() if each.text() == "Noisy line")
    assert calls(sample.trigger) <= 1310
    assert window.experiment.points.title == "Noisy line"


def _begin(qtbot: QtBot, window: MainWindow) -> None:
    """Twenty points about a line, and nothing left to do."""
    x = np.linspace(0.05, 0.95, 20)
    window.experiment.replace_points(Dataset(x, 0.2 + 0.5 * x + 0.05 * np.sin(40 * x)), "begin")
    window.experiment.settings = Settings()
    settle(qtbot, window)
