"""Where the work of a process is kept until it ends, and what those left that came to no end.

Each has a file of its own beside a lock, so that no two ever write the same. The lock tells, by its process,
whether anybody is still at it.
"""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile, QStandardPaths

SUFFIX = ".unsaved"
LONGEST = 30 * 24 * 3600  # seconds that what nobody brings back is offered


class KeptWork:
    """A file, held by this process for as long as this object."""

    def __init__(self, path: Path, lock: QLockFile) -> None:
        self.path, self._lock = path, lock

    def clear(self) -> None:
        """Nothing is in it that is needed."""
        with suppress(OSError):  # then it is offered at the next start
            self.path.unlink(missing_ok=True)

    def remove(self) -> None:
        """It is needed no longer."""
        self.clear()
        self._lock.unlock()

    def let_go(self) -> None:
        """Leave it as it is to whoever starts next."""
        self._lock.unlock()


def usual_folder() -> Path:
    """Where this system keeps such things for whoever is at the desk."""
    place = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(place)) / "gdgui" / "unsaved"


def new_work(folder: Path) -> KeptWork | None:
    """A file that nobody else has; None where there can be none."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return _held(folder / f"{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}")


def orphan(folder: Path) -> KeptWork | None:
    """The newest file that a process left which is no more; from now on this one holds it."""
    try:
        paths = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True)
        bare = [each.with_suffix("") for each in folder.glob("*.lock") if not each.with_suffix("").exists()]
    except OSError:
        return None
    for path in bare:  # whoever held these had nothing to lose
        held = _held(path)
        if held is not None:
            held.let_go()
    for held in filter(None, map(_held, paths)):
        if _age(held.path) <= LONGEST:
            return held
        held.remove()
    return None


def _age(path: Path) -> float:
    """Seconds since it was written; 0 where nobody can tell."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _held(path: Path) -> KeptWork | None:
    lock = QLockFile(f"{path}.lock")
    lock.setStaleLockTime(0)  # however old: a program may be open for weeks
    return KeptWork(path, lock) if lock.tryLock(0) else None
