"""A session read from a file, and its runs made again, while the window lives on."""

from __future__ import annotations

import time
from collections.abc import Generator
from pathlib import Path

from gdgui.core.rebuild import Rebuilt, rebuild_all
from gdgui.experiment.session import Session
from gdgui.words.sessions import Problem

Made = tuple[Session, list[Rebuilt]]


def read_session(path: Path) -> Generator[float, None, Made]:
    """The session in a file, and its runs made again. Raises SessionFileError."""
    from concurrent.futures import ThreadPoolExecutor

    from gdgui.files.content import content  # not above: the window is there without them
    from gdgui.files.dialect import TableError
    from gdgui.files.json_table import SessionFileError
    from gdgui.files.session_file import parse_session

    try:
        data = yield from content(path)
    except TableError as error:
        raise SessionFileError(Problem.FILE, what=error.text) from error
    pool = ThreadPoolExecutor(1)  # it may take a second, and knows nothing of steps
    try:
        parsed = pool.submit(parse_session, data)
        while not parsed.done():
            time.sleep(0.001)
            yield 0.0
    finally:
        pool.shutdown(wait=False)
    session = parsed.result()
    made = yield from rebuild_all([run.recipe for run in session.runs])
    return session, made
