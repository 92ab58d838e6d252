"""A lesson and the rest of the window: predicting first, a line of one's own, room for the plots."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Settings
from gdgui.ui.theme import Scale, Style
from gdgui.ui.window import MainWindow
from tests.ui.fresh_drawing import settle
from tests.ui.lesson_page import Mine, checklist, open_page
from tests.ui.measures import cut
from tests.ui.test_matrix import project
from tests.ui.user_actions import as_fast_as_possible, find, has_ended, key, press

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_prediction_is_asked_for_and_counts(mine: Mine, qtbot: QtBot) -> None:
    """Of the run that follows it; what was switched on before is so again afterwards."""
    window = mine("predicted_first = true, run_ended = true", "predict_first = true")
    assert window.actions_.predict.isChecked()
    as_fast_as_possible(window)
    press(qtbot, window, "runButton")
    press(qtbot, window, "arrivesAnswer")
    qtbot.waitUntil(lambda: has_ended(window))
    qtbot.waitUntil(lambda: checklist(window) == "✓✓")
    press(qtbot, window, "leaveStep")
    assert not window.actions_.predict.isChecked()
    assert window.presenter.prediction is None


def test_a_line_of_ones_own_counts_and_ones_line_of_before_comes_back(mine: Mine, qtbot: QtBot) -> None:
    window = mine("my_line_within_percent_of_minimum = 10")
    assert checklist(window) == "○"
    key(qtbot, window, Qt.Key.Key_L, CTRL | SHIFT)
    window.experiment.move_my_line(0.0, 0.0)
    assert checklist(window) == "○"
    window.experiment.move_my_line(1.5, -1 / 6)
    assert checklist(window) == "✓"
    press(qtbot, window, "leaveStep")
    assert window.experiment.my_line is None
    assert not window.experiment.options.my_line


@pytest.mark.parametrize(("size", "on_points"), [((1024, 768), False), ((1280, 720), True)])
def test_on_a_projector_the_question_before_a_run_is_whole_and_hides_no_other_plot(
    mine: Mine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], on_points: bool
) -> None:
    """On the points alone, where there is room for it."""
    window = mine("run_ended = true", "predict_first = true", 'plot = "loss"')
    project(qtbot, window, size, monkeypatch)
    press(qtbot, window, "runButton")
    settle(qtbot, window)
    question = find(window, QWidget, "predictionPanel")
    points, loss = (place(window, window.workspace.cards[name]) for name in ("data", "loss"))
    assert question.isVisible()
    assert points.contains(place(window, question)) or not on_points
    hidden = loss.intersected(place(window, question))
    assert hidden.height() < 0.25 * loss.height() or hidden.isEmpty()
    assert cut(window) == []


@pytest.mark.parametrize("size", [(1280, 720), (1600, 900)])
def test_the_plots_stay_beside_a_lesson(window: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> None:
    """Also after another page, and the other page has its width again."""
    window.resize(*size)
    drawer = find(window, QWidget, "drawer")
    key(qtbot, window, Qt.Key.Key_F9)
    settle(qtbot, window)
    wide = drawer.width()
    open_page(window, qtbot)
    settle(qtbot, window)
    plots = [find(window, QWidget, f"{name}Plot") for name in ("data", "loss", "surface")]
    assert all(plot.isVisible() for plot in plots)
    assert (plots[0].width(), plots[0].height()) >= (360, 300)
    right = drawer.mapTo(window.workspace, drawer.rect().bottomRight()).x()
    assert window.workspace.width() - right <= 2, "nothing is left empty"
    key(qtbot, window, Qt.Key.Key_F9)
    settle(qtbot, window)
    assert drawer.width() >= wide - 2


def test_on_a_projector_the_plot_that_a_step_is_about_stands_beside_the_points(
    mine: Mine, qtbot: QtBot
) -> None:
    """Under them it would be flat. The status covers neither; another page, and a step that names no plot,
    leave the points alone.
    """
    window = mine("learning_rate_above = 0.15", question='plot = "surface"')
    key(qtbot, window, Qt.Key.Key_F11)
    window.apply(Style(Scale.projector(720)))
    settle(qtbot, window)
    window.windowHandle().setWindowState(Qt.WindowState.WindowNoState)
    window.windowHandle().resize(1280, 720)
    settle(qtbot, window)
    assert in_view(window) == ["data", "surface"]
    data, surface = (place(window, window.workspace.cards[name]) for name in ("data", "surface"))
    assert data.right() < surface.left()
    for each in (window.workspace.data_plot, window.workspace.surface_plot):
        within = each.view.sceneBoundingRect()
        assert min(within.width(), within.height()) > 220, "of pixels within the axes"
    status = place(window, window.status)
    assert window.status.isVisible()
    assert not status.intersects(place(window, window.workspace))
    key(qtbot, window, Qt.Key.Key_F9)
    settle(qtbot, window)
    assert in_view(window) == ["data"]
    open_page(window, qtbot)
    window.experiment.settings = Settings(learning_rate=0.2)
    press(qtbot, window, "nextStep")
    settle(qtbot, window)
    assert in_view(window) == ["data"]
    press(qtbot, window, "leaveStep")
    window.drawer.close_page()
    settle(qtbot, window)
    assert in_view(window) != ["data"]


def in_view(window: MainWindow) -> list[str]:
    return [name for name, card in window.workspace.cards.items() if card.isVisible()]


def place(window: MainWindow, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())
