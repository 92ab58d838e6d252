"""Pictures of what is shown: exported, copied and printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from gdgui.experiment.view_options import PLOTS
from gdgui.files.numbers import printable
from gdgui.training.task import CooperativeTask
from gdgui.ui.actions import Actions
from gdgui.ui.captions import caption
from gdgui.ui.control.presenter import Presenter
from gdgui.ui.dialogs import ask
from gdgui.ui.picture_choices import MOST_PIXELS, PictureChoices, Size
from gdgui.ui.theme import PRINT, THEMES, Style
from gdgui.ui.views.workspace import Workspace
from gdgui.words import pictures as words
from gdgui.words import transfer

if TYPE_CHECKING:  # what draws without a window is loaded when it is first asked for
    from gdgui.ui.dialogs.picture import PictureDialog
    from gdgui.ui.picture import Picture


class Pictures(QObject):
    """Each picture is of the frame that was shown when it was asked for, whatever goes on behind a dialog."""

    said = Signal(str)
    changed = Signal()  # other choices

    def __init__(
        self,
        window: QMainWindow,
        presenter: Presenter,
        workspace: Workspace,
        actions: Actions,
    ) -> None:
        super().__init__(window)
        self._window, self._presenter, self._workspace = window, presenter, workspace
        self.choices = PictureChoices()
        self.dialog: PictureDialog | None = None
        self.task = CooperativeTask(self)
        actions.export_picture.triggered.connect(self._open)
        actions.copy_picture.triggered.connect(self._copy_at_once)
        actions.print_picture.triggered.connect(self._print)

    def picture(self, choices: PictureChoices, size: Size | None = None) -> Picture:
        """Of the frame shown now."""
        from gdgui.ui.picture import Picture

        options = self._presenter.options
        plots = PLOTS if choices.part == "all" else (choices.part,)
        size = size or choices.size or self._in_window
        style = self._style(choices.look)
        return Picture(self._presenter.frame, replace(options, plots=plots), size, style, choices.has_caption)

    def stop(self) -> None:
        """The window closes. What is being written is written to its end."""
        self.task.cancel()

    def _style(self, look: str) -> Style:
        style = self._workspace.data_plot.current_style
        if look == "print":
            return style._replace(theme=PRINT)
        return style._replace(theme=THEMES[look]) if look in THEMES else style

    @property
    def _in_window(self) -> Size:
        return float(self._workspace.width()), float(self._workspace.height())

    def _as_shown(self) -> PictureChoices:
        """The choices made last, but of the one plot that somebody looks at alone."""
        plots = self._presenter.options.plots
        return replace(self.choices, part=plots[0]) if len(plots) == 1 else self.choices

    def _open(self) -> None:
        from gdgui.ui.dialogs.picture import PictureDialog

        made = self.picture(self._as_shown())

        def make(choices: PictureChoices) -> Picture:
            now = self.picture(choices)
            return replace(now, frame=made.frame, options=replace(made.options, plots=now.options.plots))

        shown, style = self._as_shown(), self._style("window")
        dialog = PictureDialog(self._window, shown, self._in_window, make, style)
        dialog.changed.connect(self._remember)
        dialog.save_wanted.connect(lambda: self._save(make(dialog.choices), dialog.choices))
        dialog.copy_wanted.connect(lambda: self._copy(make(dialog.choices), dialog.choices))
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def _remember(self, choices: PictureChoices) -> None:
        self.choices = choices
        self.changed.emit()

    def _say(self, sentence: str) -> None:
        """In the window, and in the dialog that may cover it."""
        self.said.emit(sentence)
        if self.dialog is not None:
            self.dialog.say(sentence)

    def _save(self, picture: Picture, choices: PictureChoices) -> None:
        if self.task.is_running:
            self._say(words.under_way())
            return
        path = ask.picture_path(self.dialog or self._window, choices)
        if path is None:
            return
        if path.suffix.lower() == ".png" and choices.is_too_large(picture.size):
            self._say(words.too_large(choices.pixels(picture.size), MOST_PIXELS))
            return
        from gdgui.ui.picture import save_gradually

        steps, name = save_gradually(path, picture, choices.scale), printable(path.name)
        self.task.start(steps, lambda _: self._say(transfer.saved(name)), self._tell_failed)

    def _tell_failed(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self._say(str(error))

    def _copy_at_once(self) -> None:
        choices = self._as_shown()
        self._copy(self.picture(choices), choices)

    def _copy(self, picture: Picture, choices: PictureChoices) -> None:
        """As an image, as SVG and in words: whoever pastes takes what it can."""
        if choices.is_too_large(picture.size):
            self._say(words.too_large(choices.pixels(picture.size), MOST_PIXELS))
            return
        image, data = picture.image(choices.scale), QMimeData()
        data.setImageData(image)
        data.setData("image/svg+xml", picture.svg())
        data.setText(words.joined(caption(picture.frame), image.text("Description")))
        clipboard = QGuiApplication.clipboard()
        clipboard.setMimeData(data)
        taken = clipboard.mimeData()
        self._say(words.copied() if taken is not None and taken.hasImage() else words.not_copied())

    def _print(self) -> None:
        try:
            from gdgui.ui.dialogs.printing import PrintPreview
        except ImportError:
            self._say(words.no_printing())
            return
        PrintPreview(self._window, self.picture(replace(self._as_shown(), look="print"))).open()
