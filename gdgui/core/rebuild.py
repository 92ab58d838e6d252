"""A run made again: from where it began and what was changed midway comes the same trace, bit for bit."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from gdgui.core.algorithms import ALGORITHMS
from gdgui.core.engine import Descent
from gdgui.core.settings import Settings
from gdgui.core.trace import Outcome, Reason, Segment, Trace


class Recipe(NamedTuple):
    """What a run is made again from. Of its trace there is nothing but the checksum.

    Of each segment that began while it went on: after which epoch, and its points and settings. The last one
    may begin where the run has come to.
    """

    start: tuple[float, float, float]  # m, b and MSE, of the points that the run was begun on
    segments: tuple[Segment, ...]  # without their draws; the first begins at 0
    epochs: int  # that were shown
    ended: Reason | None  # None: it may go on
    checksum: str = ""  # of the trace it came from; "" is not compared

    @classmethod
    def of(cls, trace: Trace) -> Recipe:
        """The recipe for a trace as far as it goes. Takes a hundredth of a second for a million epochs."""
        return cls(
            start=(float(trace.m[0]), float(trace.b[0]), float(trace.mse[0])),
            segments=tuple(each._replace(draws=None) for each in trace.segments),
            epochs=trace.epochs,
            ended=trace.outcome.reason if trace.outcome else None,
            checksum=checksum(trace),
        )

    @property
    def outcome(self) -> Outcome | None:
        """How the run ended: a divergence, at the epoch after the last one recorded."""
        if self.ended is None:
            return None
        return Outcome(self.ended, self.epochs + (self.ended == "diverged"))

    @property
    def work(self) -> int:
        """What it takes to make it, in samples and epochs."""
        ends = (*(each.epoch for each in self.segments[1:]), self.epochs)
        return 1 + sum(
            (end - each.epoch) * _samples_drawn(each.settings)
            for each, end in zip(self.segments, ends, strict=True)
        )


class Rebuilt(NamedTuple):
    """A run that was made again. The descent can go on, as the run it was made from could."""

    descent: Descent
    is_the_same: bool  # as the one that the recipe was made from, bit for bit

    @property
    def trace(self) -> Trace:
        """The run as far as it was shown, and how it ended."""
        return self.descent.trace


def checksum(trace: Trace) -> str:
    """SHA-256 of m, b and MSE of all epochs, as little-endian float64, in hexadecimal digits."""
    import hashlib  # not above: where no session is saved, nothing is compared

    found = hashlib.sha256()
    for each in (trace.m, trace.b, trace.mse):
        found.update(np.ascontiguousarray(each, dtype="<f8").data)
    return found.hexdigest()


def rebuild(recipe: Recipe) -> Generator[float, None, Rebuilt]:
    """Make the run again, some milliseconds at a time; yields the share that is done.

    Where it diverges before it should, it ends there and is not the same. One that had not ended goes on
    after `extend`. Raises ValueError where a segment has no points.
    """
    m, b, mse = recipe.start
    first = recipe.segments[0]
    descent = Descent(first.dataset, replace(first.settings, m=m, b=b), mse)
    ends = (*(each.epoch for each in recipe.segments[1:]), recipe.epochs)
    for segment, end in zip(recipe.segments, ends, strict=True):
        descent.go_on_with(segment.dataset, segment.settings)
        descent.settings, descent.target = segment.settings, recipe.epochs + 1  # so that it does not finish
        while descent.epochs < end:
            descent.advance(min(descent.chunk, end - descent.epochs))
            yield descent.epochs / recipe.epochs
            if descent.trace.outcome is not None:
                return Rebuilt(descent, False)
    descent.target, descent.trace.outcome = recipe.epochs, recipe.outcome
    return Rebuilt(descent, recipe.checksum in ("", checksum(descent.trace)))


def rebuild_at_once(recipe: Recipe) -> Rebuilt:
    """The same in one go, which takes as long as it took to train."""
    steps = rebuild(recipe)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: Rebuilt = end.value
            return made


def rebuild_all(recipes: Sequence[Recipe]) -> Generator[float, None, list[Rebuilt]]:
    """One after the other; yields the share of all of them that is done."""
    total, done = sum(each.work for each in recipes), 0
    made = []
    for recipe in recipes:
        steps = rebuild(recipe)
        while True:
            try:
                yield (done + next(steps) * recipe.work) / total
            except StopIteration as end:
                made.append(end.value)
                break
        done += recipe.work
    return made


def _samples_drawn(settings: Settings) -> int:
    """In an epoch; 1 where none are drawn."""
    return settings.batch_size if "batch_size" in ALGORITHMS[settings.algorithm].settings else 1
