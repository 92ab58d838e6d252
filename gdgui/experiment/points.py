"""What stands on the canvas: the points, and what their axes are called."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gdgui.core import Dataset
from gdgui.core.dataset import LARGEST, CoordinateError

LONGEST_NAME = 60  # characters of the name of an axis
LONGEST_TITLE = 255  # characters, which is what a file name may have

# Control characters, ends of lines, what turns the direction of writing, and halves of characters.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")


@dataclass(frozen=True)
class Points:
    """A dataset and the names of its axes. They travel together: into a file, and back by undo."""

    dataset: Dataset
    x_name: str = "x"
    y_name: str = "y"
    title: str = ""  # of the example, or the name of the file

    @property
    def names(self) -> tuple[str, str]:
        """The names of both axes."""
        return self.x_name, self.y_name


def check_coordinate(value: float) -> None:
    """Raise CoordinateError where no point can have this coordinate."""
    if not abs(value) <= LARGEST:  # nan included
        raise CoordinateError(value)


def axis_name(text: str, otherwise: str) -> str:
    """A name that an axis can carry: one printable line, not too long; `otherwise` where none is left."""
    line = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return line[:LONGEST_NAME].rstrip() or otherwise


def one_line(text: str, most: int) -> str:
    """The text as one line of at most so many characters, which shows what it says; maybe empty."""
    return " ".join(_UNFIT.sub(" ", text[: 4 * most]).split())[:most].rstrip()
