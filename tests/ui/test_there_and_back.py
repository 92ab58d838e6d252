"""Whoever has been on the projector finds the desk as it was, whatever was opened there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from gdgui.ui.window import MainWindow
from tests.ui.fresh_drawing import settle
from tests.ui.user_actions import as_fast_as_possible, key, run_to_the_end


def test_after_the_projector_every_page_of_the_drawer_looks_as_in_a_new_window(
    window: MainWindow, qtbot: QtBot
) -> None:
    as_fast_as_possible(window)
    run_to_the_end(qtbot, window)
    window.first_minute.begin(frozenset())
    actions = window.actions_
    pages = (actions.table, actions.lessons, actions.explain, actions.runs)

    def seen() -> QImage:
        window.transport.take_focus()
        settle(qtbot, window)
        return window.grab().toImage()

    window.resize(1280, 720)
    new = {}
    for page in pages:
        page.trigger()
        new[page] = seen()
        page.trigger()
    for page, other in zip(pages, (*pages[1:], pages[0]), strict=True):
        other.trigger()
        key(qtbot, window, Qt.Key.Key_F11)
        settle(qtbot, window)
        page.trigger()
        key(qtbot, window, Qt.Key.Key_F11)
        assert seen() == new[page], page.text()
