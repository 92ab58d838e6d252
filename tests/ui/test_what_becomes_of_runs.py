"""What the status line says becomes of a run: when Run begins another one, and when the points are others."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gdgui.ui.window import MainWindow
from tests.ui import drawn
from tests.ui.user_actions import (
    as_fast_as_possible,
    click,
    key,
    press,
    run_to_the_end,
    status,
    type_into,
)

CTRL = Qt.KeyboardModifier.ControlModifier
BESIDE = "Run starts a new run; this one stays beside it."
IN_THE_LIST = "Run starts a new run; this one stays in the list (Ctrl+R)."
HIDDEN = "1 run on other points is hidden: its chip shows it again."


@pytest.fixture
def ended(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A run is over, and nothing was changed since."""
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    assert "Run starts" not in status(window)
    return window


def saved(window: MainWindow) -> list[int]:
    return drawn.saved_numbers(window.workspace.loss_plot)


def test_another_rate_after_a_run_says_once_that_it_stays_beside_the_next(
    ended: MainWindow, qtbot: QtBot
) -> None:
    rate = ended.controls.learning_rate
    before = rate.text()
    for text in ("0.1", "0.2"):
        type_into(qtbot, rate, text)
        assert status(ended).count(BESIDE) == 1
    type_into(qtbot, rate, before)
    assert "Run starts" not in status(ended), "the same again plays the run"
    type_into(qtbot, rate, "0.2")
    run_to_the_end(qtbot, ended)
    assert "Run starts" not in status(ended)
    assert saved(ended) == [1], "as was said"


def test_more_epochs_only_go_on(ended: MainWindow, qtbot: QtBot) -> None:
    type_into(qtbot, ended.controls.epochs, "25")
    assert "Run starts" not in status(ended)
    run_to_the_end(qtbot, ended)
    assert saved(ended) == []
    type_into(qtbot, ended.controls.epochs, "5")
    assert BESIDE in status(ended)


def test_looking_back_with_another_rate_does_not_promise_that_run_goes_on(
    ended: MainWindow, qtbot: QtBot
) -> None:
    key(qtbot, ended, Qt.Key.Key_Home, CTRL)
    assert "Run goes on from here" in status(ended)
    type_into(qtbot, ended.controls.learning_rate, "0.2")
    assert "goes on" not in status(ended)
    assert BESIDE in status(ended)


def test_of_a_run_that_diverged_nobody_says_that_it_stays_beside_the_next(
    window: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    type_into(qtbot, window.controls.learning_rate, "5")
    type_into(qtbot, window.controls.epochs, "100")
    run_to_the_end(qtbot, window)
    type_into(qtbot, window.controls.learning_rate, "0.2")
    assert "Run starts" not in status(window)
    run_to_the_end(qtbot, window)
    assert saved(window) == []


def test_runs_that_hide_as_the_points_change_say_so_until_they_are_back(
    ended: MainWindow, qtbot: QtBot
) -> None:
    type_into(qtbot, ended.controls.learning_rate, "0.2")
    run_to_the_end(qtbot, ended)
    assert saved(ended) == [1]
    click(qtbot, ended.workspace.data_plot, 0.3, 0.9)
    assert saved(ended) == []
    assert HIDDEN in status(ended)
    assert IN_THE_LIST in status(ended), "the run of now would hide as well"
    press(qtbot, ended, "run1Chip")
    assert saved(ended) == [1]
    assert "hidden" not in status(ended)
    ended.runs.delete(1)
    key(qtbot, ended, Qt.Key.Key_Z, CTRL)  # the run
    key(qtbot, ended, Qt.Key.Key_Z, CTRL)  # the point
    assert "hidden" not in status(ended)


def test_the_points_come_back_and_with_them_the_runs(ended: MainWindow, qtbot: QtBot) -> None:
    type_into(qtbot, ended.controls.learning_rate, "0.2")
    run_to_the_end(qtbot, ended)
    click(qtbot, ended.workspace.data_plot, 0.3, 0.9)
    assert HIDDEN in status(ended)
    key(qtbot, ended, Qt.Key.Key_Z, CTRL)
    assert saved(ended) == [1]
    assert "hidden" not in status(ended)


def test_the_run_on_the_points_before_is_said_to_be_hidden_when_the_next_begins(
    ended: MainWindow, qtbot: QtBot
) -> None:
    click(qtbot, ended.workspace.data_plot, 0.3, 0.9)
    run_to_the_end(qtbot, ended)
    assert saved(ended) == []
    assert HIDDEN in status(ended)
    type_into(qtbot, ended.controls.learning_rate, "0.2")
    run_to_the_end(qtbot, ended)
    assert saved(ended) == [2]
    assert "hidden" not in status(ended), "it was said"


def test_other_points_altogether_hide_the_run_of_now_with_a_word(ended: MainWindow, qtbot: QtBot) -> None:
    other = next(each for each in ended.actions_.examples_menu.actions() if "valley" in each.text())
    other.trigger()
    assert saved(ended) == []
    assert "valley" in status(ended)
    assert HIDDEN in status(ended)
