"""Windows that are asked for, and what is written of a run: epochs, commands, help, log, pictures."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from gdgui.experiment.experiment import Experiment
from gdgui.training.player import Player
from gdgui.ui.actions import Actions
from gdgui.ui.control.import_export import ImportExport
from gdgui.ui.control.log_export import LogExport
from gdgui.ui.control.pictures import Pictures
from gdgui.ui.control.presenter import Presenter
from gdgui.ui.views.workspace import Workspace


class Windows(QObject):
    """Opens each when its action is triggered, and loads it first: the window is there without them."""

    def __init__(
        self,
        window: QMainWindow,
        experiment: Experiment,
        player: Player,
        presenter: Presenter,
        workspace: Workspace,
        import_export: ImportExport,
        actions: Actions,
    ) -> None:
        super().__init__(window)
        self._window, self._experiment, self._player = window, experiment, player
        self.log, self.pictures = LogExport(window), Pictures(window, presenter, workspace, actions)
        for part in (self.log, self.pictures):
            part.said.connect(import_export.said)
        actions.go_to.triggered.connect(self._go_to)
        actions.export_log.triggered.connect(self._export_log)
        actions.about.triggered.connect(self._about)
        actions.commands.triggered.connect(self._find_command)

    def _go_to(self) -> None:
        from gdgui.ui.dialogs.go_to import GoToDialog

        dialog = GoToDialog(self._window, self._player.cursor, self._player.done)
        dialog.wanted.connect(self._player.seek)
        dialog.open()

    def _export_log(self) -> None:
        if self._player.trace is not None:
            self.log.ask(self._player.trace, self._experiment.points)

    def _about(self) -> None:
        from gdgui.ui.dialogs.help import HelpDialog

        HelpDialog(self._window.menuBar(), self._window).open()

    def _find_command(self) -> None:
        from gdgui.ui.dialogs.commands import CommandsDialog

        CommandsDialog(self._window.actions(), self._window).open()
