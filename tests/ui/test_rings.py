"""What has the keyboard has a ring of two pixels, and nothing moves for it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QStyle,
    QStyleOptionButton,
    QTableWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gdgui.ui.theme import Style, Theme
from gdgui.ui.theme.stylesheet import stylesheet
from gdgui.ui.theme.themes import THEMES
from gdgui.ui.window import MainWindow
from tests.ui.fresh_drawing import Pixels, on_screen
from tests.ui.user_actions import find


def button(role: str = "", checked: bool = False) -> QPushButton:
    button = QPushButton("Words")
    button.setCheckable(True)
    button.setChecked(checked)
    if role:
        button.setProperty("role", role)
    return button


def combo() -> QComboBox:
    combo = QComboBox()
    combo.addItems(["Words", "more"])
    return combo


KINDS: dict[str, Callable[[], QWidget]] = {
    "button": button,
    "checked button": lambda: button(checked=True),
    "primary": lambda: button("primary"),
    "flat": lambda: button("flat"),
    "checked flat": lambda: button("flat", checked=True),
    "chip": lambda: button("chip"),
    "segment": lambda: button("segment", checked=True),
    "tool button": QToolButton,
    "field": lambda: QLineEdit("0.05"),
    "spin box": QSpinBox,
    "combo": combo,
    "check box": lambda: QCheckBox("Words"),
    "radio button": lambda: QRadioButton("Words"),
    "slider": lambda: QSlider(Qt.Orientation.Horizontal),
    "table": lambda: QTableWidget(2, 2),
}


def is_colour(picture: Pixels, colour: str) -> NDArray[np.bool_]:
    red_green_blue = QColor(colour)
    wanted = np.array([red_green_blue.red(), red_green_blue.green(), red_green_blue.blue()])
    return np.asarray((np.abs(picture.astype(int) - wanted) <= 3).all(axis=2))


def sheet(qtbot: QtBot, widget: QWidget, theme: Theme) -> QWidget:
    """A window with this widget and something else that may have the keyboard."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(widget)
    other = QLineEdit()
    other.setObjectName("other")
    column.addWidget(other)
    QApplication.setPalette(theme.palette())
    window.setStyleSheet(f"QWidget {{ background: {theme.window}; }}" + stylesheet(Style(theme=theme)))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return window


def give(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(widget.hasFocus)
    QApplication.processEvents()


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_ring_comes_and_the_content_stays(qtbot: QtBot, kind: str, theme: Theme) -> None:
    widget = KINDS[kind]()
    window = sheet(qtbot, widget, theme)
    give(qtbot, find(window, QLineEdit, "other"))
    without, size, hint = on_screen(window, widget), widget.size(), widget.sizeHint()
    give(qtbot, widget)
    seen = on_screen(window, widget)
    assert (widget.size(), widget.sizeHint()) == (size, hint)
    middle = slice(len(seen) // 2 - 1, len(seen) // 2 + 1)
    ring = is_colour(seen, theme.focus)
    assert ring[middle, :2].all()
    assert ring[middle, -2:].all()
    assert ring[:2, seen.shape[1] // 2].all()
    assert ring[-2:, seen.shape[1] // 2].all()
    assert not is_colour(without, theme.focus)[middle, :2].any()
    inside = ink(without, kind), ink(seen, kind)
    assert inside[0] == inside[1]


def ink(picture: Pixels, kind: str) -> tuple[int, ...]:
    """The box of whatever differs from the ground within the border: words, an arrow, a knob."""
    within = picture[4:-4, 8:-8]
    apart = np.abs(within.astype(int) - within[0, 0].astype(int)).max(axis=2) > 40
    rows, columns = np.nonzero(apart)
    if kind in ("field", "spin box", "table") or not len(rows):  # where a caret comes
        return ()
    return int(rows.min()), int(rows.max()), int(columns.min()), int(columns.max())


@pytest.mark.parametrize("role", ["", "primary", "flat", "chip", "segment"])
def test_the_words_of_a_button_have_the_same_room_with_the_ring(qtbot: QtBot, role: str) -> None:
    widget = button(role)
    window = sheet(qtbot, widget, THEMES["light"])
    rooms = []
    holders: tuple[QWidget, ...] = find(window, QLineEdit, "other"), widget
    for holder in holders:
        give(qtbot, holder)
        option = QStyleOptionButton()
        widget.initStyleOption(option)
        element = QStyle.SubElement.SE_PushButtonContents
        rooms.append(QRect(widget.style().subElementRect(element, option, widget)))
    assert rooms[0] == rooms[1]
    assert isinstance(widget, QAbstractButton)


def test_the_plot_that_has_the_keyboard_has_a_ring_that_moves_along(window: MainWindow, qtbot: QtBot) -> None:
    plots = window.workspace.plots
    focus = window.workspace.data_plot.current_style.theme.focus
    for held in plots:
        give(qtbot, held)
        for width in (1280, 1400):
            window.resize(width, 760)
            QApplication.processEvents()
            for plot in plots:
                ring = is_colour(on_screen(window, plot), focus)
                edges = ring[:2], ring[-2:], ring[:, :2], ring[:, -2:]
                assert all(bool(edge.all()) == (plot is held) for edge in edges), (held, plot)
