"""Predict first: the question, three ways to answer it, and the gap as a picture, a number and a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings, train
from gdgui.experiment.prediction import COURSES
from gdgui.ui.views.loss.view import LossView
from gdgui.ui.views.surface.view import SurfaceView
from gdgui.ui.window import MainWindow
from tests.ui.drawn import place_of, places_of
from tests.ui.fresh_drawing import settle
from tests.ui.user_actions import (
    as_fast_as_possible,
    click,
    drag,
    find,
    has_ended,
    key,
    pixel,
    run_to_the_end,
    status,
)

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
# Each epoch at rate 0.25 halves the distance from (1, 0): from (0, 1) the MSE is 2, 1/2, 1/8, …
CROSS = Dataset([-1, 1], [-1, 1])
HALVING = Settings(m=0.0, b=1.0, learning_rate=0.25, epochs=10)


@pytest.fixture
def asked(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window after Ctrl+Shift+F and F5, on points that can be worked out by hand."""
    as_fast_as_possible(window)
    window.experiment.replace_points(CROSS, "")
    window.experiment.settings = HALVING
    key(qtbot, window, Qt.Key.Key_F, CTRL | SHIFT)
    key(qtbot, window, Qt.Key.Key_F5)
    return window


def panel(window: MainWindow) -> QWidget:
    return find(window, QWidget, "predictionPanel")


def ended(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: has_ended(window))


def loss(window: MainWindow) -> LossView:
    return window.workspace.loss_plot


def surface(window: MainWindow) -> SurfaceView:
    return window.workspace.surface_plot


def test_f5_asks_run_asks_on_and_tab_goes_through_the_answers(asked: MainWindow, qtbot: QtBot) -> None:
    # f5 asks and nothing runs
    assert panel(asked).isVisible()
    assert asked.player.state == "idle"
    assert asked.focusWidget() is find(asked, QWidget, "creepsAnswer")
    assert status(asked).startswith("Say first what the run will do")

    # run pressed again without an answer asks on
    key(qtbot, asked, Qt.Key.Key_F5)
    assert panel(asked).isVisible()
    assert asked.player.state == "idle"
    assert status(asked).startswith("Nothing is said yet")

    # tab goes through the answers in turn
    stops = []
    for _ in range(4):
        focused = asked.focusWidget()
        assert focused is not None
        stops.append(focused.objectName())
        key(qtbot, asked, Qt.Key.Key_Tab)
    assert stops == [f"{course}Answer" for course in COURSES]


ANSWERS: tuple[tuple[Qt.Key, float, int, str, str], ...] = (
    (Qt.Key.Key_2, 0.25, 10, "Right: it arrived.", "below the stability limit 1"),
    (Qt.Key.Key_1, 0.25, 10, "You said: it creeps. It arrived.", "below the stability limit 1"),
    (Qt.Key.Key_1, 0.001, 10, "Right: it crept.", "is 0.1 % of the stability limit"),
    (Qt.Key.Key_3, 0.9, 5, "Right: it went back and forth.", "more than half of the stability limit 1"),
    (Qt.Key.Key_2, 0.9, 40, "Right: it arrived, going back and forth.", "half of the stability limit"),
    (Qt.Key.Key_4, 1.5, 100, "Right: it exploded.", "1.5 is above 1"),
    (Qt.Key.Key_4, 0.25, 10, "You said: it explodes. It arrived.", "below the stability limit"),
)


def test_two_keys_are_enough_for_a_word(asked: MainWindow, qtbot: QtBot) -> None:
    for which, rate, epochs, begins, why in ANSWERS:
        assert panel(asked).isVisible(), begins
        asked.experiment.settings = replace(HALVING, learning_rate=rate, epochs=epochs)
        key(qtbot, asked, which)
        ended(qtbot, asked)
        assert not panel(asked).isVisible()
        assert status(asked).startswith(begins), status(asked)
        assert why in status(asked)
        key(qtbot, asked, Qt.Key.Key_F7)
        key(qtbot, asked, Qt.Key.Key_F5)


def test_why_noise_and_the_condition_number_are_the_reason(
    window: MainWindow, qtbot: QtBot, sample: Dataset
) -> None:
    as_fast_as_possible(window)
    key(qtbot, window, Qt.Key.Key_F, CTRL | SHIFT)
    window.experiment.settings = Settings(algorithm="sgd", batch_size=1, learning_rate=0.3, epochs=300)
    key(qtbot, window, Qt.Key.Key_F5)
    key(qtbot, window, Qt.Key.Key_3)
    ended(qtbot, window)
    assert "every epoch sees only a few points" in status(window)
    key(qtbot, window, Qt.Key.Key_F7)
    window.experiment.settings = Settings(learning_rate=0.3, epochs=12)
    key(qtbot, window, Qt.Key.Key_F5)
    key(qtbot, window, Qt.Key.Key_1)
    ended(qtbot, window)
    assert "Why: the condition number is" in status(window)


def test_escape_runs_nothing_and_gives_the_keyboard_back(asked: MainWindow, qtbot: QtBot) -> None:
    key(qtbot, asked, Qt.Key.Key_Escape)
    assert not panel(asked).isVisible()
    assert asked.player.state == "idle"
    assert asked.focusWidget() is find(asked, QWidget, "runButton")
    assert asked.actions_.predict.isChecked(), "the next F5 asks again"
    key(qtbot, asked, Qt.Key.Key_F5)
    assert panel(asked).isVisible()
    find(asked, QWidget, "timeline").setFocus()
    key(qtbot, asked, Qt.Key.Key_Escape)
    assert not panel(asked).isVisible(), "from anywhere"


@pytest.mark.parametrize("which", ["step", "go_on"])
def test_every_way_to_begin_a_run_asks(window: MainWindow, qtbot: QtBot, which: str) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    key(qtbot, window, Qt.Key.Key_F, CTRL | SHIFT)
    window.run_control.take_settings(replace(window.experiment.settings, learning_rate=0.2))
    done = window.player.done
    getattr(window.actions_, which).trigger()
    QApplication.processEvents()
    assert window.player.done == done
    assert panel(window).isVisible()
    assert not window.actions_.against.isEnabled()
    assert not window.actions_.many.isEnabled()
    key(qtbot, window, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: window.player.done > done)


def test_a_curve_drawn_by_hand_and_the_gap_it_leaves(asked: MainWindow, qtbot: QtBot) -> None:
    """From 2 at the start down to 0 at the last epoch, straight: worked out against 2·4⁻ᵏ."""
    plot = loss(asked)
    (_, right), (_, top) = plot.view_range()
    assert right > 10, "there is room for all epochs"
    assert top > 2.5, "and for a run that explodes"
    drag(qtbot, plot, (0.0, 2.0), (10.0, 0.0))
    x, y = plot.prediction.curve.getData()
    assert (x[0], y[0], x[-1]) == (0.0, 2.0, 10.0)
    assert y == pytest.approx(np.interp(x, [0, 10], [2, 0]), abs=0.11), "within the pixels of the drag"
    assert asked.player.state == "idle", "a click there asks for no epoch now"
    key(qtbot, asked, Qt.Key.Key_Return)
    ended(qtbot, asked)
    along, foretold, real = plot.prediction.gap
    assert along.tolist() == list(range(11))
    assert real == pytest.approx([2 * 0.25**k for k in range(11)])
    off = float(np.abs(foretold - real).mean())
    assert off == pytest.approx(np.abs(np.linspace(2, 0, 11) - real).mean(), abs=0.05)
    assert status(asked).startswith(f"Your curve is {off:.3g} off, on average; it arrived.")
    shade = plot.grab().toImage().pixelColor(plot.viewport().mapTo(plot, pixel(plot, 2.0, 0.8)))
    assert shade.green() > shade.red() + 8, "what lies between both is shaded"


def test_a_curve_by_keys(asked: MainWindow, qtbot: QtBot) -> None:
    """Right takes the first knot in hand; each Down lowers it, and all after it, by 5 % of the start."""
    plot = loss(asked)
    key(qtbot, asked, Qt.Key.Key_D)
    key(qtbot, asked, Qt.Key.Key_Right)
    for _ in range(10):
        key(qtbot, asked, Qt.Key.Key_Down)
    knots = places_of(plot.prediction._knots)
    assert [epoch for epoch, _ in knots] == [0, 1, 2, 4, 5, 7, 10]
    assert [height for _, height in knots] == pytest.approx([2, 1, 1, 1, 1, 1, 1])
    assert place_of(plot.prediction._in_hand) == knots[1]
    key(qtbot, asked, Qt.Key.Key_Right)
    key(qtbot, asked, Qt.Key.Key_Up, SHIFT)
    assert places_of(plot.prediction._knots)[2] == pytest.approx((2.0, 1.02))
    key(qtbot, asked, Qt.Key.Key_Left)
    for _ in range(20):
        key(qtbot, asked, Qt.Key.Key_Down)
    assert 0.0 <= places_of(plot.prediction._knots)[-1][1] < 1e-12, "an MSE is never below"
    key(qtbot, asked, Qt.Key.Key_F5)
    ended(qtbot, asked)
    assert status(asked).startswith("Your curve is ")


def test_a_place_on_the_surface_and_the_gap_to_where_it_ended(asked: MainWindow, qtbot: QtBot) -> None:
    """y = x + 0.5 against the end, as good as y = x: 0.5 apart at both points."""
    plot = surface(asked)
    click(qtbot, plot, 1.0, 0.5)
    m, b = place_of(plot.mine.end)
    assert (m, b) == pytest.approx((1.0, 0.5), abs=0.05)
    assert asked.experiment.settings == HALVING, "it is no start"
    key(qtbot, asked, Qt.Key.Key_Return)
    ended(qtbot, asked)
    x, y = plot.mine.gap.getData()
    trace = train(CROSS, HALVING)
    assert (x[0], y[0]) == (m, b)
    assert (x[-1], y[-1]) == pytest.approx((trace.m[-1], trace.b[-1]))
    apart = np.hypot(m - trace.m[-1], b - trace.b[-1])  # of these points sxx is 1, and x̄ is 0
    assert f"Your line is {apart:.3g} from the last one" in status(asked)
    said_x, said_y = asked.workspace.data_plot.mine.foretold.getData()
    assert said_y == pytest.approx(m * said_x + b), "beside the final line"


def test_a_double_click_on_the_surface_takes_no_setting_back(asked: MainWindow, qtbot: QtBot) -> None:
    """It shows the surface alone, as ever; of its two clicks no one set a start."""
    plot = surface(asked)
    place = pixel(plot, 1.0, 0.5)
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.experiment.settings == HALVING
    assert asked.experiment.options.plots == ("surface",)
    assert panel(asked).isVisible()
    key(qtbot, asked, Qt.Key.Key_2)
    ended(qtbot, asked)
    assert status(asked).startswith("Right: it arrived.")


def test_a_place_by_keys(asked: MainWindow, qtbot: QtBot) -> None:
    plot = surface(asked)
    key(qtbot, asked, Qt.Key.Key_P)
    (low, high), _ = plot.view_range()
    for _ in range(3):
        key(qtbot, asked, Qt.Key.Key_Right)
    assert place_of(plot.mine.end) == pytest.approx((3 * (high - low) / 100, 1.0))
    key(qtbot, asked, Qt.Key.Key_Return)
    ended(qtbot, asked)
    assert status(asked).startswith("Your line is")


def test_the_keys_bring_a_plot_into_view_that_is_not(asked: MainWindow, qtbot: QtBot) -> None:
    asked.experiment.options = replace(asked.experiment.options, plots=("data",))
    key(qtbot, asked, Qt.Key.Key_D)
    assert loss(asked).isVisible()
    assert loss(asked).hasFocus()
    key(qtbot, asked, Qt.Key.Key_P)
    assert surface(asked).hasFocus()
    key(qtbot, asked, Qt.Key.Key_1)
    ended(qtbot, asked)
    assert status(asked).startswith("You said: it creeps.")


def test_my_line_is_an_answer_where_there_is_one(asked: MainWindow, qtbot: QtBot) -> None:
    assert not find(asked, QAbstractButton, "myLineAnswer").isVisible()
    key(qtbot, asked, Qt.Key.Key_L, CTRL | SHIFT)
    asked.experiment.move_my_line(1.0, 0.5)
    key(qtbot, asked, Qt.Key.Key_Escape)
    key(qtbot, asked, Qt.Key.Key_F5)
    key(qtbot, asked, Qt.Key.Key_5)
    ended(qtbot, asked)
    assert status(asked).startswith("Your line is 0.499")


def test_the_answer_is_there_until_settings_points_or_start_are_others_or_reset(
    asked: MainWindow, qtbot: QtBot
) -> None:
    def is_shown() -> bool:
        forecast = find(asked, QLabel, "forecast").text()
        shown = surface(asked).contours.shown != []
        assert shown == (not forecast.startswith("Predict first"))
        return shown

    def run() -> None:
        key(qtbot, asked, Qt.Key.Key_F5)
        if panel(asked).isVisible():
            key(qtbot, asked, Qt.Key.Key_2)
        qtbot.waitUntil(lambda: has_ended(asked) and is_shown())

    changes: tuple[Callable[[], object], ...] = (
        lambda: asked.run_control.take_settings(replace(asked.experiment.settings, learning_rate=0.2)),
        lambda: asked.experiment.move_points([0], [-1.5], [-1.0]),
        lambda: asked.run_control.take_start(0.5, 0.5),
        lambda: asked.run_control.take_settings(replace(asked.experiment.settings, epochs=20)),
        asked.actions_.reset.trigger,
    )
    key(qtbot, asked, Qt.Key.Key_Escape)
    for change in changes:
        run()
        change()
        settle(qtbot, asked)
        assert not is_shown()
        assert loss(asked).prediction.gap[0].size == 0, "nor what was said of another run"
        assert status(asked).startswith("Predict first") or "next run starts" in status(asked)
    run()
    asked.player.seek(2)
    asked.player.play(-1)
    qtbot.waitUntil(lambda: has_ended(asked))
    assert is_shown(), "looking at it again hides nothing"


def test_looking_again_at_an_old_run_answers_nothing_of_a_new_one(asked: MainWindow, qtbot: QtBot) -> None:
    key(qtbot, asked, Qt.Key.Key_2)
    ended(qtbot, asked)
    asked.run_control.take_settings(replace(HALVING, learning_rate=0.9))
    asked.player.play(-1)
    ended(qtbot, asked)
    assert surface(asked).contours.shown == []


def test_switched_off_everything_is_there_and_no_question(asked: MainWindow, qtbot: QtBot) -> None:
    key(qtbot, asked, Qt.Key.Key_F, CTRL | SHIFT)
    assert not panel(asked).isVisible()
    assert surface(asked).contours.shown != []
    key(qtbot, asked, Qt.Key.Key_F5)
    ended(qtbot, asked)
    assert status(asked).startswith("Finished 10 epochs.")


def test_on_a_projector_it_is_asked_over_the_picture_in_targets_of_44_pixels(
    asked: MainWindow, qtbot: QtBot
) -> None:
    key(qtbot, asked, Qt.Key.Key_F11)
    QApplication.processEvents()
    key(qtbot, asked, Qt.Key.Key_Escape)
    if asked.stage.is_projecting and not panel(asked).isVisible():
        key(qtbot, asked, Qt.Key.Key_F5)
    assert panel(asked).isVisible()
    where = asked.workspace.data_plot
    for button in [each for each in panel(asked).findChildren(QAbstractButton) if each.isVisible()]:
        assert min(button.width(), button.height()) >= 44, button.text()
        centre = button.mapTo(asked.workspace, button.rect().center())
        assert asked.workspace.childAt(centre) is button
        assert where.rect().contains(where.mapFrom(asked.workspace, centre))
    key(qtbot, asked, Qt.Key.Key_2)
    ended(qtbot, asked)
    assert status(asked).startswith("Right: it arrived.")
