"""The player: one cursor and one clock over a run that the worker makes ahead of it."""

from __future__ import annotations

import gc
import math
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread, QTimer
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Descent, Outcome, Settings, Trace, train
from gdgui.training.player import Player
from gdgui.training.trainer import AHEAD, Trainer
from tests.waiting import has_obeyed, is_at_rest, when_shown

POINTS = Dataset([0.0, 0.4, 1.0], [0.1, 0.3, 0.9])
LOOKS = 10
OTHERS = Dataset([0.0, 0.4, 1.0, 2.0], [0.1, 0.3, 0.9, 0.2])


@pytest.fixture
def player(qtbot: QtBot) -> Iterator[Player]:
    trainer = Trainer()
    player = Player(trainer)
    yield player
    player.shut_down()
    assert not trainer.is_alive


def trainer_of(player: Player) -> Trainer:
    """The hold on the worker behind it."""
    return player._trainer


def whole(player: Player) -> Trace | None:
    """All that the worker has computed."""
    return trainer_of(player).whole


def wait_for(qtbot: QtBot, player: Player, state: str) -> None:
    qtbot.waitUntil(lambda: player.state == state)


def shown(player: Player) -> list[int]:
    """The epochs shown from now on."""
    epochs: list[int] = []
    player.changed.connect(lambda: epochs.append(player.cursor) if epochs[-1:] != [player.cursor] else None)
    return epochs


def native_threads() -> int:
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.exists() else 0


@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
@pytest.mark.parametrize("rate", [math.inf, 20_000.0])
def test_what_is_shown_is_what_train_gives(qtbot: QtBot, player: Player, algorithm: str, rate: float) -> None:
    settings = Settings(algorithm, epochs=5000, seed=3)
    player.set_rate(rate)
    player.start(POINTS, settings)
    wait_for(qtbot, player, "ended")
    expected = train(POINTS, settings)
    assert player.trace is not None
    assert player.trace.mse.tolist() == expected.mse.tolist()
    assert player.trace.outcome == expected.outcome
    assert player.cursor == player.done == 5000


def test_what_was_computed_ahead_is_not_shown(qtbot: QtBot, player: Player) -> None:
    player.set_rate(20.0)
    player.start(POINTS, Settings(epochs=10_000))
    qtbot.waitUntil(lambda: player.cursor >= 2)
    player.pause()
    assert player.trace is not None
    assert player.trace.epochs == player.done == player.cursor < 10
    assert len(player.trace.mse) == player.done + 1
    assert player.trace.outcome is None
    assert player.state == "paused"


def test_the_worker_computes_no_farther_ahead_than_it_must(qtbot: QtBot, player: Player) -> None:
    player.set_rate(20.0)
    player.start(POINTS, Settings("sgd", epochs=1_000_000))
    qtbot.waitUntil(lambda: player.cursor >= 3)
    computed = whole(player)
    assert computed is not None
    assert 0 < computed.epochs <= player.done + AHEAD


def test_a_divergence_ahead_is_told_when_it_is_reached(qtbot: QtBot, player: Player) -> None:
    settings = Settings(learning_rate=2.0, epochs=1000)
    expected = train(POINTS, settings)
    assert expected.outcome is not None
    assert expected.outcome.reason == "diverged"
    player.set_rate(50.0)
    epochs = shown(player)
    player.start(POINTS, settings)
    states: list[str] = []
    when_shown(qtbot, player, 3, lambda: states.append(player.state))
    assert states == ["playing"]
    player.set_rate(math.inf)
    wait_for(qtbot, player, "ended")
    assert player.trace is not None
    assert player.trace.outcome == expected.outcome
    assert player.cursor == expected.epochs
    assert epochs[:4] == [0, 1, 2, 3]


def test_at_a_slow_speed_every_epoch_is_shown_in_order(qtbot: QtBot, player: Player) -> None:
    player.set_rate(50.0)
    epochs = shown(player)
    player.start(POINTS, Settings(epochs=20))
    wait_for(qtbot, player, "ended")
    assert epochs == list(range(21))


def test_after_a_pause_it_goes_on_to_the_end(qtbot: QtBot, player: Player) -> None:
    player.set_rate(50.0)
    player.start(POINTS, Settings(epochs=12))
    when_shown(qtbot, player, 4, player.pause)
    qtbot.waitUntil(lambda: is_at_rest(player))
    assert (player.cursor, player.state) == (4, "paused")
    player.play()
    wait_for(qtbot, player, "ended")
    assert player.cursor == 12


def test_from_an_earlier_epoch_it_goes_through_what_was_shown_and_beyond(
    qtbot: QtBot, player: Player
) -> None:
    player.set_rate(50.0)
    player.start(POINTS, Settings(epochs=12))
    when_shown(qtbot, player, 6, lambda: player.seek(2))
    assert (player.cursor, player.done, player.state) == (2, 6, "paused")
    epochs = shown(player)
    player.play()
    wait_for(qtbot, player, "ended")
    assert epochs == list(range(2, 13))


def test_at_its_end_it_plays_again_without_training_anew(qtbot: QtBot, player: Player) -> None:
    player.start(POINTS, Settings(epochs=30))
    wait_for(qtbot, player, "ended")
    run, before = player.run_id, whole(player)
    player.set_rate(50.0)
    epochs = shown(player)
    player.play()
    assert player.cursor == 0
    qtbot.waitUntil(lambda: player.cursor >= 5)
    assert (player.run_id, whole(player)) == (run, before)
    assert player.done == 30
    player.set_rate(math.inf)
    wait_for(qtbot, player, "ended")
    assert epochs[0] == 0
    assert player.cursor == 30


def test_it_plays_backwards_and_stops_at_the_start(qtbot: QtBot, player: Player) -> None:
    player.start(POINTS, Settings(epochs=10))
    wait_for(qtbot, player, "ended")
    player.set_rate(50.0)
    epochs = shown(player)
    player.play(-1)
    qtbot.waitUntil(lambda: not player.direction)
    assert epochs == list(range(10, -1, -1))
    assert player.done == 10


def test_a_loop_begins_again_at_either_end(qtbot: QtBot, player: Player) -> None:
    player.loops = True
    player.set_rate(50.0)
    epochs = shown(player)
    player.start(POINTS, Settings(epochs=3))
    qtbot.waitUntil(lambda: len(epochs) >= 10)
    assert epochs[:8] == [0, 1, 2, 3, 0, 1, 2, 3]
    player.play(-1)
    epochs.clear()
    qtbot.waitUntil(lambda: len(epochs) >= 8)
    player.pause()
    pairs = set(pairwise(epochs))
    assert pairs <= {(3, 2), (2, 1), (1, 0), (0, 3)}
    assert (0, 3) in pairs


def test_steps_go_on_one_by_one_also_beyond_the_end(qtbot: QtBot, player: Player) -> None:
    player.start(POINTS, Settings(epochs=2), playing=False)
    for epoch in (1, 2, 3, 4):
        player.step()
        qtbot.waitUntil(lambda epoch=epoch: player.done == epoch)  # type: ignore[misc]
    assert player.state == "ended"
    assert player.trace is not None
    assert player.trace.outcome == Outcome("finished", 4)
    assert player.trace.mse.tolist() == train(POINTS, Settings(epochs=4)).mse.tolist()
    player.seek(player.cursor - 1)
    player.seek(player.cursor - 1)
    player.step()
    assert (player.cursor, player.done) == (3, 4)


def test_more_epochs_let_a_finished_run_go_on(qtbot: QtBot, player: Player) -> None:
    player.start(POINTS, Settings("sgd", epochs=10, seed=4))
    wait_for(qtbot, player, "ended")
    player.go_on(15, POINTS, Settings("sgd", epochs=10, seed=4))
    assert player.state == "paused"
    player.play()
    wait_for(qtbot, player, "ended")
    assert player.trace is not None
    assert player.trace.mse.tolist() == train(POINTS, Settings("sgd", epochs=25, seed=4)).mse.tolist()


@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
def test_a_change_goes_on_from_the_newest_epoch_shown(qtbot: QtBot, player: Player, algorithm: str) -> None:
    before = Settings(algorithm, epochs=40, seed=2)
    after = Settings(algorithm, learning_rate=0.2, epochs=40, seed=2)
    player.set_rate(50.0)
    player.start(POINTS, before)
    when_shown(qtbot, player, 5, player.pause)
    player.change(POINTS, after)
    player.set_rate(math.inf)
    player.play()
    wait_for(qtbot, player, "ended")
    trace = player.trace
    assert trace is not None
    assert [segment.epoch for segment in trace.segments] == [0, 5]
    assert trace.m[:6].tolist() == train(POINTS, before).m[:6].tolist()
    oracle = Descent(POINTS, before)
    oracle.advance(5)
    oracle.change(POINTS, after)
    oracle.advance(35)
    assert trace.m.tolist() == oracle.trace.m.tolist()


def test_while_looking_back_a_change_still_counts_from_the_newest_epoch(qtbot: QtBot, player: Player) -> None:
    player.set_rate(50.0)
    player.start(POINTS, Settings(epochs=40))
    when_shown(qtbot, player, 6, lambda: player.seek(1))
    player.change(OTHERS, Settings(epochs=40))
    assert player.cursor == 1
    player.set_rate(math.inf)
    player.play()
    wait_for(qtbot, player, "ended")
    assert player.trace is not None
    assert [segment.epoch for segment in player.trace.segments] == [0, 6]


def test_a_finished_run_is_finished(qtbot: QtBot, player: Player) -> None:
    player.start(POINTS, Settings(epochs=10))
    wait_for(qtbot, player, "ended")
    player.change(OTHERS, Settings(learning_rate=0.3, epochs=99))
    qtbot.waitUntil(lambda: is_at_rest(player))
    assert player.trace is not None
    assert player.state == "ended"
    assert len(player.trace.segments) == 1
    assert player.trace.segments[0].dataset == POINTS
    assert not trainer_of(player).is_as_asked(OTHERS, Settings(epochs=10))
    assert trainer_of(player).is_as_asked(POINTS, Settings(epochs=10))


def test_fewer_epochs_end_the_run_there(qtbot: QtBot, player: Player) -> None:
    player.set_rate(50.0)
    player.start(POINTS, Settings(epochs=1000))
    when_shown(qtbot, player, 3, lambda: player.change(POINTS, Settings(epochs=6)))
    wait_for(qtbot, player, "ended")
    assert player.trace is not None
    assert player.trace.outcome == Outcome("finished", 6)
    assert player.trace.epochs == 6


def test_no_thread_exists_before_the_first_run(player: Player) -> None:
    player.set_rate(5.0)
    player.reset()
    assert not trainer_of(player).is_alive


def test_nobody_hears_of_an_abandoned_run(qtbot: QtBot, player: Player) -> None:
    player.start(POINTS, Settings("sgd", epochs=1_000_000))
    qtbot.waitUntil(lambda: player.cursor > 0)
    player.reset()
    epochs = shown(player)
    qtbot.waitUntil(lambda: is_at_rest(player))
    assert (epochs, player.state, player.trace, player.cursor) == ([], "idle", None, 0)


def test_of_two_runs_started_at_once_the_second_one_counts(qtbot: QtBot, player: Player) -> None:
    player.start(POINTS, Settings(epochs=500_000))
    player.start(POINTS, Settings(epochs=3, learning_rate=0.1))
    wait_for(qtbot, player, "ended")
    assert player.trace is not None
    assert player.trace.mse.tolist() == train(POINTS, Settings(epochs=3, learning_rate=0.1)).mse.tolist()


def test_a_run_on_no_points_fails_in_words(qtbot: QtBot, player: Player) -> None:
    player.start(Dataset([], []), Settings())
    wait_for(qtbot, player, "failed")
    assert "no points" in player.failure
    player.start(POINTS, Settings())
    wait_for(qtbot, player, "ended")


def test_two_hundred_starts_stops_and_resets_leave_nothing_behind(qtbot: QtBot, player: Player) -> None:
    def census() -> tuple[int, int, int, int]:
        gc.collect()
        objects = [each for each in gc.get_objects() if isinstance(each, QObject)]
        return (
            native_threads(),
            sum(isinstance(each, QThread) for each in objects),
            sum(isinstance(each, QTimer) for each in objects),
            player.receivers("2changed()"),
        )

    def go_round() -> None:
        player.start(POINTS, Settings("sgd", epochs=1_000_000))
        player.pause()
        player.step()
        player.play()
        player.reset()

    go_round()
    qtbot.waitUntil(lambda: has_obeyed(trainer_of(player)))
    before = census()
    for _ in range(200):
        go_round()
    qtbot.waitUntil(lambda: has_obeyed(trainer_of(player)))
    assert census() == before
    epochs = shown(player)
    player.set_rate(20.0)
    player.start(POINTS, Settings(epochs=4))
    wait_for(qtbot, player, "ended")
    assert epochs == [0, 1, 2, 3, 4], "each epoch is told once, not once for every earlier start"


def test_the_thread_rests_while_a_run_is_paused(qtbot: QtBot, player: Player) -> None:
    player.start(POINTS, Settings("sgd", epochs=1_000_000))
    qtbot.waitUntil(lambda: player.cursor > 0)
    player.pause()
    qtbot.waitUntil(lambda: is_at_rest(player))
    news = list[object]()

    def nothing_is_new() -> bool:
        """The worker publishes in every round it goes."""
        news.append(trainer_of(player)._worker.progress)
        return len(news) > LOOKS and all(each is news[-1] for each in news[-LOOKS:])

    qtbot.waitUntil(nothing_is_new)
