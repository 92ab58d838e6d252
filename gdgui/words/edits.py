"""What a step is called that can be undone, as in “Undo move of 2 points”."""

from __future__ import annotations

from gdgui.words.counts import points_counted
from gdgui.words.translation import tr, tr_n


def add_point() -> str:
    """A point was added."""
    return tr("add point")


def move(n: int) -> str:
    """Points were moved."""
    return tr_n("move of {n} point", "move of {n} points", n)


def remove(n: int) -> str:
    """Points were removed."""
    return tr_n("remove point", "remove {n} points", n)


def clear() -> str:
    """All points were removed."""
    return tr("clear points")


def spray(n: int) -> str:
    """Points were sprayed."""
    return tr_n("spray {n} point", "spray {n} points", n)


def erase(n: int) -> str:
    """Points were erased."""
    return tr_n("erase {n} point", "erase {n} points", n)


def duplicate(n: int) -> str:
    """Points were copied."""
    return tr_n("duplicate {n} point", "duplicate {n} points", n)


def edit_of_point(number: int) -> str:
    """A cell of a point was typed."""
    return tr("edit of point {number}", number=str(number))


def paste_points(n: int) -> str:
    """Points came from the clipboard."""
    return tr_n("paste {n} point", "paste {n} points", n)


def paste_cells(n: int) -> str:
    """Cells came from the clipboard."""
    return tr_n("paste {n} cell", "paste {n} cells", n)


def generate(n: int) -> str:
    """Points came of a recipe."""
    return tr("generate {points}", points=points_counted(n))


def open_file(name: str) -> str:
    """Points came from a file."""
    return tr("open {name}", name=name)


def open_example(title: str) -> str:
    """Points came from an example data set."""
    return tr("open “{title}”", title=title)


def name_axes() -> str:
    """The axes are called by other names."""
    return tr("naming of the axes")


def ranges() -> str:
    """The axes have other ranges."""
    return tr("ranges of the axes")


def rename_run(name: str) -> str:
    """A run got another name."""
    return tr("rename {name}", name=name)


def delete_run(name: str) -> str:
    """A run was taken off the list."""
    return tr("delete {name}", name=name)


def run_name(number: int) -> str:
    """A run that nobody gave a name."""
    return tr("Run {number}", number=str(number))


def delete_runs(n: int) -> str:
    """Runs were taken off the list."""
    return tr_n("delete a run", "delete {n} runs", n)


def my_line() -> str:
    """Somebody's own line was moved."""
    return tr("move of my line")
