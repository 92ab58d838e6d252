"""Points from elsewhere and to elsewhere: files, drops, pasted sheets, examples and the generator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QMainWindow

from gdgui.experiment.experiment import Experiment
from gdgui.experiment.points import Points
from gdgui.files.dialect import Dialect, Gradual, TableError
from gdgui.files.example_datasets import ExampleDataset, example_datasets
from gdgui.files.numbers import printable
from gdgui.files.session_names import holds_session
from gdgui.training.task import CooperativeTask
from gdgui.ui.actions import Actions
from gdgui.ui.control.presenter import Presenter
from gdgui.ui.dialogs import ask
from gdgui.ui.dialogs.choosing import LastFolder
from gdgui.ui.panels.progress import ProgressPanel
from gdgui.ui.theme import Style
from gdgui.words import dialogs, edits, status, tables, transfer
from gdgui.words.reading import left_out

if TYPE_CHECKING:  # what reads tables, and the dialogs, are loaded when they are first asked for
    from gdgui.core.generator import Recipe
    from gdgui.files.table import Table
    from gdgui.ui.dialogs.generator import GeneratorDialog
    from gdgui.ui.dialogs.preview import PreviewDialog

Take: TypeAlias = "Callable[[Table], None]"
Read: TypeAlias = "Callable[[Dialect], Gradual[Table]]"
T = TypeVar("T")
LARGEST_PASTE = 10**8  # characters


class ImportExport(QObject):
    """Reads piece by piece, shows what was understood, and replaces the points only when asked to.

    `replaced` tells that the points are others altogether, so that the view may follow.
    """

    replaced = Signal()
    opened = Signal(object)  # the points came from where they still are: a Path, or None of an example
    saved = Signal(object)  # the points are in the file of this Path now
    session_wanted = Signal(object)  # the Path of a file that is one
    said = Signal(str)

    def __init__(
        self, window: QMainWindow, experiment: Experiment, presenter: Presenter, actions: Actions
    ) -> None:
        super().__init__(window)
        self._window, self._experiment, self._presenter = window, experiment, presenter
        self.folder = LastFolder(window)
        self._style = Style()
        self._recipe: Recipe | None = None  # used last
        self._name_of_work = ""
        self._name = "points.csv"  # offered for saving
        self.dialog: PreviewDialog | GeneratorDialog | None = None
        self.task = CooperativeTask(self)
        self.progress = ProgressPanel("readingProgress", "cancelReading")
        self.task.progressed.connect(self._show_progress)
        self.progress.cancelled.connect(self._cancel)
        actions.open.triggered.connect(self._ask_for_file)
        actions.save_points.triggered.connect(self._save)
        actions.generate.triggered.connect(self._generate)
        for example in example_datasets():
            action = actions.add_example(example.title, transfer.example_tip(example.teaches, example.source))
            action.triggered.connect(partial(self._open_example, example))

    def apply(self, style: Style) -> None:
        """Take another scale or theme."""
        self._style = style
        self.progress.apply(style)
        if self.dialog is not None:
            self.dialog.apply(style)

    def open_file(self, path: Path, asks: bool = True, dialect: Dialect | None = None) -> None:
        """Show what is in this file, and open it if that is wanted; if it cannot be read, say why.

        Unless it `asks`, it is opened at once where there is nothing to choose.
        """
        from gdgui.files.points_csv import open_table

        if holds_session(path):
            self.session_wanted.emit(path)
            return
        read = partial(open_table, path)
        self._read(
            read, dialect, printable(path.name), dialogs.open_verb(), partial(self._take_file, path), asks
        )

    def paste(self, text: str, dialect: Dialect | None = None) -> None:
        """Add the points of a table in a text; as the first thing done, they take the example's place."""
        from gdgui.files.table import read_table

        if len(text) > LARGEST_PASTE:
            self.said.emit(transfer.paste_is_too_long())
            return
        name = transfer.the_clipboard()
        verb = dialogs.open_verb() if self._is_untouched_example else dialogs.add_verb()
        self._read(partial(read_table, text), dialect, name, verb, self._add, asks=False)

    def drop(self, data: QMimeData) -> None:
        """Open the one file that was dropped, or say what else it was."""
        from gdgui.files.rows import text_lines

        complaint = refusal(data)
        if complaint:
            self.said.emit(complaint)
        elif data.hasUrls():
            self.open_file(Path(data.urls()[0].toLocalFile()))
        else:
            self.paste(text_lines(data.text()))

    def close(self) -> None:
        """End what is under way."""
        self.task.cancel()
        if self.dialog is not None:
            self.dialog.reject()

    # Reading

    def read(
        self,
        name: str,
        steps: Gradual[T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do this a little at a time, show how far it has come, and let a person call it off.

        It takes the place of what is being read or asked for.
        """
        self._close_dialog()
        self._name_of_work = name
        self.task.start(steps, then, failed)

    def _read(
        self, read: Read, dialect: Dialect | None, name: str, verb: str, take: Take, asks: bool
    ) -> None:
        def then(table: Table) -> None:
            if not asks and not table.doubts and not table.found.bad:
                take(table)
            else:
                self._preview(table, read, name, verb, take)

        self.read(name, read(dialect or Dialect()), then, self._on_failure)

    def _on_failure(self, error: Exception) -> None:
        from gdgui.files.points_csv import PointsFileError

        if isinstance(error, PointsFileError):
            self.said.emit(str(error))
        elif isinstance(error, TableError):
            say = transfer.not_pasted if error.row else transfer.text_not_pasted
            self.said.emit(say(str(error)))
        else:
            raise error

    def _preview(self, table: Table, read: Read, name: str, verb: str, take: Take) -> None:
        from gdgui.ui.dialogs.preview import PreviewDialog

        dialog = PreviewDialog(self._window, table, name, verb, self._style)
        self._keep(dialog)
        complaints = table.found.complaints
        understood = transfer.understood(name)
        self.said.emit(transfer.not_all_understood(name, str(complaints[0])) if complaints else understood)
        dialog.dialect_wanted.connect(partial(self._read_again, dialog, read))
        dialog.wanted.connect(take)
        dialog.rejected.connect(partial(self.said.emit, transfer.nothing_taken(name)))
        dialog.open()

    def _read_again(self, dialog: PreviewDialog, read: Read, dialect: Dialect) -> None:
        """Read the same text in another way; what is wrong with that way is said in the dialog."""
        from gdgui.files.points_csv import PointsFileError

        def failed(error: Exception) -> None:
            if not isinstance(error, (PointsFileError, TableError)):
                raise error
            dialog.say(str(error) if isinstance(error, PointsFileError) else tables.as_sentence(str(error)))

        self.task.start(read(dialect), dialog.show_table, failed)

    def _keep(self, dialog: PreviewDialog | GeneratorDialog) -> None:
        self._close_dialog()
        self.dialog = dialog
        dialog.finished.connect(self._forget_dialog)

    def _close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.reject()

    def _forget_dialog(self) -> None:
        self.dialog = None
        self.task.cancel()  # nobody waits for other columns any more

    def _show_progress(self, share: float | None) -> None:
        self.progress.show_share(transfer.reading(self._name_of_work), share)

    def _cancel(self) -> None:
        self.task.cancel()
        self.said.emit(transfer.called_off())

    # Taking

    def _take_file(self, path: Path, table: Table) -> None:
        name = printable(path.name)
        said = transfer.opened(name, len(table.points.dataset))
        self._replace(edits.open_file(name), said, replace(table.points, title=name), _left_out(table))
        self.opened.emit(path)

    def _replace(self, step: str, said: str, points: Points, note: str = "") -> None:
        self._put(points, step)
        self._name = "points.csv"  # not the file's own: that may hold more than was read
        self.said.emit(status.joined(said, note))

    @property
    def _is_untouched_example(self) -> bool:
        """Whether there is only what the program begins with, and whatever was done is undone."""
        experiment = self._experiment
        is_new = not experiment.undo_stack.index() and self._presenter.frame.current is None
        return is_new and experiment.points == example_datasets()[0].points()

    def _add(self, table: Table) -> None:
        points = table.points
        n, step = len(points.dataset), edits.paste_points(len(points.dataset))
        said = transfer.pasted_points(n)
        if self._is_untouched_example:
            self._put(points, step)
            said = transfer.pasted_for_the_example(n)
        elif len(self._experiment.dataset):
            self._experiment.add_points(points.dataset.x, points.dataset.y, step)
        else:
            self._put(points, step)
        self.said.emit(status.joined(said, _left_out(table)))

    def _open_example(self, example: ExampleDataset) -> None:
        self._put(example.points(), edits.open_example(example.title))
        self._name = "points.csv"
        self.opened.emit(None)
        self.said.emit(transfer.example_opened(example.title, example.teaches, example.source))

    def _put(self, points: Points, words: str) -> None:
        """Work on these points; that, and all that follows, is shown at once."""
        with self._presenter.one_frame():
            self._experiment.replace_points(points, words)
            self.replaced.emit()

    def _generate(self) -> None:
        from gdgui.core.generator import Recipe
        from gdgui.ui.dialogs.generator import GeneratorDialog

        dialog = GeneratorDialog(self._window, self._recipe or Recipe(), self._style)
        self._keep(dialog)
        dialog.wanted.connect(self._take_recipe)
        dialog.open()

    def _take_recipe(self, recipe: Recipe) -> None:
        from gdgui.core.generator import generate

        self._recipe = recipe
        points = Points(generate(recipe))
        self._replace(edits.generate(recipe.n), transfer.generated(recipe.n), points)

    def _ask_for_file(self) -> None:
        path = ask.ask_for_file(self._window)
        if path is not None:
            self.open_file(path)

    def _save(self) -> None:
        if not len(self._experiment.dataset):
            self.said.emit(transfer.nothing_to_save())
            return
        path = ask.save_points(self._window, self._experiment.points, self._name, self.said.emit)
        if path is not None:
            self._name = str(path)
            self.saved.emit(path)


def refusal(data: QMimeData) -> str:
    """Why what is dropped cannot be opened; empty where it can be."""
    if data.hasUrls():
        urls = data.urls()
        if not urls:
            return transfer.no_file()
        if len(urls) > 1:
            return transfer.many_files(len(urls))
        if not urls[0].isLocalFile():
            return transfer.no_local_file()
        return ""
    if data.hasImage():
        return transfer.no_picture()
    return "" if data.hasText() else transfer.no_file()


def _left_out(table: Table) -> str:
    """A sentence about the rows that are not among the points; "" where there are none."""
    found, above = table.found, [each.row for each in table.layout.above if each.row]
    words = left_out(found.missing, above, table.label, found.bad)
    return transfer.left_out(words) if words else ""
