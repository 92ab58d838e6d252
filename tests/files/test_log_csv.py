from __future__ import annotations

import csv
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from gdgui.core.trace import Trace
from gdgui.files.log_csv import BLOCK, write_log
from tests.recording import record

Rows = list[tuple[float, float, float]]


def trace_of(rows: Rows) -> Trace:
    trace = Trace(*rows[0], capacity=len(rows) - 1)
    for m, b, mse in rows[1:]:
        record(trace, np.array([[m], [b], [mse]]))
    return trace


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "log.csv"


def test_the_log_has_a_header_and_a_row_for_the_start_and_every_epoch(path: Path) -> None:
    write_log(path, trace_of([(0.33, 0.48, 1.0), (0.1 + 0.2, -1e-300, 5e-324)]))
    assert path.read_bytes() == b"epoch,m,b,mse\n0,0.33,0.48,1.0\n1,0.30000000000000004,-1e-300,5e-324\n"


finite = st.floats(allow_nan=False, allow_infinity=False)


@settings(deadline=None)
@given(st.lists(st.tuples(finite, finite, finite), min_size=1, max_size=20))
def test_every_float_of_the_log_reads_back_bit_for_bit(path: Path, rows: Rows) -> None:
    write_log(path, trace_of(rows))
    with path.open(newline="") as file:
        read = [tuple(float(row[name]).hex() for name in ("m", "b", "mse")) for row in csv.DictReader(file)]
    assert read == [tuple(value.hex() for value in row) for row in rows]


@pytest.mark.parametrize("length", [BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 1])
def test_no_epoch_is_lost_or_doubled_where_two_blocks_meet(path: Path, length: int) -> None:
    values = np.arange(length, dtype=float)
    trace = Trace(0.0, 0.0, 0.0, capacity=length)
    record(trace, np.stack((values[1:], -values[1:], values[1:] / 2)))
    write_log(path, trace)
    read = np.loadtxt(path, delimiter=",", skiprows=1)
    assert np.array_equal(read, np.column_stack([values, values, -values, values / 2]))


def test_the_log_is_streamed(path: Path) -> None:
    values = np.random.default_rng(0).normal(size=200_000).tolist()
    trace = Trace(0.0, 0.0, 0.0, capacity=len(values))
    record(trace, np.array([values, values, values]))
    write_log(path, Trace(0.0, 0.0, 0.0, capacity=1))  # so that what is loaded once does not count
    tracemalloc.start()
    try:
        write_log(path, trace)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < path.stat().st_size / 2


def test_a_run_that_goes_on_while_its_log_is_written_gives_whole_rows(path: Path) -> None:
    class Running(Trace):
        @property
        def b(self) -> NDArray[np.float64]:
            record(self, np.full((3, 1), 2.0))
            return super().b

    write_log(path, Running(1.0, 1.0, 1.0, capacity=5))
    assert path.read_text() == "epoch,m,b,mse\n0,1.0,1.0,1.0\n"


def test_a_log_that_cannot_be_written_is_an_OSError(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cannot be written"):
        write_log(tmp_path / "missing" / "log.csv", trace_of([(0.0, 0.0, 0.0)]))
