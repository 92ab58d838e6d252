"""Why a run ended, and what can be done about it."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.ui.window import MainWindow
from tests.ui.fresh_drawing import settle
from tests.ui.user_actions import (
    as_fast_as_possible,
    find,
    key,
    press,
    run_to_the_end,
    status,
    type_into,
)


def limit(x: np.ndarray) -> float:
    """2/λmax of the Hessian, by numpy."""
    hessian = 2 * np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1.0]])
    return float(2 / np.linalg.eigvalsh(hessian)[-1])


def first_bad_epoch(dataset: Dataset, lr: float) -> int:
    """The lesson's loop until its MSE is beyond 1e12 times the start's."""
    X, y = dataset.x, dataset.y
    m, b = 0.33, 0.48
    start = np.mean((y - (m * X + b)) ** 2)
    for epoch in range(1, 100_000):
        f = y - (m * X + b)
        m, b = m + lr * 2 * float(np.mean(X * f)), b + lr * 2 * float(np.mean(f))
        if not np.mean((y - (m * X + b)) ** 2) <= 1e12 * start:
            return epoch
    raise AssertionError("it does not diverge")


@pytest.mark.parametrize("rate", [0.9, 3.0, 10.0])
def test_divergence_is_halted_named_and_mended(window: MainWindow, qtbot: QtBot, rate: float) -> None:
    as_fast_as_possible(window)
    type_into(qtbot, window.controls.learning_rate, f"{rate}")
    type_into(qtbot, window.controls.epochs, "1000")
    run_to_the_end(qtbot, window)
    epoch, largest = first_bad_epoch(window.experiment.dataset, rate), limit(window.experiment.dataset.x)
    sentence = status(window)
    assert sentence.startswith(f"Diverged at epoch {epoch:,} (")
    assert f"with learning rate {rate:g}:" in sentence
    named = float(sentence.rstrip(".").split()[-1])
    assert largest * 0.999 < named < largest
    button = find(window, QPushButton, "remedyButton")
    assert button.isVisible()
    assert button.text() == "Set rate 0.7, 26 epochs"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert status(window) == (
        f"Changed: learning rate {rate:g} → 0.7, epochs 1,000 → 26. Press Run, or Ctrl+Z to take it all back."
    )
    run_to_the_end(qtbot, window)
    arrived = "Arrived: the MSE is within 1 % of the smallest possible."
    assert status(window) == f"Finished 26 epochs. {arrived}"
    assert not button.isVisible()


def test_a_remedy_says_all_that_it_changes_and_one_undo_takes_all_of_it_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    valley = next(each for each in window.actions_.examples_menu.actions() if "valley" in each.text())
    valley.trigger()
    type_into(qtbot, window.controls.learning_rate, "0.05")
    type_into(qtbot, window.controls.epochs, "20")
    before = window.experiment.settings
    run_to_the_end(qtbot, window)
    assert find(window, QPushButton, "remedyButton").text() == "Standardise x, set rate 0.5, 1 epoch"
    press(qtbot, window, "remedyButton")
    changes = "x standardised, learning rate 0.05 → 0.5, epochs 20 → 1"
    assert status(window) == f"Changed: {changes}. Press Run, or Ctrl+Z to take it all back."
    assert find(window, QAbstractButton, "standardise").isChecked()
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.experiment.settings == before
    assert not find(window, QAbstractButton, "standardise").isChecked()
    fields = window.controls.learning_rate, window.controls.epochs
    assert [field.text() for field in fields] == ["0.05", "20"]


def test_after_a_divergence_the_last_good_line_and_the_axes_can_be_read(
    window: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    before = window.workspace.data_plot.view_range()
    type_into(qtbot, window.controls.learning_rate, "3")
    run_to_the_end(qtbot, window)
    trace = window.player.trace
    assert trace is not None
    assert np.isfinite(trace.mse).all()
    m, b = float(trace.m[-1]), float(trace.b[-1])
    (x_low, x_high), (y_low, y_high) = window.workspace.data_plot.view_range()
    for x in (x_low, x_high):
        assert y_low <= m * x + b <= y_high
    _, (low, high) = window.workspace.loss_plot.view_range()
    assert low <= np.log10(trace.mse[-1]) <= high, "in powers of ten by itself"
    assert "nan" not in window.workspace.readout.text()
    assert "inf" not in window.workspace.readout.text()
    press(qtbot, window, "resetButton")
    settle(qtbot, window)
    assert window.workspace.data_plot.view_range() == before


def test_step_after_a_divergence_begins_a_new_run(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    type_into(qtbot, window.controls.learning_rate, "10")
    run_to_the_end(qtbot, window)
    key(qtbot, window, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: window.player.state == "paused" and window.player.cursor == 1)


def test_sgd_names_its_own_smaller_limit(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    press(qtbot, window, "algorithmSGD")
    type_into(qtbot, window.controls.learning_rate, "5")
    type_into(qtbot, window.controls.epochs, "1000")
    run_to_the_end(qtbot, window)
    named = float(status(window).rstrip(".").split()[-1])
    assert named < limit(window.experiment.dataset.x)


SINGULAR = {
    "one point": Dataset([0.5], [0.5]),
    "all x equal": Dataset([0.5, 0.5, 0.5], [0.1, 0.5, 0.7]),
    "all points the same": Dataset([0.2] * 5, [0.3] * 5),
    "all x zero": Dataset([0.0, 0.0], [1.0, 2.0]),
}


@pytest.mark.parametrize("algorithm", ["algorithmGD", "algorithmSGD"])
def test_points_without_one_best_line_run_and_are_explained(
    window: MainWindow, qtbot: QtBot, algorithm: str
) -> None:
    as_fast_as_possible(window)
    press(qtbot, window, algorithm)
    for which, dataset in SINGULAR.items():
        window.experiment.replace_points(dataset, "open")
        press(qtbot, window, "resetButton")
        run_to_the_end(qtbot, window)
        assert "many lines fit equally well" in status(window), which
        assert "nan" not in window.workspace.readout.text() + status(window), which


def test_a_failure_in_the_worker_becomes_a_sentence(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a test made it fail")

    monkeypatch.setattr("gdgui.core.engine.Descent.advance", fail)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: "a test made it fail" in status(window))
    assert window.player.state == "failed"
    assert "a test made it fail" in status(window)
    monkeypatch.undo()
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)


def test_a_run_that_explodes_but_ends_in_time_says_so_and_offers_a_remedy(
    window: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings(learning_rate=1.9, epochs=10)
    run_to_the_end(qtbot, window)
    said = status(window)
    assert said.startswith("Finished 10 epochs. Diverging: 1.9 is above 0.793")
    assert window.status.is_urgent
    press(qtbot, window, "remedyButton")
    run_to_the_end(qtbot, window)
    assert "Arrived" in status(window)
    assert not window.status.is_urgent
