"""The steps worked out in a frame are those of the run: the same line, the same batch, before and after."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gdgui.core import Dataset, Descent, Settings, train
from gdgui.core.worked_step import Unknown, WorkedStep
from gdgui.experiment.frame import Frame
from gdgui.experiment.points import Points

POINTS = Dataset([0.0, 0.4, 1.0], [0.1, 0.3, 0.9])
OTHERS = Dataset([0.0, 0.4, 2.0], [0.1, 0.3, 0.9])
WAYS = [
    Settings(),
    Settings(standardise=True),
    Settings(learning_rate=1.5),  # on its way to diverge
    Settings("sgd", seed=3),
    Settings("sgd", batch_size=5, seed=3, standardise=True),
]


def step(found: object) -> WorkedStep:
    assert isinstance(found, WorkedStep)
    return found


@pytest.mark.parametrize("settings", WAYS)
@pytest.mark.parametrize("cursor", [0, 3, 10])
@pytest.mark.parametrize("is_newest", [True, False])
def test_they_lead_from_epoch_to_epoch(settings: Settings, cursor: int, is_newest: bool) -> None:
    more = train(POINTS, replace(settings, epochs=11))
    trace = more.head(cursor) if is_newest else more
    frame = Frame(Points(POINTS), settings, trace=trace, cursor=cursor)
    after = step(frame.worked)
    assert after.line == frame.line
    assert after.line_after == pytest.approx((more.m[cursor + 1], more.b[cursor + 1]), rel=1e-9)
    if cursor == 0:
        assert frame.worked_before is None
        return
    before = step(frame.worked_before)
    assert before.line == (more.m[cursor - 1], more.b[cursor - 1])
    assert before.line_after == pytest.approx(frame.line, rel=1e-9)


@pytest.mark.parametrize("batch_size", [1, 5])
def test_they_are_on_the_samples_of_the_run(batch_size: int) -> None:
    settings = Settings("sgd", batch_size=batch_size, seed=3)
    rng = np.random.default_rng(3)
    drawn = [rng.integers(0, 3, batch_size).tolist() for _ in range(11)]
    trace = train(POINTS, settings)
    for cursor in range(11):
        frame = Frame(Points(POINTS), settings, trace=trace, cursor=cursor)
        assert np.asarray(step(frame.worked).drawn).tolist() == drawn[cursor]
        if cursor:
            assert np.asarray(step(frame.worked_before).drawn).tolist() == drawn[cursor - 1]
    not_begun = Frame(Points(POINTS), settings)
    assert np.asarray(step(not_begun.worked).drawn).tolist() == drawn[0]


def test_a_change_midway_lies_between_them() -> None:
    settings, later = Settings(), Settings("sgd", learning_rate=0.2, batch_size=2)
    descent = Descent(POINTS, settings)
    descent.advance(4)
    descent.change(OTHERS, later)
    descent.advance(6)
    frame = Frame(Points(OTHERS), later, trace=descent.trace, cursor=4)
    before, after = step(frame.worked_before), step(frame.worked)
    assert (before.dataset, before.settings, before.drawn) == (POINTS, settings, None)
    assert (after.dataset, after.settings) == (OTHERS, later)
    assert np.asarray(after.drawn).tolist() == descent.trace.samples(5).tolist()


def test_after_a_change_nobody_knows_what_will_be_drawn() -> None:
    settings = Settings("sgd", seed=3)
    frame = Frame(Points(OTHERS), settings, trace=train(POINTS, settings), cursor=10)
    assert frame.worked is Unknown.NOT_DRAWN
    assert isinstance(frame.worked_before, WorkedStep)


def test_without_points_there_is_none() -> None:
    frame = Frame(Points(Dataset([], [])), Settings())
    assert (frame.worked, frame.worked_before) == (Unknown.NO_POINTS, None)
