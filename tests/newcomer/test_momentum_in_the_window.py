"""A third algorithm in the window: a third button, and then everything there is."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from gdgui.ui.panels.rate_scale import RateScale
from gdgui.ui.panels.transport import SPEEDS
from gdgui.ui.window import MainWindow
from tests.newcomer.loop import loop
from tests.ui import drawn, list_of_runs
from tests.ui.forecast_shown import line, remedy
from tests.ui.fresh_drawing import settle
from tests.ui.user_actions import (
    as_fast_as_possible,
    find,
    key,
    open_fold,
    press,
    run_to_the_end,
    status,
    type_into,
)

NAMES = ("algorithmGD", "algorithmSGD", "algorithmMomentum")


@pytest.fixture
def chosen(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The third button is clicked on, and 60 epochs are asked for."""
    press(qtbot, window, "algorithmMomentum")
    type_into(qtbot, window.controls.epochs, "60")
    return window


def test_it_is_the_third_of_three_buttons(window: MainWindow, qtbot: QtBot) -> None:
    buttons = [find(window, QPushButton, name) for name in NAMES]
    assert [button.text() for button in buttons] == ["GD", "SGD", "Momentum"]
    assert [button.isChecked() for button in buttons] == [True, False, False]
    places = [button.mapTo(window, button.rect().center()) for button in buttons]
    assert sorted(places, key=lambda place: place.x()) == places
    press(qtbot, window, "algorithmSGD")
    press(qtbot, window, "algorithmMomentum")
    assert [button.isChecked() for button in buttons] == [False, False, True]
    assert not find(window, QSpinBox, "batchSize").isVisible()
    open_fold(qtbot, window, "moreFold")
    assert not find(window, QSpinBox, "seed").isEnabled()


def test_a_run_of_it_is_computed_by_the_worker_and_drawn(chosen: MainWindow, qtbot: QtBot) -> None:
    window = chosen
    expected = loop(window.experiment.dataset, window.experiment.settings, 60)
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    settle(qtbot, window)
    surface, loss = window.workspace.surface_plot, window.workspace.loss_plot
    assert np.array(surface._path.getData()) == pytest.approx(expected[:2], rel=1e-9)
    assert drawn.position(surface) == pytest.approx(expected[:2, -1], rel=1e-9)
    epochs, mse = drawn.curve(loss)
    assert epochs.tolist() == list(range(61))
    assert mse == pytest.approx(expected[2], rel=1e-9)
    assert status(window).startswith("Finished 60 epochs.")


def test_while_it_runs_the_status_names_it(chosen: MainWindow, qtbot: QtBot) -> None:
    chosen.transport.speed.setValue(SPEEDS.index(20))
    press(qtbot, chosen, "runButton")
    qtbot.waitUntil(lambda: chosen.player.cursor >= 1)
    assert status(chosen).startswith("Momentum is running: every epoch uses all points.")


def test_the_arrow_of_the_next_step_leads_to_its_next_epoch(chosen: MainWindow, qtbot: QtBot) -> None:
    expected = loop(chosen.experiment.dataset, chosen.experiment.settings, 4)[:2]
    key(qtbot, chosen, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    for cursor in range(4):
        full, own = drawn.steps(chosen.workspace.surface_plot)
        assert own == pytest.approx(expected[:, cursor + 1], rel=1e-9)
        assert (full == pytest.approx(own)) == (cursor == 0), "it begins at rest"
        press(qtbot, chosen, "stepButton")
        qtbot.waitUntil(lambda cursor=cursor: chosen.player.cursor == cursor + 1)  # type: ignore[misc]
        settle(qtbot, chosen)


def test_there_is_no_forecast_and_none_is_made_up(chosen: MainWindow, qtbot: QtBot) -> None:
    assert line(chosen).startswith("No forecast for this algorithm")
    assert not remedy(chosen).isVisible()
    scale = find(chosen, RateScale, "rateScale")
    assert (scale.zones, scale.marks) == ((), ())
    assert [words for words, _ in chosen.workspace.loss_plot.levels.shown] == ["minimum MSE"]
    press(qtbot, chosen, "algorithmGD")
    assert line(chosen).startswith("Slow: will be within 1 %")
    assert scale.zones


def test_a_run_of_it_stands_in_the_list_beside_one_of_gradient_descent(
    chosen: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(chosen)
    run_to_the_end(qtbot, chosen)
    press(qtbot, chosen, "algorithmGD")
    run_to_the_end(qtbot, chosen)
    list_of_runs.open_list(chosen, qtbot)
    shown = [
        [list_of_runs.cell(chosen, row, name) for name in ("Algorithm", "Batch", "Seed")] for row in (0, 1)
    ]
    assert shown == [["GD", "all", "–"], ["Momentum", "all", "–"]]
