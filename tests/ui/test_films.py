"""Films from the window: each frame is what it shows at its epoch, whatever it does meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QProgressBar,
    QSlider,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from gdgui.core import Settings
from gdgui.files.film.changes import Pixels
from gdgui.files.film.kinds import LARGEST
from gdgui.ui.dialogs.film import FilmDialog
from gdgui.ui.film_choices import FilmChoices
from gdgui.ui.picture import render
from gdgui.ui.theme import DARK, Theme
from gdgui.ui.window import MainWindow
from tests.ui.user_actions import as_fast_as_possible, find, key, press, run_to_the_end, status

SIZE = (640, 360)
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
Export = Callable[..., Path]


@pytest.fixture
def export(qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Export:
    """Asks for a small film with these choices, in this file of a folder of the test."""

    def export(name: str, **choices: object) -> Path:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), ""))
        dialog = asked_for(window)
        choose(dialog, size=SIZE, **choices)
        ok = find(dialog, QDialogButtonBox, "buttons").button(QDialogButtonBox.StandardButton.Ok)
        qtbot.mouseClick(ok, Qt.MouseButton.LeftButton)
        return tmp_path / name

    return export


def asked_for(window: MainWindow) -> FilmDialog:
    window.actions_.export_film.trigger()  # its key does nothing where the window is hidden
    dialog = window.exports.films.dialog
    assert dialog is not None
    return dialog


def choose(dialog: FilmDialog, **choices: object) -> None:
    for name, choice in choices.items():
        if isinstance(choice, int):
            find(dialog, QSpinBox, f"{name}Film").setValue(choice)
        else:
            box = find(dialog, QComboBox, f"{name}Film")
            box.setCurrentIndex([box.itemData(k) for k in range(box.count())].index(choice))


def frames_of(path: Path) -> list[Pixels]:
    """Each of shape (height, width, 3)."""
    with Image.open(path) as film:
        found = []
        for k in range(film.n_frames):  # type: ignore[attr-defined]
            film.seek(k)
            found.append(np.asarray(film.convert("RGB")))
        return found


def shown_at(window: MainWindow, epoch: int, theme: Theme) -> Pixels:
    """What the window shows of this epoch, drawn once, anew."""
    window.player.seek(epoch)
    style = FilmChoices(size=SIZE).style(theme)
    picture = render(window.presenter.frame, window.presenter.options, SIZE, style)
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    return np.frombuffer(image.constBits(), np.uint8).reshape(SIZE[1], SIZE[0], 4)[:, :, :3].copy()


def test_every_frame_is_what_the_window_shows_at_its_epoch(
    window: MainWindow, qtbot: QtBot, export: Export
) -> None:
    """Of two runs compared, with residuals; and the same where the window is hidden, small and dark."""
    as_fast_as_possible(window)
    window.experiment.settings = Settings("sgd", learning_rate=0.2, epochs=12, batch_size=4)
    run_to_the_end(qtbot, window)
    window.experiment.settings = Settings(learning_rate=0.4, epochs=14)
    run_to_the_end(qtbot, window)
    window.actions_.residuals.trigger()
    window.player.seek(5)
    path = export("run.png", kind="apng", theme="dark", every=3)
    assert status(window).startswith("Saved run.png: 6 frames, ")
    assert window.player.cursor == 5, "nobody's cursor has moved"
    found = frames_of(path)
    for frame, epoch in zip(found, (0, 3, 6, 9, 12, 14), strict=True):
        assert np.array_equal(frame, shown_at(window, epoch, DARK)), epoch
        assert not np.array_equal(frame, found[0]) or epoch == 0
    window.actions_.themes["contrast"].trigger()
    window.resize(900, 600)
    window.hide()
    again = export("again.png", kind="apng", theme="dark", every=3)
    assert again.read_bytes() == path.read_bytes()


def test_what_is_hidden_until_somebody_has_predicted_is_in_no_film(
    window: MainWindow, qtbot: QtBot, export: Export
) -> None:
    key(qtbot, window, Qt.Key.Key_F, CTRL_SHIFT)
    key(qtbot, window, Qt.Key.Key_F5)
    key(qtbot, window, Qt.Key.Key_2)
    window.player.seek(0)
    window.actions_.step.trigger()
    qtbot.waitUntil(lambda: window.player.done >= 1)
    path = export("run.png", kind="apng")
    assert window.presenter.frame.is_concealed
    for epoch, frame in enumerate(frames_of(path)):
        assert np.array_equal(frame, shown_at(window, epoch, window.appearance.style.theme))


def test_a_run_that_diverges_is_a_film_of_the_epochs_there_were(
    window: MainWindow, qtbot: QtBot, export: Export
) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings(learning_rate=5, epochs=1000)
    run_to_the_end(qtbot, window)
    path = export("run.gif", every=50)
    frames = frames_of(path)
    assert len(frames) == len({*range(0, window.player.done, 50), window.player.done})
    assert not np.array_equal(frames[0], frames[-1])


def test_what_cannot_be_filmed_or_written_is_said_and_what_was_there_stays(
    window: MainWindow, qtbot: QtBot, export: Export, tmp_path: Path
) -> None:
    key(qtbot, window, Qt.Key.Key_V, CTRL_SHIFT)
    assert window.exports.films.dialog is None
    assert status(window) == "There is no run to make a film of. Run first (F5)."
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    export("no such folder/run.gif", plots="loss")
    assert "run.gif cannot be written: " in status(window)
    (tmp_path / "old.gif").mkdir()
    export("old.gif")
    assert "old.gif cannot be written: " in status(window)
    assert [each.name for each in tmp_path.iterdir()] == ["old.gif"]
    dialog = asked_for(window)
    choose(dialog, first=5, last=3)
    ok = find(dialog, QDialogButtonBox, "buttons").button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()
    assert find(dialog, QLabel, "fieldHint").text() == "The film must not end before it begins."
    choose(dialog, first=3)
    assert ok.isEnabled()
    assert find(dialog, QLabel, "filmLength").text() == "1 frame, 2 s long."
    dialog.reject()


def test_cancel_leaves_the_file_that_was_there_and_the_window_as_it_was(
    window: MainWindow, qtbot: QtBot, export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings(epochs=100_000)
    run_to_the_end(qtbot, window)
    (tmp_path / "run.gif").write_bytes(b"old")
    monkeypatch.setattr("gdgui.training.task.BUDGET", 0.0)
    monkeypatch.setattr("gdgui.training.task.PATIENCE", 0.0)
    path = export("run.gif", every=1)
    bar = find(window, QProgressBar, "filmProgress")
    qtbot.waitUntil(bar.isVisible)
    assert bar.accessibleName() == "Writing run.gif"
    key(qtbot, window, Qt.Key.Key_V, CTRL_SHIFT)
    assert window.exports.films.dialog is None
    assert status(window).startswith("A film is being written. Cancel it, or wait for its end.")
    window.player.seek(3)
    assert window.player.cursor == 3, "there is time for other things"
    press(qtbot, window, "cancelFilm")
    assert not bar.isVisible()
    assert status(window).startswith("run.gif was not written.")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["run.gif"]


def test_before_it_begins_the_dialog_says_how_much_a_film_will_be(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_fast_as_possible(window)
    window.experiment.settings = Settings(epochs=1_000_000)
    run_to_the_end(qtbot, window)
    dialog = asked_for(window)
    length, estimate = (find(dialog, QLabel, name) for name in ("filmLength", "filmEstimate"))
    assert length.text() == "120 frames, 8 s long."
    choose(dialog, size=SIZE, every=1)
    assert length.text() == "1,000,001 frames, 14 hours long."
    assert estimate.text() == "Measuring how large it will be…"
    qtbot.waitUntil(lambda: estimate.text().startswith("About "))
    assert " GB, in about " in estimate.text()
    export = find(dialog, QDialogButtonBox, "buttons").button(QDialogButtonBox.StandardButton.Ok)
    hint = find(dialog, QLabel, "fieldHint")
    assert (export.isEnabled(), hint.text()) == (True, "")
    monkeypatch.setitem(LARGEST, "webp", 2_000_000)  # more than is measured
    choose(dialog, kind="webp")
    qtbot.waitUntil(lambda: not export.isEnabled())
    assert "a file of WebP has at most 2 MB" in hint.text()
    choose(dialog, every=100_000)
    assert (export.isEnabled(), hint.text()) == (True, "")
    choose(dialog, every=1)
    slider, first = find(dialog, QSlider, "filmSlider"), dialog.picture.pixmap().toImage()
    slider.setValue(slider.maximum())
    assert find(dialog, QLabel, "filmEpoch").text() == "Epoch 1,000,000"
    assert dialog.picture.pixmap().toImage() != first
    dialog.reject()


def test_without_ffmpeg_the_choice_is_there_and_says_why_it_cannot_be_made(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    monkeypatch.setenv("PATH", str(tmp_path))
    window.exports.films.choices = FilmChoices("mp4")
    dialog = asked_for(window)
    box = find(dialog, QComboBox, "kindFilm")
    at = box.findData("mp4")
    assert box.currentData() == "gif"
    assert not box.model().flags(box.model().index(at, 0)) & Qt.ItemFlag.ItemIsEnabled
    assert box.itemText(at) == "MP4 needs ffmpeg, which was not found on this computer."
    dialog.reject()
