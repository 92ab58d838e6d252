"""The session as a document: new, opened, saved, and whether anything in it is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gdgui.core import Dataset, Settings
from gdgui.core.rebuild import Rebuilt, rebuild_all
from gdgui.experiment import ranges
from gdgui.experiment.experiment import Changed, Experiment, entitle, set_settings_at_once
from gdgui.experiment.gathering import current_descent, outline, take_document, take_runs
from gdgui.experiment.points import Points
from gdgui.experiment.run import Run
from gdgui.experiment.runs import Runs
from gdgui.experiment.session import Session
from gdgui.experiment.unsaved import Mark
from gdgui.experiment.view_options import ViewOptions
from gdgui.files.numbers import printable
from gdgui.files.session_names import SUFFIX
from gdgui.lessons.progress import LessonProgress
from gdgui.training.player import Player
from gdgui.ui.actions import Actions
from gdgui.ui.control.import_export import ImportExport
from gdgui.ui.control.presenter import Presenter
from gdgui.ui.control.reading_back import Made, read_session
from gdgui.ui.control.recent import Recent
from gdgui.ui.control.run_comparison import RunComparison
from gdgui.ui.control.teaching import Teaching
from gdgui.ui.control.writing import Stamp, stamp_of, written
from gdgui.ui.dialogs import ask
from gdgui.ui.views.workspace import Workspace
from gdgui.words import sessions as words
from gdgui.words import transfer
from gdgui.words.plots import window_title
from gdgui.words.status import joined


class Window(Protocol):
    """The parts that it needs."""

    experiment: Experiment
    player: Player
    runs: Runs
    presenter: Presenter
    comparison: RunComparison
    import_export: ImportExport
    workspace: Workspace
    teaching: Teaching
    actions_: Actions

    def setWindowTitle(self, title: str, /) -> None: ...
    def setWindowModified(self, modified: bool, /) -> None: ...
    def isWindowModified(self) -> bool: ...
    def windowTitle(self) -> str: ...


class Work(NamedTuple):
    """All of a session at one moment, gathered in no time; any thread may make the session of it."""

    outline: Session
    runs: tuple[Run, ...]
    mark: Mark

    @property
    def session(self) -> Session:
        """With its runs. Takes a hundredth of a second for a million epochs not known yet."""
        return self.outline.with_kept(self.runs)


class Sessions(QObject):
    """What a person works on is set aside while a lesson or a page shows something: it is still the session.

    `touched` tells that there is something else in it; `changed`, that name or `is_changed` may be others.
    """

    said = Signal(str)
    touched = Signal()
    changed = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window.import_export)
        self._window, self._course = window, window.teaching.course
        self._experiment, self._player, self._runs = window.experiment, window.player, window.runs
        self.path: Path | None = None  # where it was opened or saved
        self._shown_name: str | None = None
        self._stamp: Stamp | None = None  # of that file, then
        self._saved: Mark | None = Mark.of(self._experiment, self._runs)
        self._aside: Work | None = None
        self._worked_on = object()  # another one with each session that is put in its place
        self.recent = Recent(window.actions_.recent_menu, window.import_export.folder)
        self._wire(window.actions_)
        self._tell()

    # What there is

    @property
    def is_changed(self) -> bool:
        """Whether there is anything that a person would miss and that is in no file."""
        return self._mark != self._saved

    @property
    def name(self) -> str:
        """Of the file; empty where there is none."""
        return printable(self.path.name) if self.path else ""

    def work(self) -> Work:
        """All of it as it is now."""
        if self._aside is not None:
            return self._aside
        player = self._player
        lessons = self._course.lessons.progress.to_dict()
        whole = outline(self._experiment, self._runs, player.cursor, player.target, lessons)
        return Work(whole, self._runs.all, Mark.of(self._experiment, self._runs))

    @property
    def _mark(self) -> Mark:
        return self._aside.mark if self._aside else Mark.of(self._experiment, self._runs)

    # What a person asks for

    def open(self, path: Path, asks: bool = True, given: Mapping[str, Any] | None = None) -> None:
        """Work on the session in this file; if it cannot be read, say why, and everything stays.

        Settings that are `given`, by name, come before those in it.
        """

        stamp = stamp_of(path)  # of what is read

        def take(made: Made) -> None:
            if asks and not self.may_let_go():
                self.said.emit(words.stays(printable(path.name)))
                return
            self._put(made)
            self._mark_saved(path, stamp)
            if given:
                set_settings_at_once(self._experiment, replace(self._experiment.settings, **given))
            session = made[0]
            counted = words.opened(self.name, len(session.points.dataset), len(session.runs))
            self.said.emit(joined(counted, self._unlike(made)))

        self._window.import_export.read(
            printable(path.name), read_session(path), take, partial(self._on_failure, path)
        )

    def bring_back(self, session: Session, begins: Callable[[], None], then: Callable[[], None]) -> None:
        """Work on a session that is in no file of a person's, unless what there is now is to stay."""

        def take(made: list[Rebuilt]) -> None:
            if not self.may_let_go():
                return
            begins()
            self._put((session, made))
            self.path, self._saved = None, None
            self._tell()
            then()

        steps = rebuild_all([run.recipe for run in session.runs])
        self._window.import_export.read(words.untitled(), steps, take, _raise)

    def save(self) -> bool:
        """Save it where it was saved before; whether that went well."""
        return self._write(self.path) if self.path else self.save_as()

    def save_as(self) -> bool:
        """Ask for a file, and save it there; whether that went well."""
        stem = Path(self.work().outline.points.title).stem or words.untitled()
        path = ask.session_path(self._desk, str(self.path or f"{stem}{SUFFIX}"))
        return path is not None and self._write(path)

    def may_let_go(self) -> bool:
        """Whether what there is may go: nothing would be lost, or somebody wants that, or it was saved."""
        if not self.is_changed:
            return True
        name = self.name or self.work().outline.points.title
        answer = ask.about_unsaved(self._desk, words.question(name), self._lost)
        return self.save() if answer == "save" else answer == "discard"

    def _new(self) -> None:
        if self.may_let_go():
            options = ViewOptions(plots=self._experiment.options.plots)
            self._put((Session(Points(Dataset([], [])), Settings(), options), []))
            self._window.import_export.replaced.emit()
            self._mark_saved(None, None)
            self.said.emit(words.begun())

    def _revert(self) -> None:
        path = self.path
        if path and ask.may_revert(self._desk, words.revert_question(self.name, self._lost)):
            self.open(path, asks=False)

    @property
    def _desk(self) -> QWidget:
        return self._window.workspace.window()

    @property
    def _lost(self) -> str:
        return words.lost(*self._mark.since(self._saved))

    # Files

    def _write(self, path: Path) -> bool:
        """Write it there, unless that would replace what another window or program has written meanwhile."""
        is_other = path == self.path and stamp_of(path) not in (self._stamp, None)
        if is_other and not ask.may_replace_other(self._desk, words.changed_elsewhere(self.name)):
            self.said.emit(words.not_replaced(self.name))
            return False
        work, worked_on = self.work(), self._worked_on
        complaint = written(path, work.session)
        if not complaint and self._worked_on is worked_on:  # else another was opened while it was written
            self._mark_saved(path, stamp_of(path), work.mark)
        self.said.emit(complaint or transfer.saved(printable(path.name)))
        return not complaint

    def _on_failure(self, path: Path, error: Exception) -> None:
        from gdgui.files.json_table import SessionFileError

        if not isinstance(error, SessionFileError):
            raise error
        self.said.emit(error.sentence(path.name))

    def _put(self, made: Made) -> None:
        """Document and runs are these. The runs last, as the player's is taken for a new one at first."""
        self._worked_on = object()
        session, rebuilt = made
        player, runs, presenter = self._player, self._runs, self._window.presenter
        self._course.leave()
        with presenter.one_frame():
            self._window.comparison.before_a_run()
            player.reset()
            runs.take((), None, 0, 0, 0)
            presenter.prediction = None
            take_document(session, self._experiment)
            descent = current_descent(session, rebuilt)
            traces = [each.trace.head(each.trace.epochs) for each in rebuilt]  # that of the player goes on
            if descent is not None:
                player.adopt(descent, min(session.cursor, descent.epochs))
            take_runs(session, traces, runs, player.run_id)
            self._window.comparison.on_other_runs()
            # Whoever heard of all this may have fitted some.
            self._experiment.options = ranges.fitted(session.options, presenter.newest())
            presenter.present()
        lessons = self._course.lessons
        lessons.remember(lessons.progress.joined(LessonProgress.from_dict(session.lessons)))

    def _unlike(self, made: Made) -> str:
        """A sentence on runs that did not come out as they were saved; empty where all did."""
        pairs = zip(self._runs.all, made[1], strict=True)
        names = [run.name for run, each in pairs if not each.is_the_same]
        return words.not_the_same(names) if names else ""

    def _mark_saved(self, path: Path | None, stamp: Stamp | None, mark: Mark | None = None) -> None:
        """What was there at this mark, else all there is now, is in this file, or there is nothing in it."""
        self.path, self._stamp, self._saved = path, stamp, mark or self._mark
        if path is not None:
            self.recent.add(path)
        self._tell()

    # What happens

    def _wire(self, actions: Actions) -> None:
        actions.new.triggered.connect(self._new)
        actions.save.triggered.connect(self.save)
        actions.save_as.triggered.connect(self.save_as)
        actions.revert.triggered.connect(self._revert)
        self.recent.wanted.connect(partial(self._window.import_export.open_file, asks=False))
        self._window.import_export.session_wanted.connect(self.open)
        self._window.import_export.opened.connect(self._on_points_in_file)
        self._window.import_export.saved.connect(self._on_points_saved)
        self._experiment.changed.connect(self._on_document)
        self._runs.changed.connect(self._on_change)
        self._player.changed.connect(self._on_player)
        for each in self._course.demonstrations:
            each.about_to_show.connect(self._set_aside)
            each.changed.connect(self._on_demonstration)

    def _set_aside(self) -> None:
        if self._aside is None:
            self._aside = self.work()

    def _on_demonstration(self) -> None:
        if not any(each.is_on for each in self._course.demonstrations):
            self._aside = None
        self._tell()

    def _on_points_saved(self, path: Path) -> None:
        """Where there is no file of a session, their own gives them its name."""
        if not self.path and not self._aside:
            entitle(self._experiment, printable(path.name))
        self._on_points_in_file(path)

    def _on_points_in_file(self, path: Path | None) -> None:
        """Points that are in a file of their own would not be lost, if there is nothing else."""
        if path is not None:
            self.recent.add(path)
        saved = self._saved
        if saved and not self.path and not self._aside and self._mark._replace(points=saved.points) == saved:
            self._saved = self._mark
            self._tell()

    def _on_document(self, changed: Changed) -> None:
        self._on_change()
        if changed & Changed.NAMES:
            self._show_name()

    def _on_player(self) -> None:
        """A frame of a run: what is not saved already stays so."""
        if self._aside is None:
            if not self._window.isWindowModified():
                self._tell()
            self.touched.emit()

    def _on_change(self) -> None:
        if self._aside is None:
            if self.is_changed != self._window.isWindowModified():
                self._tell()
            self.touched.emit()

    def _tell(self) -> None:
        """What is not saved, and under which name."""
        is_changed = self.is_changed
        self._window.setWindowModified(is_changed)
        self._window.actions_.revert.setEnabled(is_changed and self.path is not None)
        self._show_name()
        self.changed.emit()

    def _show_name(self) -> None:
        points = self._experiment.points.title
        name = points if self._aside else self.name or points
        if name != self._shown_name:
            self._shown_name = name
            self._window.setWindowTitle(window_title(name))


def _raise(error: Exception) -> None:
    raise error
