"""Theme and size: chosen in the menu or by keys, or by the system, and seen at once in every open part."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QListWidget, QMenu, QSlider, QWidget
from pytestqt.qtbot import QtBot

from gdgui.ui.theme import DARK, HIGH_CONTRAST, LIGHT, Scale
from gdgui.ui.theme.scales import STEPS, stepped
from gdgui.ui.theme.themes import theme_for
from gdgui.ui.window import MainWindow
from tests.ui.fresh_drawing import Pixels, on_screen, settle, unlike_a_fresh_drawing
from tests.ui.measures import controls, lacks, name_of
from tests.ui.user_actions import find, key, press

CTRL = Qt.KeyboardModifier.ControlModifier
SCHEMES = Qt.ColorScheme


def menu_of(window: MainWindow, title: str) -> QMenu:
    return next(
        menu for menu in window.menuBar().findChildren(QMenu) if menu.title().replace("&", "") == title
    )


def entry(window: MainWindow, words: str) -> QAction:
    menu = menu_of(window, "Theme")
    return next(action for action in menu.actions() if words in action.text().replace("&", ""))


def commonest(picture: Pixels) -> str:
    """The colour of most of the pixels."""
    colours, counts = np.unique(picture.reshape(-1, 3) @ [1 << 16, 1 << 8, 1], return_counts=True)
    return f"#{colours[counts.argmax()]:06x}"


def text_height(window: MainWindow) -> int:
    return window.controls.learning_rate.fontInfo().pixelSize()


@pytest.mark.parametrize(
    ("choice", "scheme", "wants_contrast", "theme"),
    [
        ("system", SCHEMES.Light, False, LIGHT),
        ("system", SCHEMES.Unknown, False, LIGHT),
        ("system", SCHEMES.Dark, False, DARK),
        ("system", SCHEMES.Dark, True, HIGH_CONTRAST),
        ("light", SCHEMES.Dark, True, LIGHT),
        ("dark", SCHEMES.Light, False, DARK),
        ("contrast", SCHEMES.Light, False, HIGH_CONTRAST),
        ("of an older version", SCHEMES.Dark, False, DARK),
    ],
)
def test_a_choice_beats_the_system(
    choice: str, scheme: Qt.ColorScheme, wants_contrast: bool, theme: object
) -> None:
    assert theme_for(choice, scheme, wants_contrast) is theme


def test_a_theme_of_the_menu_is_seen_everywhere_at_once(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(790, 780)  # the tests' screen
    window.actions_.table.setChecked(True)
    window.actions_.runs.setChecked(True)
    for words, theme in (("Dark", DARK), ("High contrast", HIGH_CONTRAST), ("Light", LIGHT)):
        entry(window, words).trigger()
        QApplication.processEvents()
        seen = [plot for plot in window.workspace.plots if plot.isVisible()]
        assert seen
        for plot in seen:
            assert commonest(on_screen(window, plot)) == theme.canvas
        for part in (window.status, window.controls, window.menuBar()):
            assert commonest(on_screen(window, part)) == theme.window
        assert commonest(on_screen(window, window.drawer)) in {theme.card, theme.field, theme.window}
        assert unlike_a_fresh_drawing(window) == {}


def test_the_colours_of_the_system_are_followed_while_the_window_is_open(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The offscreen platform has no colours of its own: what it would tell is told here."""
    scheme = SCHEMES.Dark
    monkeypatch.setattr("gdgui.ui.control.appearance.theme_for", lambda choice, *_: theme_for(choice, scheme))
    hints = QApplication.styleHints()
    for scheme, theme in ((SCHEMES.Dark, DARK), (SCHEMES.Light, LIGHT)):
        hints.colorSchemeChanged.emit(scheme)
        QApplication.processEvents()
        assert commonest(on_screen(window, window.workspace.data_plot)) == theme.canvas
    entry(window, "Dark").trigger()
    hints.colorSchemeChanged.emit(SCHEMES.Light)
    QApplication.processEvents()
    assert commonest(on_screen(window, window.workspace.data_plot)) == DARK.canvas


def test_the_keys_zoom_in_steps_and_back(window: MainWindow, qtbot: QtBot) -> None:
    usual = text_height(window)
    key(qtbot, window, Qt.Key.Key_Plus, CTRL)
    key(qtbot, window, Qt.Key.Key_Plus, CTRL)
    assert text_height(window) == round(1.25 * usual)
    key(qtbot, window, Qt.Key.Key_Minus, CTRL)
    assert text_height(window) == round(1.1 * usual)
    key(qtbot, window, Qt.Key.Key_0, CTRL)
    assert text_height(window) == usual


def test_the_steps_end_where_they_should() -> None:
    assert (STEPS[0], STEPS[-1]) == (0.75, 3.0)
    assert stepped(3.0, 1) == 3.0
    assert stepped(0.75, -1) == 0.75
    assert stepped(1.0, 1) > 1.0 > stepped(1.0, -1)
    assert stepped(1.04, 0) == 1.0


def test_a_larger_font_of_the_system_makes_everything_larger(window: MainWindow, qtbot: QtBot) -> None:
    usual, font = text_height(window), QApplication.font()
    larger = QApplication.font()
    larger.setPixelSize(26)
    try:
        QApplication.setFont(larger)
        qtbot.waitUntil(lambda: text_height(window) == 2 * usual)
        tick = window.workspace.data_plot.getAxis("left").style["tickFont"]
        assert tick.pixelSize() == 26
    finally:
        QApplication.setFont(font)
    qtbot.waitUntil(lambda: text_height(window) == usual)


def test_a_projector_keeps_the_theme_and_does_not_zoom(window: MainWindow, qtbot: QtBot) -> None:
    entry(window, "Dark").trigger()
    key(qtbot, window, Qt.Key.Key_F11)
    large = text_height(window)
    key(qtbot, window, Qt.Key.Key_Plus, CTRL)
    assert text_height(window) == large
    entry(window, "High contrast").trigger()
    QApplication.processEvents()
    assert commonest(on_screen(window, window.workspace.data_plot)) == HIGH_CONTRAST.canvas
    assert text_height(window) == large
    key(qtbot, window, Qt.Key.Key_F11)
    QApplication.processEvents()
    assert text_height(window) < large
    assert commonest(on_screen(window, window.workspace.data_plot)) == HIGH_CONTRAST.canvas


def test_what_was_remembered_comes_back_and_nonsense_does_not(window: MainWindow) -> None:
    usual = text_height(window)
    window.appearance.restore("dark", 1.5)
    assert text_height(window) == round(1.5 * usual)
    assert entry(window, "Dark").isChecked()
    window.appearance.restore("pink", 1.0)
    assert entry(window, "system").isChecked()


def test_the_projector_scale_is_in_proportion_to_the_height() -> None:
    for height in (720, 1080, 2160):
        scale, share = Scale.projector(height), height / 1080
        assert scale.text == scale.controls == pytest.approx(30 * share)
        assert scale.digits == pytest.approx(54 * share)
        assert scale.line == pytest.approx(6 * share)
        assert scale.marker == pytest.approx(20 * share, abs=1)
        assert scale.target >= 44 * share
    assert Scale.projector(1080).rim == 2


def test_no_words_of_the_controls_are_cut_in_any_size(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1280, 720)
    for factor in STEPS:
        window.appearance.restore("light", factor)
        window.actions_.column.setChecked(True)  # where it has no place of its own
        for _ in range(5):  # layouts ask for layouts
            QApplication.processEvents()
        where = window.controls, window.transport, window.editing.tools
        found = [part for part in controls(window) if any(each.isAncestorOf(part) for each in where)]
        assert len(found) > 12, factor
        assert [name_of(part) for part in found if lacks(part)] == [], factor
        window.actions_.column.setChecked(False)


def test_what_can_be_clicked_is_large_enough(window: MainWindow) -> None:
    for factor in (0.75, 1.0):
        window.appearance.restore("light", factor)
        QApplication.processEvents()
        for widget in window.findChildren(QWidget):
            is_ours = bool(widget.objectName()) and not widget.objectName().startswith("qt_")
            if isinstance(widget, (QAbstractButton, QSlider)) and is_ours and widget.isVisible():
                assert min(widget.height(), widget.width()) >= 24, widget.objectName()


@pytest.mark.parametrize(
    ("page", "opens", "name"), [("lessons", "", "lessonList"), ("guide", "guideOpen", "guideContents")]
)
def test_the_entry_at_hand_stands_on_one_plain_ground(
    window: MainWindow, qtbot: QtBot, page: str, opens: str, name: str
) -> None:
    getattr(window.actions_, page).trigger()
    if opens:
        press(qtbot, window, opens)
    entries, tint = find(window, QListWidget, name), window.appearance.style.theme.tint
    entries.setCurrentRow(1)
    settle(qtbot, window)
    place, picture = entries.visualItemRect(entries.item(1)), entries.viewport().grab().toImage()
    right = place.right() - 2
    grounds = {picture.pixelColor(right, y).name() for y in range(place.top(), place.bottom() + 1)}
    assert grounds == {tint}
