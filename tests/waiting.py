"""States that a test waits for and a clock that it turns by hand, so that none has to sleep."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from gdgui.training.player import Player
from gdgui.training.trainer import Trainer


def has_obeyed(trainer: Trainer) -> bool:
    """Whether the worker has done all that it was sent."""
    return not trainer._sent or trainer._closed or trainer._worker.progress.obeyed == trainer._sent


def is_at_rest(player: Player) -> bool:
    """Whether nothing moves by itself any more: its clock stands and the worker has obeyed."""
    return has_obeyed(player._trainer) and not any(each.isActive() for each in player.findChildren(QTimer))


def when_shown(qtbot: QtBot, player: Player, epoch: int, do: Callable[[], object]) -> None:
    """Do this the moment the epoch is shown; who only looks now and then may miss it."""
    done: list[int] = []

    def look() -> None:
        if player.cursor == epoch and not done:
            done.append(epoch)
            do()

    player.changed.connect(look)
    qtbot.waitUntil(lambda: bool(done))
    player.changed.disconnect(look)


def next_tick(qtbot: QtBot, player: Player) -> None:
    """Wait until the player has looked at the clock once more."""
    ticks: list[None] = []
    (timer,) = player.findChildren(QTimer)
    timer.timeout.connect(lambda: ticks.append(None))
    qtbot.waitUntil(lambda: bool(ticks))


class HandTurnedClock:
    """Stands in for the time of every player: it goes on only when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._now = 0.0
        monkeypatch.setattr("gdgui.training.clock.time", self)

    def monotonic(self) -> float:
        """What the player reads, in seconds."""
        return self._now

    def turn(self, seconds: float) -> None:
        """It is later."""
        self._now += seconds
