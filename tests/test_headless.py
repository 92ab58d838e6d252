"""Training without a window: the figures, the files, the exit status."""

from __future__ import annotations

import csv
import json
import os
import pty
import re
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QSplitter
from pytestqt.qtbot import QtBot

from gdgui import headless
from gdgui.app import main
from gdgui.core import Dataset, Settings, Trace, train
from gdgui.experiment.experiment import Experiment
from gdgui.experiment.points import Points
from gdgui.ui.window import MainWindow

ROOT = Path(__file__).parents[1]
LONG = ("--headless", "--algorithm", "sgd", "--batch-size", "1000", "--epochs", "1000000")  # over a minute
NOBODY = ":987"  # no X server has that number
LINE = "#0072b2"

Floats = NDArray[np.float64]
Pixels = NDArray[np.uint8]
Program = subprocess.Popen[str]
Batches = Iterator[NDArray[np.int64]]
ALL = slice(None)


@dataclass(frozen=True)
class Ended:
    """A run of the program: exit status and what it printed."""

    status: object
    out: str
    err: str

    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out, parse_constant=pytest.fail)  # NaN and Infinity
        return found

    def row(self, name: str) -> str:
        """What stands behind `name` in the report."""
        return next(
            line.removeprefix(name) for line in self.out.splitlines() if line.startswith(name)
        ).strip()


Run = Callable[..., Ended]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the program, without a window, in this process."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")  # what a picture sets too, but for good

    def run(*arguments: object) -> Ended:
        try:
            status: object = main(["--headless", *map(str, arguments)])
        except SystemExit as end:
            status = end.code
        return Ended(status, *capsys.readouterr())

    return run


@contextmanager
def started(
    *arguments: object, stdout: int = subprocess.PIPE, stderr: int = subprocess.PIPE, **display: str
) -> Iterator[Program]:
    """The program in a process of its own, in a session without any display but `display`."""
    decided = ("DISPLAY", "WAYLAND_DISPLAY", "QT_")
    bare = {name: value for name, value in os.environ.items() if not name.startswith(decided)}
    with subprocess.Popen(
        [sys.executable, "-m", "gdgui", *map(str, arguments)],
        cwd=ROOT,
        env=bare | display,
        stdout=stdout,
        stderr=stderr,
        text=True,
    ) as program:
        try:
            yield program
        finally:
            program.kill()


def run_apart(*arguments: object, **display: str) -> Ended:
    """Run the program in a process of its own, in a session without any display but `display`."""
    with started(*arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **display) as program:
        out, err = program.communicate(timeout=60)
    return Ended(program.returncode, out, err)


@pytest.fixture(scope="module")
def ten(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Floats, Floats]:
    """A file of ten points, and its columns."""
    rng = np.random.default_rng(7)
    x = rng.uniform(-1, 2, 10)
    y = 1.5 * x - 0.5 + rng.normal(0, 0.3, 10)
    path = tmp_path_factory.mktemp("points") / "ten.csv"
    header = "hours slept,score"
    np.savetxt(path, np.column_stack([x, y]), delimiter=",", header=header, comments="", fmt="%.17g")
    return path, x, y


@pytest.fixture
def thousand(tmp_path: Path) -> Path:
    """A file of a thousand points near a line."""
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 1, 1000)
    path = tmp_path / "thousand.csv"
    np.savetxt(path, np.column_stack([x, 0.5 * x + 0.2 + rng.normal(0, 0.02, 1000)]), delimiter=",")
    return path


@pytest.fixture
def window_after(qtbot: QtBot, qapp: QApplication) -> Callable[[Points, Settings], MainWindow]:
    """The program's window when a run has ended."""

    def window_after(points: Points, settings: Settings) -> MainWindow:
        window = MainWindow(Experiment(points, settings))
        qtbot.addWidget(window)
        window.player.set_rate(float("inf"))
        window.actions_.run.trigger()
        qtbot.waitUntil(lambda: window.player.state == "ended")
        return window

    return window_after


def lesson(
    x: Floats, y: Floats, lr: float, epochs: int, line: tuple[float, float], batches: Batches | None = None
) -> tuple[float, float, float]:
    """The loop as it is taught: m, b and the MSE over all points at its end."""
    m, b = line
    for _ in range(epochs):
        drawn = ALL if batches is None else next(batches)
        residuals = y[drawn] - (m * x[drawn] + b)
        m, b = m + lr * 2 * float(np.mean(x[drawn] * residuals)), b + lr * 2 * float(np.mean(residuals))
    return m, b, float(np.mean((y - (m * x + b)) ** 2))


# The figures


def test_gradient_descent_ends_where_the_loop_of_the_lesson_does(
    run: Run, ten: tuple[Path, Floats, Floats]
) -> None:
    path, x, y = ten
    found = run(path, "--json", "--learning-rate", 0.1, "--epochs", 25, "--start", "-1e-1", 2).json()
    assert (found["m"], found["b"], found["mse"]) == pytest.approx(lesson(x, y, 0.1, 25, (-0.1, 2)), rel=1e-9)


@pytest.mark.parametrize("batch_size", [1, 4, 10])
def test_sgd_ends_where_the_loop_of_the_lesson_does_with_the_same_seed(
    run: Run, ten: tuple[Path, Floats, Floats], batch_size: int
) -> None:
    path, x, y = ten
    options = ("--json", "--algorithm", "sgd", "--batch-size", batch_size, "--seed", 42, "--epochs", 200)
    found = run(path, *options).json()
    rng = np.random.default_rng(42)
    batches = (rng.integers(0, len(x), batch_size) for _ in range(200))
    expected = lesson(x, y, 0.05, 200, (0.33, 0.48), batches)
    assert (found["m"], found["b"], found["mse"]) == pytest.approx(expected, rel=1e-9)


def test_least_squares_is_that_of_numpy(run: Run, ten: tuple[Path, Floats, Floats]) -> None:
    path, x, y = ten
    found = run(path, "--json").json()["least_squares"]
    m, b = np.polyfit(x, y, 1)
    expected = {"m": m, "b": b, "mse": np.mean((y - (m * x + b)) ** 2), "unique": True}
    assert found == pytest.approx(expected, rel=1e-9)


def test_the_report_says_the_same_as_the_json(run: Run, ten: tuple[Path, Floats, Floats]) -> None:
    options = (ten[0], "--epochs", 1234)
    text, found = run(*options), run(*options, "--json").json()
    assert text.row("points") == "10"
    assert (float(text.row("m ")), float(text.row("b "))) == (found["m"], found["b"])
    assert text.row("MSE") == f"{found['mse']!r} at epoch 1,234"
    best = found["least_squares"]
    assert text.row("least squares") == f"m = {best['m']!r}, b = {best['b']!r}, MSE = {best['mse']!r}"
    assert text.row("stop reason") == found["message"] == "Finished 1,234 epochs."
    assert (text.status, text.err) == (0, "")


def test_the_json_says_all_there_is_to_know_of_the_run(run: Run, ten: tuple[Path, Floats, Floats]) -> None:
    options = ("--algorithm", "sgd", "--batch-size", 3, "--seed", 5, "--start", 1, 2, "--epochs", 4)
    ended = run(ten[0], "--json", "--learning-rate", "0,01", *options)
    found = ended.json()
    figures = {name: found.pop(name) for name in ("m", "b", "mse", "least_squares")}
    assert all(isinstance(figures[name], float) for name in ("m", "b", "mse"))
    assert set(found.pop("forecast")) == {"sentence", "epochs_to_arrive", "expected_excess"}
    assert set(found.pop("advice")) == {"sentence", "settings"}
    assert found == {
        "points": 10,
        "rows_left_out": 0,
        "algorithm": "sgd",
        "learning_rate": 0.01,
        "epochs": 4,
        "standardise": False,
        "batch_size": 3,
        "seed": 5,
        "start": {"m": 1.0, "b": 2.0},
        "epoch": 4,
        "stop_reason": "finished",
        "stop_epoch": 4,
        "message": "Finished 4 epochs.",
    }
    assert (ended.status, ended.err) == (0, "")


def test_the_json_carries_a_forecast_and_an_advice_that_arrives(run: Run, sample: Dataset) -> None:
    found = run("--json").json()
    lowest = found["least_squares"]["mse"]
    assert found["forecast"] == {
        "sentence": "Slow: will be within 1 % after 376 epochs; you asked for 10.",
        "epochs_to_arrive": 376,
        "expected_excess": None,
    }
    for epochs, near in ((375, False), (376, True)):
        ended = run("--json", "--epochs", epochs).json()
        assert (ended["mse"] <= 1.01 * lowest, ended["advice"] is None) == (near, near)
    advice = found["advice"]
    assert advice["sentence"] == "Set learning rate 0.7 and 26 epochs: that run arrives."
    assert advice["settings"] == {
        "algorithm": "gd",
        "learning_rate": 0.7,
        "epochs": 26,
        "batch_size": 1,
        "m": 0.33,
        "b": 0.48,
        "seed": 0,
        "standardise": False,
    }
    taken = run("--json", "--learning-rate", 0.7, "--epochs", 26).json()
    assert taken["mse"] <= 1.01 * lowest
    assert taken["advice"] is None


def test_the_json_of_sgd_expects_what_sixty_seeds_show(run: Run, sample: Dataset) -> None:
    options = ("--json", "--algorithm", "sgd", "--learning-rate", 0.3, "--epochs", 50)
    found = run(*options).json()
    excess = [
        run(*options, "--seed", seed).json()["mse"] - found["least_squares"]["mse"]
        for seed in range(0, 60, 2)
    ]
    assert 1 / 1.5 <= float(np.mean(excess)) / found["forecast"]["expected_excess"] <= 1.5
    assert found["forecast"]["epochs_to_arrive"] is None
    settings = found["advice"]["settings"]
    taken = run(
        *("--json", "--algorithm", "sgd", "--learning-rate", settings["learning_rate"]),
        *("--epochs", settings["epochs"], *["--standardise"] * settings["standardise"]),
    ).json()
    assert taken["mse"] <= 1.01 * taken["least_squares"]["mse"]
    assert taken["advice"] is None


def test_after_a_divergence_the_advice_is_the_same_and_not_the_largest_stable_rate(run: Run) -> None:
    slow, diverged = run("--json").json(), run("--json", "--learning-rate", 3, "--epochs", 500).json()
    assert diverged["stop_reason"] == "diverged"
    assert diverged["advice"] == slow["advice"]
    assert diverged["forecast"]["epochs_to_arrive"] is None
    assert run("--learning-rate", 3).row("advice") == slow["advice"]["sentence"]
    assert run().row("result").startswith("Not there yet: the MSE is 232 % above")


def test_standardise_trains_on_standardised_x(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "years.csv"
    years = np.arange(1960, 2021)
    path.write_text("".join(f"{year},{316 + 0.013 * (year - 1960) ** 2}\n" for year in years))
    found = run(path, "--json", "--standardise", "--learning-rate", 0.5, "--epochs", 1).json()
    assert found["standardise"] is True
    assert found["mse"] == pytest.approx(found["least_squares"]["mse"], rel=1e-9)
    assert found["m"] == pytest.approx(found["least_squares"]["m"], rel=1e-9)
    assert found["advice"] is None
    raw = run(path, "--json", "--learning-rate", 1e-7).json()
    assert (raw["standardise"], raw["advice"]["settings"]["standardise"]) == (False, True)


def test_without_a_file_it_is_the_sample(run: Run, sample: Dataset) -> None:
    found = run("--json").json()
    assert found["points"] == 20
    expected = lesson(sample.x, sample.y, 0.05, 10, (0.33, 0.48))
    assert (found["m"], found["b"], found["mse"]) == pytest.approx(expected, rel=1e-9)


def test_points_that_do_not_decide_on_one_line_are_remarked_upon(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "upright.csv"
    path.write_text("2,1\n2,3\n")
    assert "All points have the same x" in run(path).row("note")
    best = run(path, "--json").json()["least_squares"]
    assert best == {
        "m": pytest.approx(0.8),
        "b": pytest.approx(0.4),
        "mse": pytest.approx(1),
        "unique": False,
    }


# Divergence


def test_a_run_that_diverges_says_when_and_what_would_be_stable(
    run: Run, ten: tuple[Path, Floats, Floats]
) -> None:
    path, x, _ = ten
    ended = run(path, "--learning-rate", 5, "--epochs", 1000)
    said = re.fullmatch(
        r"Diverged at epoch (\d+) \(shown is the last good one, \d+\) with learning rate 5: "
        r"the largest stable one for these points is (\S+)\.",
        ended.row("stop reason"),
    )
    assert said
    assert ended.row("MSE").endswith(f"at epoch {int(said[1]) - 1}")
    hessian = 2 * np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1]])
    limit = 2 / np.linalg.eigvalsh(hessian).max()
    assert limit * 0.999 < float(said[2]) < limit
    assert (ended.status, ended.err) == (3, "")


def test_the_json_of_a_run_that_diverges_has_finite_figures_only(run: Run) -> None:
    ended = run("--json", "--learning-rate", 1e308)
    found = ended.json()
    assert (found["stop_reason"], found["stop_epoch"], found["epoch"]) == ("diverged", 1, 0)
    assert np.isfinite([found["m"], found["b"], found["mse"]]).all()
    assert ended.status == 3


# Files


def read_log(path: Path) -> list[list[str]]:
    with path.open(newline="") as file:
        return list(csv.reader(file))


def test_the_log_holds_every_epoch_bit_for_bit(run: Run, sample: Dataset, tmp_path: Path) -> None:
    log = tmp_path / "run.csv"
    options = ("--algorithm", "sgd", "--batch-size", 5, "--seed", 3, "--epochs", 3000)
    found = run("--json", "--export-log", log, *options).json()
    header, *rows = read_log(log)
    assert header == ["epoch", "m", "b", "mse"]
    assert [int(row[0]) for row in rows] == list(range(3001))
    trace = train(sample, Settings(algorithm="sgd", batch_size=5, seed=3, epochs=3000))
    for column, values in enumerate((trace.m, trace.b, trace.mse), 1):
        assert [float(row[column]).hex() for row in rows] == [value.hex() for value in values.tolist()]
    assert [float(each) for each in rows[-1][1:]] == [found["m"], found["b"], found["mse"]]


def test_the_log_of_a_run_that_diverges_ends_with_its_last_good_epoch(run: Run, tmp_path: Path) -> None:
    log = tmp_path / "run.csv"
    ended = run("--json", "--export-log", log, "--learning-rate", 5, "--epochs", 1000)
    rows = read_log(log)[1:]
    assert ended.status == 3
    assert len(rows) == ended.json()["stop_epoch"]  # the start and the epochs before
    assert np.isfinite(np.array(rows, dtype=float)).all()


@pytest.fixture
def square(tmp_path: Path) -> Path:
    """Two points in opposite corners of the unit square."""
    path = tmp_path / "square.csv"
    path.write_text("x,y\n0,0\n1,1\n")
    return path


def test_the_picture_shows_points_and_line_where_they_are(square: Path, tmp_path: Path) -> None:
    picture = tmp_path / "run.png"
    ended = run_apart(square, "--json", "--save-plot", picture, "--epochs", 50)
    assert (ended.status, ended.err) == (0, "")
    found, pixels = ended.json(), read_png(picture)
    (left, low), (right, high) = solid_spots(pixels)  # at (0, 0) and (1, 1)
    blue = of_colour(pixels, LINE)
    columns = np.arange(round(left), round(right), 20)
    x = (columns - left) / (right - left)
    y = np.array([(low - np.flatnonzero(blue[:, column]).mean()) / (low - high) for column in columns])
    assert y == pytest.approx(found["m"] * x + found["b"], abs=2 / (low - high))  # two pixels


@pytest.mark.parametrize(
    ("options", "settings"),
    [
        (("--epochs", 300), Settings(epochs=300)),
        (("--learning-rate", 2), Settings(learning_rate=2)),  # diverges
        (("--algorithm", "sgd", "--epochs", 40), Settings(algorithm="sgd", epochs=40)),
    ],
    ids=["finished", "diverged", "sgd"],
)
def test_the_picture_is_the_one_that_the_window_shows(
    options: tuple[object, ...],
    settings: Settings,
    run: Run,
    ten: tuple[Path, Floats, Floats],
    tmp_path: Path,
    window_after: Callable[[Points, Settings], MainWindow],
) -> None:
    points, x, y = ten
    path = tmp_path / "run.png"
    run(points, "--save-plot", path, *options)
    picture = read_png(path)
    board = window_after(Points(Dataset(x, y), "hours slept", "score"), settings).workspace
    plots = board.findChild(QSplitter)
    assert isinstance(plots, QSplitter)
    plots.setFixedSize(picture.shape[1], picture.shape[0] - board.readout.sizeHint().height())
    assert board.picture().save(str(path))
    assert np.array_equal(picture, read_png(path))


def test_log_and_picture_and_json_may_be_had_at_once(
    run: Run, qapp: QApplication, square: Path, tmp_path: Path
) -> None:
    log, picture = tmp_path / "run.csv", tmp_path / "run.png"
    ended = run(square, "--export-log", log, "--save-plot", picture, "--json")
    assert (ended.status, ended.err, ended.json()["points"]) == (0, "", 2)
    assert len(read_log(log)) == 1 + 11
    assert not QImage(str(picture)).isNull()


# What cannot be done


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("x,y\n1,2\n3,four\n", ", row 3, column 2: “four” is not a number."),
        ("1,2\n3,4,5\n", ", row 2: 3 fields instead of two."),
        ("x,y\n", " has no points, only the header “x,y”."),
    ],
)
def test_a_bad_file_is_refused_in_one_line_that_names_it_and_the_place(
    run: Run, tmp_path: Path, content: str, place: str
) -> None:
    path = tmp_path / "points.csv"
    path.write_text(content)
    assert run(path) == Ended(2, "", f"gdgui: {path}{place}\n")


def test_a_file_that_is_not_there_is_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    assert run(path) == Ended(2, "", f"gdgui: {path} does not exist.\n")


def test_a_batch_larger_than_the_points_is_refused(run: Run) -> None:
    ended = run("--algorithm", "sgd", "--batch-size", 21)
    assert ended == Ended(2, "", "gdgui: --batch-size: 21 is more than the 20 points there are.\n")


def test_a_batch_of_all_points_is_not(run: Run) -> None:
    assert run("--algorithm", "sgd", "--batch-size", 20).status == 0


def test_the_batch_size_does_not_matter_without_sgd(run: Run) -> None:
    assert run("--batch-size", 21).status == 0


def test_a_log_that_cannot_be_written_is_said_in_one_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "no such folder" / "run.csv"
    ended = run("--export-log", path)
    assert (ended.status, ended.row("stop reason")) == (2, "Finished 10 epochs.")
    assert re.fullmatch(rf"gdgui: {re.escape(str(path))} cannot be written: .+\.\n", ended.err)


def test_a_picture_that_cannot_be_written_is_said_in_one_line(
    run: Run, qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "no such folder" / "run.png"
    ended = run("--save-plot", path)
    assert (ended.status, ended.row("stop reason")) == (2, "Finished 10 epochs.")
    assert re.fullmatch(rf"gdgui: {re.escape(str(path))} cannot be written: .+\.\n", ended.err)


@pytest.mark.parametrize("rate", [0.05, 9])
def test_a_result_is_printed_and_each_file_that_cannot_be_written_is_named_beside_it(
    run: Run, qapp: QApplication, tmp_path: Path, rate: float
) -> None:
    nowhere = tmp_path / "no such folder"
    log, picture = nowhere / "run.csv", nowhere / "run.png"
    ended = run("--json", "--export-log", log, "--save-plot", picture, "--learning-rate", rate)
    assert ended.status == 2
    assert ended.json()["learning_rate"] == rate, "nothing but the result is on standard output"
    said = rf"gdgui: {re.escape(str(log))} cannot be written: .+; {re.escape(str(picture))} cannot be .+\.\n"
    assert re.fullmatch(said, ended.err)


def test_a_file_that_can_be_written_is_beside_one_that_cannot(
    run: Run, qapp: QApplication, tmp_path: Path
) -> None:
    picture = tmp_path / "run.png"
    ended = run("--export-log", tmp_path / "no such folder" / "run.csv", "--save-plot", picture)
    assert (ended.status, ended.row("stop reason")) == (2, "Finished 10 epochs.")
    assert not QImage(str(picture)).isNull()
    assert str(picture) not in ended.err


def test_a_reader_that_stops_reading_causes_no_traceback() -> None:
    with started("--headless") as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert "Traceback" not in program.stderr.read()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
def test_a_report_that_finds_no_room_is_said_in_one_line() -> None:
    with Path("/dev/full").open("w") as full, started("--headless", stdout=full.fileno()) as program:
        _, err = program.communicate(timeout=60)
    assert program.returncode == 2
    assert re.fullmatch(r"gdgui: .*No space left on device.*\n", err)


# Without a display


def test_without_a_display_the_training_goes_on_without_a_window() -> None:
    ended = run_apart()
    assert ended.err == "gdgui: no window: there is no display; training without one.\n"
    assert ended.row("stop reason") == "Finished 10 epochs."
    assert ended.status == 0


def test_a_display_that_does_not_answer_is_as_good_as_none() -> None:
    ended = run_apart(DISPLAY=NOBODY, WAYLAND_DISPLAY="gone")
    line = f"gdgui: no window: the display {NOBODY} does not answer; training without one.\n"
    assert ended.err == line
    assert ended.row("stop reason") == "Finished 10 epochs."
    assert ended.status == 0


def test_a_headless_run_does_not_mind_that_there_is_no_display() -> None:
    ended = run_apart("--headless")
    assert (ended.status, ended.err) == (0, "")


# A long run


class Terminal:
    """A terminal to print on: `writer` is the program's end of it."""

    def __init__(self) -> None:
        self._reader, self.writer = pty.openpty()
        termios.tcsetwinsize(self._reader, (24, 80))
        os.set_blocking(self._reader, False)
        self._read = ""

    def wait_for(self, words: str, patience: float = 30) -> None:
        end = time.monotonic() + patience
        while words not in self.read():
            assert time.monotonic() < end, self._read
            time.sleep(0.02)

    def read(self) -> str:
        """All that was printed so far."""
        with suppress(BlockingIOError):  # nothing new
            self._read += os.read(self._reader, 65536).decode()
        return self._read

    def close(self) -> None:
        os.close(self._reader)
        os.close(self.writer)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    terminal = Terminal()
    yield terminal
    terminal.close()


def test_ctrl_c_ends_a_long_run_with_a_report_of_what_was_reached(thousand: Path, terminal: Terminal) -> None:
    with started(thousand, *LONG, stderr=terminal.writer) as program:
        terminal.wait_for("epoch")  # a bar that shows the progress
        program.send_signal(signal.SIGINT)
        out, _ = program.communicate(timeout=10)
    ended = Ended(program.returncode, out, terminal.read())
    assert re.fullmatch(r"Stopped after [\d,]+ epochs\.", ended.row("stop reason"))
    assert "Traceback" not in ended.err
    assert ended.status == 130


def test_ctrl_c_while_a_file_is_written_causes_no_traceback(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(path: Path, trace: Trace) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(headless, "write_log", interrupted)
    ended = run("--export-log", tmp_path / "run.csv")
    assert (ended.status, ended.err) == (130, "")


def test_a_short_run_shows_no_progress_on_a_terminal(terminal: Terminal) -> None:
    with started("--headless", stderr=terminal.writer) as program:
        program.communicate(timeout=30)
    assert terminal.read() == ""


def test_a_long_run_shows_no_progress_where_there_is_no_terminal(run: Run, thousand: Path) -> None:
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 1)  # by then a terminal shows a bar
        ended = run(thousand, *LONG)
    except KeyboardInterrupt:
        pytest.fail("it took the program down")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert (ended.status, ended.err) == (130, "")
    assert ended.row("stop reason").startswith("Stopped after ")


# Pictures


def read_png(path: Path) -> Pixels:
    """Shape (height, width, 3): red, green, blue."""
    image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGBX8888)
    assert not image.isNull()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return pixels[:, :, :3].copy()


def of_colour(pixels: Pixels, colour: str) -> NDArray[np.bool_]:
    mask: NDArray[np.bool_] = (pixels == list(bytes.fromhex(colour[1:]))).all(axis=2)
    return mask


def solid_spots(pixels: Pixels) -> list[tuple[float, float]]:
    """Middles (x, y) of two dark spots, the left one first; the strokes of letters are too thin."""
    dark = pixels.max(axis=2) < 60
    y, x = np.nonzero(sliding_window_view(dark, (5, 5)).all(axis=(2, 3)))
    sides = x < x.mean(), x >= x.mean()
    return [(float(x[side].mean()) + 2, float(y[side].mean()) + 2) for side in sides]
