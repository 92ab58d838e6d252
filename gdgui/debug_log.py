"""The debug log, off by default: tracebacks of what the window says in a sentence, and how a run came on."""

from __future__ import annotations

import logging
import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gdgui.files.numbers import printable
from gdgui.version import __version__
from gdgui.words import terminal

if TYPE_CHECKING:
    from types import TracebackType

VARIABLE = "GDGUI_DEBUG_LOG"  # of the environment: what stands behind --debug-log
IN_ITS_FOLDER = "1"  # instead of a file
LARGEST = 1_000_000  # bytes of a file; then it becomes an older one
OLDER = 3  # files kept beside it
FORMAT = "%(asctime)s %(levelname)s %(name)s [%(threadName)s] %(message)s"

LOG = logging.getLogger("gdgui")
LOG.addHandler(logging.NullHandler())  # off is silent: what nobody takes goes to standard error otherwise


class DebugLogError(Exception):
    """There can be no debug log; the message is one sentence for whoever asked for it."""


def file_of(words: str) -> Path | None:
    """The file that an option or the environment names; None where it says that there is to be none.

    Only a .log is taken: the log is appended to, and whatever else was named is somebody's work.
    Raises DebugLogError.
    """
    if words in ("", "0"):
        return None
    if words == IN_ITS_FOLDER:
        return _folder() / "gdgui.log"
    if not words.lower().endswith(".log"):
        raise DebugLogError(terminal.not_a_log(printable(words)))
    return Path(words)


@contextmanager
def kept(path: Path | None) -> Iterator[None]:
    """Write to this file whatever happens meanwhile; None for no log. Raises DebugLogError."""
    if path is None:
        yield
        return
    handler, level, hooks = _opened(path), LOG.level, (sys.excepthook, sys.unraisablehook)
    LOG.addHandler(handler)
    LOG.setLevel(logging.DEBUG)
    sys.excepthook, sys.unraisablehook = _hears_uncaught(hooks[0]), _hears_unraisable(hooks[1])
    LOG.info("gdgui %s, Python %s, %s", __version__, platform.python_version(), platform.platform())
    try:
        with _hears_qt():
            yield
    except Exception:
        LOG.critical("ended by an exception", exc_info=True)
        raise
    finally:
        sys.excepthook, sys.unraisablehook = hooks
        LOG.setLevel(level)
        LOG.removeHandler(handler)
        handler.close()


def _folder() -> Path:
    """Where this system keeps such things; made if it is not there."""
    try:
        from PySide6.QtCore import QStandardPaths  # not above: only who wants this needs it
    except ImportError as error:
        raise DebugLogError(terminal.no_folder_for_log(str(error))) from error
    state = QStandardPaths.StandardLocation.GenericStateLocation
    folder = Path(QStandardPaths.writableLocation(state)) / "gdgui"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(folder, error) from error
    return folder


def _opened(path: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler  # not above: only who wants a log needs it

    try:
        handler = RotatingFileHandler(path, maxBytes=LARGEST, backupCount=OLDER, encoding="utf-8")
    except (OSError, ValueError) as error:
        raise _refused(path, error) from error
    handler.setFormatter(logging.Formatter(FORMAT))
    return handler


def _refused(path: Path, error: Exception) -> DebugLogError:
    reason = getattr(error, "strerror", None) or error
    return DebugLogError(terminal.log_not_written(printable(str(path)), str(reason)))


Hook = Callable[[type[BaseException], BaseException, "TracebackType | None"], object]


def _hears_uncaught(before: Hook) -> Hook:
    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        LOG.critical("not caught", exc_info=(kind, error, trace))
        before(kind, error, trace)

    return hook


def _hears_unraisable(
    before: Callable[[sys.UnraisableHookArgs], object],
) -> Callable[[sys.UnraisableHookArgs], object]:
    def hook(found: sys.UnraisableHookArgs) -> None:
        error = found.exc_value or found.exc_type()
        LOG.error("%s", found.err_msg or "not raised", exc_info=(found.exc_type, error, found.exc_traceback))
        before(found)

    return hook


@contextmanager
def _hears_qt() -> Iterator[None]:
    """What Qt has to say, which goes to standard error all the same."""
    try:
        from PySide6.QtCore import QMessageLogContext, QtMsgType, qFormatLogMessage, qInstallMessageHandler
    except ImportError:  # without a window it is not needed
        yield
        return
    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }
    qt = LOG.getChild("qt")

    def hear(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        qt.log(levels[kind], "%s", message)
        print(qFormatLogMessage(kind, context, message), file=sys.stderr)

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
