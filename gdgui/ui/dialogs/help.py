"""What mouse and keys do."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from gdgui import __version__

HELP = f"""<h3>gdgui {__version__}</h3>
<p>Gradient descent made visible: fitting a line ŷ = m·x + b to points, epoch by epoch.</p>
<table cellspacing="6">
<tr><td><b>Click</b> on the plot</td><td>add a point; on a point: select it (Shift, Ctrl: several)</td></tr>
<tr><td><b>Drag</b> a point</td><td>move it, and all selected; Esc calls it off</td></tr>
<tr><td><b>Right-click</b> on a point</td><td>remove it (Delete removes those selected)</td></tr>
<tr><td><b>Ctrl+1</b> to <b>Ctrl+5</b></td><td>Add, Select, Spray, Erase, Hand</td></tr>
<tr><td><b>Arrow keys</b> on the points</td><td>nudge what is selected, else a crosshair</td></tr>
<tr><td><b>Enter, Tab</b> there</td><td>the left button there; the next point</td></tr>
<tr><td><b>Ctrl+A, Ctrl+Shift+D</b></td><td>Select all; duplicate those selected</td></tr>
<tr><td><b>F9, Ctrl+Shift+N</b></td><td>The points in a table; type another point</td></tr>
<tr><td><b>Ctrl+O, Ctrl+S</b></td><td>Open and save points (also: drop a file on the window)</td></tr>
<tr><td><b>Ctrl+Shift+R, Ctrl+Shift+A</b></td><td>Generate points; axes and grid</td></tr>
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


class HelpDialog(QDialog):
    """Scrolls where the screen is small."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("About gdgui")
        self.words = QTextBrowser()
        self.words.setObjectName("help")
        self.words.setHtml(HELP)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(box)
        self.finished.connect(self.deleteLater)
        self.resize(parent.width() * 2 // 3, parent.height() * 9 // 10)


def show_help(parent: QWidget) -> None:
    """What mouse and keys do."""
    HelpDialog(parent).open()
