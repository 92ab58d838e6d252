"""Our own icons: there is something to see at every size, in the colours of the theme."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from gdgui.files.resources import resource
from gdgui.ui.theme import DARK, LIGHT, Style, Theme
from gdgui.ui.theme.icons import icon, picture
from gdgui.ui.theme.themes import THEMES
from gdgui.ui.window import MainWindow
from tests.ui.fresh_drawing import settle
from tests.ui.user_actions import find

FOLDER = resource("icons/run.svg").parent
NAMES = sorted(
    path.stem for path in Path(FOLDER).glob("*.svg") if b"currentColor" in path.read_bytes()
)  # not the program's own icon, which has its colours
MODES, STATES = QIcon.Mode, QIcon.State


def opacities(drawn: QPixmap) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    image = drawn.toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return pixels[:, : image.width(), 3].copy()


def ink(drawn: QPixmap) -> str:
    """The colour of the pixels that are drawn in full."""
    solid = np.argwhere(opacities(drawn) == 255)
    row, column = solid[len(solid) // 2]
    return drawn.toImage().pixelColor(int(column), int(row)).name()


def test_all_icons_are_there() -> None:
    wanted = {
        "add",
        "select",
        "spray",
        "erase",
        "hand",
        "run",
        "pause",
        "step",
        "step-back",
        "first",
        "go-on",
    }
    wanted |= {"reset", "undo", "redo", "table", "runs", "explain", "projector", "leave", "more", "close"}
    wanted |= {"layout-all", "layout-data", "layout-loss", "layout-surface", "warning", "check", "fit"}
    wanted |= {"chevron-up", "chevron-down", "chevron-left", "chevron-right", "settings"}
    assert wanted <= set(NAMES)


@pytest.mark.parametrize("size", [16, 64])
@pytest.mark.parametrize("name", NAMES)
def test_an_icon_fills_its_square_and_has_full_ink(qapp: QApplication, name: str, size: int) -> None:
    drawn = picture(name, LIGHT.text, QSize(size, size))
    rows, columns = np.nonzero(opacities(drawn) > 60)
    reach = max(np.ptp(rows), np.ptp(columns)) + 1
    assert reach >= 0.58 * size
    assert (opacities(drawn) >= 200).sum() >= 0.03 * size * size
    assert (opacities(drawn) > 60).mean() <= 0.65
    if size == 64:
        assert ink(drawn) == LIGHT.text


@pytest.mark.parametrize("size", [16, 64])
def test_no_two_icons_look_alike(qapp: QApplication, size: int) -> None:
    drawn = {name: opacities(picture(name, LIGHT.text, QSize(size, size))).astype(int) for name in NAMES}
    for one in NAMES:
        for other in NAMES:
            if one < other:
                assert np.abs(drawn[one] - drawn[other]).mean() > 10, (one, other)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0, 3.0])
def test_an_icon_is_as_sharp_as_the_screen(qapp: QApplication, ratio: float) -> None:
    drawn = icon("close", LIGHT).pixmap(QSize(16, 16), ratio, MODES.Normal, STATES.Off)
    assert drawn.devicePixelRatio() == ratio
    assert drawn.width() == round(16 * ratio)
    soft = (opacities(drawn) > 40) & (opacities(drawn) < 215)
    assert soft.sum() < 90 * ratio  # a picture that was enlarged has soft edges as wide as it was enlarged


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_state_of_an_icon_has_its_colour(qapp: QApplication, theme: Theme) -> None:
    drawn = icon("layout-all", theme)
    for mode, state, colour in (
        (MODES.Normal, STATES.Off, theme.text),
        (MODES.Normal, STATES.On, theme.on_tint),
        (MODES.Disabled, STATES.Off, theme.disabled),
    ):
        assert ink(drawn.pixmap(QSize(64, 64), 1.0, mode, state)) == colour
    assert ink(icon("run", theme, theme.on_accent).pixmap(64)) == theme.on_accent


def test_the_icons_of_actions_follow_the_theme(window: MainWindow, qtbot: QtBot) -> None:
    for theme in (DARK, LIGHT):
        window.apply(Style(theme=theme))
        for action in window.actions_.icons.values():
            off = action.icon().pixmap(QSize(64, 64), 1.0, MODES.Normal, STATES.Off)
            assert ink(off) == theme.text


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_the_sign_of_a_fold_is_as_large_as_its_words_and_tells_open_from_closed(
    window: MainWindow, qtbot: QtBot, factor: float
) -> None:
    window.appearance.restore("dark", factor)
    window.resize(1280, 720)
    settle(qtbot, window)
    letter, signs = window.appearance.style.scale.controls, []
    for is_open in (False, True):
        window.controls.folds["compare"].set_open(is_open)
        settle(qtbot, window)
        picture = find(window, QToolButton, "compareFold").grab().toImage()
        lit = [
            (x, y)
            for x in range(round(1.4 * letter))
            for y in range(picture.height())
            if picture.pixelColor(x, y).lightness() > 90
        ]
        across, down = ([each[k] for each in lit] for k in (0, 1))
        signs.append((max(across) - min(across), max(down) - min(down)))
    (closed_wide, closed_tall), (open_wide, open_tall) = signs
    assert 0.6 * letter <= closed_tall <= 1.3 * letter
    assert closed_tall > 1.5 * closed_wide
    assert open_wide > 1.5 * open_tall
