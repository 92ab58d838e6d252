"""The figures of a run whose points were changed: which points they are of, and that nothing jumps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QSlider, QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Settings
from gdgui.ui.start import prepare
from gdgui.ui.theme import Scale, Style
from gdgui.ui.views.letters import Piece
from gdgui.ui.views.readout import SMALL, Readout
from gdgui.ui.window import MainWindow
from gdgui.words.report import other_points
from tests.ui.drawn import picture_of
from tests.ui.test_matrix import project
from tests.ui.user_actions import as_fast_as_possible, find, press, run_to_the_end


@pytest.fixture
def ended(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A run of 30 epochs is over."""
    as_fast_as_possible(window)
    window.experiment.settings = Settings(epochs=30)
    run_to_the_end(qtbot, window)
    return window


def mse(x: object, y: object, m: float, b: float) -> float:
    return float(np.mean((np.asarray(y) - (m * np.asarray(x) + b)) ** 2))


def tip_at(readout: Readout, x: int) -> str:
    """What is said where the mouse rests."""
    at = QPoint(x, readout.height() // 2)
    QApplication.sendEvent(readout, QHelpEvent(QEvent.Type.ToolTip, at, readout.mapToGlobal(at)))
    for label in QApplication.topLevelWidgets():
        if label.inherits("QTipLabel"):
            label.hide()
    return readout.toolTip()


def all_tips(readout: Readout) -> str:
    """What is said anywhere along it, from the left, each once."""
    return "\n".join(dict.fromkeys(tip_at(readout, x) for x in range(0, readout.width(), 4)))


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
        assert (
            f"MSE on the points now {today:.6f} ({then:.6f} on those of the run)"
            in ended.workspace.readout.text()
        )
        assert "minimum MSE on the points now" in ended.workspace.readout.text()
        assert [words for words, _ in ended.workspace.loss_plot.levels.shown] == [
            "minimum MSE on the points now"
        ]
        _, height = ended.workspace.loss_plot._cursor.getData()
        assert height[0] == pytest.approx(then), "the curve shows that of the points of that time"


def test_with_the_points_it_had_all_along_there_is_one_mse(ended: MainWindow) -> None:
    ended.experiment.move_points([3], [0.2], [0.9])
    ended.experiment.undo()
    assert "now" not in ended.workspace.readout.text()
    assert other_points() not in all_tips(ended.workspace.readout)
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
    assert (
        f"MSE on the points now {last:.6f} ({last:.6f} on those of the run)" in ended.workspace.readout.text()
    )
    ended.player.seek(30)
    then = mse(before.x, before.y, trace.m[30], trace.b[30])
    assert f"({then:.6f} on those of the run)" in ended.workspace.readout.text()
    ended.actions_.reset.trigger()
    run_to_the_end(qtbot, ended)
    assert "now" not in ended.workspace.readout.text()


def test_every_figure_says_what_it_is_where_the_mouse_rests(ended: MainWindow) -> None:
    slope, intercept, mse, epoch = all_tips(ended.workspace.readout).split("\n")
    assert slope.startswith("Slope m")
    assert intercept.startswith("Intercept b")
    assert mse.startswith("Mean squared error")
    assert epoch.startswith("An epoch is one update of m and b. Each uses all points")
    assert "pass" not in ended.workspace.readout.text(), "of gradient descent an epoch is one"


def test_epochs_of_sgd_are_said_as_passes_over_the_points(window: MainWindow, qtbot: QtBot) -> None:
    as_fast_as_possible(window)
    press(qtbot, window, "algorithmSGD")
    n = len(window.experiment.dataset)
    window.experiment.settings = replace(window.experiment.settings, epochs=6 * n)
    run_to_the_end(qtbot, window)
    readout = window.workspace.readout
    assert "6 passes" in readout.text()
    assert [piece.text.strip() for piece in readout._pieces()[1]][-1] == "= 6 passes"
    tip = tip_at(readout, readout.width() - 5)
    assert f"{6 * n} epochs have used as many as 6 passes over all points would" in tip
    window.player.seek(n)
    assert "= 1 pass" in "".join(piece.text for piece in readout._pieces()[1])


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
        pictures.append(_grey(picture_of(readout, width)))
    in_the_run = "1.23·10⁻⁵" if short else "1.2346·10⁻⁵"
    assert f"({in_the_run} on those of the run)" in readout.text()
    assert other_points() in all_tips(readout)
    plain, longer = pictures
    columns = np.flatnonzero((plain != longer).any(axis=0))
    assert len(columns) or width <= (70 if short else 50) * text
    if len(columns):
        between = plain[:, columns.min() - 1 : columns.max() + 4]
        assert (between == plain[0, 0]).all(), "nothing was there"


@pytest.mark.parametrize("width", [950, 1050, 1280, 1920])
def test_a_second_mse_leaves_no_hole_and_what_stands_between_keeps_its_place(
    width: int, qtbot: QtBot
) -> None:
    """Whatever its digits: the blanks that keep the place are behind the words."""
    readout, between = Readout(Style()), QWidget()
    qtbot.addWidget(readout)
    readout.resize(width, readout.sizeHint().height())
    readout.place_between(between)
    readout.give_room(True)
    places = set()
    for then in (0.020986, 1.23456e-5, 5.0, 123456.789):
        pictures = []
        for second in (None, then):
            readout.show_epoch(12, 30, (0.5, 0.25), (0.0123, 0.001), second)
            pictures.append(_grey(picture_of(readout, width)))
        places.add(between.geometry().getRect())
        said = np.flatnonzero((pictures[0] != pictures[1]).any(axis=0))
        assert len(said), then
        words, drawn = readout._laid_out(width).left[-4:], readout._letters
        digit = drawn.width([Piece("0", "", size=SMALL)], readout._laid_out(width).size)
        assert np.diff(said).max() < 1.5 * digit, [piece.text for piece in words]
    assert len(places) == 1


def test_an_error_begins_at_one_place_whatever_its_digits() -> None:
    """It falls through the powers of ten: what stands before it stays, and no gap opens."""
    readout = Readout(Style())
    begins = set()
    for mse in (0.07753, 0.0081053, 0.00063182, 18.16691, 2.1e10):
        readout.show_epoch(3, 200, (0.33, 0.48), (mse, None))
        columns = np.flatnonzero((_grey(picture_of(readout, 1200)) < 200).any(axis=0))
        columns = columns[columns < 800]
        gaps = np.flatnonzero(np.diff(columns) > 6)
        begins.add(int(columns[gaps[-1] + 1]))
    assert max(begins) - min(begins) <= 4  # a 1 is narrower than a 0


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1280, 720)])
def test_on_a_projector_the_digits_are_as_large_as_a_class_needs_them(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    project(qtbot, window, size, monkeypatch)
    readout, states = window.workspace.readout, [Settings()]
    states += [Settings("sgd", 0.1, epochs=200), Settings(learning_rate=0.2, epochs=200)]
    as_fast_as_possible(window)
    for settings in (*states, Settings(learning_rate=1.5, epochs=40)):
        window.experiment.settings = settings
        if settings != states[0]:
            run_to_the_end(qtbot, window)
        drawn = readout._laid_out(readout.width())
        assert drawn.size >= 54 * size[1] / 1080 - 0.5, readout.text()


def _grey(image: QImage) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].copy()
