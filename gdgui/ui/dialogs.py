"""Asking for files, and saying in a sentence what became of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from gdgui import __version__
from gdgui.core import Dataset, Trace
from gdgui.files.log_csv import write_log
from gdgui.files.points_csv import PointsFileError, read_points
from gdgui.ui.picture import save_png

Say = Callable[[str], None]

HELP = f"""<h3>gdgui {__version__}</h3>
<p>Gradient descent made visible: fitting a line ŷ = m·x + b to points, epoch by epoch.</p>
<table cellspacing="6">
<tr><td><b>Click</b> on the plot</td><td>add a point; on a point: select it</td></tr>
<tr><td><b>Right-click</b> on a point</td><td>remove it (Delete removes the selected one)</td></tr>
<tr><td><b>Wheel, middle button</b></td><td>zoom and pan; Ctrl+0 brings all points into view</td></tr>
<tr><td><b>Click, drag, arrow keys</b> on the loss surface</td><td>choose the start (Shift: finer)</td></tr>
<tr><td><b>Ctrl+9, Ctrl+E</b></td><td>Loss surface: fit the view; equal axes</td></tr>
<tr><td><b>F5</b> or Ctrl+Enter</td><td>Run or Pause</td></tr>
<tr><td><b>F6</b></td><td>Step: one epoch, also beyond the last</td></tr>
<tr><td><b>Shift+F6, Ctrl+Home, Ctrl+End</b></td><td>Show the epoch before, the start, the newest</td></tr>
<tr><td><b>Click</b> on the MSE curve</td><td>show that epoch</td></tr>
<tr><td><b>F8, Shift+F8, Ctrl+F8</b></td><td>Play the epochs done; backwards; in a loop</td></tr>
<tr><td><b>Ctrl+T, Ctrl+U</b></td><td>Logarithmic timeline; samples used instead of epochs</td></tr>
<tr><td><b>Ctrl+R, Ctrl+H</b></td><td>List of runs; hide or show all but the current one</td></tr>
<tr><td><b>Ctrl+Shift+G, Ctrl+Shift+M</b></td><td>GD against SGD; SGD from 200 seeds</td></tr>
<tr><td><b>F7</b></td><td>Reset: back to the start</td></tr>
<tr><td><b>Ctrl+Z, Ctrl+Shift+Z</b></td><td>Undo and redo edits of the points</td></tr>
<tr><td><b>Ctrl+D, Ctrl+L, Ctrl+M</b></td><td>Residuals; logarithmic MSE axis; excess MSE</td></tr>
<tr><td><b>F11</b>, Esc</td><td>Full screen for a projector, and back</td></tr>
</table>
<p>MSE is (1/n)·Σ(y − ŷ)².</p>"""


def ask_for_points(parent: QWidget) -> Path | None:
    """The file the person chose, if any."""
    name, _ = QFileDialog.getOpenFileName(
        parent, "Open points", "", "Tables (*.csv *.tsv *.txt *.dat);;All files (*)"
    )
    return Path(name) if name else None


def read_points_or_none(path: Path, say: Say) -> Dataset | None:
    """The points of a file; None, and a sentence, where it cannot be read."""
    try:
        return read_points(path)
    except PointsFileError as error:
        say(str(error))
        return None


def export_log(parent: QWidget, trace: Trace, say: Say) -> None:
    """Ask for a file and write the log of the run to it."""
    name, _ = QFileDialog.getSaveFileName(parent, "Export log", "run.csv", "CSV (*.csv)")
    if name:
        _write(Path(name), lambda path: write_log(path, trace), say)


def save_picture(parent: QWidget, picture: QPixmap, say: Say) -> None:
    """Ask for a file and write the picture to it."""
    name, _ = QFileDialog.getSaveFileName(parent, "Save plots", "run.png", "PNG (*.png)")
    if name:
        path = Path(name) if Path(name).suffix else Path(f"{name}.png")
        _write(path, lambda path: save_png(path, picture), say)


def show_help(parent: QWidget) -> None:
    """What mouse and keys do."""
    box = QMessageBox(parent)
    box.setWindowTitle("About gdgui")
    box.setText(HELP)
    box.open()


def _write(path: Path, write: Callable[[Path], None], say: Say) -> None:
    try:
        write(path)
    except OSError as error:
        say(str(error))
    else:
        say(f"Saved {path.name}.")
