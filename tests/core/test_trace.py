"""The record of a run, apart from what fills it."""

from __future__ import annotations

import sys
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from gdgui.core import Dataset, Outcome, Segment, Settings, Trace
from gdgui.core.algorithms.draws import Draws
from tests.recording import record

POINTS, OTHERS = Dataset([0, 1], [0, 1]), Dataset([0, 1], [1, 0])
CALM, QUICK = Settings(), Settings(learning_rate=0.1)


def counted(first: int, last: int) -> NDArray[np.float64]:
    """Records that tell their own epoch: m = k, b = 2·k, mse = 3·k."""
    epochs = np.arange(first, last + 1.0)
    return np.stack((epochs, 2 * epochs, 3 * epochs))


def is_counted(trace: Trace, epochs: int) -> bool:
    expected = np.arange(epochs + 1.0)
    columns = zip((trace.m, trace.b, trace.mse), (1, 2, 3), strict=True)
    return all(np.array_equal(column, factor * expected) for column, factor in columns)


def test_a_new_trace_holds_only_the_start() -> None:
    trace = Trace(1.5, -2.5, 7.0, 10)

    assert (trace.m.tolist(), trace.b.tolist(), trace.mse.tolist()) == ([1.5], [-2.5], [7.0])
    assert trace.epochs == 0
    assert trace.outcome is None
    assert trace.segments == ()


@given(st.integers(0, 50), st.lists(st.integers(0, 60), max_size=10))
def test_what_is_appended_follows_the_start_in_order_also_beyond_the_capacity(
    capacity: int, blocks: list[int]
) -> None:
    trace = Trace(0, 0, 0, capacity)
    for block in blocks:
        record(trace, counted(trace.epochs + 1, trace.epochs + block))

    assert trace.epochs == sum(blocks)
    assert is_counted(trace, sum(blocks))


def test_appending_one_by_one_copies_rarely() -> None:
    trace = Trace(0, 0, 0, 1)
    places = set()
    for k in range(1, 3001):
        record(trace, counted(k, k))
        places.add(trace.m.__array_interface__["data"][0])

    assert is_counted(trace, 3000)
    assert len(places) <= 15  # doubling: log2 of 3,000 and a few


@pytest.mark.parametrize("column", ["m", "b", "mse"])
def test_a_column_cannot_be_written_to(column: str) -> None:
    trace = Trace(0, 0, 0, 1)
    record(trace, counted(1, 1))

    with pytest.raises(ValueError, match="read-only"):
        getattr(trace, column)[0] = 1.0
    with pytest.raises(AttributeError):
        setattr(trace, column, np.zeros(2))


def test_a_column_taken_earlier_does_not_change_while_the_trace_grows() -> None:
    trace = Trace(0, 0, 0, 2)
    record(trace, counted(1, 2))
    earlier = trace.m

    record(trace, counted(3, 100))

    assert earlier.tolist() == [0, 1, 2]


def test_a_reader_sees_only_whole_records_while_another_thread_appends() -> None:
    trace = Trace(0, 0, 0, 1)
    expected = np.arange(20_001.0)
    done = threading.Event()
    reads: list[bool] = []

    def read() -> None:
        while not done.is_set():
            least = trace.epochs
            for column, factor in ((trace.mse, 3), (trace.b, 2), (trace.m, 1)):
                right = np.array_equal(column, factor * expected[: len(column)])
                reads.append(right and len(column) > least)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    reader = threading.Thread(target=read)
    reader.start()
    try:
        while trace.epochs < 20_000:
            last = min(20_000, trace.epochs + 1 + trace.epochs % 97)
            record(trace, counted(trace.epochs + 1, last))
    finally:
        done.set()
        reader.join()
        sys.setswitchinterval(interval)

    assert reads
    assert all(reads)


def test_gradient_descent_draws_no_samples() -> None:
    trace = Trace(0, 0, 0, 5)
    trace.begin(Segment(0, POINTS, CALM))
    record(trace, counted(1, 5))

    assert trace.samples(3).tolist() == []
    assert trace.samples(3).dtype == np.int64


@pytest.mark.parametrize("epoch", [0, -1, 6, 100])
def test_an_epoch_that_was_not_done_has_neither_samples_nor_a_segment(epoch: int) -> None:
    trace = Trace(0, 0, 0, 100)
    trace.begin(Segment(0, POINTS, CALM))
    record(trace, counted(1, 5))

    for look_up in (trace.samples, trace.segment_of):
        with pytest.raises(IndexError, match=f"epoch {epoch} is not between 1 and 5"):
            look_up(epoch)


def test_samples_come_from_the_segment_that_the_epoch_belongs_to() -> None:
    rng = np.random.default_rng(8)
    trace = Trace(0, 0, 0, 10)
    first, second = Draws(rng, 50, 2), Draws(rng, 50, 3)
    trace.begin(Segment(0, POINTS, Settings("sgd", batch_size=2), first))
    one = first.take(2).tolist()
    record(trace, counted(1, 2))
    trace.begin(Segment(2, POINTS, CALM))
    record(trace, counted(3, 4))
    trace.begin(Segment(4, POINTS, Settings("sgd", batch_size=3), second))
    two = second.take(2).tolist()
    record(trace, counted(5, 6))

    assert [trace.samples(epoch).tolist() for epoch in range(1, 7)] == [*one, [], [], *two]


def test_an_epoch_belongs_to_the_last_segment_that_began_before_it() -> None:
    trace = Trace(0, 0, 0, 10)
    before, after = Segment(0, POINTS, CALM), Segment(3, OTHERS, QUICK)
    trace.begin(before)
    record(trace, counted(1, 3))
    trace.begin(after)
    record(trace, counted(4, 5))

    assert [trace.segment_of(epoch) for epoch in range(1, 6)] == [before, before, before, after, after]


def test_the_excess_of_an_epoch_is_above_the_minimum_of_the_points_of_its_time_to_the_last_digit() -> None:
    line, pair = Dataset([0, 2], [1, 5]), Dataset([1, 3, 3], [0, 4, 8])  # y = 2x + 1 and y = 3x − 3
    tiny = 2.0**-40  # its square is lost in any MSE of pair, whose minimum is 8/3
    trace = Trace(2, 1 + tiny, 0, 10)
    trace.begin(Segment(0, line, CALM))
    record(trace, np.array([[2, 2 + tiny], [1 - tiny, 1], [0, 0]]))
    trace.begin(Segment(2, pair, CALM))
    record(trace, np.array([[3, 3, 3], [tiny - 3, 2 * tiny - 3, -3], [0, 0, 0]]))

    # b off by t adds t²; m off by t adds t²·mean x² where b is right, and that is 2 for the line.
    expected = np.array([1, 1, 2, 1, 4, 0]) * tiny**2
    assert trace.excess(np.arange(6)) == pytest.approx(expected, rel=1e-12, abs=0)
    assert trace.excess(np.array([1, 4])) == pytest.approx(expected[[1, 4]], rel=1e-12, abs=0)
    assert trace.excess(np.array([2, 3])) == pytest.approx(expected[[2, 3]], rel=1e-12, abs=0)
    assert trace.excess(np.array([], dtype=np.int64)).tolist() == []


def test_an_excess_asked_for_while_a_segment_begins_is_that_of_before_or_after() -> None:
    class Restless(Trace):
        """Another thread begins the second segment as soon as the first has been looked at."""

        _looks = 0

        def __getattribute__(self, name: str) -> object:
            found = super().__getattribute__(name)
            if name != "segments":
                return found
            self._looks += 1
            return (Segment(0, POINTS, CALM),) if self._looks < 2 else (*found, Segment(1, OTHERS, CALM))

    trace = Restless(0, 0, 0, 10)
    record(trace, counted(1, 3))
    trace._looks = 0

    expected = [POINTS.moments.excess(float(k), 2.0 * k) for k in range(4)]
    assert trace.excess(np.arange(4)) == pytest.approx(expected)


def test_a_segment_without_an_epoch_gives_way_to_the_next() -> None:
    trace = Trace(0, 0, 0, 10)
    trace.begin(Segment(0, POINTS, QUICK))
    trace.begin(Segment(0, POINTS, CALM))
    record(trace, counted(1, 3))
    trace.begin(Segment(3, OTHERS, QUICK))
    trace.begin(Segment(3, POINTS, QUICK))

    assert trace.segments == (Segment(0, POINTS, CALM), Segment(3, POINTS, QUICK))


def test_segments_taken_earlier_do_not_change_when_another_begins() -> None:
    trace = Trace(0, 0, 0, 10)
    trace.begin(Segment(0, POINTS, CALM))
    earlier = trace.segments
    record(trace, counted(1, 3))
    trace.begin(Segment(3, POINTS, QUICK))

    assert earlier == (Segment(0, POINTS, CALM),)


def test_an_outcome_cannot_be_altered() -> None:
    with pytest.raises(AttributeError):
        Outcome("finished", 3).epoch = 4  # type: ignore[misc]
