"""Whatever was done before, the picture is the one that a fresh drawing of the same state gives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.experiment.experiment import Experiment
from gdgui.ui.window import MainWindow
from tests.ui.doings import DOINGS, OFTEN, Did, do
from tests.ui.fresh_drawing import is_squeezed, settle, unlike_a_fresh_drawing
from tests.ui.user_actions import as_fast_as_possible, has_ended, press, run_to_the_end

KINDS = [*DOINGS, *OFTEN]
SHARES = st.floats(0, 1, exclude_max=True, allow_subnormal=False)
RUNS = st.builds(Did, st.just("run"), SHARES, SHARES)
DIDS = st.builds(Did, st.sampled_from(list(DOINGS)), SHARES, SHARES)
SEQUENCES = st.tuples(RUNS, RUNS, st.lists(DIDS, max_size=5)).map(lambda parts: [*parts[:2], *parts[2]])
"""Two runs, so that there is something to compare, and whatever comes after them."""


def assert_drawn_as_if_anew(qtbot: QtBot, window: MainWindow, sequence: list[Did], every: int) -> None:
    """Do all of it, and hold what is on the screen against a fresh drawing again and again."""
    window.resize(1280, 900)
    for k, did in enumerate(sequence, 1):
        do(qtbot, window, did)
        if (k % every == 0 or k == len(sequence)) and not is_squeezed(window):
            found = unlike_a_fresh_drawing(window)
            assert found == {}, [tuple(each) for each in sequence[:k]]


def at_random(seed: int, length: int) -> list[Did]:
    rng = np.random.default_rng(seed)
    return [Did(str(rng.choice(KINDS)), float(rng.random()), float(rng.random())) for _ in range(length)]


@contextmanager
def a_window(dataset: Dataset) -> Iterator[MainWindow]:
    """A window of its own, gone at the end."""
    window = MainWindow(Experiment(dataset, Settings()))
    window.show()
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()


@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
def test_a_long_curve_that_goes_on_otherwise_from_its_middle_is_drawn_as_if_anew(
    window: MainWindow, qtbot: QtBot, algorithm: str
) -> None:
    """What was known of its buckets is known of no other curve, however alike their beginnings."""
    as_fast_as_possible(window)
    window.experiment.settings = Settings(algorithm, learning_rate=0.001, epochs=5000)
    run_to_the_end(qtbot, window)
    middle = window.experiment.dataset
    for points in (Dataset(middle.x, middle.y + 1), Dataset(middle.x, -middle.y), middle):
        window.player.seek(3000)
        window.experiment.replace_points(points, "test")
        press(qtbot, window, "runButton")
        qtbot.waitUntil(lambda: has_ended(window))
        settle(qtbot, window)
        assert unlike_a_fresh_drawing(window) == {}


@pytest.mark.parametrize("seed", range(2))
def test_a_random_sequence_leaves_the_picture_of_a_fresh_drawing(
    window: MainWindow, qtbot: QtBot, seed: int
) -> None:
    assert_drawn_as_if_anew(qtbot, window, at_random(seed, 16), every=4)


@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(SEQUENCES)
def test_any_sequence_leaves_the_picture_of_a_fresh_drawing(
    qtbot: QtBot, sample: Dataset, sequence: list[Did]
) -> None:
    with a_window(sample) as window:
        assert_drawn_as_if_anew(qtbot, window, sequence, every=4)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 150))
def test_a_long_random_sequence_leaves_the_picture_of_a_fresh_drawing(
    window: MainWindow, qtbot: QtBot, seed: int
) -> None:
    assert_drawn_as_if_anew(qtbot, window, at_random(seed, 60), every=2)


@pytest.mark.soak
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(SEQUENCES)
def test_any_of_many_sequences_leaves_the_picture_of_a_fresh_drawing(
    qtbot: QtBot, sample: Dataset, sequence: list[Did]
) -> None:
    with a_window(sample) as window:
        assert_drawn_as_if_anew(qtbot, window, sequence, every=1)


def test_a_range_that_differs_in_its_last_digit_alone_is_drawn_in_too(
    window: MainWindow, qtbot: QtBot
) -> None:
    for plot in (window.workspace.surface_plot, window.workspace.data_plot):
        (low, high), down = plot.view_range()
        wanted = ((float(np.nextafter(low, high)), float(np.nextafter(high, low))), down)
        plot.set_view_range(wanted)
        assert plot.view_range() == wanted
        assert plot.area == wanted, "what it is drawn in"
        transform = plot.view.childTransform()
        plot.set_view_range(((0.0, 5.0), (0.0, 5.0)))
        plot.set_view_range(wanted)
        assert plot.view.childTransform() == transform


def test_a_plot_without_any_room_is_drawn_as_soon_as_it_has_some(window: MainWindow, qtbot: QtBot) -> None:
    plot = window.workspace.surface_plot
    plot.setParent(None)
    plot.setMinimumSize(1, 1)
    plot.show()
    window.actions_.steps.setChecked(True)
    for size, has_room in (
        ((300, 20), True),
        ((20, 300), False),
    ):  # where it is low, its lower axis gives way
        plot.resize(*size)
        window.experiment.settings = replace(window.experiment.settings, m=window.experiment.settings.m + 0.1)
        behind = [plot.is_behind]
        plot.resize(400, 300)
        assert [*behind, plot.is_behind] == [not has_room, False]
        QApplication.processEvents()
        seen = plot.grab().toImage()
        for width in (600, 400):
            plot.resize(width, 300)
            QApplication.processEvents()
        assert plot.grab().toImage() == seen
    plot.hide()
    plot.setParent(window.workspace)


def test_the_axis_of_a_range_that_hardly_changes_goes_with_it(window: MainWindow) -> None:
    """Also where the other range changes by far more: each axis is told of its own alone."""
    plot = window.workspace.data_plot
    (low, high), (bottom, top) = plot.view_range()
    wanted = ((low + 1.0, high + 2.0), (float(np.nextafter(bottom, top)), float(np.nextafter(top, bottom))))
    plot.set_view_range(wanted)
    assert plot.view_range() == wanted
    assert tuple(plot.getAxis("left").range) == wanted[1]
    assert tuple(plot.getAxis("bottom").range) == wanted[0]
