"""The minimum and the noise floor of SGD on the MSE plot, and the excess above them."""

from itertools import chain

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Descent, Settings, least_squares
from gdgui.core.theory import forecast
from gdgui.experiment.frame import Frame
from gdgui.experiment.points import Points
from gdgui.experiment.view_options import ViewOptions
from gdgui.ui.theme import Style
from gdgui.ui.views.loss.view import LossView
from gdgui.ui.window import MainWindow
from tests.ui import drawn
from tests.ui.fresh_drawing import places, settle
from tests.ui.measures import overlapping_words, painted
from tests.ui.user_actions import as_fast_as_possible, has_ended, press, run_to_the_end, type_into


def test_the_minimum_and_the_floor_of_sgd_are_labelled_lines(window: MainWindow, qtbot: QtBot) -> None:
    least = least_squares(window.experiment.dataset).mse
    assert [words for words, _ in window.workspace.loss_plot.levels.shown] == ["minimum MSE"]
    press(qtbot, window, "algorithmSGD")
    floor = forecast(window.experiment.dataset, window.experiment.settings).noise_floor
    assert [height for _, height in window.workspace.loss_plot.levels.shown] == pytest.approx(
        [least, least + floor]
    )
    window.actions_.excess.setChecked(True)
    (words, height) = window.workspace.loss_plot.levels.shown[0]
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
    x, y = drawn.curve(window.workspace.loss_plot)
    factors = forecast(window.experiment.dataset, window.experiment.settings).factors
    slope_at_end = (y[300] - y[200]) / (x[300] - x[200])
    assert slope_at_end == pytest.approx(2 * np.log10(abs(factors[1])), rel=1e-6)
    assert y[1] - y[0] < 1.5 * slope_at_end, "at first the steep direction shrinks too"


def test_the_noise_floor_is_in_view_as_an_excess(window: MainWindow, qtbot: QtBot) -> None:
    press(qtbot, window, "algorithmSGD")
    window.actions_.excess.trigger()
    plot = window.workspace.loss_plot
    ((words, height),) = plot.levels.shown
    assert words == "SGD settles here"
    low, high = plot.view_range()[1]
    assert low <= height <= high
    window.experiment.settings = Settings("sgd", learning_rate=1e-4)
    press(qtbot, window, "resetButton")
    ((_, height),) = plot.levels.shown
    low, high = plot.view_range()[1]
    assert low <= height <= high


def test_no_level_goes_through_the_name_of_another(window: MainWindow, qtbot: QtBot) -> None:
    plot, seen = window.workspace.loss_plot, 0
    as_fast_as_possible(window)
    for rate in (0.1, 0.2, 0.3):
        window.experiment.settings = Settings(learning_rate=rate, epochs=60)
        window.actions_.against.trigger()
        qtbot.waitUntil(lambda: has_ended(window))
        for is_logarithmic in (False, True):
            window.actions_.logarithmic.setChecked(is_logarithmic)
            settle(qtbot, window)
            lines = places(plot, np.zeros(2), np.array([height for _, height in plot.levels.shown]))
            for name in chain.from_iterable(plot.levels._names):
                if name.isVisible():
                    top = plot.mapFromScene(name.mapToScene(name.boundingRect().topLeft())).y()
                    below = lines[:, 1] - top
                    assert not ((below > 2) & (below < name.size[1] - 2)).any(), (rate, name.toPlainText())
                    seen += 1
    assert seen > 6


@pytest.mark.parametrize("seed", [0, 2, 4, 6])
def test_where_there_is_no_room_for_the_whole_name_a_level_has_a_short_one(qtbot: QtBot, seed: int) -> None:
    """A run goes on with other points and comes to lie on the line: what is left beside it is narrow."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(0, 1, 23)
    points = Dataset(x, np.where(np.arange(23) < 20, 0.2 + 0.5 * x, 0) + rng.normal(0, 0.1, 23))
    settings = Settings(learning_rate=0.5, epochs=60)
    descent = Descent(Dataset(points.x[:20], points.y[:20]), settings)
    descent.advance(18)
    descent.change(points, settings)
    descent.advance(60)
    plot, names = LossView(), []
    qtbot.addWidget(plot)
    plot.apply(Style())
    plot.resize(440, 250)
    plot.show()
    for cursor in range(19, 61):
        trace, known = descent.trace.head(cursor), forecast(points, settings)
        frame = Frame(Points(points), settings, trace=trace, cursor=cursor, target=60, forecast=known)
        plot.show_frame(frame, ViewOptions())
        names += [words for words, _ in painted(plot) if words.startswith("minimum")]
        assert not overlapping_words(plot)
    assert len(names) == 42, "one in each"
    assert set(names) <= {"minimum MSE on the points now", "minimum now"}
    assert "minimum now" in names
