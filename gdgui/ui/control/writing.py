"""A session written to a person's file, and whether that file is still the one they know."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from gdgui.experiment.session import KeptRun, Session
from gdgui.files.numbers import printable
from gdgui.ui.patience import patiently
from gdgui.words import sessions as words
from gdgui.words.tables import as_sentence


class Stamp(NamedTuple):
    """What tells a file from one that was written in its place."""

    size: int  # bytes
    modified: int  # nanoseconds
    inode: int


def stamp_of(path: Path) -> Stamp | None:
    """That of the file as it is now; None where there is none to be seen."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ino)


def written(path: Path, session: Session) -> str:
    """Write it, whole or not at all; a sentence where that cannot be, else nothing."""
    from gdgui.files.json_table import SessionFileError  # not above: the window is there without them
    from gdgui.files.session_file import write_session

    points = len(session.points.dataset) + sum([_points_of(run) for run in session.runs])
    try:
        patiently(lambda: write_session(path, session), points)
    except SessionFileError as error:
        return as_sentence(words.not_saved(printable(path.name), error.text))
    except OSError as error:
        return str(error)
    return ""


def _points_of(run: KeptRun) -> int:
    return max([len(segment.dataset) for segment in run.recipe.segments], default=0)
