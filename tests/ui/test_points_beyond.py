"""Points that are out of view are counted on the plot, near where they are."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset
from gdgui.ui.views.data.view import DataView
from gdgui.ui.window import MainWindow
from tests.ui.fresh_drawing import settle
from tests.ui.measures import overlapping_words, painted
from tests.ui.user_actions import drag, key, long_run, press, scroll


def told(plot: DataView) -> dict[str, QRectF]:
    """What is said of points out of view, and where."""
    return {words: box for words, box in painted(plot) if "out of view" in words}


@pytest.mark.parametrize(
    ("to", "arrow"), [((0.5, 1.06), "▲"), ((0.5, -0.06), "▼"), ((-0.06, 0.5), "◀"), ((1.06, 0.5), "▶")]
)
def test_a_point_dragged_out_during_a_run_is_told_of_at_the_edge_it_left_by(
    window: MainWindow, qtbot: QtBot, plot: DataView, to: tuple[float, float], arrow: str
) -> None:
    dataset, view = window.experiment.dataset, plot.view_range()
    assert not told(plot)
    long_run(window)
    press(qtbot, window, "runButton")
    drag(qtbot, plot, (float(dataset.x[0]), float(dataset.y[0])), to)
    assert window.player.state == "playing"
    assert plot.view_range() == view, "it stands still during a run"
    press(qtbot, window, "runButton")
    settle(qtbot, window)
    [(words, box)] = told(plot).items()
    assert words == f"{arrow} 1 point out of view"
    assert "1 point out of view" in plot.spoken()
    axes = plot.view.sceneBoundingRect()
    off = {
        "▲": box.top() - axes.top(),
        "▼": axes.bottom() - box.bottom(),
        "◀": box.left() - axes.left(),
        "▶": axes.right() - box.right(),
    }
    assert 0 <= off[arrow] < axes.height() / 3
    assert not overlapping_words(plot)
    key(qtbot, window, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert not told(plot)


def test_while_it_is_still_in_hand_too(window: MainWindow, qtbot: QtBot, plot: DataView) -> None:
    dataset = window.experiment.dataset
    drag(qtbot, plot, (float(dataset.x[0]), float(dataset.y[0])), (0.5, 1.06), release=False)
    assert list(told(plot)) == ["▲ 1 point out of view"]
    key(qtbot, window, Qt.Key.Key_Escape)
    assert not told(plot)


def test_points_beyond_several_edges_are_counted_together(window: MainWindow, plot: DataView) -> None:
    scroll(plot.viewport(), 20 * 120)
    x, y = window.experiment.dataset.x, window.experiment.dataset.y
    (left, right), (low, high) = plot.view_range()
    out = int(np.sum((x < left) | (x > right) | (y < low) | (y > high)))
    assert list(told(plot)) == [f"{out} points out of view"]


def test_however_far_they_are(window: MainWindow, plot: DataView) -> None:
    """Neither near nor far numbers overflow: warnings are errors here."""
    view = plot.view_range()
    plot.range_wanted.emit(view)
    window.experiment.replace_points(Dataset([0.5, 1e50, 1e50], [0.5, 0.5, 0.6]), "far")
    plot.range_wanted.emit(view)
    assert list(told(plot)) == ["▶ 2 points out of view"]
