"""The bytes of a file, read piece by piece and only where that comes to an end."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from gdgui.files.dialect import Gradual, TableError
from gdgui.files.numbers import printable
from gdgui.words.tables import Problem

LARGEST_FILE = 10**8  # bytes
AT_ONCE = 2**24  # bytes read between two looks at anything else
_KINDS = {
    stat.S_IFDIR: Problem.FOLDER,
    stat.S_IFIFO: Problem.PIPE,
    stat.S_IFCHR: Problem.DEVICE,
    stat.S_IFBLK: Problem.DEVICE,
    stat.S_IFSOCK: Problem.SOCKET,
}


def content(path: Path) -> Gradual[bytes]:
    """What is in the file.

    Raises TableError where it cannot be read; before it is opened, where it is one without an end.
    """
    try:
        status = path.stat()
        _check_kind(status)
        _check_size(status.st_size)
        parts: list[bytes] = []
        size = 0
        with open_for_reading(path) as file:
            before = os.fstat(file.fileno())
            _check_kind(before)  # it may have been replaced
            while part := file.read(AT_ONCE):
                parts.append(part)
                size += len(part)
                _check_size(size)  # it may have grown, and the files of /proc claim to be empty
                yield min(1.0, size / max(1, status.st_size))
            _check_unchanged(before, os.fstat(file.fileno()))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise TableError(Problem.ABSENT) from error
    except PermissionError as error:
        raise TableError(Problem.FORBIDDEN) from error
    except BlockingIOError as error:
        raise TableError(Problem.NOT_YET) from error
    except OSError as error:
        raise TableError(Problem.UNREADABLE, reason=printable(error.strerror or str(error))) from error
    except ValueError as error:  # a nul or a lone surrogate
        raise TableError(Problem.NO_NAME) from error
    return b"".join(parts)


def piped(file: BinaryIO, begun: bytes = b"") -> Gradual[bytes]:
    """What has come through a pipe, and comes until its writer closes it. Raises TableError for too much."""
    parts = [begun]
    size = len(begun)
    while part := file.read(AT_ONCE):
        parts.append(part)
        size += len(part)
        _check_size(size)
        yield size / LARGEST_FILE
    return b"".join(parts)


def open_for_reading(path: Path) -> BinaryIO:
    """Open it so that nothing waits for a writer who may never come."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags), "rb")


def _check_kind(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):  # opening a pipe waits for its writer, a device never ends
        raise TableError(_KINDS.get(stat.S_IFMT(status.st_mode), Problem.NOT_ORDINARY))


def _check_unchanged(before: os.stat_result, after: os.stat_result) -> None:
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise TableError(Problem.CHANGED)


def _check_size(size: int) -> None:
    if size > LARGEST_FILE:
        megabytes = -(-size // 10**6)  # rounded up, so that it never reads “is 100 MB”
        raise TableError(Problem.TOO_LARGE, size=megabytes, most=LARGEST_FILE // 10**6)
