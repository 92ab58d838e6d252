"""Full screen: the same window, readable from the back row."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gdgui.ui.theme import Scale
from gdgui.ui.window import MainWindow
from tests.ui import drawn
from tests.ui.user_actions import key


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
