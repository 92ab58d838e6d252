"""The window: it builds the parts, lays them out, and wires them once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow

from gdgui.experiment.experiment import Changed, Experiment
from gdgui.experiment.runs import Runs
from gdgui.training.ensemble_runner import EnsembleRunner
from gdgui.training.player import Player
from gdgui.training.trainer import Trainer
from gdgui.ui.actions import Actions
from gdgui.ui.control.announcements import Announcements
from gdgui.ui.control.appearance import Appearance, dress
from gdgui.ui.control.exports import Exports
from gdgui.ui.control.first_minute import FirstMinute
from gdgui.ui.control.guidance import Guidance
from gdgui.ui.control.housekeeping import Housekeeping
from gdgui.ui.control.import_export import ImportExport
from gdgui.ui.control.plot_clicks import PlotClicks
from gdgui.ui.control.point_editing import PointEditing
from gdgui.ui.control.presenter import Presenter
from gdgui.ui.control.projector import Projector
from gdgui.ui.control.run_comparison import RunComparison
from gdgui.ui.control.run_control import RunControl
from gdgui.ui.control.sessions import Sessions
from gdgui.ui.control.teaching import Teaching
from gdgui.ui.control.view_control import ViewControl
from gdgui.ui.control.window_place import keep_on_screen, open_at_a_good_size
from gdgui.ui.control.windows import Windows
from gdgui.ui.panels.controls import ControlsPanel
from gdgui.ui.panels.drawer import Drawer
from gdgui.ui.panels.point_count import PointCount
from gdgui.ui.panels.projector_bar import ProjectorBar
from gdgui.ui.panels.status import StatusPanel
from gdgui.ui.panels.top_bar import TopBar
from gdgui.ui.panels.transport import TransportPanel
from gdgui.ui.side_area import SideArea
from gdgui.ui.stage import Stage
from gdgui.ui.tab_order import order_tabs, press_by_enter
from gdgui.ui.theme import Style
from gdgui.ui.title_rows import fill_title_rows
from gdgui.ui.views.workspace import Workspace


class MainWindow(QMainWindow):
    """An experiment on the desk. Closing it ends the worker."""

    def __init__(self, experiment: Experiment) -> None:
        super().__init__()
        self.experiment, self.trainer = experiment, Trainer()
        experiment.setParent(self)  # Qt ends both, and an undo stack before what lies on it
        self.player = Player(self.trainer, self)
        self.ensembles = EnsembleRunner(self.trainer, self)
        self.runs = Runs(experiment.undo_group, self)
        self.presenter = Presenter(experiment, self.player, self.runs, self.ensembles)
        self._build_panels()
        self._build_controls()
        self._lay_out()
        self.projector = Projector(self, self.stage, self.bar.menu, self.actions_, self.appearance.project)
        self._wire()
        self.apply(self.appearance.style)
        with self.presenter.one_frame():
            self._on_document(Changed.POINTS | Changed.SETTINGS)
            self.view_control.fit_surface()
        open_at_a_good_size(self)
        self.transport.take_focus()

    def apply(self, style: Style) -> None:
        """Take another scale or theme, everywhere."""
        dress(self, self.actions_, style)
        for part in (
            *(self.controls, self.status, self.transport, self.drawer, self.top_bar),
            *(self.comparison, self.editing, self.import_export, self.bar, self.stage),
            *(self.first_minute, self.teaching, self.exports),
        ):
            part.apply(style)
        self.top_bar.fit(self.width())

    def open_file(self, path: Path, asks: bool = True) -> None:
        """Work on the points of this file, once they were looked at; if it cannot be read, say why."""
        self.import_export.open_file(path, asks)

    # How the parts are made and lie

    def _build_panels(self) -> None:
        actions = self.actions_ = Actions(self, self.experiment.undo_group)
        self.workspace, self.count = Workspace(), PointCount()
        self.status, self.drawer = StatusPanel(), Drawer()
        self.controls = ControlsPanel({"againstButton": actions.against, "manyButton": actions.many})
        self.transport = TransportPanel(actions)
        self.bar, self.top_bar = ProjectorBar(actions.full_screen), TopBar(actions)
        self.player.changed.connect(self._on_player)  # before the views: it says how they are drawn

    def _build_controls(self) -> None:
        experiment, player, actions = self.experiment, self.player, self.actions_
        self.appearance = Appearance(self, actions)
        self.editing = PointEditing(self, experiment, self.workspace.data_plot, self.drawer, actions)
        self.import_export = ImportExport(self, experiment, self.presenter, actions)
        self.comparison = RunComparison(
            self, experiment, player, self.runs, self.ensembles, self.drawer, actions
        )
        self.view_control = ViewControl(experiment, player, self.presenter, self.workspace, actions)
        self.run_control = RunControl(
            experiment, self.trainer, player, self.presenter, self.comparison, actions
        )
        self.guidance = Guidance(experiment, player, self.presenter, (self.controls, self.bar), self.status)
        self.teaching = Teaching(self)
        self.sessions = Sessions(self)
        self.exports = Exports(self, experiment, player, self.presenter, self.workspace, actions)
        Windows(self, player, actions)
        targets = {"run": self.transport.run_button, "rate": self.controls.rate}
        self.first_minute = FirstMinute(
            *(self.workspace.data_plot, targets, experiment, player),
            lambda: self.stage.is_projecting or self.teaching.course.is_read,
        )

    def _lay_out(self) -> None:
        self.workspace.surround(drawer=self.drawer, between=self.comparison.chips)
        fill_title_rows(self.workspace.cards, self.actions_, self.count, self.editing.tools)
        progress = self.comparison.progress, self.import_export.progress, self.exports.films.progress
        column = SideArea(self.controls)
        self.stage = Stage(self.workspace, column, self.transport, self.status, self.bar, progress)
        self.setCentralWidget(self.stage)
        self.menuBar().setCornerWidget(self.top_bar, Qt.Corner.TopRightCorner)
        above = self.top_bar, self.comparison.chips
        below = *progress, self.bar, self.transport, self.status
        order_tabs(*above, self.controls, *self.workspace.parts, self.drawer, *below)

    # How they hang together

    def _wire(self) -> None:
        actions, player, workspace = self.actions_, self.player, self.workspace
        self.setAcceptDrops(True)
        workspace.data_plot.setAcceptDrops(False)  # what is dropped there is dropped on the window
        views = workspace, self.transport, self.editing, self.comparison, self.count
        self.presenter.present_to(*views, self.first_minute, self.teaching, self.guidance, self.run_control)
        self.experiment.changed.connect(self._on_document)
        self.runs.changed.connect(self.presenter.present)
        self.ensembles.changed.connect(self.presenter.present)
        freed_after = self.runs.changed, player.changed, self.experiment.changed, self.ensembles.changed
        Announcements(self.experiment, self.status, workspace.data_plot)
        self.housekeeping = Housekeeping(self, freed_after, lambda: player.state == "playing")
        talkative = self.editing, self.import_export, self.comparison, self.run_control, self.sessions
        for part in (*talkative, self.exports):
            part.said.connect(self.status.say)
        self.comparison.remarked.connect(self.status.remark)
        self.editing.table_pasted.connect(self.import_export.paste)
        self.editing.pointer.tool_taken.connect(self._tell_tool)
        self.import_export.replaced.connect(self._on_replaced)
        self.controls.settings_edited.connect(self.run_control.take_settings)
        self.run_control.about_to_run.connect(self.controls.commit)
        for follow in (workspace.arrange, self.first_minute.refresh):
            self.drawer.changed.connect(follow)
        self.drawer.changed.connect(lambda: self.stage.stand_beside_drawer(self.drawer.page is not None))
        self.drawer.spoke.connect(workspace.arrange)
        self.comparison.chips.filled.connect(workspace.readout.give_room)
        self.guidance.wanted.connect(self.run_control.take_advice)
        self.guidance.wanted.connect(self.transport.take_focus)  # its button is gone
        self.guidance.computed.connect(self.presenter.take_forecast)
        self.guidance.computed.connect(self.first_minute.on_forecast)
        workspace.data_plot.examples_wanted.connect(actions.examples_menu.popup)
        PlotClicks(self.experiment, player, workspace, self.run_control)
        self.transport.epoch_wanted.connect(player.seek)
        self.transport.speed_changed.connect(self._set_speed)
        self._set_speed(self.transport.epochs_per_second)
        self._tell_tool()
        self.appearance.changed.connect(self._restyle)
        actions.full_screen.toggled.connect(self.projector.set_on)
        self.bar.edited.connect(self.controls.take)
        for sealed in (self.bar.sealed, self.controls.sealed):
            sealed.connect(self.experiment.seal)
        actions.quit.triggered.connect(self.close)

    def _on_document(self, changed: Changed) -> None:
        """One change, one frame: every part takes its share of it first."""
        with self.presenter.one_frame():
            if changed & (Changed.POINTS | Changed.SETTINGS):
                settings = self.experiment.settings
                self.comparison.on_document()
                self.controls.show_settings(settings, len(self.experiment.dataset))
                self.bar.show_settings(settings)
            self.editing.on_document(changed)
            self.run_control.on_document(changed)
            if changed & (Changed.POINTS | Changed.SETTINGS | Changed.COMMITTED):
                self.guidance.refresh()
            self.view_control.on_document(changed)
            self.presenter.present()
        if changed & Changed.NAMES:
            self.top_bar.name_points(self.experiment.points.title)

    def _on_player(self) -> None:
        player = self.player
        self.workspace.repaint_scheduler.follow(player.state, is_fast=not player.clock.shows_every_epoch)

    def _on_replaced(self) -> None:
        with self.presenter.one_frame():
            self.run_control.let_go()
            self.view_control.fit_points()
            self.view_control.fit_surface()

    def _tell_tool(self) -> None:
        self.count.setToolTip(self.editing.pointer.hint)

    def _set_speed(self, epochs_per_second: float) -> None:
        self.player.set_rate(epochs_per_second)
        if self.player.state == "playing":
            self._on_player()

    def _restyle(self) -> None:
        self.apply(self.appearance.style)
        keep_on_screen(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.top_bar.fit(self.width())
        self.projector.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends what is dragged first, then takes away what lies over the picture, then leaves it."""
        if event.key() == Qt.Key.Key_Escape and self.editing.pointer.is_busy:
            self.editing.pointer.cancel()
        elif event.key() != Qt.Key.Key_Escape or not (
            self.first_minute.dismiss() or self.teaching.escape() or self.projector.escape()
        ):
            super().keyPressEvent(event)
            if not self.projector.lead_by(event):
                press_by_enter(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()  # also what will be refused: in words, when it is dropped

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.import_export.drop(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.import_export.close()
        self.ensembles.clear()
        self.player.shut_down()
        scheduler = self.workspace.repaint_scheduler
        parts = self.editing.pointer, scheduler, self.guidance, self.stage, self.teaching, self.housekeeping
        for part in (*parts, self.exports):
            part.stop()
        event.accept()
