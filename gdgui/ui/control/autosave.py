"""Nothing is lost: what is not saved is kept every few seconds, and offered after a crash."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from gdgui.experiment.session import Session
from gdgui.files.kept_work import new_work, orphan
from gdgui.ui.control.sessions import Sessions, Work
from gdgui.ui.panels.status import StatusPanel
from gdgui.words import sessions as words
from gdgui.words.tables import as_sentence

LOG = logging.getLogger(__name__)

SOON_MS = 2000  # after the first change that is not kept yet


class Parts(Protocol):
    """Those of the window that it needs."""

    sessions: Sessions
    status: StatusPanel


class Autosave(QObject):
    """Gathers in the GUI thread what is there, at no cost; checks, writes and reads in a thread of its own.

    What an earlier process left is offered until somebody goes on with other work, again where that is taken
    back, and at the next start. Whoever closes a window that `asks` is asked about what is in no file; where
    nobody asked what was taken and is in no file, it stays on offer.
    """

    _kept = Signal(str)  # a sentence where that failed
    _found = Signal(object, str)  # a Session, and of when it is

    def __init__(self, window: QMainWindow, parts: Parts, folder: Path, asks: bool = True) -> None:
        super().__init__(window)
        self._asks = asks
        self._sessions, self._status = parts.sessions, parts.status
        self._own, self._left = new_work(folder), orphan(folder)
        self._pool = ThreadPoolExecutor(1)
        self._is_busy = self._is_kept = self._is_over = self._has_complained = False
        self._is_late = self._is_offering = self._is_taken = False
        self._offered: tuple[Session, str] | None = None  # of when it is
        self._due = QTimer(self, singleShot=True, interval=SOON_MS)
        self._due.timeout.connect(self._keep)
        self._kept.connect(self._on_kept)
        self._found.connect(self._offer)
        self._status.work_wanted.connect(self._take)
        self._sessions.touched.connect(self._put_off)
        self._sessions.changed.connect(self._on_changed)
        if self._sessions.is_changed:
            self._put_off()
        window.installEventFilter(self)  # before any other: nothing has ended where somebody stays
        if self._left is not None:
            self._pool.submit(_read, self._left.path, self._found.emit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window closes, unless somebody stays for what is not saved."""
        if event.type() == QEvent.Type.Close and not self._is_over:
            if self._asks and not self._sessions.may_let_go():
                event.ignore()
                return True
            self._end()
        return False

    def leave(self) -> None:
        """End as a crash does, but with the newest: what is not saved is offered at the next start."""
        self._is_busy = False  # whatever is under way, the newest comes behind it
        self._keep()
        self._is_over = True
        self._due.stop()
        self._pool.shutdown()
        for each in (self._own, self._left):
            if each is not None:
                each.let_go()

    # Keeping

    def _put_off(self) -> None:
        if self._own is not None and not self._is_over and not self._due.isActive():
            self._due.start()

    def _keep(self) -> None:
        if self._is_busy:
            self._is_late = True
        elif self._own is not None and self._sessions.is_changed:
            self._is_busy = self._is_kept = True
            self._pool.submit(_write, self._own.path, self._sessions.work(), self._kept.emit)

    def _on_kept(self, complaint: str) -> None:
        self._is_busy = False
        if self._is_late and not self._is_over:  # on a slow disk no second is to be lost
            self._is_late = False
            self._keep()
        if complaint and not self._has_complained:
            self._status.say(words.not_kept(complaint))
        elif not complaint and self._is_taken and self._asks and self._left is not None:
            self._left.remove()  # all of it is in the file of this process now
            self._left = None
        self._has_complained = bool(complaint)

    def _on_changed(self) -> None:
        """What was saved is no longer kept here; nothing is offered amid work that would be lost for it."""
        is_changed = self._sessions.is_changed
        if self._is_kept and not is_changed and self._own is not None and not self._is_over:
            self._is_kept = False
            self._pool.submit(self._own.clear)
        if is_changed and self._is_offering:
            self._withdraw()
        elif not is_changed and not self._is_offering and self._offered is not None and not self._is_taken:
            self._offer(*self._offered)

    def _end(self) -> None:
        self._is_over = True
        self._due.stop()
        self._pool.shutdown(cancel_futures=True)
        if self._own is not None:
            self._own.remove()
        if self._left is not None:
            is_safe = self._is_taken and (self._asks or not self._sessions.is_changed)
            (self._left.remove if is_safe else self._left.let_go)()

    # What was left

    def _offer(self, session: Session, when: str) -> None:
        if self._is_over:
            return
        self._is_offering, self._offered = True, (session, when)
        self._status.offer_work(words.bring_back(when, len(session.points.dataset), len(session.runs)))

    def _take(self) -> None:
        if self._offered is None:
            return
        session, when = self._offered

        def then() -> None:
            self._is_taken = True
            self._status.say(words.brought_back(when))

        self._sessions.bring_back(session, self._withdraw, then)

    def _withdraw(self) -> None:
        self._is_offering = False
        self._status.offer_work("")


def _write(path: Path, work: Work, tell: Callable[[str], None]) -> None:
    from gdgui.files.json_table import SessionFileError
    from gdgui.files.unsaved import write_unsaved

    complaint = ""
    try:
        write_unsaved(path, work.session)
    except OSError as error:
        complaint = str(error)
    except SessionFileError as error:
        complaint = as_sentence(error.text)
    finally:
        tell(complaint)


def _read(path: Path, tell: Callable[[Session, str], None]) -> None:
    """What cannot be read is not offered, and stays where it is."""
    from gdgui.files.json_table import SessionFileError
    from gdgui.files.unsaved import read_unsaved

    try:
        session, then = read_unsaved(path), datetime.fromtimestamp(path.stat().st_mtime)
    except (OSError, SessionFileError):
        LOG.debug("%s cannot be brought back", path, exc_info=True)
        return
    is_today = then.date() == datetime.now().date()
    tell(session, f"{then:%H:%M}" if is_today else f"{then:%Y-%m-%d %H:%M}")
