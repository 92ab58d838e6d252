"""What the window remembers, through a real file: all of it comes back, and no file does any harm."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QSlider,
    QSpinBox,
    QTableView,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from gdgui.core import Dataset, Settings
from gdgui.experiment.experiment import Experiment
from gdgui.files.log_csv import LogColumns
from gdgui.files.remembered import Remembered, State
from gdgui.lessons.progress import LessonProgress
from gdgui.ui.control.memory import PARSERS
from gdgui.ui.control.window_place import on_a_screen
from gdgui.ui.film_choices import FilmChoices
from gdgui.ui.remember import remember
from gdgui.ui.start import prepare
from gdgui.ui.theme import Style
from gdgui.ui.theme.themes import DARK
from gdgui.ui.window import MainWindow
from tests.ui.user_actions import find, status

Start = Callable[[], MainWindow]

GOOD = "[file]\nversion=1\n\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gdgui" / "gdgui.ini"


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, sample: Dataset, path: Path) -> Iterator[Start]:
    """Starts the program's window again and again; each is closed before the next one."""
    prepare(qapp, Style())
    windows: list[MainWindow] = []

    def start() -> MainWindow:
        for before in windows:
            before.close()
        window = MainWindow(Experiment(sample, Settings()))
        remember(window, Remembered(path))
        windows.append(window)
        with qtbot.waitExposed(window):
            window.show()
        return window

    yield start
    for each in windows:
        each.close()
        each.deleteLater()


def test_recent_files_are_offered_after_a_new_start(start: Start, tmp_path: Path) -> None:
    start().sessions.recent.add(tmp_path / "läge & ☃.gdgui")
    menu = start().actions_.recent_menu
    assert menu.actions()[0].text() == "läge && ☃.gdgui"
    assert menu.isEnabled()


def test_all_of_it_comes_back_after_a_new_start(start: Start, qtbot: QtBot) -> None:
    window = start()
    plain = window.workspace.data_plot.current_style.scale.text
    window.actions_.themes["dark"].trigger()
    window.actions_.zoom_in.trigger()
    window.actions_.plots["loss"].trigger()
    window.actions_.table.trigger()
    find(window, QToolButton, "moreFold").click()
    find(window, QSlider, "speed").setValue(7)
    window.exports.log.columns = LogColumns(samples=True)
    window.resize(790, 640)
    again = start()
    plot = again.workspace.data_plot
    assert again.workspace.loss_plot.isVisible()
    assert not plot.isVisible()
    assert plot.current_style.theme == DARK
    assert plot.current_style.scale.text == pytest.approx(1.1 * plain)
    assert find(again, QToolButton, "moreFold").isChecked()
    assert not find(again, QToolButton, "compareFold").isChecked()
    assert find(again, QTableView, "pointsTable").isVisible()
    assert again.exports.log.columns == LogColumns(samples=True)
    assert find(again, QSlider, "speed").value() == 7
    assert (again.width(), again.height()) == (790, 640)


def test_the_next_film_is_made_as_the_last_one(
    start: Start, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "run.webp"), ""))
    window = start()
    window.actions_.step.trigger()
    qtbot.waitUntil(lambda: window.player.done >= 1)
    window.actions_.export_film.trigger()
    assert window.exports.films.dialog is not None
    find(window.exports.films.dialog, QComboBox, "kindFilm").setCurrentIndex(1)
    find(window.exports.films.dialog, QComboBox, "sizeFilm").setCurrentIndex(0)
    find(window.exports.films.dialog, QSpinBox, "perSecondFilm").setValue(8)
    find(window.exports.films.dialog, QCheckBox, "loopsFilm").click()
    find(window.exports.films.dialog, QDialogButtonBox, "buttons").accepted.emit()
    qtbot.waitUntil(lambda: not window.exports.films.task.is_running)
    assert (tmp_path / "run.webp").exists()
    assert start().exports.films.choices == FilmChoices("webp", (640, 360), 8, loops=False)


def test_it_is_written_soon_after_a_change(start: Start, qtbot: QtBot, path: Path) -> None:
    window = start()
    window.actions_.themes["light"].trigger()
    qtbot.waitUntil(lambda: path.exists() and "theme=light" in path.read_text(encoding="ascii"))


def test_a_window_that_remembers_nothing_writes_nothing(window: MainWindow, path: Path) -> None:
    window.actions_.themes["light"].trigger()
    window.close()
    assert not path.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff" * 1000,
        b"[look]\ntheme=dark\n",
        (GOOD + "[look]\nmine\n").encode(),
        b"[file]\nversion=2\n[look]\ntheme=dark\n",
        b"[file]\nversion=-1\n",
        b"x" * 200_000,
    ],
)
def test_what_cannot_be_used_means_defaults_and_one_notice(start: Start, path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    window = start()
    assert status(window).startswith("The window is as at first")
    assert window.workspace.data_plot.current_style.theme != DARK
    assert not window.first_minute._hint.isVisible()  # whoever has a file was here before


SEEN = "[hints]\nseen=points-run-rate\n\n"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("[look]\ntheme=@Variant(\\0\\0\\0\\x7f\\0)\n", "theme"),
        ("[look]\ntheme=\\x40Variant\n", "theme"),
        ("[look]\ntheme=purple\n", "theme"),
        ("[look]\ntheme=très foncé\n", "theme"),
        ("[look]\nzoom=1e400\n", "scale"),
        ("[look]\nzoom=1,1\n", "scale"),
        ("[window]\nwidth=99999999999999999999\n", "place of the window"),
        ("[window]\nx=٣\ny=?\n", "place of the window"),
        ("[column]\nmore=ajar\n", "“More” in the column"),
    ],
)
def test_one_damaged_value_is_named_and_alone_is_as_at_first(
    start: Start, path: Path, content: str, name: str
) -> None:
    path.parent.mkdir()
    path.write_bytes((GOOD + SEEN + "[drawer]\npage=table\n\n" + content).encode())
    window = start()
    said = "Damaged in the remembered settings, and therefore as at first"
    assert status(window) == f"{said}: {name}."
    assert find(window, QTableView, "pointsTable").isVisible(), "the others hold"
    assert not find(window, QLabel, "hint").isVisible(), "which were seen"
    assert window.workspace.data_plot.current_style.theme != DARK
    again = start()
    assert said not in status(again), "once"
    assert find(again, QTableView, "pointsTable").isVisible()


@pytest.mark.parametrize("seen", ["points-nothing", "@Variant(1)", "??"])
def test_damaged_hints_are_shown_again(start: Start, path: Path, seen: str) -> None:
    path.parent.mkdir()
    path.write_text(f"{GOOD}[hints]\nseen={seen}\n\n[look]\ntheme=dark\n", encoding="ascii")
    window = start()
    assert status(window).endswith("as at first: hints.")
    assert find(window, QLabel, "hint").isVisible()
    assert window.workspace.data_plot.current_style.theme == DARK


def test_a_damaged_file_is_put_aside_and_a_newer_one_left_alone(start: Start, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"mine")
    start().actions_.themes["dark"].trigger()
    assert not status(start()).startswith("The window")
    assert path.with_suffix(".damaged").read_bytes() == b"mine"
    newer = b"[file]\nversion=7\n"
    path.write_bytes(newer)
    start()  # which closes the one before
    path.write_bytes(newer)
    start().actions_.themes["light"].trigger()
    start()
    assert path.read_bytes() == newer


def test_no_folder_to_write_to_is_no_harm(start: Start, path: Path) -> None:
    path.parent.write_bytes(b"a file, where the folder should be")
    start().actions_.themes["dark"].trigger()
    assert start().workspace.data_plot.current_style.theme != DARK


def test_two_windows_leave_each_other_what_they_wrote(path: Path) -> None:
    one, two = Remembered(path), Remembered(path)
    one.write({"look/theme": "dark"})
    two.write({"run/speed": "20"})
    assert {"look/theme": "dark", "run/speed": "20"}.items() <= Remembered(path).values.items()


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: (GOOD + text).encode()))
def test_no_file_raises_or_is_understood_by_halves(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("some") / "gdgui.ini"
    path.write_bytes(content)
    found = Remembered(path)
    found.write({"look/theme": "dark"})
    after = Remembered(path)
    if found.state is State.NEWER:
        assert path.read_bytes() == content
    else:
        assert after.state is State.GOOD
        assert after.values["look/theme"] == "dark"


@given(st.sampled_from(list(PARSERS)), st.text(st.characters(max_codepoint=127), max_size=12))
def test_a_value_is_known_or_refused(key: str, text: str) -> None:
    try:
        value = PARSERS[key](text)
    except ValueError:
        return
    assert isinstance(value, (str, int, float, frozenset, LessonProgress, tuple))


# Where the window stands

SCREENS = [QRect(0, 0, 1280, 720), QRect(1280, 0, 1920, 1080)]
rectangles = st.builds(
    QRect, st.integers(-5000, 9000), st.integers(-5000, 9000), st.integers(1, 6000), st.integers(1, 6000)
)


@given(rectangles, st.lists(rectangles, min_size=1, max_size=3))
def test_all_of_a_window_is_on_a_screen_that_is_there(wanted: QRect, screens: list[QRect]) -> None:
    found = on_a_screen(wanted, screens)
    assert any(screen.contains(found) for screen in screens)


def test_a_window_stays_where_it_is_or_comes_back_from_a_screen_that_is_gone() -> None:
    there = QRect(1400, 100, 1000, 700)
    assert on_a_screen(there, SCREENS) == there
    assert on_a_screen(there, SCREENS[:1]) == QRect(280, 20, 1000, 700)
    assert on_a_screen(QRect(5000, 5000, 3000, 3000), SCREENS) == SCREENS[0]


def test_a_window_remembered_on_a_screen_that_is_gone_is_in_view(start: Start, path: Path) -> None:
    path.parent.mkdir()
    place = "[window]\nx=5000\ny=-900\nwidth=700\nheight=500\nacross=4\ndown=4\nmaximised=no\n"
    path.write_text(GOOD + place, encoding="ascii")
    window = start()
    assert window.screen().availableGeometry().contains(window.frameGeometry())


def test_a_maximised_window_opens_maximised(start: Start, qtbot: QtBot) -> None:
    window = start()
    window.showMaximized()
    qtbot.waitUntil(window.isMaximized)
    again = start()
    assert again.windowState() & Qt.WindowState.WindowMaximized
