"""What mouse and keys do."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from gdgui.words.translation import marked, tr

Rows = Sequence[tuple[str, str]]  # keys or gestures, and what they do


def title() -> str:
    """Of the window that says it."""
    return tr("About gdgui")


def html(version: str, menus: Sequence[tuple[str, Rows]], projector: Rows) -> str:
    """All that can be done; `menus` are the menus by name, with the keys of their commands.

    `projector` are those commands that are in none of them.
    """
    purpose = tr("Gradient descent made visible: fitting a line ŷ = m·x + b to points, epoch by epoch.")
    mse = tr("MSE is (1/n)·Σ(y − ŷ)². An epoch is one update; of SGD, one batch.")
    tables = [
        (tr("Mouse"), _translated(_MOUSE)),
        (tr("On a projector"), [*_translated(_PROJECTOR), *projector]),
        *menus,
    ]
    parts = "\n".join(_table(title, rows) for title, rows in tables if rows)
    return f"<h3>gdgui {version}</h3>\n<p>{purpose} {mse}</p>\n{parts}"


def command(name: str, tip: str) -> str:
    """A command in the table of its menu."""
    return tr("{name}: {tip}", name=name, tip=tip) if tip else name


def _translated(rows: Rows) -> Rows:
    return [(tr(hand), tr(what)) for hand, what in rows]


def _table(title: str, rows: Rows) -> str:
    row = "<tr><td><b>{}</b></td><td>{}</td></tr>"
    cells = "".join(row.format(escape(hand), escape(what)) for hand, what in rows)
    return f"<h4>{escape(title)}</h4>\n<table cellspacing='4'>{cells}</table>"


_MOUSE = (
    (marked("Click on the points"), marked("add a point; on a point: select it (Shift, Ctrl: several)")),
    (marked("Drag a point"), marked("move it, and all selected; Esc calls it off")),
    (marked("Right-click on a point"), marked("remove it")),
    (marked("Drag a handle of my line"), marked("the middle moves it, an end turns it about the middle")),
    (marked("Wheel, middle button"), marked("zoom and pan")),
    (
        marked("Arrow keys on the points"),
        marked("nudge what is selected, else move a crosshair; Enter is the left button there"),
    ),
    (
        marked("N, P, Home, End on the points"),
        marked("the next point, the one before, the first and the last; Tab goes on to the next control"),
    ),
    (marked("Click or drag on the loss surface"), marked("choose the start; arrow keys do it finely")),
    (marked("Click on the MSE curve"), marked("show that epoch")),
    (
        marked("Double click on a plot"),
        marked("that plot alone, and back; the points: on their title or beside their axes"),
    ),
    (
        marked("While you predict"),
        marked(
            "1 to 4 choose, 5 is my line; drag on the MSE plot (or Left, Right, Up, Down there) draws the "
            "curve, a click on the loss surface its end; Enter runs, Esc does not"
        ),
    ),
    (marked("Drop a file on the window"), marked("open its points")),
)

_PROJECTOR = (
    (
        marked("Page Down, Page Up"),
        marked("one epoch on, one back: the keys of a presenter's remote"),
    ),
    (
        marked("Esc"),
        marked("end what is typed or dragged, take away what lies over the picture, leave"),
    ),
)
