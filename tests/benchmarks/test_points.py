"""What many points cost: to open them, and to add one more."""

from __future__ import annotations

from functools import partial
from itertools import count
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset
from gdgui.files.dialect import finish
from gdgui.files.points_csv import open_table
from gdgui.training.task import BUDGET
from gdgui.ui.window import MainWindow
from tests.benchmarks.measure import PaintClock, in_turn, noisy_line, report
from tests.ui.user_actions import pixel

ROWS = 1_000_000


@pytest.fixture(scope="module")
def million(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A million rows in full precision: 39 MB."""
    path = tmp_path_factory.mktemp("points") / "million.csv"
    x, y = np.random.default_rng(0).normal(size=(2, ROWS)).tolist()
    path.write_text("x,y\n" + "".join(f"{a!r},{b!r}\n" for a, b in zip(x, y, strict=True)))
    return path


def loadtxt(path: Path) -> float:
    begin = perf_counter()
    assert len(np.loadtxt(path, delimiter=",", skiprows=1)) == ROWS
    return perf_counter() - begin


@pytest.mark.benchmark
def test_a_million_rows_are_read_as_quickly_as_numpy_reads_them(million: Path) -> None:
    def ours() -> float:
        begin = perf_counter()
        assert len(finish(open_table(million)).points.dataset) == ROWS
        return perf_counter() - begin

    seconds = in_turn(ours, partial(loadtxt, million), rounds=5)
    assert report("reading 1,000,000 rows / numpy.loadtxt", *seconds, target=1.5) <= 1.5


@pytest.mark.benchmark
def test_the_window_opens_a_million_rows_piece_by_piece(
    million: Path, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gdgui.training.task.BUDGET", BUDGET)  # other tests read at one go
    stalls: list[float] = []

    def ours() -> float:
        window.experiment.clear()
        QApplication.processEvents()
        begin = last = perf_counter()
        window.open_file(million, asks=False)
        while len(window.experiment.dataset) < ROWS:
            stalls.append(perf_counter() - last)
            last = perf_counter()
            QApplication.processEvents()
        return perf_counter() - begin

    seconds = in_turn(ours, partial(loadtxt, million), rounds=5)
    report("longest wait of the window amid that / a frame of 60 Hz", max(stalls), 1 / 60)
    assert report("opening 1,000,000 rows in the window / numpy.loadtxt", *seconds, target=1.5) <= 1.5


@pytest.mark.benchmark
def test_a_point_added_to_ten_thousand_costs_at_most_twice_one_added_to_a_hundred(
    window: MainWindow, qtbot: QtBot
) -> None:
    plot = window.workspace.data_plot
    clock = PaintClock(plot.viewport())
    places = (pixel(plot, 0.1 + 0.037 * k % 0.8, 0.92) for k in count())

    def click(place: QPoint) -> None:
        qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def with_points(n: int) -> float:
        line = noisy_line(n)
        window.experiment.replace_points(Dataset(line.x, 0.8 * line.y), "benchmark")
        window.view_control.fit_points()
        QApplication.processEvents()
        seconds = clock.seconds(partial(click, next(places)))
        assert len(window.experiment.dataset) == n + 1
        return seconds

    seconds = in_turn(partial(with_points, 10_000), partial(with_points, 100), rounds=25)
    assert report("adding a point to 10,000 / to 100", *seconds, target=2.0) <= 2.0
