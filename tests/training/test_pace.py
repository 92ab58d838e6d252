"""How many epochs are due by now."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gdgui.training.pace import Pace


def test_the_first_epoch_is_due_at_once_and_the_next_one_later() -> None:
    pace = Pace(2.0, now=100.0)
    assert pace.due(100.0, most=9) == 1
    assert pace.due(100.0, most=9) == 0
    assert pace.wait(100.0) == pytest.approx(0.5)
    assert pace.due(100.49, most=9) == 0
    assert pace.due(100.51, most=9) == 1


@given(st.floats(0.5, 5000), st.lists(st.floats(0, 0.3), min_size=1, max_size=60))
def test_in_the_long_run_no_epoch_is_lost_or_gained(rate: float, waits: list[float]) -> None:
    pace, now, done = Pace(rate, 0.0), 0.0, 0
    for wait in waits:
        now += wait
        done += pace.due(now, most=10_000_000)
    assert done == math.floor(now * rate) + 1


def test_what_is_not_done_now_stays_due() -> None:
    pace = Pace(1000.0, now=0.0)
    assert [pace.due(0.0095, most=4) for _ in range(4)] == [4, 4, 2, 0]


def test_as_fast_as_possible_is_always_due_and_never_waits() -> None:
    pace = Pace(math.inf, now=0.0)
    assert [pace.due(0.0, most=1024) for _ in range(3)] == [1024] * 3
    assert pace.wait(0.0) == 0.0
