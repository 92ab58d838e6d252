"""The program itself, and in it somebody who does something at random now and then and writes down when.

    python -m tests.sessions.at_work SEED LOG

A line of the log: seconds of the monotonic clock, a fingerprint of what a person would miss, and how many
epochs of all runs were seen.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from gdgui.app import main
from gdgui.core import Dataset, Settings
from gdgui.experiment.experiment import set_settings_at_once
from gdgui.experiment.points import Points
from gdgui.experiment.run import Run
from gdgui.experiment.session import KeptRun, Session
from gdgui.ui.window import MainWindow

LOOK_MS = 50
NOTHING = "nothing"  # that is not saved
MANY = 100_000  # points, in every third session


class Line(NamedTuple):
    """What there was from then on."""

    time: float
    fingerprint: str
    epochs: int

    @classmethod
    def of(cls, line: str) -> Line:
        time, fingerprint, epochs = line.split()
        return cls(float(time), fingerprint, int(epochs))


def fingerprint(session: Session, runs: Iterable[Run | KeptRun]) -> str:
    """Of points, settings, one's own line, and the runs without their epochs, which go on."""
    points = session.points
    found = hashlib.sha256(points.dataset.x.tobytes() + points.dataset.y.tobytes())
    kept = [(run.number, run.given, run.pinned) for run in runs]
    found.update(repr((points.names, points.title, session.settings, session.my_line, kept)).encode())
    return found.hexdigest()[:16]


class Worker:
    """Does one thing after another in the window, for ever."""

    def __init__(self, window: MainWindow, seed: int, log: int) -> None:
        self._window, self._log = window, log
        self._rng = np.random.default_rng(seed)
        self._last = ""
        self._write()
        if seed % 3 == 0:
            many = Dataset(*self._rng.normal(size=(2, MANY)))
            window.experiment.replace_points(Points(many), "begin")
        self._look = QTimer(window, interval=LOOK_MS)
        self._look.timeout.connect(self._write)
        self._look.start()
        self._next = QTimer(window, singleShot=True)
        self._next.timeout.connect(self._do)
        self._do()

    def _do(self) -> None:
        ways: tuple[Callable[[], object], ...] = (
            self._add, self._add, self._move, self._settings, self._run, self._my_line, self._name, self._back
        )  # fmt: skip
        ways[self._rng.integers(len(ways))]()
        self._write()
        self._next.start(round(self._rng.exponential(400)))

    def _write(self) -> None:
        window, work = self._window, self._window.sessions.work()
        state = fingerprint(work.outline, work.runs) if window.sessions.is_changed else NOTHING
        line = f"{state} {sum(run.trace.epochs for run in work.runs)}"
        if line != self._last:
            self._last = line
            os.write(self._log, f"{time.monotonic():.4f} {line}\n".encode())

    def _add(self) -> None:
        self._window.experiment.add_point(*self._rng.random(2).tolist())

    def _move(self) -> None:
        n = len(self._window.experiment.dataset)
        self._window.experiment.move_points([self._rng.integers(n)], *self._rng.random((2, 1)))

    def _settings(self) -> None:
        algorithm, epochs = ("gd", "sgd")[self._rng.integers(2)], int(self._rng.integers(1, 3000))
        settings = Settings(algorithm, learning_rate=self._rng.random() / 10, epochs=epochs)
        set_settings_at_once(self._window.experiment, replace(settings, seed=int(self._rng.integers(99))))

    def _run(self) -> None:
        speed = self._window.transport.speed
        speed.setValue(int(self._rng.integers(speed.minimum(), speed.maximum() + 1)))
        self._window.actions_.run.trigger()

    def _my_line(self) -> None:
        self._window.experiment.move_my_line(*self._rng.random(2).tolist())

    def _name(self) -> None:
        for run in self._window.runs.all[-1:]:
            self._window.runs.rename(run.number, f"läge {self._rng.integers(99)}")
            self._window.runs.pin(run.number, bool(self._rng.integers(2)))

    def _back(self) -> None:
        self._window.experiment.undo()


def _at_work(seed: int, log: int) -> None:
    workers = []
    run_events = QApplication.exec

    def begin() -> None:
        window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
        workers.append(Worker(window, seed, log))

    def exec_(_: QApplication) -> int:
        QTimer.singleShot(0, begin)
        return run_events()

    QApplication.exec = exec_  # type: ignore[method-assign, assignment]
    main([])


if __name__ == "__main__":
    _at_work(int(sys.argv[1]), os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT | os.O_APPEND))
