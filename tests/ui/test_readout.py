"""The figures of a run whose points were changed: which points they are of, and that nothing jumps."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QSlider
from pytestqt.qtbot import QtBot

from gdgui.core import Settings
from gdgui.ui.start import prepare
from gdgui.ui.theme import Scale, Style
from gdgui.ui.views.readout import Readout
from gdgui.ui.window import MainWindow
from gdgui.words.report import other_points
from tests.ui.user_actions import as_fast_as_possible, find, run_to_the_end


@pytest.fixture
def ended(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A run of 30 epochs is over."""
    as_fast_as_possible(window)
    window.experiment.settings = Settings(epochs=30)
    run_to_the_end(qtbot, window)
    return window


def mse(x: object, y: object, m: float, b: float) -> float:
    return float(np.mean((np.asarray(y) - (m * np.asarray(x) + b)) ** 2))


def test_looking_back_after_a_point_was_moved_both_mse_are_told(ended: MainWindow) -> None:
    before = ended.experiment.dataset
    ended.experiment.move_points([3], [0.2], [0.9])
    now, trace = ended.experiment.dataset, ended.player.trace
    assert trace is not None
    for epoch in (7, 0, 30):
        find(ended, QSlider, "timeline").setValue(epoch)
        m, b = float(trace.m[epoch]), float(trace.b[epoch])
        then, today = mse(before.x, before.y, m, b), mse(now.x, now.y, m, b)
        assert abs(then - today) > 1e-3
        assert f"MSE now (then {then:.6f}) {today:.6f}" in ended.workspace.readout.text()
        assert "minimum MSE now" in ended.workspace.readout.text()
        assert [words for words, _ in ended.workspace.loss_plot.levels.shown] == ["minimum MSE now"]
        _, height = ended.workspace.loss_plot._cursor.getData()
        assert height[0] == pytest.approx(then), "the curve shows that of the points of that time"


def test_with_the_points_it_had_all_along_there_is_one_mse(ended: MainWindow) -> None:
    ended.experiment.move_points([3], [0.2], [0.9])
    ended.experiment.undo()
    assert "now" not in ended.workspace.readout.text()
    assert ended.workspace.readout.toolTip() == ""
    assert [words for words, _ in ended.workspace.loss_plot.levels.shown] == ["minimum MSE"]
    ended.experiment.settings = Settings(learning_rate=0.2, epochs=30)
    assert "now" not in ended.workspace.readout.text()


def test_a_run_that_goes_on_with_moved_points_keeps_both_mse_until_a_new_one_begins(
    ended: MainWindow, qtbot: QtBot
) -> None:
    before = ended.experiment.dataset
    ended.experiment.move_points([3], [0.2], [0.9])
    ended.actions_.step.trigger()
    qtbot.waitUntil(lambda: ended.player.cursor == 31)
    now, trace = ended.experiment.dataset, ended.player.trace
    assert trace is not None
    last = mse(now.x, now.y, trace.m[31], trace.b[31])
    assert f"MSE now (then {last:.6f}) {last:.6f}" in ended.workspace.readout.text()
    ended.player.seek(30)
    assert f"(then {mse(before.x, before.y, trace.m[30], trace.b[30]):.6f})" in ended.workspace.readout.text()
    ended.actions_.reset.trigger()
    run_to_the_end(qtbot, ended)
    assert "now" not in ended.workspace.readout.text()


@pytest.mark.parametrize("width", [420, 1000, 1280])
@pytest.mark.parametrize("text", [13, 20])
@pytest.mark.parametrize("short", [False, True])
def test_a_second_mse_moves_no_digit(
    qapp: QApplication, width: int, text: float, short: bool, qtbot: QtBot
) -> None:
    """It stands where nothing was; where digits can be no smaller, the tooltip alone tells it."""
    prepare(qapp, Style())
    readout = Readout(Style(Scale(text)))
    readout.set_short(short)
    qtbot.addWidget(readout)
    pictures = []
    for then in (None, 1.23456e-5):
        readout.show_epoch(123, 1000, (0.5, -0.25), (0.0123, 0.001), then)
        pictures.append(_grey(readout.picture(width).toImage()))
    assert "then 1.2346·10⁻⁵" in readout.text()
    assert readout.toolTip() == other_points()
    plain, longer = pictures
    columns = np.flatnonzero((plain != longer).any(axis=0))
    assert len(columns) or width < 1000
    if len(columns):
        between = plain[:, columns.min() - 1 : columns.max() + 4]
        assert (between == plain[0, 0]).all(), "nothing was there"


def _grey(image: QImage) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].copy()
