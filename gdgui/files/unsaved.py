"""A session in a file that is no person's, written quickly: its text, and behind it the points as bytes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np

from gdgui.experiment.session import Session
from gdgui.files.atomic import write_atomically
from gdgui.files.content import LARGEST_FILE, content
from gdgui.files.dialect import TableError, finish
from gdgui.files.json_table import SessionFileError
from gdgui.files.session_file import parse_session
from gdgui.files.session_text import Rows, session_text
from gdgui.words.sessions import Problem

END_OF_TEXT = b"\0"
AT_ONCE = 50_000  # points
POINT = 16  # bytes: x and y as little-endian float64


def write_unsaved(path: Path, session: Session) -> None:
    """Write it, whole or not at all. A million points take some hundredths of a second, not seconds.

    Raises SessionFileError where it could not be read again, and OSError where it cannot be written.
    """
    apart: list[Rows] = []
    text = "".join(session_text(session, apart)).encode()
    size = len(text) + len(END_OF_TEXT) + POINT * sum(map(len, apart))
    if size > LARGEST_FILE:
        most = LARGEST_FILE // 10**6
        raise SessionFileError(Problem.TOO_LARGE, size=-(-size // 10**6), most=most)
    write_atomically(path, chain([text, END_OF_TEXT], _pieces(apart)))


def _pieces(apart: list[Rows]) -> Iterator[bytes]:
    """Small ones: while one is copied, the window waits."""
    for rows in apart:
        for begin in range(0, len(rows), AT_ONCE):
            yield rows[begin : begin + AT_ONCE].astype("<f8").tobytes()


def read_unsaved(path: Path) -> Session:
    """The session in a file. Raises SessionFileError, whatever is in it."""
    try:
        text, _, points = finish(content(path)).partition(END_OF_TEXT)
    except TableError as error:
        raise SessionFileError(Problem.FILE, what=error.text) from error
    if len(points) % POINT:
        raise SessionFileError(Problem.SYNTAX)
    return parse_session(text, np.frombuffer(points, "<f8").astype(np.float64).reshape(-1, 2))
