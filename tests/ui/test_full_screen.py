"""Full screen: the same window, readable from the back row."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Settings
from gdgui.ui.theme import Scale
from gdgui.ui.window import MainWindow
from tests.ui import drawn
from tests.ui.fresh_drawing import settle
from tests.ui.test_matrix import project
from tests.ui.user_actions import (
    as_fast_as_possible,
    drag,
    find,
    key,
    pixel,
    run_to_the_end,
    status,
    type_into,
)


def sizes(window: MainWindow) -> dict[str, float]:
    board = window.workspace
    return {
        "ticks": board.data_plot.getAxis("left").style["tickFont"].pixelSize(),
        "line": drawn.line_width(board.data_plot),
        "points": board.data_plot.points.size,
        "readout": board.readout.sizeHint().height(),
        "status": window.status.label.fontInfo().pixelSize(),
        "field": window.controls.learning_rate.fontInfo().pixelSize(),
    }


def test_f11_enlarges_text_strokes_and_points_and_esc_brings_all_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    before, geometry = sizes(window), window.geometry()
    key(qtbot, window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    assert not window.menuBar().isVisible()
    large = sizes(window)
    assert all(large[name] > before[name] for name in before), (before, large)
    key(qtbot, window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert sizes(window) == before
    assert window.geometry() == geometry
    assert window.menuBar().isVisible()


def test_another_resolution_of_the_screen_rescales_the_projector_and_nothing_at_the_desk(
    window: MainWindow, qtbot: QtBot
) -> None:
    """As the system tells it: no screen of a test changes by itself."""
    screen, desk = window.screen(), sizes(window)
    key(qtbot, window, Qt.Key.Key_F11)
    screen.geometryChanged.emit(QRect(0, 0, 1920, 1080))
    large = sizes(window)
    assert (large["ticks"], large["line"], large["points"]) == pytest.approx((30, 6, 20), rel=0.05)
    screen.geometryChanged.emit(QRect(0, 0, 1280, 720))
    assert sizes(window)["ticks"] == pytest.approx(20, rel=0.05)
    assert (window.width(), window.height()) == (1280, 720)
    key(qtbot, window, Qt.Key.Key_F11)
    assert sizes(window) == desk
    screen.geometryChanged.emit(QRect(0, 0, 1920, 1080))
    assert sizes(window) == desk


@pytest.mark.parametrize(
    ("height", "ticks", "digits", "line", "points"), [(1080, 30, 54, 6, 20), (720, 20, 36, 4, 14)]
)
def test_the_projector_scale_has_the_sizes_of_a_classroom(
    height: int, ticks: float, digits: float, line: float, points: float
) -> None:
    scale = Scale.projector(height)
    assert scale.text == pytest.approx(ticks)
    assert scale.digits == pytest.approx(digits)
    assert scale.line == pytest.approx(line)
    assert scale.marker == pytest.approx(points)


def test_shortcuts_work_in_full_screen_where_there_is_no_menu(window: MainWindow, qtbot: QtBot) -> None:
    key(qtbot, window, Qt.Key.Key_F11)
    key(qtbot, window, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: window.player.cursor == 1)
    key(qtbot, window, Qt.Key.Key_F11)
    assert not window.isFullScreen()


def test_esc_takes_away_one_thing_after_the_other_leaves_and_never_quits(
    window: MainWindow, qtbot: QtBot
) -> None:
    plot, dataset = window.workspace.data_plot, window.experiment.dataset
    blank, column = find(window, QWidget, "blank"), window.controls
    key(qtbot, window, Qt.Key.Key_F11)
    assert not column.isVisible()
    window.actions_.column.trigger()
    assert column.isVisible()
    here = float(dataset.x[3]), float(dataset.y[3])
    drag(qtbot, plot, here, (here[0], here[1] + 0.1), release=False)
    assert window.experiment.dataset != dataset
    key(qtbot, window, Qt.Key.Key_Escape)
    assert window.experiment.dataset == dataset, "what is dragged"
    qtbot.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=pixel(plot, *here))
    type_into(qtbot, column.learning_rate, "0.7", end=Qt.Key.Key_Escape)
    assert column.learning_rate.text() == "0.05", "what is typed"
    plot.setFocus()
    key(qtbot, window, Qt.Key.Key_Escape)
    assert drawn.selected(plot) == [], "what is selected"
    assert column.isVisible()
    key(qtbot, window, Qt.Key.Key_B)
    assert blank.isVisible()
    assert blank.geometry() == window.rect()
    key(qtbot, window, Qt.Key.Key_Escape)
    assert not blank.isVisible()
    assert column.isVisible(), "the black alone"
    key(qtbot, window, Qt.Key.Key_Escape)
    assert not column.isVisible()
    assert window.isFullScreen(), "the column alone"
    key(qtbot, window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    key(qtbot, window, Qt.Key.Key_Escape)
    assert window.isVisible()


@pytest.mark.parametrize("which", [Qt.Key.Key_B, Qt.Key.Key_Period])
def test_a_remote_blanks_and_restores_but_not_amid_typing(
    window: MainWindow, qtbot: QtBot, which: Qt.Key
) -> None:
    blank = find(window, QWidget, "blank")
    window.workspace.data_plot.setFocus()
    key(qtbot, window, which)
    assert not blank.isVisible(), "at the desk it means nothing"
    key(qtbot, window, Qt.Key.Key_F11)
    for shown in (True, False):
        key(qtbot, window, which)
        assert blank.isVisible() == shown
    window.actions_.column.trigger()
    window.controls.learning_rate.setFocus()
    key(qtbot, window, which)
    assert not blank.isVisible()


def test_on_the_projector_what_is_said_comes_over_the_picture(window: MainWindow, qtbot: QtBot) -> None:
    key(qtbot, window, Qt.Key.Key_F11)
    assert find(window, QPushButton, "remedyButton").isVisible(), "what was offered at the desk"
    window.stage._status_goes.timeout.emit()  # which comes by itself
    assert not window.status.isVisible()
    as_fast_as_possible(window)
    window.experiment.settings = Settings(learning_rate=3.0, epochs=100)
    run_to_the_end(qtbot, window)
    assert window.status.isVisible()
    assert "Diverged" in status(window)
    assert find(window, QPushButton, "remedyButton").isVisible()
    key(qtbot, window, Qt.Key.Key_F11)
    assert window.status.isVisible()


def test_on_the_projector_a_line_of_words_covers_no_number_of_an_axis_and_the_first_mark_is_whole(
    window: MainWindow, qtbot: QtBot
) -> None:
    key(qtbot, window, Qt.Key.Key_F11)
    settle(qtbot, window)
    loss = window.workspace.loss_plot
    _, y = drawn.place_of(loss._cursor)
    low, high = loss.view.viewRange()[1]
    radius = loss.current_style.scale.marker / 2 / loss.view.height()
    assert (high - y) / (high - low) >= radius
    as_fast_as_possible(window)
    window.experiment.settings = Settings(learning_rate=0.9)
    run_to_the_end(qtbot, window)
    settle(qtbot, window)
    assert "Diverging" in status(window)
    plot = window.workspace.data_plot
    axis: Any = plot.getAxis("bottom")
    line = plot.mapTo(window, plot.mapFromScene(plot.view.sceneBoundingRect().bottomLeft())).y()
    numbers = line + QFontMetricsF(axis.style["tickFont"]).height()
    assert window.status.mapTo(window, QPoint()).y() >= numbers


def test_the_screen_is_left_also_where_large_letters_made_the_window_higher_than_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    key(qtbot, window, Qt.Key.Key_F11)
    window.setMinimumHeight(window.height() + 100)
    key(qtbot, window, Qt.Key.Key_F11)
    assert window.windowHandle().windowState() == Qt.WindowState.WindowNoState


def test_at_the_desk_a_message_begins_at_its_beginning_whatever_page_the_class_had(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(qtbot, window, (1024, 768), monkeypatch)
    as_fast_as_possible(window)
    window.experiment.settings = Settings("sgd", learning_rate=1.2, epochs=200)
    run_to_the_end(qtbot, window)
    settle(qtbot, window)
    first = window.status.label.text()
    window.stage._status_goes.timeout.emit()
    assert window.status.label.text() != first, "there is another page"
    window.actions_.full_screen.trigger()
    window.resize(800, 600)
    settle(qtbot, window)
    assert window.status.label.words.startswith(window.status.label.text().rstrip("…"))


@pytest.mark.parametrize("size", [(800, 600), (1024, 768)])
def test_a_column_that_is_asked_for_is_seen_whatever_is_said(
    window: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window.appearance.restore("light", 3.0)
    window.resize(*size)
    as_fast_as_possible(window)
    window.experiment.settings = Settings("sgd", learning_rate=1.2, epochs=200)
    run_to_the_end(qtbot, window)
    window.actions_.column.setChecked(True)
    settle(qtbot, window)
    column = window.stage.column_part
    assert column.height() > 0.4 * window.workspace.height()
    for at in (QPoint(5, 5), column.rect().center(), column.rect().bottomLeft() + QPoint(5, -5)):
        seen = window.stage.childAt(column.mapTo(window.stage, at))
        assert seen is not None
        assert seen is column or column.isAncestorOf(seen), at
