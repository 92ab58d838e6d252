"""Let a window remember how it stood and looked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gdgui.files.remembered import Remembered
from gdgui.ui.control.memory import Memory, Parts
from gdgui.ui.window import MainWindow

if TYPE_CHECKING:
    from gdgui.ui.control.autosave import Autosave


def remember(window: MainWindow, file: Remembered) -> None:
    """Bring back what is in the file, and keep it up; a window that nobody asks to remembers nothing."""
    parts = Parts(
        window=window,
        experiment=window.experiment,
        appearance=window.appearance,
        transport=window.transport,
        drawer=window.drawer,
        pages={"table": window.actions_.table, "runs": window.actions_.runs},
        folds=window.controls.folds,
        first_minute=window.first_minute,
        lessons=window.teaching.course.lessons,
        recent=window.sessions.recent,
        log=window.exports.log,
        films=window.exports.films,
        pictures=window.exports.pictures,
        is_demonstrating=lambda: window.teaching.course.is_demonstrating,
        is_projecting=lambda: window.stage.is_projecting,
        say=window.status.say,
    )
    Memory(parts, file)


def lose_nothing(window: MainWindow, folder: Path, asks: bool = True) -> Autosave:
    """Keep what is not saved in this folder, offer what was left there, and ask before it is closed.

    Unless it `asks`, as whoever opened the window takes what is there. After `remember`: what is asked first
    may keep the window open.
    """
    from gdgui.ui.control.autosave import Autosave  # not above: it begins when the window is there

    return Autosave(window, window, folder, asks)
