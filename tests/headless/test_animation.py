"""Training without a window: the film that it writes."""

from __future__ import annotations

import signal
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QImage

from gdgui.ui.views.axis import TidyAxis
from tests.headless.program import Ended, Floats, Refused, Run

SMALL = ("--animation-size", "640x360")


@pytest.mark.usefixtures("qapp")
def test_a_film_ends_with_the_picture_of_the_run(
    run: Run, ten: tuple[Path, Floats, Floats], tmp_path: Path
) -> None:
    film, picture = tmp_path / "run.png", tmp_path / "plots.png"
    options = "--epochs", 30, "--epochs-per-frame", 4, "--frames-per-second", 10
    ended = run(ten[0], "--save-animation", film, "--save-plot", picture, *options)
    assert (ended.status, ended.err) == (0, "")
    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGBX8888)
    shown = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    with Image.open(film) as found:
        assert (found.size, found.n_frames) == ((1280, 720), 9)  # type: ignore[attr-defined]
        assert found.info["duration"] == 100
        first = np.asarray(found.convert("RGB"))
        found.seek(8)
        last = np.asarray(found.convert("RGB"))
    assert np.array_equal(last, shown[:, :, :3])
    assert not np.array_equal(first, last)


@pytest.mark.usefixtures("qapp")
def test_as_many_epochs_are_left_out_as_make_a_short_film_also_of_a_run_that_diverges(
    run: Run, tmp_path: Path
) -> None:
    film = tmp_path / "run.gif"
    options = "--json", "--epochs", 1000, "--learning-rate", 0.8
    ended = run(*options, "--save-animation", film, *SMALL)
    assert (ended.status, ended.err) == (3, "")
    epochs = ended.json()["epoch"]
    with Image.open(film) as found:
        assert found.size == (640, 360)
        assert epochs > 119
        assert 60 <= found.n_frames <= 120  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--save-animation", "run.avi"], "run.avi must end in .gif, .webp, .png or .mp4"),
        (["--animation-size", "100x100"], "“100x100” is no size such as 1280x720"),
        (["--animation-size", "wide"], "“wide” is no size"),
        (["--frames-per-second", "0"], "“0” is not a whole number from 1 to 50"),
        (["--epochs-per-frame", "0"], "“0” is not a whole number above 0"),
    ],
)
def test_what_is_no_film_is_refused_in_one_line(refused: Refused, options: list[str], complaint: str) -> None:
    refused(options, complaint)


@pytest.mark.usefixtures("qapp")
def test_where_it_cannot_be_written_one_line_says_so_and_nothing_is_left(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "no such folder" / "run.webp"
    ended: Ended = run("--save-animation", path, *SMALL)
    assert ended.status == 2
    assert ended.err == f"gdgui: {path} cannot be written: No such file or directory.\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("qapp")
def test_ctrl_c_amid_a_drawing_ends_the_film_without_a_traceback(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Qt calls Python then, and prints and forgets what that raises."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background it may be ignored
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    draw, drawn = TidyAxis.paint, []

    def interrupted(*arguments: object) -> None:
        drawn.append(arguments)
        signal.raise_signal(signal.SIGINT)
        draw(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(TidyAxis, "paint", interrupted)
    ended = run("--save-animation", tmp_path / "run.gif", *SMALL)
    assert drawn
    assert (ended.status, ended.err) == (130, "")
    assert list(tmp_path.iterdir()) == []
