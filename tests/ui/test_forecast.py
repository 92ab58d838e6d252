"""What the window knows before Run is pressed: the forecast, and the advice that goes with it."""

import re
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings, least_squares
from gdgui.core.theory import forecast, suggest
from gdgui.ui.window import MainWindow
from gdgui.words.advice import advice_button, advice_sentence
from gdgui.words.forecast import forecast_sentence
from tests.advising import advise
from tests.ui.forecast_shown import limit, line, remedy
from tests.ui.user_actions import (
    as_fast_as_possible,
    click,
    drag,
    open_fold,
    pixel,
    press,
    run_to_the_end,
    status,
    type_into,
)


def test_the_forecast_says_how_many_epochs_it_takes_and_one_click_sets_what_arrives(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert line(window) == ("Slow: will be within 1 % after 376 epochs; you asked for 10.")
    assert remedy(window).text() == "Set rate 0.7, 26 epochs"
    qtbot.mouseClick(remedy(window), Qt.MouseButton.LeftButton)
    assert window.experiment.settings == Settings(learning_rate=0.7, epochs=26)
    assert not remedy(window).isVisible()
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    trace = window.player.trace
    assert trace is not None
    lowest = least_squares(window.experiment.dataset).mse
    assert trace.mse[26] <= 1.01 * lowest < trace.mse[25]


def test_a_divergence_is_foretold_with_its_epoch(window: MainWindow, qtbot: QtBot) -> None:
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
    outcome = window.player.trace and window.player.trace.outcome
    assert outcome
    assert (outcome.reason, outcome.epoch) == ("diverged", int(found[2]))
    assert f"learning rate 0.9: the largest stable one for these points is {found[1]}." in status(window)


@pytest.mark.parametrize("change", ["tick standardise", "another rate", "another start", "another point"])
def test_after_a_divergence_sentence_and_button_mean_the_settings_at_hand(
    window: MainWindow, qtbot: QtBot, change: str
) -> None:
    as_fast_as_possible(window)
    type_into(qtbot, window.controls.learning_rate, "9")
    run_to_the_end(qtbot, window)
    open_fold(qtbot, window, "moreFold")
    if change == "tick standardise":
        qtbot.mouseClick(window.controls.standardise, Qt.MouseButton.LeftButton)
        assert line(window).startswith("Will diverge: 9 is above 1;")
    elif change == "another rate":
        type_into(qtbot, window.controls.learning_rate, "1e-6")
        assert line(window).startswith("Slow: would take ")
    elif change == "another start":
        type_into(qtbot, window.controls.start_m, "50")
    else:
        click(qtbot, window.workspace.data_plot, 0.99, 0.05)
    button = remedy(window)
    assert button.isVisible()
    advice = suggest(forecast(window.experiment.dataset, window.experiment.settings))
    assert advice is not None
    assert f"{advice.settings.learning_rate:g}" in button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.experiment.settings == advice.settings
    run_to_the_end(qtbot, window)
    assert "Arrived: " in status(window)
    assert not button.isVisible()


@pytest.mark.parametrize("algorithm", ["algorithmGD", "algorithmSGD"])
def test_in_front_of_every_run_that_does_not_arrive_one_button_leads_to_one_that_does(
    window: MainWindow, qtbot: QtBot, algorithm: str
) -> None:
    press(qtbot, window, algorithm)
    for state, rate in product(("ended", "paused", "playing", "stepped"), (1e-9, 2.0)):
        window.experiment.settings = replace(
            window.experiment.settings, learning_rate=rate, epochs=20, standardise=False
        )
        slowest = window.transport.speed.minimum()
        window.transport.speed.setValue(window.transport.speed.maximum() if state == "ended" else slowest)
        if state == "ended":
            run_to_the_end(qtbot, window)
        elif state == "stepped":
            press(qtbot, window, "resetButton")
            press(qtbot, window, "stepButton")
            qtbot.waitUntil(lambda: window.player.cursor == 1)
        else:
            press(qtbot, window, "runButton")
            qtbot.waitUntil(lambda: window.player.trace is not None)
            if state == "paused":
                press(qtbot, window, "runButton")
        assert remedy(window).isVisible(), (state, rate)
        press(qtbot, window, "remedyButton")
        assert "Press Run" in status(window), (state, rate)
        as_fast_as_possible(window)
        run_to_the_end(qtbot, window)
        assert "Arrived: " in status(window), (state, rate)
        assert not remedy(window).isVisible(), (state, rate)


def test_after_the_end_the_sentence_says_what_happened(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    trace = window.player.trace
    assert trace is not None
    above = 100 * (trace.mse[-1] / least_squares(window.experiment.dataset).mse - 1)
    told = f"Not there yet: the MSE is {above:.0f} % above the smallest possible."
    assert status(window) == f"Finished 10 epochs. {told}"
    type_into(qtbot, window.controls.epochs, "700")
    assert line(window).startswith("Slow: will be within 1 %")
    assert told not in status(window), "that was the run before"
    run_to_the_end(qtbot, window)
    assert status(window).endswith("Arrived: the MSE is within 1 % of the smallest possible.")
    assert not remedy(window).isVisible()
    type_into(qtbot, window.controls.learning_rate, "0.7928")
    type_into(qtbot, window.controls.epochs, "10")
    run_to_the_end(qtbot, window)
    assert "Goes back and forth across the valley: the MSE is " in status(window)
    press(qtbot, window, "algorithmSGD")
    type_into(qtbot, window.controls.learning_rate, "0.3")
    type_into(qtbot, window.controls.epochs, "3000")
    run_to_the_end(qtbot, window)
    assert "Settled in its noise: the MSE is " in status(window)
    assert remedy(window).text().startswith("Standardise x, set rate ")


def test_years_have_a_slider_that_reaches_them_and_one_click_fits_them(
    window: MainWindow, qtbot: QtBot
) -> None:
    years = np.arange(1960.0, 2021)
    window.experiment.replace_points(Dataset(years, 316 + 1.6 * (years - 1960)), "open")
    top, slider, scale = (
        limit(window.experiment.dataset),
        window.controls.rate_slider,
        window.controls.rate_scale,
    )
    assert top == pytest.approx(2.5e-7, rel=0.02)
    slider.setValue(slider.minimum())
    lowest = window.experiment.settings.learning_rate
    slider.setValue(slider.maximum())
    highest = window.experiment.settings.learning_rate
    assert 10**3.5 <= top / lowest <= 10**4.5
    assert 10**0.5 <= highest / top <= 10**1.5
    assert scale.position(lowest) < scale.position(top) < scale.position(highest) <= scale.width()
    for typed in ("123", "1e-30"):
        type_into(qtbot, window.controls.learning_rate, typed)
        assert window.experiment.settings.learning_rate == float(typed)
        click(qtbot, window.workspace.data_plot, 1990, 330)  # moves the limit, and so perhaps the slider
        assert window.experiment.settings.learning_rate == float(typed)
    assert remedy(window).text() == "Standardise x, set rate 0.5, 1 epoch"
    as_fast_as_possible(window)
    qtbot.mouseClick(remedy(window), Qt.MouseButton.LeftButton)
    run_to_the_end(qtbot, window)
    assert "Arrived: " in status(window)


def test_a_drag_with_sgd_does_not_wait_for_its_theory_and_it_is_there_at_the_end(
    window: MainWindow, qtbot: QtBot
) -> None:
    press(qtbot, window, "algorithmSGD")
    before, x = line(window), float(window.experiment.dataset.x[-1])
    plot, y = window.workspace.data_plot, float(window.experiment.dataset.y[-1])
    drag(qtbot, plot, (x, y), (x, y - 0.3), release=False)
    assert window.experiment.is_previewing
    qtbot.waitUntil(lambda: line(window) != before)
    between = line(window)
    qtbot.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=pixel(plot, x, y - 0.5))
    assert line(window) == forecast_sentence(forecast(window.experiment.dataset, window.experiment.settings))
    assert line(window) != before
    assert between


def test_sgd_is_told_where_it_settles_and_where_it_is_unstable(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "algorithmSGD")
    assert re.match(r"SGD: about [\d.]+ above the smallest MSE after 10 epochs; in the end", line(window))
    between = 0.99 * limit(window.experiment.dataset)
    type_into(qtbot, window.controls.learning_rate, f"{between:.4g}")
    assert line(window).startswith("Unstable: ")
    assert "gradient descent takes up to" in line(window)


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
    theory = forecast(dataset, settings)
    advice = suggest(theory)
    words = [forecast_sentence(theory)]
    words += [advice_sentence(advice, settings), advice_button(advice, settings)] if advice else []
    assert words[0].endswith(".")
    for word in ("nan", "inf ", "None"):
        assert word not in " ".join(words)


def test_a_rate_too_small_to_move_anything_is_said_to_be() -> None:
    theory = forecast(Dataset([0.0, 1.0], [0.0, 1.0]), Settings(learning_rate=1e-20))
    assert forecast_sentence(theory) == "Moves too little to ever be within a hundredth of y's spread."
    advice = advise(theory)
    assert advice is not None
    assert advice.settings.learning_rate > 0.1
