"""What mouse and keys do."""

from __future__ import annotations

from gdgui.words.translation import marked, tr


def title() -> str:
    """Of the window that says it."""
    return tr("About gdgui")


def html(version: str) -> str:
    """A table of all that can be done."""
    rows = "\n".join(f"<tr><td>{tr(hand)}</td><td>{tr(what)}</td></tr>" for hand, what in _ROWS)
    purpose = tr("Gradient descent made visible: fitting a line ŷ = m·x + b to points, epoch by epoch.")
    mse = tr("MSE is (1/n)·Σ(y − ŷ)².")
    return f"""<h3>gdgui {version}</h3>
<p>{purpose}</p>
<table cellspacing="6">
{rows}
</table>
<p>{mse}</p>"""


_ROWS = (
    (marked("<b>Click</b> on the plot"), marked("add a point; on a point: select it (Shift, Ctrl: several)")),
    (marked("<b>Drag</b> a point"), marked("move it, and all selected; Esc calls it off")),
    (marked("<b>Right-click</b> on a point"), marked("remove it (Delete removes those selected)")),
    (marked("<b>Ctrl+1</b> to <b>Ctrl+5</b>"), marked("Add, Select, Spray, Erase, Hand")),
    (marked("<b>Arrow keys</b> on the points"), marked("nudge what is selected, else a crosshair")),
    (marked("<b>Enter, Tab</b> there"), marked("the left button there; the next point")),
    (marked("<b>Ctrl+A, Ctrl+Shift+D</b>"), marked("Select all; duplicate those selected")),
    (marked("<b>F9, Ctrl+Shift+N</b>"), marked("The points in a table; type another point")),
    (marked("<b>Ctrl+O, Ctrl+S</b>"), marked("Open and save points (also: drop a file on the window)")),
    (marked("<b>Ctrl+Shift+R, Ctrl+Shift+A</b>"), marked("Generate points; axes and grid")),
    (marked("<b>Wheel, middle button</b>"), marked("zoom and pan; Ctrl+0 brings all points into view")),
    (marked("<b>Click, drag, arrow keys</b> on the loss surface"), marked("choose the start (Shift: finer)")),
    (marked("<b>Ctrl+9, Ctrl+E</b>"), marked("Loss surface: fit the view; equal axes")),
    (marked("<b>F5</b> or Ctrl+Enter"), marked("Run or Pause")),
    (marked("<b>F6</b>"), marked("Step: one epoch, also beyond the last")),
    (marked("<b>Shift+F6, Ctrl+Home, Ctrl+End</b>"), marked("Show the epoch before, the start, the newest")),
    (marked("<b>Click</b> on the MSE curve"), marked("show that epoch")),
    (marked("<b>F8, Shift+F8, Ctrl+F8</b>"), marked("Play the epochs done; backwards; in a loop")),
    (marked("<b>Ctrl+T, Ctrl+U</b>"), marked("Logarithmic timeline; samples used instead of epochs")),
    (marked("<b>Ctrl+R, Ctrl+H</b>"), marked("List of runs; hide or show all but the current one")),
    (marked("<b>Ctrl+Shift+G, Ctrl+Shift+M</b>"), marked("GD against SGD; SGD from 200 seeds")),
    (marked("<b>F7</b>"), marked("Reset: back to the start")),
    (marked("<b>Ctrl+Z, Ctrl+Shift+Z</b>"), marked("Undo and redo edits of the points")),
    (marked("<b>Ctrl+D, Ctrl+L, Ctrl+M</b>"), marked("Residuals; logarithmic MSE axis; excess MSE")),
    (marked("<b>F11</b>, Esc"), marked("Full screen for a projector, and back")),
)
