"""What is published has been written before: not the other way round."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from gdgui.core import Dataset, Settings, Trace, train


@pytest.mark.parametrize("capacity", [0, 1, 100])
def test_nobody_sees_an_epoch_before_it_is_written_and_published(capacity: int) -> None:
    trace = Trace(1.0, 2.0, 3.0, capacity)
    reserved = trace.reserve(4)
    reserved[:] = np.nan  # written by halves
    assert trace.epochs == 0
    assert (trace.m.tolist(), trace.b.tolist(), trace.mse.tolist()) == ([1.0], [2.0], [3.0])

    reserved[:] = np.arange(12.0).reshape(3, 4)
    assert (trace.epochs, len(trace.mse)) == (0, 1)
    trace.publish(2)
    assert trace.m.tolist() == [1.0, 0.0, 1.0]
    assert trace.mse.tolist() == [3.0, 8.0, 9.0]


@pytest.mark.parametrize("algorithm", ["gd", "sgd"])
def test_a_run_publishes_what_it_has_written(algorithm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[NDArray[np.float64]] = []  # all that stood in the trace as soon as it could be read
    reserve, publish = Trace.reserve, Trace.publish

    def emptied(trace: Trace, epochs: int) -> NDArray[np.float64]:
        found = reserve(trace, epochs)
        found[:] = np.nan
        return found

    def watched(trace: Trace, epochs: int) -> None:
        publish(trace, epochs)
        seen.append(np.stack((trace.m, trace.b, trace.mse)))

    monkeypatch.setattr(Trace, "reserve", emptied)
    monkeypatch.setattr(Trace, "publish", watched)
    chosen = Settings(epochs=300) if algorithm == "gd" else Settings("sgd", epochs=300)
    trace = train(Dataset([0.0, 0.5, 1.0], [0.2, 0.4, 0.9]), chosen)

    assert seen
    assert seen[-1].shape == (3, 301)
    for each in seen:
        whole = np.stack((trace.m, trace.b, trace.mse))[:, : each.shape[1]]
        np.testing.assert_array_equal(each, whole)
