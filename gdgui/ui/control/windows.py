"""Windows that are asked for: the epoch to go to, the list of commands, help."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from gdgui.training.player import Player
from gdgui.ui.actions import Actions


class Windows(QObject):
    """Opens each when its action is triggered, and loads it first: the window is there without them."""

    def __init__(self, window: QMainWindow, player: Player, actions: Actions) -> None:
        super().__init__(window)
        self._window, self._player = window, player
        actions.go_to.triggered.connect(self._go_to)
        actions.about.triggered.connect(self._about)
        actions.commands.triggered.connect(self._find_command)

    def _go_to(self) -> None:
        from gdgui.ui.dialogs.go_to import GoToDialog

        dialog = GoToDialog(self._window, self._player.cursor, self._player.done)
        dialog.wanted.connect(self._player.seek)
        dialog.open()

    def _about(self) -> None:
        from gdgui.ui.dialogs.help import HelpDialog

        HelpDialog(self._window.menuBar(), self._window).open()

    def _find_command(self) -> None:
        from gdgui.ui.dialogs.commands import CommandsDialog

        CommandsDialog(self._window.actions(), self._window).open()
