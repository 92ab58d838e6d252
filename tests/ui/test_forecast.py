"""What the window knows before Run is pressed."""

import re

import numpy as np
import pytest
from gdgui.words.outlook import outlook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings, least_squares
from gdgui.core.theory import forecast
from gdgui.ui.main_window import MainWindow
from tests.ui.hands import as_fast_as_possible, click, find, press, run_to_the_end, type_into


def line(window: MainWindow) -> str:
    return find(window, QLabel, "forecast").text()


def suggestion(window: MainWindow) -> QPushButton:
    return find(window, QPushButton, "forecastButton")


def limit(dataset: Dataset) -> float:
    x = dataset.x
    hessian = 2 * np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1.0]])
    return float(2 / np.linalg.eigvalsh(hessian)[-1])


def test_the_forecast_says_how_many_epochs_it_takes_and_one_click_sets_them(
    window: MainWindow, qtbot: QtBot
) -> None:
    found = re.fullmatch(r"Will be within 1 % after (\d+) epochs; you asked for 10\.", line(window))
    assert found
    qtbot.mouseClick(suggestion(window), Qt.MouseButton.LeftButton)
    epochs = int(found[1])
    assert window.experiment.settings == Settings(epochs=epochs)
    assert not suggestion(window).isVisible()
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    trace = window.trainer.trace
    assert trace is not None
    excess = trace.mse - least_squares(window.experiment.dataset).mse
    assert excess[epochs] <= 0.01 * excess[0] < excess[epochs - 1]


def test_a_divergence_is_foretold_with_its_epoch_and_one_click_sets_a_stable_rate(
    window: MainWindow, qtbot: QtBot
) -> None:
    type_into(qtbot, window.controls.learning_rate, "0.9")
    type_into(qtbot, window.controls.epochs, "1000")
    found = re.fullmatch(
        r"Will diverge: 0\.9 is above ([\d.]+); it will be halted at epoch (\d+)\.", line(window)
    )
    assert found
    largest = limit(window.experiment.dataset)
    assert 0.999 * largest < float(found[1]) < largest
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    outcome = window.trainer.trace and window.trainer.trace.outcome
    assert outcome
    assert (outcome.reason, outcome.epoch) == ("diverged", int(found[2]))
    qtbot.mouseClick(suggestion(window), Qt.MouseButton.LeftButton)
    assert window.experiment.settings.learning_rate == float(found[1])


def test_sgd_is_told_where_it_settles_and_where_it_is_unstable(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "algorithmSGD")
    assert re.search(r"SGD will settle about [\d.e-]+ above the minimum", line(window))
    between = 0.99 * limit(window.experiment.dataset)
    type_into(qtbot, window.controls.learning_rate, f"{between:.4g}")
    assert line(window).startswith("Unstable: ")
    assert "gradient descent takes up to" in line(window)


def test_the_forecast_and_the_marks_follow_the_points(window: MainWindow, qtbot: QtBot) -> None:
    scale = window.controls.rate_scale
    before, words = scale.marks, line(window)
    click(qtbot, window.board.data_plot, 0.99, 0.05)
    assert scale.marks != before
    assert line(window) != words
    assert scale.marks[-1].rate == pytest.approx(limit(window.experiment.dataset), rel=1e-12)
    press(qtbot, window, "clearButton")
    assert scale.marks == ()
    assert line(window) == "No forecast: there are no points yet."


@pytest.mark.parametrize("which", ["best", "limit"])
def test_a_click_on_a_mark_sets_its_rate(window: MainWindow, qtbot: QtBot, which: str) -> None:
    scale = window.controls.rate_scale
    mark = next(each for each in scale.marks if each.name == which)
    beside = -2 if which == "best" else 2  # the two may stand a few pixels apart
    place = QPoint(round(scale.position(mark.rate)) + beside, 4)
    assert f"click to set {mark.setting:g}" in scale.words_at(place)
    qtbot.mouseClick(scale, Qt.MouseButton.LeftButton, pos=place)
    assert window.experiment.settings.learning_rate == mark.setting
    assert float(window.controls.learning_rate.text()) == mark.setting
    assert mark.setting < limit(window.experiment.dataset)


def test_the_marks_stand_where_the_slider_puts_their_rates(window: MainWindow, qtbot: QtBot) -> None:
    scale, slider = window.controls.rate_scale, window.controls.rate_slider
    slider.setValue(slider.minimum())
    assert scale.position(1e-6) == pytest.approx(scale.position(window.experiment.settings.learning_rate))
    assert scale.position(10.0) > 0.95 * scale.width() - 10
    middle = (scale.position(1e-6) + scale.position(10.0)) / 2
    assert scale.position(10**-2.5) == pytest.approx(middle, abs=1)


def test_zones_are_told_by_pattern_and_name_as_well_as_colour(window: MainWindow, qtbot: QtBot) -> None:
    zones = window.controls.rate_scale.zones
    assert [zone.name for zone in zones] == ["slow", "good", "overshoots", "diverges"]
    assert len({zone.pattern for zone in zones}) == len(zones)
    top = limit(window.experiment.dataset)
    names = [window.controls.rate_scale.zone_of(share * top) for share in (0.01, 0.3, 0.8, 1.01)]
    assert names == ["slow", "good", "overshoots", "diverges"]


def test_the_minimum_and_the_floor_of_sgd_are_labelled_lines(window: MainWindow, qtbot: QtBot) -> None:
    least = least_squares(window.experiment.dataset).mse
    assert [words for words, _ in window.board.loss_plot.levels] == ["minimum MSE"]
    press(qtbot, window, "algorithmSGD")
    floor = forecast(window.experiment.dataset, window.experiment.settings).noise_floor
    assert [height for _, height in window.board.loss_plot.levels] == pytest.approx([least, least + floor])
    window.actions_.excess.setChecked(True)
    (words, height) = window.board.loss_plot.levels[0]
    assert words == "SGD settles here"
    assert height == pytest.approx(np.log10(floor))


def test_the_excess_shows_the_two_rates_of_gradient_descent_as_two_slopes(
    window: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    type_into(qtbot, window.controls.learning_rate, "0.3")
    type_into(qtbot, window.controls.epochs, "400")
    window.actions_.excess.setChecked(True)
    run_to_the_end(qtbot, window)
    x, y = window.board.loss_plot.curve_data()
    factors = forecast(window.experiment.dataset, window.experiment.settings).factors
    slope_at_end = (y[300] - y[200]) / (x[300] - x[200])
    assert slope_at_end == pytest.approx(2 * np.log10(abs(factors[1])), rel=1e-6)
    assert y[1] - y[0] < 1.5 * slope_at_end, "at first the steep direction shrinks too"


def test_standardising_shows_both_condition_numbers_and_the_same_line(
    window: MainWindow, qtbot: QtBot
) -> None:
    label = find(window, QLabel, "conditionNumber")
    dataset = window.experiment.dataset
    assert not window.controls.standardise.isChecked()
    before = forecast(dataset, Settings()).condition_number
    assert label.text() == f"condition {before:.3g}"
    window.controls.standardise.setChecked(True)
    assert label.text() == f"condition {before:.3g} → 1"
    assert "slope m 0.33000" in window.board.readout.text()
    type_into(qtbot, window.controls.learning_rate, "0.5")
    as_fast_as_possible(window)
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.trainer.cursor == 1)
    best = least_squares(dataset)
    assert f"slope m {best.m:.5f}" in window.board.readout.text(), "one step of 0.5 arrives"
    assert f"intercept b {best.b:.5f}" in window.board.readout.text()


@pytest.mark.parametrize(
    "dataset",
    [
        Dataset([3.0], [1.0]),
        Dataset([2.0, 2.0], [1.0, 3.0]),
        Dataset([1.0, 1.0], [1.0, 1.0]),
        Dataset([0.0, 1.0, 2.0], [1.0, 3.0, 5.0]),
        Dataset([-1e50, 1e50], [1e50, -1e50]),
        Dataset([1e6, 1e6 + 1e-4], [1e8, 1e8 + 1]),
        Dataset([0.0, 6e-162], [0.0, 0.0]),
    ],
)
@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
@pytest.mark.parametrize("rate", [1e-300, 1e-20, 0.05, 0.8, 10.0, 1e300])
def test_every_data_set_and_rate_gets_a_forecast_in_words(
    dataset: Dataset, algorithm: str, rate: float
) -> None:
    settings = Settings("gd" if algorithm == "gd" else "sgd", learning_rate=rate)
    found = outlook(forecast(dataset, settings), settings)
    assert found.sentence.endswith(".")
    for word in ("nan", "inf ", "None"):
        assert word not in found.sentence
    assert (found.settings is None) == (found.suggestion == "")


def test_a_rate_too_small_to_move_anything_is_said_to_be() -> None:
    settings = Settings(learning_rate=1e-20)
    words = outlook(forecast(Dataset([0.0, 1.0], [0.0, 1.0]), settings), settings)
    assert words.sentence == "Moves too little to ever be within 1 %."
    assert words.settings is not None
    assert words.settings.learning_rate > 0.1


def test_standardising_amid_a_run_is_noted_on_the_mse_plot(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.trainer.cursor == 1)
    qtbot.mouseClick(window.controls.standardise, Qt.MouseButton.LeftButton)
    press(qtbot, window, "stepButton")
    qtbot.waitUntil(lambda: window.trainer.cursor == 2)
    assert window.board.loss_plot.notes == ((1, "x standardised"),)


def test_standardising_takes_the_largest_start(window: MainWindow, qtbot: QtBot) -> None:
    type_into(qtbot, window.controls.start_m, "1e50")
    before = line(window)
    qtbot.mouseClick(window.controls.standardise, Qt.MouseButton.LeftButton)
    assert window.experiment.settings.standardise
    assert line(window) != before


def test_the_noise_floor_is_in_view_as_an_excess(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "algorithmSGD")
    window.actions_.excess.trigger()
    plot = window.board.loss_plot
    ((words, height),) = plot.levels
    assert words == "SGD settles here"
    low, high = plot.view_range()[1]
    assert low <= height <= high
    window.experiment.settings = Settings("sgd", learning_rate=1e-4)
    press(qtbot, window, "resetButton")
    ((_, height),) = plot.levels
    low, high = plot.view_range()[1]
    assert low <= height <= high
