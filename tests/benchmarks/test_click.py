"""From the click to the point on the screen, where there are many points already."""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset
from gdgui.ui.window import MainWindow
from tests.benchmarks.bare_plots import bare_plot, bare_points
from tests.benchmarks.measure import FRAME, PaintClock, in_turn, noisy_line, report
from tests.ui.user_actions import pixel

POINTS = 1_000


@pytest.mark.benchmark
def test_a_click_becomes_a_point_within_two_frames(qtbot: QtBot, window: MainWindow) -> None:
    line, plot = noisy_line(POINTS), window.workspace.data_plot
    dataset = Dataset(line.x, 0.8 * line.y)  # with room above for the clicks
    window.experiment.replace_points(dataset, "benchmark")
    window.view_control.fit_points()
    bare = _BareCanvas(qtbot, window, dataset)
    our_clock, bare_clock = PaintClock(plot.viewport()), PaintClock(bare.plot.viewport())
    places = (pixel(plot, 0.1 + 0.037 * k % 0.8, 0.92) for k in count())

    def ours() -> float:
        seconds = our_clock.seconds(partial(_click, qtbot, plot.viewport(), next(places)))
        assert len(window.experiment.dataset) == POINTS + 1
        window.experiment.undo_stack.undo()
        return seconds

    def floor() -> float:
        seconds = bare_clock.seconds(partial(_click, qtbot, bare.plot.viewport(), next(places)))
        assert len(bare.points_x) == POINTS + 1
        bare.show_points(dataset)
        return seconds

    seconds, bare_seconds = in_turn(ours, floor, rounds=40)
    what, target = f"click to painted point, {POINTS:,} points", 1.0
    report(f"{what} / bare scatter plot", seconds, bare_seconds)
    assert report(f"{what} / two frames of 60 Hz", seconds, 2 * FRAME, target) <= target


def _click(qtbot: QtBot, viewport: QWidget, place: QPoint) -> None:
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)


class _BareCanvas(QWidget):
    """A scatter plot that takes a point where it is clicked."""

    def __init__(self, qtbot: QtBot, window: MainWindow, dataset: Dataset) -> None:
        super().__init__()
        self.resize(window.size())
        self.plot = bare_plot(self, window.workspace.data_plot)
        self._marks = bare_points(self.plot, dataset.x, dataset.y)
        self.show_points(dataset)
        self.plot.scene().sigMouseClicked.connect(self._add)
        qtbot.addWidget(self)
        with qtbot.waitExposed(self):
            self.show()

    def show_points(self, dataset: Dataset) -> None:
        self.points_x, self.points_y = dataset.x, dataset.y
        self._marks.setData(self.points_x, self.points_y)

    def _add(self, event: Any) -> None:
        place = self.plot.getViewBox().mapSceneToView(event.scenePos())
        self.points_x = np.append(self.points_x, place.x())
        self.points_y = np.append(self.points_y, place.y())
        self._marks.setData(self.points_x, self.points_y)
