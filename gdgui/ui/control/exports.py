"""What is written of a run for others to see: its log, pictures, films and a report."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from gdgui.experiment.experiment import Experiment
from gdgui.training.player import Player
from gdgui.ui.actions import Actions
from gdgui.ui.control.films import Films
from gdgui.ui.control.log_export import LogExport
from gdgui.ui.control.pictures import Pictures
from gdgui.ui.control.presenter import Presenter
from gdgui.ui.dialogs import ask
from gdgui.ui.theme import Style
from gdgui.ui.views.workspace import Workspace


class Exports(QObject):
    """Each is asked for by its action; `said` tells what became of it."""

    said = Signal(str)

    def __init__(
        self,
        window: QMainWindow,
        experiment: Experiment,
        player: Player,
        presenter: Presenter,
        workspace: Workspace,
        actions: Actions,
    ) -> None:
        super().__init__(window)
        self._window, self._presenter = window, presenter
        self._experiment, self._player = experiment, player
        self.log = LogExport(window)
        self.pictures = Pictures(window, presenter, workspace, actions)
        self.films = Films(window, presenter, actions)
        for part in (self.log, self.pictures, self.films):
            part.said.connect(self.said)
        actions.export_log.triggered.connect(self._export_log)
        actions.save_report.triggered.connect(self._save_report)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self.films.apply(style)

    def stop(self) -> None:
        """The window closes."""
        self.pictures.stop()
        self.films.stop()

    def _export_log(self) -> None:
        if self._player.trace is not None:
            self.log.ask(self._player.trace, self._experiment.points)

    def _save_report(self) -> None:
        from gdgui.ui.report import Report

        report = Report(self._presenter.frame, self._presenter.options, date.today())
        ask.save_report(self._window, report, self.said.emit)
