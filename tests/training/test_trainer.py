"""The worker behind the window: in order, on time, and gone when it should be."""

from __future__ import annotations

import gc
import math
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread, QTimer
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings, train
from gdgui.training.trainer import Trainer

POINTS = Dataset([0.0, 0.4, 1.0], [0.1, 0.3, 0.9])


@pytest.fixture
def trainer(qtbot: QtBot) -> Iterator[Trainer]:
    trainer = Trainer()
    yield trainer
    trainer.shut_down()
    assert not trainer.is_alive


def wait_for(qtbot: QtBot, trainer: Trainer, state: str) -> None:
    qtbot.waitUntil(lambda: trainer.state == state, timeout=10_000)


def native_threads() -> int:
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.exists() else 0


@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
def test_what_arrives_is_what_train_gives(qtbot: QtBot, trainer: Trainer, algorithm: str) -> None:
    settings = Settings(algorithm, epochs=5000, seed=3)  # type: ignore[arg-type]
    trainer.start(POINTS, settings)
    wait_for(qtbot, trainer, "ended")
    expected = train(POINTS, settings)
    assert trainer.trace is not None
    assert trainer.trace.mse.tolist() == expected.mse.tolist()
    assert trainer.trace.outcome == expected.outcome
    assert trainer.cursor == 5000


def test_no_thread_exists_before_the_first_run(trainer: Trainer) -> None:
    trainer.set_rate(5.0)
    trainer.reset()
    assert not trainer.is_alive


def test_news_of_an_abandoned_run_are_ignored(qtbot: QtBot, trainer: Trainer) -> None:
    trainer.start(POINTS, Settings("sgd", epochs=1_000_000))
    qtbot.waitUntil(lambda: trainer.cursor > 0)
    trainer.reset()
    moves: list[int] = []
    trainer.moved.connect(lambda: moves.append(trainer.cursor))
    qtbot.wait(100)
    assert (moves, trainer.state, trainer.trace, trainer.cursor) == ([], "idle", None, 0)


def test_of_two_runs_started_at_once_the_second_one_counts(qtbot: QtBot, trainer: Trainer) -> None:
    trainer.start(POINTS, Settings(epochs=500_000))
    trainer.start(POINTS, Settings(epochs=3, learning_rate=0.1))
    wait_for(qtbot, trainer, "ended")
    assert trainer.trace is not None
    assert trainer.trace.mse.tolist() == train(POINTS, Settings(epochs=3, learning_rate=0.1)).mse.tolist()


def test_a_run_on_no_points_fails_in_words(qtbot: QtBot, trainer: Trainer) -> None:
    trainer.start(Dataset([], []), Settings())
    wait_for(qtbot, trainer, "failed")
    assert "no points" in trainer.failure
    trainer.start(POINTS, Settings())
    wait_for(qtbot, trainer, "ended")


def test_more_epochs_after_the_end_let_the_run_go_on(qtbot: QtBot, trainer: Trainer) -> None:
    trainer.start(POINTS, Settings(epochs=5))
    wait_for(qtbot, trainer, "ended")
    trainer.change(POINTS, Settings(epochs=20))
    trainer.step()
    wait_for(qtbot, trainer, "paused")
    assert trainer.cursor == 6
    trainer.resume()
    wait_for(qtbot, trainer, "ended")
    assert trainer.cursor == 20


def test_two_hundred_starts_stops_and_resets_leave_nothing_behind(qtbot: QtBot, trainer: Trainer) -> None:
    moves: list[int] = []
    trainer.moved.connect(lambda: moves.append(trainer.cursor))
    trainer.set_rate(math.inf)

    def census() -> tuple[int, int, int, int]:
        gc.collect()
        objects = [each for each in gc.get_objects() if isinstance(each, QObject)]
        return (
            native_threads(),
            sum(isinstance(each, QThread) for each in objects),
            sum(isinstance(each, QTimer) for each in objects),
            trainer.receivers("2moved()"),
        )

    def go_round() -> None:
        trainer.start(POINTS, Settings("sgd", epochs=1_000_000))
        trainer.pause()
        trainer.step()
        trainer.resume()
        trainer.reset()

    go_round()
    qtbot.wait(50)
    before = census()
    for k in range(200):
        go_round()
        if k % 20 == 0:
            qtbot.wait(20)
    qtbot.wait(100)
    assert census() == before
    moves.clear()
    trainer.start(POINTS, Settings(epochs=4))
    trainer.set_rate(20.0)
    wait_for(qtbot, trainer, "ended")
    assert sorted(set(moves)) == moves, "each epoch is told once, not once for every earlier start"


def test_the_thread_rests_while_a_run_is_paused(qtbot: QtBot, trainer: Trainer) -> None:
    trainer.start(POINTS, Settings("sgd", epochs=1_000_000))
    qtbot.waitUntil(lambda: trainer.cursor > 0)
    trainer.pause()
    qtbot.wait(100)
    before = os.times()
    qtbot.wait(300)
    after = os.times()
    assert after.user - before.user < 0.15
    assert [timer for timer in trainer.findChildren(QTimer) if timer.isActive()] == []
