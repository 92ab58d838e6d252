"""Two hundred runs of SGD, computed by the worker while the window looks on."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings, train
from gdgui.core.ensemble import RUNS, Ensemble
from gdgui.training.ensemble_runner import EnsembleRunner
from gdgui.training.player import Player
from gdgui.training.trainer import Trainer
from tests.training.cancelled import is_cancelled

POINTS = Dataset([0.0, 0.4, 1.0], [0.1, 0.3, 0.9])


@pytest.fixture
def trainer(qtbot: QtBot) -> Iterator[Trainer]:
    trainer = Trainer()
    yield trainer
    trainer.shut_down()
    assert not trainer.is_alive


def test_each_run_is_the_one_of_its_seed(qtbot: QtBot, trainer: Trainer) -> None:
    runner = EnsembleRunner(trainer)
    runner.start(POINTS, Settings("sgd", epochs=300, seed=5))
    qtbot.waitUntil(lambda: not runner.is_running)
    assert runner.ensemble is not None
    assert runner.ensemble.m.shape == (301, RUNS)
    for k in (0, 7):
        alone = train(POINTS, Settings("sgd", epochs=300, seed=5 + k))
        np.testing.assert_allclose(runner.ensemble.m[:, k], alone.m, rtol=1e-12)
    assert [timer for timer in runner.findChildren(QTimer) if timer.isActive()] == []


def test_it_is_computed_in_the_worker(
    qtbot: QtBot, trainer: Trainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = set()
    advance = Ensemble.advance

    def noted(self: Ensemble) -> None:
        threads.add(threading.get_ident())
        advance(self)

    monkeypatch.setattr(Ensemble, "advance", noted)
    runner = EnsembleRunner(trainer)
    runner.start(POINTS, Settings("sgd", epochs=2000))
    qtbot.waitUntil(lambda: not runner.is_running)
    assert threads
    assert threading.get_ident() not in threads


def test_the_run_that_is_watched_goes_first(qtbot: QtBot, trainer: Trainer) -> None:
    runner, player = EnsembleRunner(trainer), Player(trainer)
    runner.start(POINTS, Settings("sgd", epochs=1_000_000))
    player.start(POINTS, Settings("sgd", epochs=20_000))
    qtbot.waitUntil(lambda: player.state == "ended")
    assert runner.is_running


def test_what_is_cancelled_stays_and_what_is_cleared_goes(qtbot: QtBot, trainer: Trainer) -> None:
    runner = EnsembleRunner(trainer)
    runner.start(POINTS, Settings("sgd", epochs=1_000_000))
    qtbot.waitUntil(lambda: runner.ensemble is not None and runner.ensemble.done > 0)
    runner.cancel()
    assert is_cancelled(qtbot, trainer)
    runner.clear()
    assert runner.ensemble is None


def test_what_was_looked_at_does_not_change(qtbot: QtBot, trainer: Trainer) -> None:
    runner = EnsembleRunner(trainer)
    runner.start(POINTS, Settings("sgd", epochs=100_000))
    qtbot.waitUntil(lambda: runner.ensemble is not None and runner.ensemble.done > 0)
    seen = runner.ensemble
    assert seen is not None
    before, length = seen.m.copy(), seen.done
    qtbot.waitUntil(lambda: runner.ensemble is not None and runner.ensemble.done > length)
    assert seen.done == length
    np.testing.assert_array_equal(seen.m, before)
