"""Training without a window: the log and the picture that it writes."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings, train
from gdgui.experiment.experiment import Experiment
from gdgui.experiment.points import Points
from gdgui.picture_options import DEFAULT_SIZE
from gdgui.ui.picture import render
from gdgui.ui.theme import LIGHT
from gdgui.ui.window import MainWindow
from tests.headless.program import Ended, Floats, Run, run_apart
from tests.ui.report_text import ReportText
from tests.ui.user_actions import has_ended

LINE = LIGHT.line
Pixels = NDArray[np.uint8]


@pytest.fixture
def window_after(qtbot: QtBot, qapp: QApplication) -> Callable[[Points, Settings], MainWindow]:
    """The program's window when a run has ended."""

    def window_after(points: Points, settings: Settings) -> MainWindow:
        window = MainWindow(Experiment(points, settings))
        qtbot.addWidget(window)
        window.player.set_rate(float("inf"))
        window.actions_.run.trigger()
        qtbot.waitUntil(lambda: has_ended(window))
        return window

    return window_after


def read_log(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(line for line in file if not line.startswith("#")))


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


def test_the_log_has_the_columns_asked_for_and_says_how_the_run_was_made(run: Run, tmp_path: Path) -> None:
    log = tmp_path / "run.csv"
    options = ("--algorithm", "sgd", "--batch-size", 2, "--seed", 3, "--epochs", 5)
    assert run("--export-log", log, "--log-segments", "--log-samples", *options).status == 0
    header, *rows = read_log(log)
    rng = np.random.default_rng(3)
    assert header == ["epoch", "m", "b", "mse", "segment", "samples"]
    assert [row[4:] for row in rows] == [["1", ""]] + [
        ["1", " ".join(map(str, rng.integers(0, 20, 2)))] for _ in range(5)
    ]
    assert "# points: 20 of Noisy line; x is x; y is y\n" in log.read_text(encoding="utf-8")
    for option in ("--log-segments", "--log-samples"):
        line = f"gdgui: {option} is about a log: add --export-log run.csv.\n"
        assert run(option) == Ended(2, "", line)


def test_the_log_of_a_run_that_diverges_ends_with_its_last_good_epoch(run: Run, tmp_path: Path) -> None:
    log = tmp_path / "run.csv"
    ended = run("--json", "--export-log", log, "--learning-rate", 5, "--epochs", 1000)
    rows = read_log(log)[1:]
    assert ended.status == 3
    assert len(rows) == ended.json()["stop_epoch"]  # the start and the epochs before
    assert np.isfinite(np.array(rows, dtype=float)).all()


BELOW_THE_EQUATION = 60  # pixels: its large digits are dark spots, too


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
    found, pixels = ended.json(), read_png(picture)[BELOW_THE_EQUATION:]
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
    window = window_after(Points(Dataset(x, y), "hours slept", "score"), settings)
    style = window.workspace.data_plot.current_style
    shown = render(window.presenter.frame, window.experiment.options, DEFAULT_SIZE, style)
    assert shown.save(str(path))
    assert np.array_equal(picture, read_png(path))


def test_log_and_picture_and_json_may_be_had_at_once(
    run: Run, qapp: QApplication, square: Path, tmp_path: Path
) -> None:
    log, picture = tmp_path / "run.csv", tmp_path / "run.png"
    ended = run(square, "--export-log", log, "--save-plot", picture, "--json")
    assert (ended.status, ended.err, ended.json()["points"]) == (0, "", 2)
    assert len(read_log(log)) == 1 + 11
    assert not QImage(str(picture)).isNull()


def test_a_report_is_written_as_html_and_as_pdf(run: Run, qapp: QApplication, tmp_path: Path) -> None:
    page, pages = tmp_path / "run.html", tmp_path / "run.pdf"
    for path in (page, pages):
        ended = run("--json", "--save-report", path, "--epochs", 30)
        assert (ended.status, ended.err) == (0, "")
    rows = ReportText(page.read_bytes()).rows
    assert float(rows["slope m"]) == pytest.approx(ended.json()["m"], rel=1e-5)
    assert float(rows["MSE"]) == pytest.approx(ended.json()["mse"], rel=1e-5)
    assert pages.read_bytes().startswith(b"%PDF")
    expected = f"gdgui: --save-report would write over {page}, which is needed for something else.\n"
    assert run("--export-log", page, "--save-report", page) == Ended(2, "", expected)


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
