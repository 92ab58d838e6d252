"""What Run, Step, Go on and Reset mean at any moment, and what is said of a run."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from gdgui.core import Dataset, Settings, SettingsError
from gdgui.core.algorithms import STOCHASTIC
from gdgui.core.limits import MOST_EPOCHS
from gdgui.experiment import ranges
from gdgui.experiment.experiment import Changed, Experiment, set_settings_at_once
from gdgui.experiment.frame import Frame
from gdgui.experiment.view_options import ViewOptions
from gdgui.training.player import Player, State
from gdgui.training.trainer import Trainer
from gdgui.ui.actions import Actions
from gdgui.ui.control.presenter import Presenter
from gdgui.ui.control.run_comparison import RunComparison
from gdgui.words import advice, prediction, report, status
from gdgui.words.errors import sentence

MOST_LIVE = 10_000  # points up to which a run follows each of their moves


class RunControl(QObject):
    """Wires the actions of a run to the player. `about_to_run` comes before any of them is looked at."""

    about_to_run = Signal()  # whoever is being typed into takes what stands there
    prediction_wanted = Signal(object)  # before this QAction does what it does
    said = Signal(str)

    def __init__(
        self,
        experiment: Experiment,
        trainer: Trainer,
        player: Player,
        presenter: Presenter,
        comparison: RunComparison,
        actions: Actions,
    ) -> None:
        super().__init__(comparison)
        self._experiment, self._trainer, self._player = experiment, trainer, player
        self._presenter, self._comparison, self._actions = presenter, comparison, actions
        self._told: tuple[object, ...] = ()
        self._next_run = ""  # what is said of it, where this one has ended
        actions.run.triggered.connect(self._run_or_pause)
        actions.step.triggered.connect(self._step)
        actions.go_on.triggered.connect(self._go_on)
        actions.reset.triggered.connect(self.reset)
        actions.first.triggered.connect(self._seek_first)
        actions.back.triggered.connect(self._seek_back)
        actions.last.triggered.connect(self._seek_last)
        actions.play.triggered.connect(self._play_or_stop)
        actions.play_back.triggered.connect(self._play_back_or_stop)
        actions.loop.toggled.connect(self._loop)
        actions.against.triggered.connect(self._run_gd_against_sgd)
        actions.many.triggered.connect(self._run_many)
        comparison.reset_wanted.connect(self.reset)
        player.changed.connect(self._on_player)

    # What happens elsewhere

    def on_document(self, changed: Changed) -> None:
        """Points or settings are others: the run under way goes on with them."""
        if not self._player.run_id:
            return
        n = len(self._experiment.dataset)
        if changed & Changed.POINTS and not n:
            self._player.pause()
        # A run keeps all points it was ever given: of very many, not those of every move.
        waits = n > MOST_LIVE and self._experiment.is_previewing
        is_due = changed & (Changed.POINTS | Changed.SETTINGS) and not waits
        if n and (is_due or (n > MOST_LIVE and changed & Changed.COMMITTED)):
            self._player.change(*self._asked)

    def take_start(self, m: float, b: float) -> None:
        """The next run starts here."""
        try:
            self._experiment.settings = replace(self._experiment.settings, m=m, b=b)
        except SettingsError as error:
            self.said.emit(sentence(error))
            return
        if self._player.state in ("playing", "paused", "ended"):
            self.said.emit(status.next_start(m, b, goes_on=self._player.state != "ended"))

    def take_settings(self, settings: Settings) -> None:
        """As a person sets them: a run under way goes on with them."""
        self._experiment.settings = settings

    def take_advice(self, settings: Settings) -> None:
        """What is suggested is for a run from the start: the one under way stays as it is, in the list."""
        before = self._experiment.settings
        with self._presenter.one_frame():
            self._player.reset()
            set_settings_at_once(self._experiment, settings)
        self.said.emit(advice.what_was_set(before, settings))

    def let_go(self) -> None:
        """Other points altogether: what a run has come to on the old ones is in the list."""
        if self._player.state in ("paused", "ended", "failed"):
            self.reset()

    def reset(self) -> None:
        """Back to the start; points and settings stay."""
        words, state = "", self._player.state
        if state in ("playing", "paused"):
            words = report.stopped(self._player.done)
        with self._presenter.one_frame():
            self._comparison.ensembles.clear()
            self._player.reset()
            self._presenter.present()
        if words or state == "idle":  # else it is said with the frame
            self.said.emit(status.joined(words, self._sentence(self._player.state)))

    # Actions

    def _run_or_pause(self) -> None:
        self.about_to_run.emit()
        player = self._player
        if self._presenter.asks_first:
            self.prediction_wanted.emit(self._actions.run)
            return
        match player.state:
            case "playing":
                player.pause()
            case "paused":
                player.play()
            case "ended" if player.is_looking_back and self._is_still_asked:
                player.play()
            case "ended" if self._wants_more_epochs:
                self._player.go_on(self._experiment.settings.epochs - player.done, *self._asked)
                player.play()
            case "ended" if self._trainer.is_as_asked(*self._asked):
                player.play()  # the same again, without training anew
            case _:
                self._start(playing=True)

    @property
    def _asked(self) -> tuple[Dataset, Settings]:
        return self._experiment.dataset, self._experiment.settings

    @property
    def _is_still_asked(self) -> bool:
        """Whether the run shown is the one that the settings ask for, however many epochs."""
        return self._trainer.is_as_asked(*self._asked) or self._wants_more_epochs

    @property
    def _wants_more_epochs(self) -> bool:
        """Whether a run that has ended would be this one with more epochs."""
        dataset, settings = self._experiment.dataset, self._experiment.settings
        same = self._trainer.is_as_asked(dataset, replace(settings, epochs=self._trainer.settings.epochs))
        return same and settings.epochs > self._player.done and not self._player.has_diverged

    def _said_of_next(self) -> str:
        """What becomes of a run that has ended when Run begins another one; empty where it does not."""
        current = self._comparison.runs.current
        if current is None or self._is_still_asked:
            return ""
        return status.next_run(beside=current.is_shown(self._experiment.dataset))

    def _go_on(self) -> None:
        """As many epochs more as are asked for."""
        self.about_to_run.emit()
        if self._presenter.asks_first:
            self.prediction_wanted.emit(self._actions.go_on)
            return
        if self._player.state in ("idle", "failed"):
            self._start(playing=True)
            return
        with self._presenter.one_frame():
            self._player.go_on(self._experiment.settings.epochs, *self._asked)
            self._player.play()

    def _step(self) -> None:
        self.about_to_run.emit()
        player = self._player
        if self._presenter.asks_first and not player.is_looking_back:
            self.prediction_wanted.emit(self._actions.step)
            return
        with self._presenter.one_frame():
            begins = player.state in ("idle", "failed")
            if begins or (player.has_diverged and not player.is_looking_back):
                self._start(playing=False)
            elif player.is_finished and not player.is_looking_back:
                player.go_on(0, *self._asked)
            player.step()

    def _start(self, playing: bool, against_gd: bool = False) -> None:
        if len(self._experiment.dataset):
            with self._presenter.one_frame():
                self._experiment.seal()
                self._experiment.options = ranges.for_another_run(self._experiment.options)
                self._comparison.before_a_run()
                if against_gd:
                    self._comparison.add_opponent()
                self._player.start(*self._asked, playing=playing)

    def _start_sgd(self, against_gd: bool) -> bool:
        """Start SGD whatever the algorithm set; False where there are no points."""
        self.about_to_run.emit()
        if not len(self._experiment.dataset):
            return False
        with self._presenter.one_frame():
            self._player.reset()  # the run under way must not go on as SGD
            sgd = replace(self._experiment.settings, algorithm=STOCHASTIC.key)
            set_settings_at_once(self._experiment, sgd)
            self._start(playing=True, against_gd=against_gd)
        return True

    def _run_gd_against_sgd(self) -> None:
        self._start_sgd(against_gd=True)

    def _run_many(self) -> None:
        """SGD with this seed, and where it would have gone with others."""
        if self._start_sgd(against_gd=False):
            self._comparison.start_ensemble()

    def _seek_first(self) -> None:
        self._player.seek(0)

    def _seek_back(self) -> None:
        self._player.seek(self._player.cursor - 1)

    def _seek_last(self) -> None:
        self._player.seek(MOST_EPOCHS)

    def _play_or_stop(self, plays: bool) -> None:
        self._play(1 if plays else 0)

    def _play_back_or_stop(self, plays: bool) -> None:
        self._play(-1 if plays else 0)

    def _play(self, direction: int) -> None:
        if direction:
            self._player.play(direction)
        else:
            self._player.pause()
        self._show_actions(self._player.state)

    def _loop(self, loops: bool) -> None:
        self._player.loops = loops

    # The run under way

    def _on_player(self) -> None:
        with self._presenter.one_frame():
            self._comparison.follow()
            self._presenter.present()

    def say_state(self) -> None:
        """Say it again, in place of what was said last."""
        self._told = ()
        self._presenter.present()

    def show_frame(self, frame: Frame, options: ViewOptions) -> None:
        """Actions and words follow the state, where it is another."""
        player, state = self._player, self._player.state
        moves = 0 if state == "playing" else (player.cursor, player.done, player.target)
        self._next_run = self._said_of_next() if state == "ended" else ""
        told = (
            state, player.direction, player.run_id, moves, player.failure if state == "failed" else "",
            len(frame.dataset), frame.settings.algorithm,
            self._next_run, self._comparison.result, self._presenter.concealment.hides_run,
        )  # fmt: skip
        if told != self._told:
            self._told = told
            self._show_actions(state)
            self.said.emit(self._sentence(state))

    def _show_actions(self, state: State) -> None:
        player, actions = self._player, self._actions
        why_not = "" if len(self._experiment.dataset) else status.no_points()
        hides_run = self._presenter.concealment.hides_run
        actions.say_run(state == "playing", why_not)
        for action in (actions.against, actions.many):  # which lead there without a question
            action.setEnabled(not why_not and not hides_run)
        has_run = state in ("playing", "paused", "ended")
        actions.go_on.setEnabled(has_run and not why_not and not player.has_diverged)
        actions.export_log.setEnabled(state in ("paused", "ended"))
        playing = state == "playing"
        actions.first.setEnabled(has_run and (playing or player.cursor > 0))
        actions.back.setEnabled(has_run and (playing or player.cursor > 0))
        actions.last.setEnabled(has_run and (playing or player.is_looking_back))
        for action, direction in ((actions.play, 1), (actions.play_back, -1)):
            action.setEnabled(has_run and (direction < 0 or not why_not))
            action.setChecked(player.direction == direction)

    def _sentence(self, state: State) -> str:
        player, comparison = self._player, self._comparison
        dataset, hides = self._experiment.dataset, self._presenter.concealment.hides_run
        if state == "idle":
            return prediction.invitation() if hides else status.invitation(dataset)
        if state == "failed":
            return status.failed(player.failure)
        singular, trace = report.singularity(dataset), player.trace
        if not len(dataset):
            return status.without_points(state == "paused")
        if player.direction < 0 or (player.direction and player.is_looking_back):
            return status.playing(player.direction, player.done)
        if player.direction:
            under_way = report.running(self._experiment.settings)
            return status.joined(under_way, singular, comparison.result)
        if player.is_looking_back:
            looking_back = status.looking_back(player.cursor, player.done, goes_on=not self._next_run)
            return status.joined(looking_back, self._next_run)
        if trace is None or state == "paused":
            return status.paused(player.cursor)
        if hides:
            return prediction.invitation()
        ending = report.ending(trace, dataset)
        if player.has_diverged:  # which is told in full, and hides itself
            return status.joined(ending, comparison.result)
        return status.joined(ending, singular, comparison.result, self._next_run)
