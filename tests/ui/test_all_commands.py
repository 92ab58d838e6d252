"""Every command is found by its name and is in the help, with its keys; both are made from the actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QListWidget, QMenu, QTextBrowser
from pytestqt.qtbot import QtBot

from gdgui.ui.dialogs.commands import CommandsDialog, keys_of, name_of
from gdgui.ui.dialogs.help import HelpDialog
from gdgui.ui.window import MainWindow
from tests.ui.user_actions import find


def commands(window: MainWindow) -> set[QAction]:
    """What is in any menu, and what has a key."""
    found = {each for each in window.findChildren(QAction) if each.shortcuts()}
    for menu in window.findChildren(QMenu):
        if menu is not window.actions_.screens_menu:
            found |= {each for each in menu.actions() if each.menu() is None and not each.isSeparator()}
    return found


def test_every_command_is_found_by_its_name(window: MainWindow) -> None:
    window.actions_.commands.trigger()
    dialog = window.findChild(CommandsDialog)
    assert dialog is not None
    listed = find(dialog, QListWidget, "commandList")
    shown = {listed.item(at).data(Qt.ItemDataRole.UserRole) for at in range(listed.count())}
    assert len(shown) > 70
    assert {name_of(each) for each in commands(window) - shown} == set()
    dialog.reject()


def test_a_part_of_a_name_and_enter_do_it(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_.commands.trigger()
    dialog = window.findChild(CommandsDialog)
    assert dialog is not None
    field = find(dialog, QLineEdit, "commandField")
    qtbot.keyClicks(field, "steep")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.windowTitle() == "gdgui – Steep narrow valley[*]"


def test_every_command_is_in_the_help_with_its_keys(window: MainWindow) -> None:
    window.actions_.about.trigger()
    dialog = window.findChild(HelpDialog)
    assert dialog is not None
    said = find(dialog, QTextBrowser, "help").toPlainText()
    for command in commands(window):
        assert f"{name_of(command)}: {command.toolTip()}" in said or name_of(command) in said.split("\n")
        assert keys_of(command) in said
    for line in ("N, P, Home, End on the points", "Page Down, Page Up"):
        assert line in said
    dialog.reject()
