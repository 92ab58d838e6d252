"""The window: it builds the parts, lays them out, and wires them once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QStyle, QVBoxLayout, QWidget

from gdgui.core import Settings
from gdgui.core.theory import Forecast
from gdgui.experiment.experiment import Changed, Experiment
from gdgui.experiment.runs import Runs
from gdgui.training.ensemble_runner import EnsembleRunner
from gdgui.training.player import Player
from gdgui.training.trainer import Trainer
from gdgui.ui.actions import Actions
from gdgui.ui.control.guidance import Guidance
from gdgui.ui.control.housekeeping import Housekeeping
from gdgui.ui.control.import_export import ImportExport
from gdgui.ui.control.point_editing import PointEditing
from gdgui.ui.control.presenter import Presenter
from gdgui.ui.control.run_comparison import RunComparison
from gdgui.ui.control.run_control import RunControl
from gdgui.ui.control.view_control import ViewControl
from gdgui.ui.dialogs.help import show_help
from gdgui.ui.panels.controls import ControlsPanel
from gdgui.ui.panels.forecast import ForecastPanel
from gdgui.ui.panels.message import MessagePanel
from gdgui.ui.panels.points import PointsPanel
from gdgui.ui.panels.transport import TransportPanel
from gdgui.ui.side_area import SideArea
from gdgui.ui.tab_order import order_tabs
from gdgui.ui.theme import Scale, Style
from gdgui.ui.views.workspace import Workspace
from gdgui.words.advice import what_was_set
from gdgui.words.plots import window_title

WIDE = 1200  # pixels of a screen
TITLE_BAR = QStyle.PixelMetric.PM_TitleBarHeight


class MainWindow(QMainWindow):
    """An experiment on the desk. Closing it ends the worker."""

    def __init__(self, experiment: Experiment, style: Style | None = None) -> None:
        super().__init__()
        self.experiment = experiment
        self.trainer = Trainer()
        self.player = Player(self.trainer, self)
        self.ensembles = EnsembleRunner(self.trainer, self)
        self.runs = Runs(experiment.undo_stack, self)
        self.presenter = Presenter(experiment, self.player, self.runs, self.ensembles)
        self._build_panels()
        self._build_controls()
        self._desk_style = style or Style()
        self._lay_out()
        self._wire()
        self.apply(self._desk_style)
        self.guidance.refresh()
        self._on_document(Changed.POINTS | Changed.SETTINGS)
        self.view_control.fit_surface()
        self._open_at_a_good_size()

    def apply(self, style: Style) -> None:
        """Take another scale or theme, everywhere."""
        gap = round(style.scale.gap)
        self.setStyleSheet(style.stylesheet())
        self._margins.setContentsMargins(gap, gap, gap, gap)
        for layout in (self._margins, self._side):
            layout.setSpacing(gap)
        for part in (
            *(self.workspace, self.controls, self.points, self.message, self.forecast, self.transport),
            *(self.comparison, self.editing, self.import_export),
        ):
            part.apply(style)

    def open_file(self, path: Path, asks: bool = True) -> None:
        """Work on the points of this file, once they were looked at; if it cannot be read, say why."""
        self.import_export.open_file(path, asks)

    # How the parts are made and lie

    def _build_panels(self) -> None:
        actions = self.actions_ = Actions(self, self.experiment.undo_stack)
        self.workspace = Workspace()
        self.message, self.forecast = MessagePanel(), ForecastPanel()
        self.controls = ControlsPanel()
        self.transport = TransportPanel(actions)
        self.points = PointsPanel(
            actions.undo,
            actions.redo,
            actions.clear,
            {
                "residuals": actions.residuals,
                "logarithmic": actions.logarithmic,
                "excess": actions.excess,
                "steps": actions.steps,
                "samplesUsed": actions.samples,
                "runs": actions.runs,
            },
        )

    def _build_controls(self) -> None:
        experiment, player, actions = self.experiment, self.player, self.actions_
        self.editing = PointEditing(self, experiment, self.workspace.data_plot, actions)
        self.import_export = ImportExport(self, experiment, actions)
        self.comparison = RunComparison(self, experiment, player, self.runs, self.ensembles, actions)
        self.view_control = ViewControl(experiment, player, self.presenter, self.workspace, actions)
        self.run_control = RunControl(
            experiment, self.trainer, player, self.presenter, self.comparison, actions
        )
        self.guidance = Guidance(experiment, player, self.controls, self.forecast, self.message)

    def _lay_out(self) -> None:
        content, central = QWidget(), QWidget()
        self._side = QVBoxLayout(content)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.addWidget(self.controls)
        self._side.addWidget(self.points)
        self._side.addStretch(1)
        self.workspace.surround(beside=SideArea(content), above=self.editing.tools)
        self._margins = QVBoxLayout(central)
        self._margins.addWidget(self.workspace, 1)
        for part in (
            *(self.comparison.progress, self.import_export.progress),
            *(self.transport, self.message, self.forecast),
        ):
            self._margins.addWidget(part)
        self.setCentralWidget(central)
        self.addDockWidget(self._side_with_room(), self.editing.dock)
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.comparison.dock)
        plots = self.workspace.data_plot, self.workspace.surface_plot
        parts = self.controls, self.points, self.editing.tools, *plots
        order_tabs(*parts, self.transport, self.message, self.forecast)

    def _side_with_room(self) -> Qt.DockWidgetArea:
        """Where the table of the points has room beside everything else."""
        areas = Qt.DockWidgetArea
        wide = self.screen().availableSize().width() >= WIDE
        return areas.RightDockWidgetArea if wide else areas.BottomDockWidgetArea

    def _open_at_a_good_size(self) -> None:
        screen = self.screen().availableSize()
        width, height = screen.width(), screen.height() - self.style().pixelMetric(TITLE_BAR)
        self.resize(min(width, max(1280, width * 4 // 5)), min(height, max(720, height * 4 // 5)))

    # How they hang together

    def _wire(self) -> None:
        actions, player, workspace = self.actions_, self.player, self.workspace
        self.setAcceptDrops(True)
        workspace.data_plot.setAcceptDrops(False)  # what is dropped there is dropped on the window
        self.presenter.present_to(workspace, self.transport, self.editing, self.comparison)
        self.experiment.changed.connect(self._on_document)
        self.runs.changed.connect(self.presenter.present)
        self.ensembles.changed.connect(self._on_ensemble)
        player.changed.connect(self._on_player)
        freed_after = self.runs.changed, player.changed, self.experiment.changed, self.ensembles.changed
        Housekeeping(self, freed_after, lambda: player.state == "playing")
        for part in (self.editing, self.import_export, self.comparison, self.run_control):
            part.said.connect(self.message.say)
        self.editing.table_pasted.connect(self.import_export.paste)
        self.editing.pointer.tool_taken.connect(self._count_points)
        self.import_export.replaced.connect(self._on_replaced)
        self.controls.settings_edited.connect(self._take_settings)
        self.controls.sealed.connect(self.experiment.seal)
        self.run_control.about_to_run.connect(self.controls.commit)
        self.run_control.about_to_run.connect(self.transport.show_epoch)
        self.guidance.wanted.connect(self._take_advice)
        self.guidance.computed.connect(self._take_forecast)
        workspace.surface_plot.start_wanted.connect(self.run_control.take_start)
        workspace.surface_plot.start_taken.connect(self.experiment.seal)
        workspace.loss_plot.epoch_wanted.connect(player.seek)
        self.transport.epoch_wanted.connect(player.seek)
        self.transport.speed_changed.connect(self._set_speed)
        self._set_speed(self.transport.epochs_per_second)
        actions.full_screen.toggled.connect(self._set_full_screen)
        actions.export_log.triggered.connect(self._export_log)
        actions.save_plot.triggered.connect(self._save_plot)
        actions.about.triggered.connect(self._about)
        actions.quit.triggered.connect(self.close)

    def _on_document(self, changed: Changed) -> None:
        """One change, one frame: every part takes its share of it first."""
        with self.presenter.one_frame():
            if changed & (Changed.POINTS | Changed.SETTINGS):
                self.comparison.on_document()
                self.controls.show_settings(self.experiment.settings, len(self.experiment.dataset))
            self.editing.on_document(changed)
            self.run_control.on_document(changed)
            if changed & (Changed.POINTS | Changed.SETTINGS | Changed.COMMITTED):
                self.guidance.refresh()
            self.view_control.on_document(changed)
            self.presenter.present()
        if changed & (Changed.POINTS | Changed.SELECTION):
            self._count_points()
        if changed & Changed.POINTS:
            self.setWindowTitle(window_title(self.experiment.points.title))
        self.run_control.show_state()

    def _on_player(self) -> None:
        racing = self.player.state == "playing" and self.player.drops_frames
        self.workspace.repaint_scheduler.stagger(racing)
        if not racing:
            self.guidance.show()

    def _on_ensemble(self) -> None:
        self.presenter.present()
        self.run_control.show_state()

    def _on_replaced(self) -> None:
        with self.presenter.one_frame():
            self.run_control.let_go()
            self.view_control.fit_points()
        if self.experiment.options.fits_surface:
            self.view_control.fit_surface()

    def _take_settings(self, settings: Settings) -> None:
        self.experiment.settings = settings

    def _take_advice(self, settings: Settings) -> None:
        self.run_control.take_advice(settings)
        self.message.say(what_was_set(settings))

    def _take_forecast(self, forecast: Forecast | None) -> None:
        self.presenter.forecast = forecast
        self.presenter.present()

    def _count_points(self) -> None:
        experiment, hint = self.experiment, self.editing.pointer.hint
        self.points.set_point_count(len(experiment.dataset), len(experiment.selection), hint)

    def _set_speed(self, epochs_per_second: float) -> None:
        self.player.set_rate(epochs_per_second)
        self._on_player()

    # Files, help and the window itself

    def _export_log(self) -> None:
        if self.player.trace is not None:
            self.import_export.export_log(self.player.trace)

    def _save_plot(self) -> None:
        self.import_export.save_picture(self.workspace.picture())

    def _about(self) -> None:
        show_help(self)

    def _set_full_screen(self, full: bool) -> None:
        self.menuBar().setVisible(not full)
        if full:
            self._desk_state = self.windowState()
            self._desk_geometry = self.normalGeometry()
            self.apply(replace(self._desk_style, scale=Scale.projector(self.screen().size().height())))
            self.setGeometry(self.screen().geometry())  # where no window manager does it
            self.showFullScreen()
            narrow = self.screen().size().width() // 5  # the plots come first
            self.resizeDocks([self.editing.dock], [narrow], Qt.Orientation.Horizontal)
        else:
            self.apply(self._desk_style)
            self.showNormal()
            self.setGeometry(self._desk_geometry)
            self.setWindowState(self._desk_state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.editing.pointer.is_busy:
            self.editing.pointer.cancel()
        elif event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.actions_.full_screen.setChecked(False)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()  # also what will be refused: in words, when it is dropped

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.import_export.drop(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.import_export.close()
        self.editing.pointer.stop()
        self.ensembles.clear()
        self.player.shut_down()
        self.workspace.repaint_scheduler.stop()
        self.guidance.stop()
        event.accept()
