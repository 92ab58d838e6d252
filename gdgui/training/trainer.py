"""The window's hold on the worker: what was asked for, and what has come of it. No clock, no cursor."""

from __future__ import annotations

import math
import weakref
from dataclasses import replace
from typing import NamedTuple

from gdgui.core import Dataset, Descent, Outcome, Settings, Trace
from gdgui.core.ensemble import Ensemble
from gdgui.core.limits import MOST_EPOCHS
from gdgui.training.worker import (
    Abandon,
    Adopt,
    Change,
    Command,
    Compute,
    EndEnsemble,
    Extend,
    Progress,
    Quit,
    SetAside,
    Start,
    StartEnsemble,
    TakeBack,
    Worker,
)

AHEAD = 16_384
"""Epochs computed beyond the newest one shown, at any speed but the highest."""


class Aside(NamedTuple):
    """A run and an ensemble that were set aside: what was asked for, and what had come of it by then."""

    run_id: int
    target: int
    dataset: Dataset
    settings: Settings
    horizon: float
    ensemble_id: int
    progress: Progress

    @property
    def is_empty(self) -> bool:
        """Whether there was neither."""
        return not self.run_id and not self.ensemble_id


class Trainer:
    """Owns the worker and one run at a time. Runs have ids: late news of an abandoned one is no news."""

    def __init__(self) -> None:
        self.run_id = 0  # 0 where there is no run
        self.target = 0  # the epoch at which the run is finished
        self.dataset = Dataset([], [])  # as last asked for by the run
        self.settings = Settings()
        self._last_id = 0
        self._horizon = 0.0
        self._sent = self._awaited = 0  # commands; until this one is obeyed, what lies ahead is not valid
        self._ensemble_id = 0
        self._closed = False
        self._head: Trace | None = None  # as shown
        self._head_of: tuple[object, ...] = ()  # what that was made from
        self._kept: Progress | None = None  # of what was taken back, until the worker tells of it again
        self._worker = Worker()
        # However the window goes, also with the interpreter: a running QThread must not be dropped.
        self._end_worker = weakref.finalize(self, _end, self._worker)

    # What has come of it

    @property
    def is_alive(self) -> bool:
        """Whether the thread exists; it begins with the first run."""
        return self._worker.isRunning()

    @property
    def is_awaiting(self) -> bool:
        """Whether what the worker has computed ahead is not yet what was asked for last."""
        return self._worker.progress.obeyed < self._awaited

    @property
    def failure(self) -> str:
        """What went wrong inside the worker; empty where nothing did."""
        news = self._news
        return news.failure if news else ""

    @property
    def whole(self) -> Trace | None:
        """All that has been computed of the run; None before its first news and without a run."""
        news = self._news
        return news.trace if news else None

    def available(self, done: int) -> int:
        """The last epoch that can be shown now, where `done` are already."""
        whole = self.whole
        if whole is None or self.is_awaiting:
            return done
        return max(done, min(whole.epochs, self.target))

    def head(self, done: int) -> Trace | None:
        """The run up to the newest epoch shown, and how it ended if it ended there."""
        news = self._news
        whole = news.trace if news else None
        if whole is None:
            self._head, self._head_of = None, ()
            return None
        ended = self.outcome(done)
        key = whole, done, min(done, whole.epochs), whole.segments, ended
        if key != self._head_of:  # the same trace, as long as nothing has been done
            self._head, self._head_of = whole.head(done), key
            self._head.outcome = ended
        return self._head

    def outcome(self, done: int) -> Outcome | None:
        """How the run ended, if it ended at the newest epoch shown."""
        whole = self.whole
        if whole is None:
            return None
        ended = whole.outcome
        if ended is not None and ended.reason == "diverged" and done >= whole.epochs:
            return ended
        return Outcome("finished", done) if done >= self.target else None

    def is_as_asked(self, dataset: Dataset, settings: Settings) -> bool:
        """Whether the run, as it goes on now, has these points and settings."""
        return settings == self.settings and dataset == self.dataset

    # What is asked for

    def start(self, dataset: Dataset, settings: Settings) -> None:
        """Begin a new run; `look_ahead` says how far it is computed beyond its first epochs."""
        self._kept = None
        self._last_id += 1
        self.run_id = self._last_id
        self.dataset, self.settings, self.target = dataset, settings, settings.epochs
        self._horizon = AHEAD
        self._await(Start(self.run_id, dataset, settings, self._horizon))

    def change(self, dataset: Dataset, settings: Settings, done: int) -> bool:
        """Go on with these points and settings after the newest epoch shown; False where they are the same.

        Other start values belong to the next run.
        """
        settings = replace(settings, m=self.settings.m, b=self.settings.b)
        if self.is_as_asked(dataset, settings):
            return False
        if settings.epochs != self.settings.epochs:
            self.target = max(settings.epochs, done)
        self.dataset, self.settings = dataset, settings
        self._await(Change(dataset, settings, done))
        return True

    def adopt(self, descent: Descent, dataset: Dataset) -> None:
        """Go on with a run that was made elsewhere, on these points; `look_ahead` says how far."""
        self._last_id += 1
        self.run_id = self._last_id
        self.dataset, self.settings, self.target = dataset, descent.settings, descent.target
        self._horizon = 0.0
        self._kept = Progress(0, self.run_id, descent.trace)  # all of it is known
        self._send(Adopt(self.run_id, descent))

    def extend(self, target: int) -> None:
        """Let the run finish at this epoch, at most 1,000,000."""
        target = min(MOST_EPOCHS, target)
        if target != self.target:
            self.target = target
            self._send(Extend(target))

    def look_ahead(self, done: int, races: bool) -> None:
        """Let the worker know how far to compute, in strides: not at every frame.

        `races` if all of the run is wanted as fast as possible.
        """
        wanted = math.inf if races else done + AHEAD
        grows = wanted > self._horizon and wanted - self._horizon >= AHEAD / 2
        if self.run_id and (grows or (math.isinf(self._horizon) and not races)):
            self._horizon = wanted
            self._send(Compute(wanted))

    def abandon(self) -> None:
        """Nobody hears of the run again."""
        self._kept = None
        self.run_id = self.target = 0
        if self.is_alive:
            self._send(Abandon())

    def set_aside(self) -> Aside:
        """Have neither a run nor an ensemble; hand out those there are, for `take_back`.

        What was set aside last is taken back first.
        """
        progress = self._news or self._worker.progress
        aside = Aside(
            self.run_id, self.target, self.dataset, self.settings, self._horizon, self._ensemble_id, progress
        )
        self.run_id = self.target = self._ensemble_id = 0
        if not aside.is_empty:
            self._send(SetAside())
        return aside

    def take_back(self, aside: Aside) -> None:
        """Go on with the run of that time, as far as it had come; the one there is now is abandoned."""
        self.abandon()
        self.end_ensemble(forget=True)
        self.run_id, self.target, self._horizon = aside.run_id, aside.target, aside.horizon
        self.dataset, self.settings, self._ensemble_id = aside.dataset, aside.settings, aside.ensemble_id
        if not aside.is_empty:
            self._kept = aside.progress
            is_known = aside.progress.run_id == aside.run_id
            (self._send if is_known else self._await)(TakeBack())

    def shut_down(self) -> None:
        """End the thread and wait for it, for good; may be called twice."""
        self._closed = True
        self._end_worker()

    # Many runs of SGD

    @property
    def ensemble(self) -> Ensemble | None:
        """What there is of the ensemble asked for last."""
        for progress in (self._worker.progress, self._kept):
            if progress and self._ensemble_id and progress.ensemble_id == self._ensemble_id:
                return progress.ensemble
        return None

    def start_ensemble(self, dataset: Dataset, settings: Settings) -> None:
        """Compute these runs whenever the run shown needs nothing."""
        self._last_id += 1
        self._ensemble_id = self._last_id
        self._send(StartEnsemble(self._ensemble_id, dataset, settings))

    def end_ensemble(self, forget: bool) -> None:
        """Compute no more of it; what there is stays, unless it is to be forgotten."""
        if self._ensemble_id:
            self._send(EndEnsemble(forget))
            self._ensemble_id = 0 if forget else self._ensemble_id

    @property
    def _news(self) -> Progress | None:
        """What was last published of the current run."""
        for progress in (self._worker.progress, self._kept):
            if progress and self.run_id and progress.run_id == self.run_id:
                return progress
        return None

    def _await(self, command: Command) -> None:
        self._send(command)
        self._awaited = self._sent

    def _send(self, command: Command) -> None:
        if not self._closed:
            self._sent += 1
            self._worker.send(command)
            if not self._worker.isRunning():
                self._worker.start()


def _end(worker: Worker) -> None:
    """Let the thread come to its end, and wait for that."""
    if worker.isRunning():
        worker.send(Quit())
        worker.wait()
