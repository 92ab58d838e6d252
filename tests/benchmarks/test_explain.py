"""What the explanation costs a run that moves while it is open."""

from __future__ import annotations

from time import thread_time

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Settings
from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import ViewOptions
from gdgui.ui.theme import Style
from gdgui.ui.window import MainWindow
from tests.benchmarks.measure import in_turn, noisy_line, report

LONG = 1500  # milliseconds of a run
ROUNDS = 5


class FrameCount:
    """Counts the frames that are shown."""

    def __init__(self) -> None:
        self.count = 0

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        self.count += 1


class EmptyPanel(QWidget):
    """Nothing to be seen."""

    def apply(self, style: Style) -> None:
        """It has no look."""


@pytest.mark.benchmark
@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
def test_the_open_explanation_costs_a_frame_little(qtbot: QtBot, window: MainWindow, algorithm: str) -> None:
    """Time of the GUI thread for each frame of a run, to the same beside an empty page as wide."""
    window.resize(1280, 720)
    window.experiment.replace_points(noisy_line(100), "benchmark")
    window.experiment.settings = Settings(algorithm, epochs=1_000_000)
    frames, empty = FrameCount(), QAction()
    window.presenter.present_to(*window.presenter._views, frames)
    empty.setCheckable(True)
    window.drawer.add_page(empty, "empty", EmptyPanel)

    def seconds(page: QAction) -> float:
        page.setChecked(True)
        window.player.set_rate(2_000)
        window.actions_.run.trigger()
        qtbot.wait(300)
        begin, before = thread_time(), frames.count
        qtbot.wait(LONG)
        took = (thread_time() - begin) / (frames.count - before)
        window.actions_.reset.trigger()
        return took

    ours, floor = in_turn(lambda: seconds(window.actions_.explain), lambda: seconds(empty), ROUNDS)
    what = f"a frame with the explanation open, {algorithm.upper()}, to an empty page"
    assert report(what, ours, floor, 1.1) <= 1.1
