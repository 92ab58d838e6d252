"""Films of the run: asked for in a dialog, drawn a little at a time while the window stays alive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from gdgui.files.atomic import WriteError
from gdgui.files.numbers import printable
from gdgui.training.task import CooperativeTask
from gdgui.ui.actions import Actions
from gdgui.ui.control.presenter import Presenter
from gdgui.ui.film_choices import FilmChoices
from gdgui.ui.panels.progress import ProgressPanel
from gdgui.ui.theme import Style
from gdgui.words import films as words

if TYPE_CHECKING:  # what draws and writes films is loaded when the first one is asked for
    from gdgui.ui.dialogs.film import FilmDialog
    from gdgui.ui.filming import Camera


class Films(QObject):
    """One film at a time, of what is shown when it is asked for: what happens in the window meanwhile is not
    in it. `changed` tells that `choices` are others.
    """

    said = Signal(str)
    changed = Signal()

    def __init__(self, window: QMainWindow, presenter: Presenter, actions: Actions) -> None:
        super().__init__(window)
        self._window, self._presenter = window, presenter
        self._style = Style()
        self.choices = FilmChoices()  # those made last
        self.dialog: FilmDialog | None = None
        self._name = ""
        self._camera: Camera | None = None
        self.task = CooperativeTask(self)
        self.progress = ProgressPanel("filmProgress", "cancelFilm")
        self.task.progressed.connect(self._show_progress)
        self.progress.cancelled.connect(self._cancel)
        actions.export_film.triggered.connect(self._ask)

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._style = style
        self.progress.apply(style)

    def stop(self) -> None:
        """Call off what is under way; the file that was there stays."""
        if self.dialog is not None:
            self.dialog.reject()
        self.task.cancel()
        self._put_away()

    def _ask(self) -> None:
        if self.task.is_running:
            self.said.emit(words.under_way())
            return
        frame, options = self._presenter.frame, self._presenter.options
        if frame.trace is None:
            self.said.emit(words.nothing_to_film())
            return
        from gdgui.ui.dialogs.film import FilmDialog

        self.dialog = FilmDialog(self._window, frame, options, self.choices, self._style)
        self.dialog.wanted.connect(self._begin)
        self.dialog.finished.connect(self._forget_dialog)
        self.dialog.open()

    def _forget_dialog(self) -> None:
        self.dialog = None

    def _begin(self, path: Path, camera: Camera) -> None:
        from gdgui.ui.filming import shoot

        self.choices = camera.choices
        self.changed.emit()
        self._name, self._camera = printable(path.name), camera
        self.said.emit(words.writing(self._name))
        self.task.start(shoot(path, camera), lambda _: self._tell_written(path), self._tell_failed)

    def _tell_written(self, path: Path) -> None:
        assert self._camera is not None
        frames = len(self._camera.film)
        self._put_away()
        self.said.emit(words.saved(printable(path.name), path.stat().st_size, frames))

    def _tell_failed(self, error: Exception) -> None:
        self._put_away()
        if not isinstance(error, WriteError):
            raise error
        self.said.emit(str(error))

    def _show_progress(self, share: float | None) -> None:
        self.progress.show_share(words.writing(self._name), share)

    def _cancel(self) -> None:
        self.stop()
        self.said.emit(words.called_off(self._name))

    def _put_away(self) -> None:
        if self._camera is not None:
            self._camera.close()
            self._camera = None
