"""A run made again from its recipe: the same trace, bit for bit, whatever was changed midway."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdgui.core import Dataset, Descent, Outcome, Settings, Trace, train
from gdgui.core.rebuild import Rebuilt, Recipe, rebuild, rebuild_all
from tests.core.lesson import CALM, CALM_SGD, LATER, UNIT, recorded

T = TypeVar("T")
WILD = replace(CALM, learning_rate=100.0, epochs=1000)


def made(steps: Generator[float, None, T]) -> T:
    while True:
        try:
            assert 0 <= next(steps) <= 1
        except StopIteration as end:
            result: T = end.value
            return result


def assert_made_again(trace: Trace) -> Rebuilt:
    again = made(rebuild(Recipe.of(trace)))
    assert recorded(again.trace).tobytes() == recorded(trace).tobytes()
    assert again.trace.outcome == trace.outcome
    assert [each.epoch for each in again.trace.segments] == [each.epoch for each in trace.segments]
    for epoch in range(1, trace.epochs + 1, 1 + trace.epochs // 5):
        assert again.trace.samples(epoch).tolist() == trace.samples(epoch).tolist()
    assert again.is_the_same
    return again


SETTINGS = [
    replace(base, standardise=standardise)
    for base in (CALM, CALM_SGD, WILD, replace(CALM_SGD, learning_rate=50.0))
    for standardise in (False, True)
]


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("epochs", [1, 64, 5000])
def test_a_run_is_made_again_bit_for_bit(settings: Settings, epochs: int) -> None:
    assert_made_again(train(UNIT, replace(settings, epochs=epochs)))


@pytest.mark.parametrize("settings", [CALM, CALM_SGD], ids=["gd", "sgd"])
def test_a_million_epochs_are_made_again(settings: Settings) -> None:
    assert_made_again(train(UNIT, replace(settings, epochs=1_000_000)))


def test_a_run_that_was_not_begun_has_its_start() -> None:
    trace = train(UNIT, CALM).head(0)
    assert_made_again(trace)


changes = st.tuples(
    st.sampled_from([UNIT, LATER, Dataset([1.0, 2.0, -0.0], [0.0, -5.0, 1.0])]),
    st.builds(
        Settings,
        algorithm=st.sampled_from(["gd", "sgd"]),
        learning_rate=st.sampled_from([0.01, 0.1, 3.0]),
        batch_size=st.integers(1, 3),
        seed=st.integers(0, 2),
        standardise=st.booleans(),
        epochs=st.sampled_from([1, 500, 1000]),
    ),
    st.integers(0, 40),  # epochs shown until then
    st.integers(0, 90),  # epochs computed beyond them, of which nobody knows
)


@given(st.lists(changes, min_size=1, max_size=8), st.integers(0, 40))
def test_changes_midway_are_made_again_and_the_run_goes_on_the_same(
    several: list[tuple[Dataset, Settings, int, int]], more: int
) -> None:
    dataset, settings, _, _ = several[0]
    descent, shown = Descent(dataset, settings), 0
    for dataset, settings, further, ahead in several:
        descent.change(dataset, replace(settings, m=descent.settings.m, b=descent.settings.b), shown)
        descent.extend(10_000)
        descent.advance(further + ahead)
        if descent.trace.outcome is not None:
            shown = min(descent.epochs, shown + further)
            break
        shown += further
    again = assert_made_again(descent.trace.head(shown)).descent
    if again.trace.outcome is None:
        again.extend(shown + more)
        again.advance(more)
        descent.advance(more)
        both = descent.trace.head(shown + more), again.trace.head(shown + more)
        assert recorded(both[0]).tobytes() == recorded(both[1]).tobytes()


def test_a_change_taken_back_before_an_epoch_leaves_nothing_behind() -> None:
    descent = Descent(UNIT, CALM_SGD)
    descent.advance(10)
    for seed in (5, CALM_SGD.seed):
        descent.change(UNIT, replace(CALM_SGD, seed=seed))
    descent.advance(30)

    plain = train(UNIT, CALM_SGD)
    assert [descent.trace.samples(k).tolist() for k in range(1, 41)] == [
        plain.samples(k).tolist() for k in range(1, 41)
    ]


def test_a_limit_of_points_on_which_no_epoch_was_done_counts_for_nothing() -> None:
    far = Dataset(UNIT.x, UNIT.y + 1e12)
    descent = Descent(UNIT, WILD)
    descent.change(far, WILD)
    descent.change(UNIT, WILD)
    descent.advance(1000)

    assert descent.trace.outcome == train(UNIT, WILD).outcome


def test_a_run_that_ended_goes_on_as_it_would_have() -> None:
    whole = train(UNIT, replace(CALM_SGD, epochs=100))
    again = made(rebuild(Recipe.of(train(UNIT, replace(CALM_SGD, epochs=60))))).descent
    again.extend(100)
    again.advance(100)

    assert recorded(again.trace).tobytes() == recorded(whole).tobytes()
    assert again.trace.outcome == Outcome("finished", 100)


@pytest.mark.parametrize("part", ["learning_rate", "points", "checksum"])
def test_another_trace_than_that_of_the_recipe_is_told(part: str) -> None:
    recipe = Recipe.of(train(UNIT, CALM))
    first = recipe.segments[0]
    if part == "learning_rate":
        rate = np.nextafter(CALM.learning_rate, 1)
        recipe = recipe._replace(segments=(first._replace(settings=replace(CALM, learning_rate=rate)),))
    elif part == "points":
        recipe = recipe._replace(segments=(first._replace(dataset=LATER),))
    else:
        recipe = recipe._replace(checksum="0" * 64)
    assert not made(rebuild(recipe)).is_the_same


def test_a_run_that_diverges_before_it_should_ends_there() -> None:
    recipe = Recipe.of(train(UNIT, CALM))
    wild = recipe._replace(segments=(recipe.segments[0]._replace(settings=WILD),))
    again = made(rebuild(wild))

    assert not again.is_the_same
    assert again.trace.outcome is not None
    assert again.trace.outcome.reason == "diverged"


def test_several_runs_are_made_one_after_the_other() -> None:
    traces = [train(UNIT, each) for each in (CALM, CALM_SGD, WILD)]
    steps = rebuild_all([Recipe.of(each) for each in traces])
    shares: list[float] = []
    while True:
        try:
            shares.append(next(steps))
        except StopIteration as end:
            again = end.value
            break
    assert shares == sorted(shares)
    assert [recorded(each.trace).tobytes() for each in again] == [recorded(each).tobytes() for each in traces]
