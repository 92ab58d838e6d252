"""Training without a window: how its pictures and films look, and what is said before a long film."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings, train
from gdgui.experiment.experiment import Experiment, set_settings_at_once
from gdgui.experiment.frame import Frame
from gdgui.files.example_datasets import example_datasets
from gdgui.files.film.kinds import LARGEST
from gdgui.files.session_file import session_bytes
from gdgui.headless import exports
from gdgui.picture_options import DEFAULT_SIZE, THEMES
from gdgui.ui.picture import render
from gdgui.ui.theme import DARK, PRINT
from gdgui.ui.theme import THEMES as OF_WINDOW
from gdgui.ui.window import MainWindow
from tests.headless.program import Refused, Run
from tests.sessions.desk import Desk
from tests.ui.report_text import ReportText

SMALL = ("--animation-size", "640x360")


@pytest.mark.usefixtures("qapp")
def test_a_picture_is_of_the_plot_theme_size_and_epoch_asked_for(run: Run, tmp_path: Path) -> None:
    picture, page = tmp_path / "run.png", tmp_path / "run.html"
    options = (
        "--plot",
        "loss",
        "--theme",
        "dark",
        "--plot-size",
        "640x480",
        "--plot-scale",
        2,
        "--at-epoch",
        7,
    )
    ended = run("--epochs", 30, "--save-plot", picture, "--save-report", page, *options)
    assert (ended.status, ended.err) == (0, "")
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1280, 960)
    assert image.pixelColor(2, 2).name() == DARK.window
    assert "MSE over epochs" in image.text("Description")
    assert "epoch 7 of 30" in image.text("Description")
    assert "Loss surface" not in image.text("Description")
    points = example_datasets()[0].points()
    trace = train(points.dataset, Settings(epochs=30))
    line = Frame(points, Settings(epochs=30), trace=trace, cursor=7).line
    assert float(ReportText(page.read_bytes()).rows["slope m"]) == pytest.approx(line[0], rel=1e-5)


def test_a_picture_of_a_session_shows_all_that_the_window_shows_of_it(
    run: Run, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """Runs beside the newest one, one's own line, the selection, and how the axes are."""
    desk = Desk()
    for rate in (0.3, 0.1):
        set_settings_at_once(desk.experiment, Settings(learning_rate=rate, epochs=20))
        desk.begin()
        desk.go_on(20)
    desk.experiment.move_my_line(1.0, 0.2)
    desk.experiment.select([1, 4])
    desk.experiment.options = replace(desk.experiment.options, my_line=True, logarithmic=True, residuals=True)
    path, again, picture = (tmp_path / name for name in ("work.gdgui", "again.gdgui", "run.png"))
    path.write_bytes(session_bytes(desk.session))
    ended = run(path, "--learning-rate", 0.5, "--save-plot", picture, "--save-session", again)
    assert (ended.status, ended.err) == (0, "")
    window = MainWindow(Experiment(Dataset([], []), Settings()))
    qtbot.addWidget(window)
    window.sessions.open(again, asks=False)
    qtbot.waitUntil(lambda: len(window.runs.all) == 3)
    assert len(window.presenter.frame.saved) == 2
    style = window.workspace.data_plot.current_style
    drawn = render(window.presenter.frame, window.presenter.options, DEFAULT_SIZE, style).toImage()
    assert drawn.convertToFormat(QImage.Format.Format_RGB32) == QImage(str(picture)).convertToFormat(
        QImage.Format.Format_RGB32
    )


@pytest.mark.usefixtures("qapp")
def test_a_film_is_of_the_stretch_and_theme_asked_for(run: Run, tmp_path: Path) -> None:
    film = tmp_path / "run.png"
    options = "--theme", "print", "--plot", "data", "--animation-epochs", 3, 8, *SMALL
    ended = run("--epochs", 30, "--save-animation", film, *options)
    assert (ended.status, ended.err) == (0, "")
    with Image.open(film) as found:
        assert found.n_frames == 6  # type: ignore[attr-defined]
        colour = found.convert("RGB").getpixel((2, 2))
    assert isinstance(colour, tuple)
    assert "#" + bytes(map(int, colour)).hex() == PRINT.window


@pytest.mark.usefixtures("qapp")
def test_of_a_long_film_it_is_said_beforehand_how_long_and_how_large(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "LONG", 5)
    film = tmp_path / "run.gif"
    ended = run("--epochs", 6, "--save-animation", film, *SMALL)
    assert ended.err.startswith("gdgui: run.gif will be 7 frames, 2.3 s long. About ")
    assert ended.err.count("\n") == 1
    assert film.exists()


@pytest.mark.usefixtures("qapp")
def test_a_film_that_its_format_cannot_hold_is_not_begun(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "LONG", 5)
    monkeypatch.setitem(LARGEST, "webp", 100_000)  # the few frames that are measured are less
    monkeypatch.setattr("gdgui.ui.filming.shoot", lambda *_: pytest.fail("it was begun"))
    every = "--epochs-per-frame", 1
    ended = run("--epochs", 400, "--save-animation", tmp_path / "run.webp", *every, *SMALL)
    assert ended.status == 2
    assert "a file of WebP has at most 100 kB" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_the_themes_are_those_of_the_window_and_print() -> None:
    assert {*THEMES} == {*OF_WINDOW, PRINT.name}


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--plot-size", "50x500"], "“50x500” is no size such as 1280x720, from 100 to 10000 each way"),
        (["--save-plot", "a.png", "--plot-size", "9000x9000", "--plot-scale", "4"], "at most 100 million"),
        (["--theme", "pink"], "invalid choice: 'pink'"),
        (["--at-epoch", "-3"], "“-3” is no epoch: 0 is the start"),
        (["--at-epoch", "31", "--epochs", "30"], "--at-epoch: the run ends at epoch 30, before 31"),
        (
            ["--save-animation", "a.gif", "--animation-epochs", "2", "1"],
            "The film must not end before it begins",
        ),
        (
            ["--save-animation", "a.gif", "--animation-epochs", "2", "11"],
            "the run ends at epoch 10, before 11",
        ),
    ],
)
def test_what_no_picture_has_is_refused_in_one_line(
    refused: Refused, options: list[str], complaint: str
) -> None:
    refused(options, complaint)
