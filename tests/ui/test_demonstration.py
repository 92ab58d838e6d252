"""A setting shown for a while: afterwards everything is as if nobody had seen it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings, train
from gdgui.experiment.points import Points
from gdgui.experiment.view_options import ViewOptions
from gdgui.files.guide_file import guide
from gdgui.lessons.setting import Setting
from gdgui.ui.control.demonstration import Demonstration
from gdgui.ui.window import MainWindow
from tests.ui.doings import DOINGS, Did, do
from tests.ui.drawn import position
from tests.ui.fresh_drawing import CLOSE, STRAY, on_screen, settle, unlike_a_fresh_drawing
from tests.ui.user_actions import as_fast_as_possible, has_ended, key, press, run_to_the_end, status

HAND = Points(Dataset([0, 1, 2], [1, 3, 4]), "hours", "marks")
CTRL = Qt.KeyboardModifier.ControlModifier
WITHIN = [name for name in DOINGS if name not in ("resize", "arrange")]  # what the window stands like stays
SHOWN = Setting(HAND, Settings(m=1, b=1, learning_rate=0.1, epochs=50), ViewOptions(residuals=True), cursor=7)


def demonstration_in(window: MainWindow) -> Demonstration:
    parts = window.experiment, window.player, window.runs, window.ensembles
    return Demonstration(*parts, window.presenter, window.actions_.predict, window.transport.speed)


def test_its_speed_goes_with_it(window: MainWindow) -> None:
    demonstration, before = demonstration_in(window), window.transport.epochs_per_second
    demonstration.show(SHOWN)
    assert window.transport.epochs_per_second == before, "it has none of its own"
    demonstration.show(replace(SHOWN, speed=60))
    assert window.transport.epochs_per_second == 100, "the next one that there is"
    demonstration.show(replace(SHOWN, speed=60))
    demonstration.leave()
    assert window.transport.epochs_per_second == before


@pytest.fixture
def demonstration(window: MainWindow) -> Demonstration:
    return demonstration_in(window)


def state(window: MainWindow) -> list[object]:
    """All that a person worked on."""
    experiment, player, trace = window.experiment, window.player, window.player.trace
    runs = [
        (run.number, run.name, run.style, run.choice, run.pinned, run.in_step, run.trace.mse.tolist())
        for run in window.runs.all
    ]
    log = None if trace is None else (trace.m.tolist(), trace.b.tolist(), trace.segments, trace.outcome)
    stack = experiment.undo_stack
    return [
        experiment.points.names,
        experiment.points.title,
        (experiment.dataset.x.tolist(), experiment.dataset.y.tolist()),
        experiment.selection.tolist(),
        (experiment.settings, experiment.asked),
        (experiment.options, experiment.my_line, window.actions_.predict.isChecked()),
        runs,
        window.runs.current.number if window.runs.current else 0,
        (log, player.cursor, player.done, player.target, player.state),
        [stack.text(at) for at in range(stack.count())],
        (stack.index(), window.actions_.undo.text(), window.actions_.redo.isEnabled()),
    ]


def pictures(window: MainWindow) -> list[NDArray[np.uint8]]:
    return [on_screen(window, plot).copy() for plot in window.workspace.plots]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_was_done_before_is_there_again(
    window: MainWindow, qtbot: QtBot, demonstration: Demonstration, seed: int
) -> None:
    """Document, runs, the one under way, undo and the picture; whatever was done in between."""
    window.resize(1280, 900)
    rng = np.random.default_rng(seed)
    at_random(qtbot, window, rng, ["run", *rng.choice(list(DOINGS), 8)])
    before, seen = state(window), pictures(window)
    pages = guide()
    for setting in (SHOWN, pages[rng.integers(len(pages))].show):
        demonstration.show(setting)
        settle(qtbot, window)
        assert window.experiment.dataset == setting.points.dataset
        assert not window.actions_.undo.isEnabled()
    at_random(qtbot, window, rng, rng.choice(WITHIN, 4).tolist())
    demonstration.leave()
    settle(qtbot, window)
    assert state(window) == before
    for one, other in zip(seen, pictures(window), strict=True):
        differs = (np.abs(one.astype(int) - other.astype(int)) > CLOSE).any(axis=-1)
        assert differs.sum() <= STRAY
    assert unlike_a_fresh_drawing(window) == {}


def test_the_run_is_shown_as_far_as_the_cursor(
    window: MainWindow, qtbot: QtBot, demonstration: Demonstration
) -> None:
    demonstration.show(replace(SHOWN, part="gradient"))
    settle(qtbot, window)
    m, b = 1.0, 1.0
    for _ in range(7):
        f = HAND.dataset.y - (m * HAND.dataset.x + b)
        m, b = m + 0.2 * float(np.mean(HAND.dataset.x * f)), b + 0.2 * float(np.mean(f))
    surface = window.workspace.surface_plot
    assert position(surface) == pytest.approx((m, b))
    assert surface.gradient.arrow.to is not None, "the step that led there is taken apart"
    assert "hours" in str(window.workspace.data_plot.getAxis("bottom").labelText)


def test_a_run_that_diverges_is_shown_as_far_as_it_goes(
    window: MainWindow, qtbot: QtBot, demonstration: Demonstration
) -> None:
    wild = Settings(learning_rate=3, epochs=5000)
    demonstration.show(Setting(HAND, wild, ViewOptions(), cursor=5000))
    settle(qtbot, window)
    assert window.player.has_diverged
    assert status(window).startswith("Diverged at epoch")


def test_undo_stays_within_and_is_what_it_was_afterwards(
    window: MainWindow, qtbot: QtBot, demonstration: Demonstration
) -> None:
    n = len(window.experiment.dataset)
    window.experiment.add_point(0.5, 0.5)
    window.experiment.add_point(0.6, 0.5)
    key(qtbot, window, Qt.Key.Key_Z, CTRL)
    demonstration.show(SHOWN)
    window.experiment.add_point(3, 5)
    for _ in range(5):
        key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert window.experiment.dataset == HAND.dataset
    window.experiment.add_point(3, 5)
    demonstration.leave()
    assert len(window.experiment.dataset) == n + 1
    key(qtbot, window, Qt.Key.Key_Y, CTRL)
    assert len(window.experiment.dataset) == n + 2
    for _ in range(5):
        key(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert len(window.experiment.dataset) == n


def test_a_run_under_way_waits_and_goes_on_without_training_anew(
    window: MainWindow, qtbot: QtBot, demonstration: Demonstration
) -> None:
    """Also one that was begun a moment ago; its generator goes on where it was."""
    window.experiment.settings = Settings(algorithm="sgd", epochs=400, learning_rate=0.05, seed=3)
    as_fast_as_possible(window)
    window.actions_.run.trigger()
    demonstration.show(SHOWN)
    settle(qtbot, window)
    demonstration.leave()
    assert window.player.state == "paused"
    window.actions_.run.trigger()
    qtbot.waitUntil(lambda: has_ended(window))
    trace = window.player.trace
    assert trace is not None
    assert trace.mse == pytest.approx(train(window.experiment.dataset, window.experiment.settings).mse)
    assert [run.number for run in window.runs.all] == [1]


@pytest.mark.parametrize("has_run", [False, True])
def test_what_was_hidden_is_hidden_again_and_what_was_answered_is_not(
    window: MainWindow, qtbot: QtBot, demonstration: Demonstration, has_run: bool
) -> None:
    """One predicts first, with a line of one's own; a question that is open is called off."""
    window.experiment.add_point(0.9, 0.1)
    as_fast_as_possible(window)
    window.actions_.my_line.trigger()
    window.experiment.move_my_line(0.3, 0.2)
    window.actions_.predict.trigger()
    press(qtbot, window, "runButton")
    if has_run:
        press(qtbot, window, "creepsAnswer")
        qtbot.waitUntil(lambda: has_ended(window))
    settle(qtbot, window)
    before, hidden = state(window), window.presenter.concealment.hides_run
    said = window.presenter.prediction if has_run else None
    demonstration.show(SHOWN)
    settle(qtbot, window)
    assert not window.presenter.frame.is_concealed
    assert window.experiment.my_line is None
    demonstration.leave()
    settle(qtbot, window)
    assert state(window) == before
    assert window.presenter.concealment.hides_run is hidden is not has_run
    assert window.presenter.prediction is said
    assert unlike_a_fresh_drawing(window) == {}


def test_one_within_another(window: MainWindow, qtbot: QtBot, demonstration: Demonstration) -> None:
    inner = demonstration_in(window)
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    before = state(window)
    demonstration.show(SHOWN)
    settle(qtbot, window)
    between = state(window)
    inner.show(replace(SHOWN, cursor=3))
    settle(qtbot, window)
    inner.leave()
    settle(qtbot, window)
    assert state(window) == between
    demonstration.leave()
    settle(qtbot, window)
    assert state(window) == before


def at_random(qtbot: QtBot, window: MainWindow, rng: np.random.Generator, names: list[str]) -> None:
    for name in names:
        do(qtbot, window, Did(str(name), float(rng.random()), float(rng.random())))
