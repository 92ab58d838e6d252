"""The step worked out, as a person walks through it: what stands in the table, what is lit on the plots."""

from __future__ import annotations

import re
from fractions import Fraction

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.experiment.points import Points
from gdgui.ui.panels.explain.bars import GradientBars
from gdgui.ui.panels.explain.formula import NumbersLine
from gdgui.ui.panels.explain.table import StepTableView
from gdgui.ui.window import MainWindow
from tests.ui.drawn import place_of, position, sampled
from tests.ui.explaining import CTRL, HAND, SHIFT, START, by_hand, cells, line, part, sentence, step, table
from tests.ui.fresh_drawing import settle
from tests.ui.test_matrix import project
from tests.ui.user_actions import as_fast_as_possible, find, key, move, run_to_the_end

__all__ = ["by_hand"]


def test_three_points_worked_out_on_paper_and_each_part_lights_its_marks(
    by_hand: MainWindow, qtbot: QtBot
) -> None:
    # three points worked out on paper
    key(qtbot, by_hand, Qt.Key.Key_F12)
    numbers = [[float(cell.replace("−", "-")) for cell in row] for row in cells(by_hand)]
    assert numbers == [
        [0, 1, 0, 1, 1, 0, -2],
        [1, 2, 1, 1, 1, -2, -2],
        [2, 4, 2, 2, 4, -8, -4],
    ]
    means = table(by_hand).means.spoken()
    assert "mean of 3 points" in means
    assert "−3.333" in means
    assert "−2.66" in means
    assert line(by_hand, "mse") in ("MSE = (1/3)·6 = 2.000", "MSE = (1/3)·6.0000 = 2.000")
    assert line(by_hand, "m").startswith("m = 1")
    assert float(line(by_hand, "m").rsplit("= ", 1)[1]) == pytest.approx(1 + 0.1 * 10 / 3, abs=5e-4)

    # each part lights its marks
    data, surface = by_hand.workspace.data_plot, by_hand.workspace.surface_plot
    layer = data.residuals
    part(qtbot, by_hand, 1)
    assert "residual" in sentence(by_hand)
    x, y = layer.lines.getData()
    assert list(zip(x, y, strict=True)) == [(0, 1), (0, 0), (1, 2), (1, 1), (2, 4), (2, 2)]
    part(qtbot, by_hand, 2)
    assert len(layer.lines.getData()[0]) == 0
    heights = sorted(high - low for _, low, _, high in layer.squares.squares.tolist())
    assert heights == [1, 1, 2]
    part(qtbot, by_hand, 3)
    assert "MSE = 2" in sentence(by_hand)
    part(qtbot, by_hand, 4)
    assert surface.isVisible(), "the arrow is on the loss surface, so that has room"
    assert data.isVisible()
    assert (data.width(), data.height()) >= (360, 300)
    head = surface.gradient.arrow.to
    assert head is not None
    assert (head[0] - 1) / (head[1] - 0) == pytest.approx(10 / 8), "along minus the gradient"
    assert head[0] > 1
    assert find(by_hand, GradientBars, "gradientBars").spoken() == "∂m −3.333, ∂b −2.667"
    part(qtbot, by_hand, 5)
    assert surface.gradient.step.to == pytest.approx((1 + 1 / 3, 8 / 30))
    part(qtbot, by_hand, 6)
    assert data.isVisible()
    m, b = 1 + 1 / 3, 8 / 30
    x, y = layer.other.getData()
    assert y == pytest.approx(m * x + b)
    assert surface.gradient.arrow.to is not None
    step(qtbot, by_hand, Qt.Key.Key_F10)
    assert position(surface) == pytest.approx((m, b)), "after the last part the step is taken"
    assert by_hand.experiment.options.part == 1


def test_how_many_points_a_mean_is_of_is_never_cut(by_hand: MainWindow, qtbot: QtBot) -> None:
    key(qtbot, by_hand, Qt.Key.Key_F12)
    means, whole = table(by_hand).means, "mean of 3 points"
    said = [means.caption_in(room) for room in range(400)]
    assert set(said) == {whole, "mean", ""}
    metrics = QFontMetrics(means._font)
    assert all(metrics.horizontalAdvance(words) <= room for room, words in enumerate(said))


def test_a_pocket_calculator_comes_to_the_number_shown(window: MainWindow, qtbot: QtBot) -> None:
    key(qtbot, window, Qt.Key.Key_F12)
    for _ in range(4):
        step(qtbot, window)
        for name in ("m", "b"):
            text = line(window, name).replace("−", "-")
            found = re.fullmatch(rf"{name} = (\S+) - (\S+)·\(?(-?[\d.]+)\)? = (\S+)", text)
            assert found, text
            before, rate, gradient, after = map(Fraction, found.groups())
            digits = len(found[4].partition(".")[2])
            assert round(before - rate * gradient, digits) == after, text


def test_the_arrow_stands_on_the_contour_where_axes_are_equal(by_hand: MainWindow, qtbot: QtBot) -> None:
    surface = by_hand.workspace.surface_plot
    part(qtbot, by_hand, 4)
    assert surface.gradient.right_angle.getData()[0] is None, "nothing is drawn"
    assert "Ctrl+E" in find(by_hand, QLabel, "stepNotes").text()
    key(qtbot, by_hand, Qt.Key.Key_E, CTRL)
    assert len(surface.gradient.right_angle.getData()[0]) == 3
    ends = np.array(surface.gradient.tangent.getData())
    along, (to_m, to_b) = ends[:, 1] - ends[:, 0], surface.gradient.arrow.to or (0.0, 0.0)
    across, up = surface.view.viewPixelSize()
    on_screen = [along[0] * (to_m - 1) / across**2, along[1] * to_b / up**2]
    assert sum(on_screen) == pytest.approx(0, abs=1e-6 * max(map(abs, on_screen)))


def test_a_row_lights_its_point(by_hand: MainWindow, qtbot: QtBot) -> None:
    layer = by_hand.workspace.data_plot.residuals
    part(qtbot, by_hand, 2)
    rows = table(by_hand)
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_End, CTRL)
    assert place_of(layer._ring) == (2, 4)
    assert "67 %" in sentence(by_hand), "4 of 6"
    move(rows.viewport(), rows.visualRect(rows.model().index(0, 0)).center(), Qt.MouseButton.NoButton)
    assert place_of(layer._ring) == (0, 1)


def test_of_sgd_only_the_batch_counts(by_hand: MainWindow, qtbot: QtBot) -> None:
    """Numbers, ring and arrow are of the same batch, that of the next step and that of the last one."""
    by_hand.experiment.settings = Settings(
        m=1.0, b=0.0, learning_rate=0.1, epochs=3, algorithm="sgd", batch_size=3, seed=4
    )
    data, surface = by_hand.workspace.data_plot, by_hand.workspace.surface_plot
    key(qtbot, by_hand, Qt.Key.Key_G, CTRL)
    for _ in range(3):
        step(qtbot, by_hand)
    for which in ("next", "last"):
        part(qtbot, by_hand, 1)
        find(by_hand, QAbstractButton, f"{which}StepChoice").click()
        frame = by_hand.presenter.frame
        worked = frame.worked if which == "next" else frame.worked_before
        drawn = np.array(worked.drawn)  # type: ignore[union-attr]
        heads = [
            str(table(by_hand).model().headerData(row, Qt.Orientation.Vertical))
            for row in range(len(np.unique(drawn)))
        ]
        counts = np.bincount(drawn, minlength=3)
        assert heads == [f"{k + 1} ×{n}" if n > 1 else f"{k + 1}" for k, n in enumerate(counts) if n]
        assert sampled(data) == np.unique(drawn).tolist()
        x, y = HAND.x[drawn], HAND.y[drawn]
        m, b = worked.line  # type: ignore[union-attr]
        f = y - (m * x + b)
        after = m + 0.1 * 2 * float(np.mean(x * f)), b + 0.1 * 2 * float(np.mean(f))
        part(qtbot, by_hand, 5)
        assert surface.own_step.to == pytest.approx(after)
        assert surface.gradient.step.to is None, "the same arrow a second time"
        assert float(line(by_hand, "m").rsplit(" ", 1)[1].replace("−", "-")) == pytest.approx(
            after[0], abs=5e-4
        )
        find(by_hand, QAbstractButton, "linePart").click()
        find(by_hand, QAbstractButton, "linePart").click()


def test_the_last_step_is_that_to_the_epoch_shown(by_hand: MainWindow, qtbot: QtBot) -> None:
    key(qtbot, by_hand, Qt.Key.Key_F12)
    find(by_hand, QAbstractButton, "lastStepChoice").click()
    assert "start" in find(by_hand, QLabel, "explainInstead").text()
    step(qtbot, by_hand)
    assert find(by_hand, QLabel, "whichStep").text() == "from epoch 0 to 1"
    assert line(by_hand, "mse") in ("MSE = (1/3)·6 = 2.000", "MSE = (1/3)·6.0000 = 2.000")
    x, y = by_hand.workspace.data_plot.residuals.other.getData()
    assert list(y) == pytest.approx(list(x)), "the line before, ŷ = x, is dashed"


def test_back_and_forth_through_the_parts_also_by_a_remote(by_hand: MainWindow, qtbot: QtBot) -> None:
    # back and forth through the parts
    part(qtbot, by_hand, 2)
    key(qtbot, by_hand, Qt.Key.Key_F10, SHIFT)
    assert by_hand.experiment.options.part == 1
    key(qtbot, by_hand, Qt.Key.Key_F10, SHIFT)
    assert by_hand.experiment.options.part == 0
    key(qtbot, by_hand, Qt.Key.Key_F10)
    key(qtbot, by_hand, Qt.Key.Key_Escape)
    assert by_hand.experiment.options.part == 0
    assert table(by_hand).isVisible()
    key(qtbot, by_hand, Qt.Key.Key_F12)
    assert not table(by_hand).isVisible()
    assert not by_hand.workspace.data_plot.residuals.squares.isVisible()

    # a remote walks through the parts
    # Page Down lights the next part while a step is taken apart, and steps before and after.
    key(qtbot, by_hand, Qt.Key.Key_F11)
    qtbot.waitUntil(by_hand.isFullScreen)
    step(qtbot, by_hand, Qt.Key.Key_PageDown)
    key(qtbot, by_hand, Qt.Key.Key_F10)
    for _ in range(5):
        key(qtbot, by_hand, Qt.Key.Key_PageDown)
    assert (by_hand.experiment.options.part, by_hand.player.cursor) == (6, 1)
    step(qtbot, by_hand, Qt.Key.Key_PageDown)
    assert (by_hand.experiment.options.part, by_hand.player.cursor) == (1, 2)
    key(qtbot, by_hand, Qt.Key.Key_PageUp)
    assert (by_hand.experiment.options.part, by_hand.player.cursor) == (6, 1)


@pytest.mark.parametrize(
    ("points", "settings", "says"),
    [
        (Dataset([], []), START, "Without points"),
        (Dataset([3], [5]), START, "point"),
        (Dataset([2, 2, 2], [1, 5, 3]), START, "residual"),
        (HAND, Settings(learning_rate=30, epochs=300), ""),
        (HAND, Settings(learning_rate=0.1, epochs=3, standardise=True), "residual"),
        (Dataset(np.arange(100_000) / 1e5, np.sin(np.arange(100_000))), START, "residual"),
        (Dataset([1e-30, 2e-30], [1e40, -1e40]), START, "residual"),
    ],
    ids=["none", "one", "equal x", "diverged", "standardised", "100,000", "extreme"],
)
def test_words_and_right_numbers_whatever_the_points(
    window: MainWindow, qtbot: QtBot, points: Dataset, settings: Settings, says: str
) -> None:
    window.experiment.replace_points(Points(points), "points")
    window.experiment.settings = settings
    as_fast_as_possible(window)
    if len(points):
        run_to_the_end(qtbot, window)
    for which in ("next", "last"):
        if not window.actions_.explain.isChecked():
            key(qtbot, window, Qt.Key.Key_F12)
        find(window, QAbstractButton, f"{which}StepChoice").click()
        for _ in range(6):
            key(qtbot, window, Qt.Key.Key_F10)
            panel = find(window, QWidget, "explainPanel")
            labels = [label.text() for label in panel.findChildren(QLabel)]
            texts = [*labels, *[cell for row in cells(window) for cell in row]]
            texts += [each.spoken() for each in panel.findChildren(NumbersLine)]
            for text in texts:
                assert not re.search(r"\b(nan|inf|None)\b", text), text
            if len(points) and window.player.state == "ended" and says:
                assert len(cells(window)) == min(30, len(points))
        window.experiment.options = window.experiment.options.__class__()
        key(qtbot, window, Qt.Key.Key_F12)
        key(qtbot, window, Qt.Key.Key_F12)


def test_one_arrow_for_one_step(by_hand: MainWindow, qtbot: QtBot) -> None:
    """With the arrows of the next step on, that of the part at hand would lie on one of them."""
    arrow = by_hand.workspace.surface_plot.gradient.step
    part(qtbot, by_hand, 5)
    seen = [arrow.to is not None]
    for _ in range(2):
        key(qtbot, by_hand, Qt.Key.Key_G, CTRL)
        seen.append(arrow.to is not None)
    assert seen == [True, False, True]


@pytest.mark.parametrize("size", [(1024, 768), (1280, 720), (1920, 1080)])
def test_on_a_projector_the_table_has_as_many_columns_as_there_is_room_for(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    project(qtbot, window, size, monkeypatch)
    window.actions_.explain.trigger()
    settle(qtbot, window)
    shown = find(window, StepTableView, "stepTable")
    for _ in range(6):
        window.actions_.part_next.trigger()
        settle(qtbot, window)
        columns, needed = range(len(shown.rows.shown.headers)), shown.rows.shown.needed
        seen = {column for column in columns if not shown.isColumnHidden(column)}
        left = shown.viewport().width() - sum(shown.columnWidth(column) for column in seen)
        for column in columns:  # hidden ones have no width
            shown.setColumnHidden(column, False)
        others = [shown.columnWidth(column) for column in set(columns) - seen]
        assert seen >= set(needed)
        assert left >= 0 or seen == set(needed or columns)
        assert not others or left < max(others)
