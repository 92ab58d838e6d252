"""A double click on a plot shows it alone and back, and leaves no trace of the click that it began with."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gdgui.ui.views.plot import Plot
from gdgui.ui.window import MainWindow
from tests.ui.drawn import marked
from tests.ui.fresh_drawing import settle
from tests.ui.user_actions import (
    as_fast_as_possible,
    click,
    find,
    key,
    long_run,
    move,
    press,
    run_to_the_end,
    status,
)

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def double_click(qtbot: QtBot, widget: QWidget, at: QPoint) -> None:
    """Press, release, and again, with a hand that trembles."""
    qtbot.mouseClick(widget, LEFT, pos=at)
    place = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseButtonDblClick,
        place,
        widget.mapToGlobal(place),
        LEFT,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)
    move(widget, at + QPoint(3, 2), LEFT)
    qtbot.mouseRelease(widget, LEFT, pos=at + QPoint(3, 2))


def amid(plot: Plot) -> QPoint:
    middle: QPoint = plot.mapFromScene(plot.view.sceneBoundingRect().center())
    return middle


def in_view(window: MainWindow) -> list[str]:
    return sorted(name for name, card in window.workspace.cards.items() if card.isVisible())


def is_playing(window: MainWindow) -> bool:
    return window.player.state == "playing"


ALL = ["data", "loss", "surface"]


@pytest.mark.parametrize("name", ["loss", "surface"])
def test_anywhere_on_curve_or_surface_it_shows_that_plot_alone_and_all_again(
    window: MainWindow, qtbot: QtBot, name: str
) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    settings, steps, said = window.experiment.settings, window.experiment.undo_stack.index(), status(window)
    plot = window.workspace.cards[name].plot
    for shown in ([name], ALL):
        double_click(qtbot, plot.viewport(), amid(plot))
        settle(qtbot, window)
        assert in_view(window) == shown
        assert window.experiment.settings == settings
        assert window.experiment.undo_stack.index() == steps
        assert status(window) == said
        assert marked(window.workspace.loss_plot) == settings.epochs, "the newest epoch, as before"


def test_a_run_that_goes_on_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    long_run(window)
    press(qtbot, window, "runButton")
    qtbot.waitUntil(lambda: window.player.cursor > 100)
    plot = window.workspace.loss_plot
    qtbot.mouseClick(plot.viewport(), LEFT, pos=amid(plot))
    assert not is_playing(window), "one click alone shows an epoch"
    press(qtbot, window, "runButton")
    double_click(qtbot, plot.viewport(), amid(plot))
    assert in_view(window) == ["loss"]
    assert is_playing(window)


def test_after_it_a_click_on_the_surface_sets_the_start(window: MainWindow, qtbot: QtBot) -> None:
    plot = window.workspace.surface_plot
    before = window.experiment.settings
    double_click(qtbot, plot.viewport(), amid(plot))
    settle(qtbot, window)
    assert window.experiment.settings == before
    (low, high), (bottom, top) = plot.view_range()
    wanted = 0.7 * low + 0.3 * high, 0.6 * bottom + 0.4 * top
    click(qtbot, plot, *wanted)
    assert (window.experiment.settings.m, window.experiment.settings.b) == pytest.approx(wanted, abs=0.02)
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert window.experiment.settings == before


def test_amid_the_points_it_is_two_clicks_and_beside_the_axes_it_is_one_plot(
    window: MainWindow, qtbot: QtBot
) -> None:
    plot = window.workspace.data_plot
    double_click(qtbot, plot.viewport(), amid(plot))
    assert in_view(window) == ALL
    assert len(window.experiment.dataset) > 20, "a point is there"
    double_click(qtbot, plot.viewport(), QPoint(8, plot.viewport().height() // 2))
    assert in_view(window) == ["data"]
    settle(qtbot, window)
    title = find(window, QLabel, "dataTitle")
    assert "beside the axes" in title.toolTip()
    double_click(qtbot, title, title.rect().center())
    assert in_view(window) == ALL
