from __future__ import annotations

import csv
import re
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from gdgui.core import Dataset, Descent, Segment, Settings, Trace, train
from gdgui.experiment.points import Points
from gdgui.files.log_csv import BLOCK, LogColumns, about_size, write_log, write_log_gradually
from gdgui.version import __version__
from tests.recording import record

Rows = list[tuple[float, float, float]]


TWO = Points(Dataset([0, 1], [1, 3]))


def trace_of(rows: Rows) -> Trace:
    trace = Trace(*rows[0], capacity=len(rows) - 1)
    trace.begin(Segment(0, TWO.dataset, Settings()))
    for m, b, mse in rows[1:]:
        record(trace, np.array([[m], [b], [mse]]))
    return trace


def lines(path: Path, commented: bool) -> list[str]:
    found = path.read_text(encoding="utf-8").splitlines()
    return [each for each in found if each.startswith("#") == commented]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "log.csv"


def test_the_log_has_a_header_and_a_row_for_the_start_and_every_epoch(path: Path) -> None:
    write_log(path, trace_of([(0.33, 0.48, 1.0), (0.1 + 0.2, -1e-300, 5e-324)]), TWO)
    assert lines(path, False) == ["epoch,m,b,mse", "0,0.33,0.48,1.0", "1,0.30000000000000004,-1e-300,5e-324"]
    assert path.read_bytes().startswith(b"epoch,m,b,mse\n#"), "numpy takes the first line for the names"


finite = st.floats(allow_nan=False, allow_infinity=False)


@settings(deadline=None)
@given(st.lists(st.tuples(finite, finite, finite), min_size=1, max_size=20))
def test_every_float_of_the_log_reads_back_bit_for_bit(path: Path, rows: Rows) -> None:
    write_log(path, trace_of(rows), TWO)
    read = [
        tuple(float(row[name]).hex() for name in ("m", "b", "mse"))
        for row in csv.DictReader(lines(path, False))
    ]
    assert read == [tuple(value.hex() for value in row) for row in rows]


# How it was made


def run_with_changes() -> Descent:
    """Three epochs of GD, two of SGD, then SGD on other points up to the sixth epoch."""
    descent = Descent(TWO.dataset, Settings(epochs=6, m=1.5, b=-2.0))
    descent.advance(3)
    descent.go_on_with(TWO.dataset, Settings("sgd", 1e-3, batch_size=2, seed=7))
    descent.advance(2)
    descent.go_on_with(Dataset([0, 1, 5], [1, 3, 2]), Settings("sgd", 1e-3, batch_size=2, seed=7))
    descent.advance(1)
    return descent


def test_comments_say_how_the_run_was_made(path: Path) -> None:
    descent = run_with_changes()
    points = Points(descent.trace.segments[-1].dataset, "hours slept", "score", "class 7b.csv")
    write_log(path, descent.trace, points, LogColumns(segment=True, samples=True))
    assert lines(path, True) == [
        f"# gdgui {__version__}: m and b and the MSE over all points after each epoch; epoch 0 is the start",
        "# points: 2 of class 7b.csv; x is hours slept; y is score",
        "# algorithm: gd",
        "# learning rate: 0.05",
        "# standardise: no",
        "# start: m = 1.5 and b = -2.0",
        "# epochs: 6",
        "# after epoch 3: algorithm: sgd; learning rate: 0.001; batch size: 2; seed: 7",
        "# after epoch 5: points: 3 others",
        "# ended: Finished 6 epochs.",
        "# segment: counts the stretches between changes from 1",
        "# samples: places of the points that the epoch drew; the first point is 0",
    ]
    write_log(path, descent.trace, Points(TWO.dataset, "a", "b", "something else.csv"))
    assert "# points: 2; x is x; y is y" in lines(path, True), (
        "points that came after the run have other names"
    )


def test_samples_are_those_that_the_loop_of_the_lesson_draws(path: Path) -> None:
    descent = run_with_changes()
    write_log(path, descent.trace, TWO, LogColumns(segment=True, samples=True))
    rng = np.random.default_rng(7)
    drawn = [rng.integers(0, n, 2).tolist() for n in (2, 2, 3)]
    rows = list(csv.DictReader(lines(path, False)))
    assert [row["segment"] for row in rows] == ["1", "1", "1", "1", "2", "2", "3"]
    assert [row["samples"] for row in rows] == ["", "", "", "", *(" ".join(map(str, each)) for each in drawn)]


@pytest.mark.parametrize("batch_size", [1, 300])
def test_no_sample_is_lost_or_doubled_where_blocks_meet(path: Path, batch_size: int) -> None:
    epochs, n = 3 * BLOCK // batch_size + 100, 50
    dataset = Dataset(np.arange(n) / n, np.arange(n) / n)
    trace = train(dataset, Settings("sgd", 0.01, epochs, batch_size, seed=3))
    write_log(path, trace, TWO, LogColumns(samples=True))
    table = np.genfromtxt(path, comments="#", delimiter=",", names=True, dtype=None, encoding="utf-8")
    assert table["mse"].tolist() == trace.mse.tolist()
    rng = np.random.default_rng(3)
    expected = [" ".join(map(str, rng.integers(0, n, batch_size).tolist())) for _ in range(epochs)]
    assert [str(each).replace("-1", "") for each in table["samples"]] == ["", *expected]


@pytest.mark.parametrize(
    "name",
    ["=cmd|' /C calc'!A0", 'a\n0,9,9,9,9,\n"', 'x,=1+1;+1\t@a,"b', "\u202egnp.exe", "# 1", "é\ud800" * 600],
)
def test_whatever_something_is_called_stays_in_one_cell_of_one_comment(path: Path, name: str) -> None:
    write_log(path, trace_of([(0.5, 0.25, 1.0)]), Points(TWO.dataset, name, name, name))
    found = np.genfromtxt(path, comments="#", delimiter=",", names=True)
    assert (found.dtype.names, found.tolist()) == (("epoch", "m", "b", "mse"), (0, 0.5, 0.25, 1))
    (comment,) = [each for each in lines(path, True) if each.startswith("# points")]
    assert not set(comment) & set(',"\t\u202e\ud800')
    assert not re.search(r"(^|;)[=+@-]", comment)


def test_no_epoch_and_a_divergence_are_logged_as_what_they_are(path: Path) -> None:
    write_log(path, Descent(TWO.dataset, Settings()).trace, TWO, LogColumns(True, True))
    assert lines(path, False)[1:] == ["0,0.33,0.48,2.53325,1,"]
    assert {"# epochs: 0", "# not ended: it can go on"} <= set(lines(path, True))
    trace = train(TWO.dataset, Settings(learning_rate=9, epochs=1000))
    write_log(path, trace, TWO)
    assert len(lines(path, False)) == trace.epochs + 2
    assert "# ended: Diverged at epoch " in "\n".join(lines(path, True))


# A lot of it


@pytest.mark.parametrize("length", [BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 1])
def test_no_epoch_is_lost_or_doubled_where_two_blocks_meet(path: Path, length: int) -> None:
    values = np.arange(length, dtype=float)
    trace = trace_of([(0.0, 0.0, 0.0)])
    record(trace, np.stack((values[1:], -values[1:], values[1:] / 2)))
    write_log(path, trace, TWO)
    read = np.loadtxt(path, delimiter=",", skiprows=1)
    assert np.array_equal(read, np.column_stack([values, values, -values, values / 2]))


def test_the_log_is_streamed(path: Path) -> None:
    dataset = Dataset(np.linspace(0, 1, 1000), np.linspace(0, 1, 1000) ** 2)
    trace = train(dataset, Settings("sgd", 0.01, epochs=25_000, batch_size=20))
    write_log(path, trace_of([(0.0, 0.0, 0.0)]), TWO)  # so that what is loaded once does not count
    tracemalloc.start()
    try:
        write_log(path, trace, TWO, LogColumns(segment=True, samples=True))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    size = path.stat().st_size
    assert peak < size / 2
    assert about_size(trace, LogColumns(segment=True, samples=True)) == pytest.approx(size, rel=0.2)


def test_a_run_that_goes_on_while_its_log_is_written_gives_whole_rows(path: Path) -> None:
    class Running(Trace):
        @property
        def b(self) -> NDArray[np.float64]:
            record(self, np.full((3, 1), 2.0))
            return super().b

    trace = Running(1.0, 1.0, 1.0, capacity=5)
    trace.begin(Segment(0, TWO.dataset, Settings()))
    write_log(path, trace, TWO)
    assert lines(path, False) == ["epoch,m,b,mse", "0,1.0,1.0,1.0"]


def test_a_log_that_cannot_be_written_is_an_OSError(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cannot be written"):
        write_log(tmp_path / "missing" / "log.csv", trace_of([(0.0, 0.0, 0.0)]), TWO)


def test_a_log_that_is_called_off_leaves_what_was_there(path: Path) -> None:
    path.write_text("before")
    steps = write_log_gradually(path, trace_of([(0.0, 0.0, 0.0)] * 9000), TWO)
    assert [next(steps) > 0 for _ in range(4)] == [False, False, True, True]
    steps.close()
    assert path.read_text() == "before"
    assert [each.name for each in path.parent.iterdir()] == [path.name]
