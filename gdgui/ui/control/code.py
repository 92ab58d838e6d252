"""The run as a script of numpy: copied, saved, and shown beside the step that it takes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gdgui.experiment.experiment import Experiment
from gdgui.experiment.explained import Part
from gdgui.training.player import Player
from gdgui.ui.actions import Actions
from gdgui.ui.control.clipboard import put
from gdgui.ui.dialogs import ask
from gdgui.words import algorithms, transfer
from gdgui.words import code as words

if TYPE_CHECKING:  # loaded when a script is asked for
    from gdgui.files import python_code
    from gdgui.files.python_code import PythonCode

CodeOf: TypeAlias = "Callable[[str | None], PythonCode]"  # with the name of a table beside it, or None
TABLE = "run-points.csv"  # what it is called where nothing is saved
LINES: dict[Part, python_code.Part] = {
    "residuals": "residuals",
    "squares": "squares",
    "mean": "squares",
    "gradient": "gradient",
    "rate": "step",
    "line": "step",
}


class Code(QObject):
    """Of the run there is, as far as it was shown, or else of the one that Run would begin."""

    said = Signal(str)

    def __init__(self, window: QWidget, experiment: Experiment, player: Player, actions: Actions) -> None:
        super().__init__(window)
        self._window, self._experiment, self._player = window, experiment, player
        self._shown: tuple[tuple[object, ...], PythonCode | str] | None = None
        actions.copy_code.triggered.connect(self._copy)
        actions.save_code.triggered.connect(self._save)

    def shown(self, part: Part | None) -> tuple[str, tuple[int, ...]]:
        """The script, or why there is none, and its lines that belong to this part."""
        trace, experiment = self._player.trace, self._experiment
        run = (self._player.run_id, trace.epochs, trace.segments) if trace else ()
        key = *run, experiment.dataset, experiment.settings
        if self._shown is None or not _is_same(self._shown[0], key):
            self._shown = key, self._made(TABLE)
        code = self._shown[1]
        if isinstance(code, str):
            return code, ()
        return code.text, code.lines.get(LINES[part], ()) if part else ()

    def _code_of(self) -> CodeOf:
        from gdgui.files import python_code

        trace, experiment = self._player.trace, self._experiment
        if trace is not None:
            return partial(python_code.python_code, trace)
        return partial(python_code.planned_code, experiment.dataset, experiment.settings)

    def _made(self, table: str | None) -> PythonCode | str:
        """The script, or why there is none."""
        from gdgui.files.python_code import UnwritableError

        if self._player.trace is None and not len(self._experiment.dataset):
            return words.no_points()
        try:
            return self._code_of()(table)
        except UnwritableError as error:
            return words.unwritable(algorithms.name(error.algorithm))

    def _copy(self) -> None:
        code = self._made(None)
        if isinstance(code, str):
            self.said.emit(code)
        else:
            is_copied = put(code.text)
            self.said.emit(words.copied(code.text.count("\n")) if is_copied else transfer.clipboard_refuses())

    def _save(self) -> None:
        from gdgui.files.python_code import write_code

        code = self._made(TABLE)
        if isinstance(code, str):
            self.said.emit(code)
        else:
            write = partial(write_code, code_of=self._code_of())
            rows = 0 if code.table is None else len(code.table)
            ask.save_code(self._window, write, rows, self.said.emit)


def _is_same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return len(one) == len(other) and all(a is b or a == b for a, b in zip(one, other, strict=True))
