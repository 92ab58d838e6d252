"""Whether the worker has really let go of an ensemble."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from gdgui.training.trainer import Trainer
from tests.waiting import has_obeyed

COMMANDS = 3


def is_cancelled(qtbot: QtBot, trainer: Trainer) -> bool:
    """Whether there is no more of the ensemble, though the worker is given more turns.

    A turn is a command: after each one the worker goes on with whatever is under way.
    """
    qtbot.waitUntil(lambda: has_obeyed(trainer))
    assert trainer.ensemble is not None
    done = trainer.ensemble.done
    for _ in range(COMMANDS):
        trainer.abandon()
        qtbot.waitUntil(lambda: has_obeyed(trainer))
    return trainer.ensemble.done == done
