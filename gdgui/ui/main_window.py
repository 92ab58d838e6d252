"""The window: it builds the parts, wires them once, and turns what happens into sentences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from gdgui.core import Settings, SettingsError
from gdgui.core.settings import MOST_EPOCHS
from gdgui.experiment.experiment import Experiment
from gdgui.training.playback import Playback
from gdgui.training.trainer import Trainer
from gdgui.ui.actions import Actions
from gdgui.ui.board import Board
from gdgui.ui.comparison import Comparison
from gdgui.ui.dialogs import ask
from gdgui.ui.dialogs.help import show_help
from gdgui.ui.editing import Editing
from gdgui.ui.guidance import Guidance
from gdgui.ui.opening import Opening
from gdgui.ui.panels.controls import ControlsPanel
from gdgui.ui.panels.forecast import ForecastPanel
from gdgui.ui.panels.message import MessagePanel
from gdgui.ui.panels.points import PointsPanel
from gdgui.ui.panels.timeline import TimelinePanel
from gdgui.ui.panels.transport import TransportPanel
from gdgui.ui.side_area import SideArea
from gdgui.ui.status import NO_POINTS, invitation, status
from gdgui.ui.tab_order import order_tabs
from gdgui.ui.theme import Look, Scale
from gdgui.words import report
from gdgui.words.advice import what_was_set
from gdgui.words.numbers import number

MOST_LIVE = 10_000  # points up to which a run follows each of their moves
WIDE = 1200  # pixels of a screen
TITLE = "gdgui – gradient descent made visible"


class MainWindow(QMainWindow):
    """An experiment on the desk. Closing it ends the worker."""

    def __init__(self, experiment: Experiment, look: Look | None = None) -> None:
        super().__init__()
        self.experiment = experiment
        self.trainer = Trainer(self)
        self.playback = Playback(self.trainer, self)
        self._time_is_due = QTimer(self, singleShot=True, interval=100)
        self.actions_ = Actions(self, experiment.undo_stack)
        self.message = MessagePanel()
        self.controls = ControlsPanel()
        self.points = PointsPanel(
            self.actions_.undo,
            self.actions_.redo,
            self.actions_.clear,
            {
                "residuals": self.actions_.residuals,
                "logarithmic": self.actions_.logarithmic,
                "excess": self.actions_.excess,
                "steps": self.actions_.steps,
                "samplesUsed": self.actions_.samples,
                "runs": self.actions_.runs,
            },
        )
        self.forecast = ForecastPanel()
        self.transport = TransportPanel(
            self.actions_.run, self.actions_.step, self.actions_.reset, self.forecast
        )
        self.timeline = TimelinePanel(
            {
                "firstButton": self.actions_.first,
                "playBackButton": self.actions_.play_back,
                "stepBackButton": self.actions_.back,
            },
            {
                "playButton": self.actions_.play,
                "lastButton": self.actions_.last,
                "loopButton": self.actions_.loop,
            },
        )
        self.board = Board()
        self.editing = Editing(self, experiment, self.board.data_plot, self.actions_, self._say)
        self.opening = Opening(self, experiment, self.actions_, self._say)
        self.board.surround(beside=self._side_area(), above=self.editing.tools)
        self.addDockWidget(self._side_with_room(), self.editing.dock)
        self.comparison = Comparison(self, experiment, self.trainer, self.board, self.actions_, self._say)
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.comparison.dock)
        parts = self.controls, self.board, self.forecast, self.message
        self.guidance = Guidance(experiment, self.trainer, *parts)
        self._desk_look = look or Look()
        self._lay_out()
        self._wire()
        self.apply(self._desk_look)
        self.controls.show_settings(experiment.settings)
        self._on_points()
        self.board.data_plot.fit()
        self.reset()
        self.board.surface_plot.fit()
        self._open_at_a_good_size()

    def apply(self, look: Look) -> None:
        """Take another scale or theme, everywhere."""
        gap = round(look.scale.gap)
        self.setStyleSheet(look.stylesheet())
        self._margins.setContentsMargins(gap, gap, gap, gap)
        for layout in (self._margins, self._side):
            layout.setSpacing(gap)
        self.timeline.apply(look)
        self.comparison.apply(look)
        self.editing.apply(look)
        self.opening.apply(look)
        for part in (self.board, self.controls, self.points, self.message, self.forecast, self.transport):
            part.apply(look)

    def reset(self) -> None:
        """Back to the start; points and settings stay."""
        stopped = self.trainer.state in ("running", "paused")
        self.trainer.halt()
        trace = self.trainer.trace
        words = f"Stopped after {report.counted(trace.epochs, 'epoch')}. " if stopped and trace else ""
        self.comparison.many.clear()
        self.trainer.reset()
        self._show_start()
        self._say(words + invitation(self.experiment))

    def open_file(self, path: Path, asks: bool = True) -> None:
        """Work on the points of this file, once they were looked at; if it cannot be read, say why."""
        self.opening.open_file(path, asks)

    # How the parts lie and hang together

    def _side_area(self) -> SideArea:
        content = QWidget()
        self._side = QVBoxLayout(content)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.addWidget(self.controls)
        self._side.addWidget(self.points)
        self._side.addStretch(1)
        return SideArea(content)

    def _lay_out(self) -> None:
        central = QWidget()
        self._margins = QVBoxLayout(central)
        self._margins.addWidget(self.board, 1)
        self._margins.addWidget(self.timeline)
        self._margins.addWidget(self.comparison.progress)
        self._margins.addWidget(self.opening.progress)
        self._margins.addWidget(self.message)
        self._margins.addWidget(self.transport)
        self.setCentralWidget(central)
        board = self.board
        parts = self.controls, self.points, self.editing.tools, board.data_plot, board.surface_plot
        order_tabs(*parts, self.timeline, self.message, self.transport)

    def _wire(self) -> None:
        actions, plot = self.actions_, self.board.data_plot
        self.setAcceptDrops(True)
        plot.setAcceptDrops(False)  # what is dropped there is dropped on the window
        self.editing.paste_text = self.opening.paste
        self.board.line_shown.connect(self.editing.show_line)
        self.opening.replaced.connect(self._on_replaced)
        self.board.surface_plot.start_wanted.connect(self._take_start)
        self.experiment.points_changed.connect(self._on_points)
        plot.tool_taken.connect(self._count_points)
        self.experiment.settled.connect(self._on_settled)
        self.experiment.selection_changed.connect(self._count_points)
        self.experiment.settings_changed.connect(self._on_settings)
        self.controls.settings_edited.connect(self._take_settings)
        self.guidance.wanted.connect(self._take_advice)
        self.transport.speed_changed.connect(self._set_speed)
        self._set_speed(self.transport.epochs_per_second)
        self.trainer.moved.connect(self._on_moved)
        self.trainer.state_changed.connect(self._on_state)
        actions.run.triggered.connect(self._run_or_pause)
        actions.step.triggered.connect(self._step)
        self._time_is_due.timeout.connect(self._show_time)
        self.timeline.epoch_wanted.connect(self.trainer.look_at)
        self.board.loss_plot.epoch_wanted.connect(self.trainer.look_at)
        actions.first.triggered.connect(self._look_at_first)
        actions.back.triggered.connect(self._step_back)
        actions.last.triggered.connect(self._look_at_last)
        actions.play.triggered.connect(self._play_or_stop)
        actions.play_back.triggered.connect(self._play_back_or_stop)
        actions.loop.toggled.connect(self._loop)
        actions.log_time.toggled.connect(self.timeline.set_logarithmic)
        self.playback.changed.connect(self._on_playback)
        actions.reset.triggered.connect(self.reset)
        actions.against.triggered.connect(self._run_gd_against_sgd)
        actions.many.triggered.connect(self._run_many)
        self.comparison.many.changed.connect(self._say_many)
        actions.residuals.toggled.connect(plot.show_residuals)
        actions.logarithmic.toggled.connect(self.board.loss_plot.set_logarithmic)
        actions.excess.toggled.connect(self.board.loss_plot.set_excess)
        actions.steps.toggled.connect(self._show_steps)
        actions.fit.triggered.connect(plot.fit)
        actions.fit_surface.triggered.connect(self.board.surface_plot.fit)
        actions.equal_axes.toggled.connect(self.board.surface_plot.set_equal_axes)
        actions.full_screen.toggled.connect(self._set_full_screen)
        actions.export_log.triggered.connect(self._export_log)
        actions.save_plot.triggered.connect(self._save_plot)
        actions.about.triggered.connect(self._about)
        actions.quit.triggered.connect(self.close)

    def _side_with_room(self) -> Qt.DockWidgetArea:
        """Where the table of the points has room beside everything else."""
        areas = Qt.DockWidgetArea
        wide = self.screen().availableSize().width() >= WIDE
        return areas.RightDockWidgetArea if wide else areas.BottomDockWidgetArea

    def _open_at_a_good_size(self) -> None:
        room = self.screen().availableSize()
        self.resize(
            min(room.width(), max(1280, room.width() * 4 // 5)),
            min(room.height(), max(720, room.height() * 4 // 5)),
        )

    # Points and settings

    def _on_replaced(self) -> None:
        """Other points altogether: what a run has come to on the old ones is in the list."""
        if self.trainer.state in ("paused", "ended", "failed"):
            self.reset()
        self.board.data_plot.fit()

    def _count_points(self) -> None:
        n, selected = len(self.experiment.dataset), len(self.experiment.selection)
        plot = self.board.data_plot
        self.points.set_point_count(n, selected, plot.point_marks.are_many, plot.hint)

    def _take_settings(self, settings: Settings) -> None:
        self.experiment.settings = settings

    def _take_advice(self, settings: Settings) -> None:
        """What is suggested is for a run from the start: the one under way stays as it is, in the list."""
        if self.trainer.state != "idle":
            self.comparison.before_a_run()
            self.trainer.reset()
        self.experiment.settings = settings
        self._say(what_was_set(settings))

    def _take_start(self, m: float, b: float) -> None:
        try:
            self.experiment.settings = replace(self.experiment.settings, m=m, b=b)
        except SettingsError as error:
            self._say(str(error))
            return
        words = f"The next run starts at m {number(m)}, b {number(b)}"
        if self.trainer.state in ("running", "paused"):
            self._say(f"{words}; this one goes on. Reset goes there now.")
        elif self.trainer.state == "ended":
            self._say(f"{words}. Press Run.")

    def _on_points(self) -> None:
        dataset, plot = self.experiment.dataset, self.board.data_plot
        hidden = plot.out_of_view()
        self.comparison.many.clear()
        self.board.set_dataset(dataset)
        stays = self.experiment.is_trying_out or self.trainer.state == "running" or plot.is_chosen
        if not stays and plot.out_of_view() > hidden:  # undo may bring back points from elsewhere
            plot.fit()
        self.controls.set_point_count(len(dataset))
        self._count_points()
        title = self.experiment.points.title
        self.setWindowTitle(f"gdgui – {title}" if title else TITLE)
        self.actions_.clear.setEnabled(len(dataset) > 0)
        if len(dataset) == 0:
            self.trainer.pause()
        self._on_changed()
        self._on_state()
        self.comparison.refresh()

    def _on_settings(self) -> None:
        self.controls.show_settings(self.experiment.settings)
        self.comparison.on_settings()
        self._on_changed()
        if self.trainer.state == "running":
            self._say_state()

    def _on_changed(self) -> None:
        """Points or settings are others: so is the forecast, and the run under way goes on with them."""
        settings = self.experiment.settings
        self.board.surface_plot.set_next_start(settings.m, settings.b)
        self.guidance.refresh()
        if self.trainer.state in ("idle", "failed"):
            self._show_start()
            return
        if len(self.experiment.dataset) and not self._waits_for_the_end_of_a_gesture:
            self.trainer.change(self.experiment.dataset, self.experiment.settings)
        self._on_moved()

    def _on_settled(self) -> None:
        if len(self.experiment.dataset) > MOST_LIVE:
            self._on_changed()
        self.guidance.finish()

    @property
    def _waits_for_the_end_of_a_gesture(self) -> bool:
        """A run keeps all points that it was ever given: of very many, not those of every move."""
        return self.experiment.is_trying_out and len(self.experiment.dataset) > MOST_LIVE

    # The run

    def _run_or_pause(self) -> None:
        self.controls.commit()
        match self.trainer.state:
            case "running":
                self.trainer.pause()
            case "paused":
                self.trainer.resume()
            case _:
                self._start(running=True)

    def _show_steps(self, shown: bool) -> None:
        self.board.shows_steps = shown
        if self.trainer.trace is None:
            self._show_start()
        else:
            self._on_moved()

    def _look_at_first(self) -> None:
        self.trainer.look_at(0)

    def _step_back(self) -> None:
        self.playback.stop()
        self.trainer.look_at(self.trainer.cursor - 1)

    def _look_at_last(self) -> None:
        self.trainer.look_at(MOST_EPOCHS)

    def _play_or_stop(self, play: bool) -> None:
        self._play(1 if play else 0)

    def _play_back_or_stop(self, play: bool) -> None:
        self._play(-1 if play else 0)

    def _play(self, direction: int) -> None:
        self.playback.stop()
        if direction:
            self.playback.play(direction)

    def _loop(self, loops: bool) -> None:
        self.playback.loops = loops

    def _on_playback(self) -> None:
        self.actions_.play.setChecked(self.playback.direction > 0)
        self.actions_.play_back.setChecked(self.playback.direction < 0)
        self._say_state()

    def _step(self) -> None:
        self.controls.commit()
        self.playback.stop()
        if self.trainer.is_looking_back:
            self.trainer.step()
            return
        trace = self.trainer.trace
        outcome = trace.outcome if trace and self.trainer.state == "ended" else None
        if self.trainer.state in ("idle", "failed") or (outcome and outcome.reason == "diverged"):
            self._start(running=False)
        self.trainer.pause()
        self.trainer.step()

    def _start(self, running: bool) -> None:
        if len(self.experiment.dataset):
            self.comparison.before_a_run()
            self._begin_run(running)

    def _start_sgd(self, against_gd: bool) -> bool:
        """Start SGD whatever the algorithm set; False where there are no points."""
        self.controls.commit()
        if not len(self.experiment.dataset):
            return False
        self.comparison.before_a_run()
        self.trainer.reset()  # the run under way must not go on as SGD
        self.experiment.settings = replace(self.experiment.settings, algorithm="sgd")
        if against_gd:
            self.comparison.add_opponent()
        self._begin_run(running=True)
        return True

    def _begin_run(self, running: bool) -> None:
        self.board.turns.hold(running and self.trainer.drops_frames)
        self._show_start()
        self.board.turns.begin()
        self.trainer.start(self.experiment.dataset, self.experiment.settings, running)
        self._show_time()

    def _run_gd_against_sgd(self) -> None:
        self._start_sgd(against_gd=True)

    def _run_many(self) -> None:
        """SGD with this seed, and where it would have gone with others."""
        if self._start_sgd(against_gd=False):
            self.comparison.start_many()

    def _set_speed(self, epochs_per_second: float) -> None:
        self.trainer.set_rate(epochs_per_second)
        self.playback.set_rate(epochs_per_second)
        self._on_state()

    def _show_time(self) -> None:
        """Where in the run the cursor is, and which ways lead elsewhere."""
        self._time_is_due.stop()
        cursor = self.trainer.cursor
        done = self.trainer.trace.epochs if self.trainer.trace else 0
        self.timeline.show_epoch(cursor, done)
        self.comparison.refresh_list()
        self.actions_.first.setEnabled(cursor > 0)
        self.actions_.back.setEnabled(cursor > 0)
        self.actions_.last.setEnabled(cursor < done)
        for action in (self.actions_.play, self.actions_.play_back):
            action.setEnabled(done > 0)

    def _show_start(self) -> None:
        self.board.show_start(self.experiment.dataset, self.experiment.settings)
        self.board.surface_plot.fit_if_needed()
        self._show_time()

    def _on_moved(self) -> None:
        trace, experiment = self.trainer.trace, self.experiment
        begun = self.comparison.follow()
        if trace is not None:
            self.board.show_epoch(experiment.dataset, experiment.settings, trace, self.trainer.cursor)
            self.board.turns.begin()
            if not (self.trainer.state == "running" and self.trainer.drops_frames):
                self._show_time()
            elif not self._time_is_due.isActive():  # its words are costly to lay out at every frame
                self._time_is_due.start()
        if begun or self.trainer.state != "running":
            self.guidance.show()
            self._say_state()

    def _on_state(self) -> None:
        self.comparison.follow()
        self.board.turns.hold(self.trainer.state == "running" and self.trainer.drops_frames)
        why_not = "" if len(self.experiment.dataset) else NO_POINTS
        self.actions_.say_run(self.trainer.state == "running", why_not)
        for action in (self.actions_.against, self.actions_.many):
            action.setEnabled(not why_not)
        self.actions_.export_log.setEnabled(self.trainer.state in ("paused", "ended"))
        self.guidance.show()
        self._say_state()

    # Sentences

    def _say(self, sentence: str) -> None:
        self.message.say(sentence)

    def _say_many(self) -> None:
        if self.comparison.result:
            self._say_state()

    def _say_state(self) -> None:
        self._say(status(self.experiment, self.trainer, self.comparison, self.playback.direction))

    # Files and help

    def _export_log(self) -> None:
        if self.trainer.trace is not None:
            ask.export_log(self, self.trainer.trace, self._say)

    def _save_plot(self) -> None:
        ask.save_picture(self, self.board.picture(), self._say)

    def _about(self) -> None:
        show_help(self)

    # The window itself

    def _set_full_screen(self, full: bool) -> None:
        self.menuBar().setVisible(not full)
        if full:
            self._desk_state = self.windowState()
            self._desk_geometry = self.normalGeometry()
            self.apply(replace(self._desk_look, scale=Scale.projector(self.screen().size().height())))
            self.setGeometry(self.screen().geometry())  # where no window manager does it
            self.showFullScreen()
            narrow = self.screen().size().width() // 5  # the plots come first
            self.resizeDocks([self.editing.dock], [narrow], Qt.Orientation.Horizontal)
        else:
            self.apply(self._desk_look)
            self.showNormal()
            self.setGeometry(self._desk_geometry)
            self.setWindowState(self._desk_state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.board.data_plot.is_pressed:
            self.board.data_plot.cancel()
        elif event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.actions_.full_screen.setChecked(False)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()  # also what will be refused: in words, when it is dropped

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.opening.drop(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.playback.stop()
        self.opening.close()
        self.board.data_plot.cancel()
        self.comparison.many.clear()
        self.trainer.shut_down()
        self.board.turns.stop()
        self.guidance.stop()
        self._time_is_due.stop()
        event.accept()
