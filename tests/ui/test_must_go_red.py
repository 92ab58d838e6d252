"""What is drawn, each thing at its place: what must fail when a drawing is swapped, shifted or turned.

Each test names the mistake that it is there to notice.
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QSlider
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings, gradient, train
from gdgui.ui.picture_choices import PictureChoices
from gdgui.ui.theme import LIGHT, Scale, Style
from gdgui.ui.views.plot import Plot
from gdgui.ui.window import MainWindow
from tests.ui.fresh_drawing import along, is_colour, on_screen, places, settle, share_seen, strays
from tests.ui.user_actions import as_fast_as_possible, find, has_ended, run_to_the_end, save_picture

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
THEME = LIGHT
FIRST = LIGHT.runs[0].colour
FAR = np.array([-1000.0, -1000.0])  # a mark that is nowhere


@pytest.fixture
def quick(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with a few points, a start apart from them, and the speed at its end."""
    as_fast_as_possible(window)
    points = Dataset([0.1, 0.3, 0.6, 0.9], [0.95, 0.6, 0.5, 0.1])
    window.experiment.replace_points(points, "four points")
    window.experiment.settings = Settings(m=1.0, b=0.0, learning_rate=0.2, epochs=12)
    settle(qtbot, window)
    return window


def ink(window: MainWindow, plot: Plot, colour: str) -> Mask:
    return is_colour(on_screen(window, plot), colour)


def one_place(plot: Plot, x: float, y: float) -> Floats:
    found: Floats = places(plot, np.array([x]), np.array([y]))[0]
    return found


def filled(mask: Mask, place: Floats, radius: float) -> float:
    """The share of a disc around this place, or up to two pixels beside it, that is of the mask."""
    rows, columns = np.indices(mask.shape)
    shares = [
        mask[np.hypot(columns - place[0] - across, rows - place[1] - down) <= radius].mean()
        for across in range(-2, 3)
        for down in range(-2, 3)
    ]
    return float(max(shares))


def seek(qtbot: QtBot, window: MainWindow, epoch: int) -> None:
    find(window, QSlider, "timeline").setValue(epoch)
    settle(qtbot, window)


def close_up(qtbot: QtBot, window: MainWindow, m: Floats, b: Floats) -> None:
    """Let the surface show these places and a little around them."""
    (m_low, m_high), (b_low, b_high) = (m.min(), m.max()), (b.min(), b.max())
    by_m, by_b = 0.2 * (m_high - m_low), 0.2 * (b_high - b_low)
    window.workspace.surface_plot.range_wanted.emit(
        ((m_low - by_m, m_high + by_m), (b_low - by_b, b_high + by_b))
    )
    settle(qtbot, window)


def trace_of(window: MainWindow) -> tuple[Floats, Floats, Floats]:
    trace = window.player.trace
    assert trace is not None
    return trace.m, trace.b, trace.mse


def test_the_path_of_the_run_goes_through_m_across_and_b_up(quick: MainWindow, qtbot: QtBot) -> None:
    """Not with m and b swapped."""
    run_to_the_end(qtbot, quick)
    surface = quick.workspace.surface_plot
    m, b, _ = trace_of(quick)
    close_up(qtbot, quick, m, b)
    mask = ink(quick, surface, THEME.line)
    path = along(places(surface, m, b))
    assert share_seen(mask, path, stretch=20) > 0.9
    assert strays(mask, path, one_place(surface, m[-1], b[-1]), 12) == 0


def test_the_mark_of_a_saved_run_is_at_the_epoch_shown(quick: MainWindow, qtbot: QtBot) -> None:
    """Neither one epoch early nor with m and b swapped, on the surface and on the MSE curve."""
    run_to_the_end(qtbot, quick)
    m, b, mse = trace_of(quick)
    quick.experiment.settings = replace(quick.experiment.settings, learning_rate=0.02)
    run_to_the_end(qtbot, quick)
    close_up(qtbot, quick, m, b)
    surface, loss = quick.workspace.surface_plot, quick.workspace.loss_plot
    curves = (surface, m, b), (loss, np.arange(len(m), dtype=float), mse)
    for epoch, (plot, x, y) in product((1, 2, 3), curves):
        seek(qtbot, quick, epoch)
        mask = ink(quick, plot, FIRST)
        here, before = (one_place(plot, x[k], y[k]) for k in (epoch, epoch - 1))
        assert math.dist(here, before) > 8, "far enough apart to tell"
        assert filled(mask, here, 3) > 0.85, plot.objectName()
        assert filled(mask, before, 3) < 0.7, plot.objectName()


def test_the_mark_on_the_mse_curve_is_at_the_epoch_shown(quick: MainWindow, qtbot: QtBot) -> None:
    """Not one epoch early: it is larger than the dots of the other epochs."""
    run_to_the_end(qtbot, quick)
    loss, (_, _, mse) = quick.workspace.loss_plot, trace_of(quick)
    for epoch in (1, 3):
        seek(qtbot, quick, epoch)
        mask = ink(quick, loss, THEME.line)
        shares = [filled(mask, one_place(loss, k, mse[k]), 4.2) for k in range(5)]
        assert int(np.argmax(shares)) == epoch
        assert shares[epoch] > 0.8


def test_a_note_of_a_change_stands_at_the_epoch_after_which_it_was_made(
    quick: MainWindow, qtbot: QtBot
) -> None:
    """Not three epochs late."""
    run_to_the_end(qtbot, quick)
    quick.experiment.move_points([0], [0.15], [0.9])
    for _ in range(4):
        quick.actions_.step.trigger()
        settle(qtbot, quick)
    loss = quick.workspace.loss_plot
    (_, _), (low, high) = loss.view_range()
    mask = on_screen(quick, loss).min(axis=2) < 215

    def upright(epoch: float) -> float:
        """How much of the line upwards at this epoch is of the colour of a change."""
        (x, bottom), (_, top) = places(loss, np.array([epoch, epoch]), np.array([low, high]))
        stripe = mask[round(top) + 3 : round(bottom) - 3, round(x) - 2 : round(x) + 3]
        return float(stripe.mean(axis=0).max())

    assert upright(12) > 0.35
    assert [
        epoch for epoch in range(1, 17) if epoch not in (11, 12) and upright(epoch) > 0.3
    ] == []  # 11: its words


def test_a_sample_is_marked_where_its_point_is(quick: MainWindow, qtbot: QtBot) -> None:
    """Not with x and y swapped."""
    quick.experiment.settings = Settings("sgd", batch_size=1, seed=3, epochs=5)
    run_to_the_end(qtbot, quick)
    settle(qtbot, quick)
    plot, points, trace = quick.workspace.data_plot, quick.experiment.dataset, quick.player.trace
    assert trace is not None
    (drawn,) = trace.samples(5).tolist()
    mask = ink(quick, plot, THEME.sample)
    shares = [filled(mask, place, 7) for place in places(plot, points.x, points.y)]
    assert int(np.argmax(shares)) == drawn
    assert shares[drawn] > 0.15  # the halo around the point
    assert strays(mask, places(plot, points.x, points.y), one_place(plot, *points_at(points, drawn)), 12) == 0


def points_at(points: Dataset, which: int) -> tuple[float, float]:
    return float(points.x[which]), float(points.y[which])


def test_a_residual_goes_from_its_point_to_the_line_and_no_farther(quick: MainWindow, qtbot: QtBot) -> None:
    """Not twice as long."""
    quick.actions_.residuals.trigger()
    settle(qtbot, quick)
    plot, points = quick.workspace.data_plot, quick.experiment.dataset
    mask = ink(quick, plot, THEME.residual)
    line = 1.0 * points.x
    paths = [
        along(places(plot, np.array([x, x]), np.array([y, on_line])))
        for x, y, on_line in zip(points.x, points.y, line, strict=True)
    ]
    for path in paths:
        if len(path) > 40:
            assert share_seen(mask, path[8:-8], stretch=12) > 0.9
    assert strays(mask, np.concatenate(paths), FAR) == 0


def test_the_newest_lines_of_the_trail_are_the_darkest(quick: MainWindow, qtbot: QtBot) -> None:
    """Not the oldest."""
    quick.experiment.replace_points(Dataset([0, 0.5, 1], [0.9, 0.95, 1]), "high up")
    quick.experiment.settings = Settings(m=0.0, b=0.0, learning_rate=0.05, epochs=6)
    run_to_the_end(qtbot, quick)
    quick.workspace.data_plot.range_wanted.emit(((-0.1, 1.1), (-0.1, 1.1)))
    settle(qtbot, quick)
    plot, (m, b, _) = quick.workspace.data_plot, trace_of(quick)
    picture = on_screen(quick, plot).astype(int)
    shades = []
    for epoch in range(6):
        x = np.linspace(0.1, 0.4, 50)
        across, down = places(plot, x, m[epoch] * x + b[epoch]).astype(int).T
        near = np.stack([255 - picture[down + k, across, 0] for k in range(-3, 4)])  # blue has no red
        shades.append(float(np.median(near.sum(axis=0))))
    assert min(shades) > 10, "all of them are there"
    assert shades[-1] > 1.5 * shades[0]
    assert np.mean(shades[3:]) > 1.2 * np.mean(shades[:3])


def test_a_density_is_dark_where_the_points_are(quick: MainWindow, qtbot: QtBot) -> None:
    """Neither transposed nor turned."""
    rng = np.random.default_rng(1)
    x, y = rng.uniform(0, 0.25, 25_000), rng.uniform(0.5, 1, 25_000)
    quick.experiment.replace_points(Dataset(x, y), "a corner full of points")
    plot = quick.workspace.data_plot
    plot.range_wanted.emit(((0.0, 1.0), (0.0, 1.0)))
    settle(qtbot, quick)
    mask = ink(quick, plot, THEME.point)

    def dark(left: float, right: float, low: float, high: float) -> float:
        (x0, y1), (x1, y0) = places(plot, np.array([left, right]), np.array([low, high])).astype(int)
        return float(mask[y0:y1, x0:x1].mean())

    assert dark(0.02, 0.23, 0.52, 0.98) > 0.5
    for empty in ((0.3, 0.7, 0.05, 0.7), (0.02, 0.23, 0.05, 0.4), (0.5, 0.98, 0.02, 0.23)):
        assert dark(*empty) < 0.05, empty


def test_the_head_of_the_next_step_is_where_it_leads(quick: MainWindow, qtbot: QtBot) -> None:
    """Not at its tail."""
    quick.actions_.plots["surface"].trigger()
    quick.apply(Style(Scale(26.0)))  # large enough to tell a head from a shaft
    quick.actions_.steps.trigger()
    settle(qtbot, quick)
    surface = quick.workspace.surface_plot
    by_m, by_b = gradient(quick.experiment.dataset, 1.0, 0.0)
    to_m, to_b = 1.0 - 0.2 * by_m, 0.0 - 0.2 * by_b
    close_up(qtbot, quick, np.array([1.0, to_m]), np.array([0.0, to_b]))
    head = one_place(surface, to_m, to_b)
    tail = one_place(surface, 1.0, 0.0)
    length = math.dist(head, tail)
    assert length > 40
    reach = 2 * surface.current_style.scale.marker * 0.35  # where the triangle is wide, behind its tip
    wide, mask = reach * 0.3, ink(quick, surface, THEME.residual)
    assert filled(mask, head + (tail - head) * reach / length, wide) > 0.85
    assert filled(mask, tail + (head - tail) * reach / length, wide) < 0.85, "a shaft alone"


def test_beneath_the_mean_of_many_runs_is_the_path_of_gradient_descent(
    quick: MainWindow, qtbot: QtBot
) -> None:
    """Not that of a run of SGD."""
    quick.experiment.settings = chosen = Settings("sgd", m=1.0, b=0.0, batch_size=1, epochs=60, seed=2)
    quick.actions_.many.trigger()
    qtbot.waitUntil(lambda: not quick.ensembles.is_running and has_ended(quick))
    settle(qtbot, quick)
    expected = train(quick.experiment.dataset, replace(chosen, algorithm="gd"))
    m, b = quick.workspace.surface_plot.ensemble._gd.getData()
    np.testing.assert_array_equal(m, expected.m)
    np.testing.assert_array_equal(b, expected.b)


def test_a_saved_picture_has_the_legend_of_its_runs(
    quick: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the readout and the plots, in their colours."""
    for rate in (0.2, 0.1):
        quick.experiment.settings = replace(quick.experiment.settings, learning_rate=rate)
        run_to_the_end(qtbot, quick)
    settle(qtbot, quick)
    path = tmp_path / "runs.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    quick.exports.pictures.choices = PictureChoices(scale=1)
    save_picture(qtbot, quick)
    picture = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.width(), 4)
    above = quick.workspace.readout.height()
    tall = quick.workspace.legend.height_for(picture.width())
    legend = rows[above : above + tall, :, 2::-1]
    for colour in (THEME.line, FIRST):
        assert is_colour(legend, colour, THEME.window).sum() > 20, colour
    readout = rows[:above, :, 2::-1]
    assert not is_colour(readout, FIRST, THEME.window).any()
