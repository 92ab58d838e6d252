"""From the click to the point on the screen, where there are many points already."""

from __future__ import annotations

from functools import partial
from itertools import count

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset
from gdgui.ui.main_window import MainWindow
from tests.benchmarks.bare_plots import bare_plot, bare_points
from tests.benchmarks.measure import FRAME, PaintClock, in_turn, noisy_line, report
from tests.ui.hands import pixel

POINTS = 1_000


@pytest.mark.benchmark
def test_a_click_becomes_a_point_within_two_frames(qtbot: QtBot, window: MainWindow) -> None:
    line = noisy_line(POINTS)
    dataset = Dataset(line.x, 0.8 * line.y)  # with room above for the clicks
    window.experiment.replace_points(dataset, "benchmark")
    window.board.data_plot.fit()
    bare = _BareCanvas(window, dataset)
    qtbot.addWidget(bare)
    with qtbot.waitExposed(bare):
        bare.show()
    viewports = window.board.data_plot.viewport(), bare.plot.viewport()
    our_clock, bare_clock = (PaintClock(each) for each in viewports)
    places = (pixel(window.board.data_plot, 0.1 + 0.037 * k % 0.8, 0.92) for k in count())

    def click(viewport: QWidget, place: QPoint) -> None:
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)

    def ours() -> float:
        seconds = our_clock.seconds(partial(click, viewports[0], next(places)))
        assert len(window.experiment.dataset) == POINTS + 1
        window.experiment.undo_stack.undo()
        return seconds

    def floor() -> float:
        seconds = bare_clock.seconds(partial(click, viewports[1], next(places)))
        assert len(bare.x) == POINTS + 1
        bare.show_points(dataset)
        return seconds

    seconds, bare_seconds = in_turn(ours, floor, rounds=40)
    what, target = f"click to painted point, {POINTS:,} points", 1.0
    report(f"{what} / bare scatter plot", seconds, bare_seconds)
    assert report(f"{what} / two frames of 60 Hz", seconds, 2 * FRAME, target) <= target


class _BareCanvas(QWidget):
    """A scatter plot that takes a point where it is clicked."""

    def __init__(self, window: MainWindow, dataset: Dataset) -> None:
        super().__init__()
        self.resize(window.size())
        self.plot = bare_plot(self, window.board.data_plot)
        self._points = bare_points(self.plot, dataset.x, dataset.y)
        self.show_points(dataset)
        self.plot.scene().sigMouseClicked.connect(self._add)

    def show_points(self, dataset: Dataset) -> None:
        self.x, self.y = dataset.x, dataset.y
        self._points.setData(self.x, self.y)

    def _add(self, event: pg.GraphicsScene.mouseEvents.MouseClickEvent) -> None:
        place = self.plot.getViewBox().mapSceneToView(event.scenePos())
        self.x, self.y = np.append(self.x, place.x()), np.append(self.y, place.y())
        self._points.setData(self.x, self.y)
