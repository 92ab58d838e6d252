"""Asking for files, and saying in a sentence what became of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from gdgui.core import Trace
from gdgui.experiment.points import Points
from gdgui.ui.picture import save_png
from gdgui.words import dialogs, transfer

Say = Callable[[str], None]


def ask_for_points(parent: QWidget) -> Path | None:
    """The file the person chose, if any."""
    kinds = dialogs.file_kinds(("table", "*.csv *.tsv *.txt *.dat"), ("any", "*"))
    name, _ = QFileDialog.getOpenFileName(parent, dialogs.open_points(), "", kinds)
    return Path(name) if name else None


def save_points(parent: QWidget, points: Points, name: str, say: Say) -> Path | None:
    """Ask for a file, write the points to it, and return it if that went well."""
    from gdgui.files.points_csv import write_points  # not above: the window is there without it

    kinds = dialogs.file_kinds(("csv", "*.csv"), ("any", "*"))
    chosen, _ = QFileDialog.getSaveFileName(parent, dialogs.save_points(), name, kinds)
    if not chosen:
        return None
    path = _with_suffix(parent, chosen, ".csv")
    return path if path and _write(path, lambda path: write_points(path, points), say) else None


def export_log(parent: QWidget, trace: Trace, say: Say) -> None:
    """Ask for a file and write the log of the run to it."""
    from gdgui.files.log_csv import write_log

    name, _ = QFileDialog.getSaveFileName(
        parent, dialogs.export_log(), "run.csv", dialogs.file_kinds(("csv", "*.csv"))
    )
    if name:
        _write(Path(name), lambda path: write_log(path, trace), say)


def save_picture(parent: QWidget, picture: QPixmap, say: Say) -> None:
    """Ask for a file and write the picture to it."""
    name, _ = QFileDialog.getSaveFileName(
        parent, dialogs.save_plots(), "run.png", dialogs.file_kinds(("png", "*.png"))
    )
    if name:
        path = _with_suffix(parent, name, ".png")
        if path:
            _write(path, lambda path: save_png(path, picture), say)


def _with_suffix(parent: QWidget, name: str, suffix: str) -> Path | None:
    """The path with a suffix; None where a file of that name is there, and to stay."""
    if Path(name).suffix:
        return Path(name)
    path = Path(f"{name}{suffix}")
    question = dialogs.replaces(path.name)  # the dialog asked for the other name
    buttons = QMessageBox.StandardButton
    if path.exists() and QMessageBox.question(parent, dialogs.save(), question) != buttons.Yes:
        return None
    return path


def _write(path: Path, write: Callable[[Path], None], say: Say) -> bool:
    try:
        write(path)
    except OSError as error:
        say(str(error))
        return False
    say(transfer.saved(path.name))
    return True
