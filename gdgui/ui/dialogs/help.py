"""What mouse and keys do."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from gdgui import __version__

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


def show_help(parent: QWidget) -> None:
    """What mouse and keys do."""
    box = QMessageBox(parent)
    box.setWindowTitle("About gdgui")
    box.setText(HELP)
    box.open()
