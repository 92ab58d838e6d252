"""The file of what is remembered from one start to the next: an INI file of plain words, read as untrusted.

Qt makes objects of some values in such files. It never sees one here before every line was found to be a
group, or a key with a word of letters, digits and . + - behind it.
"""

from __future__ import annotations

import logging
import re
import stat
from collections.abc import Mapping
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

VERSION = 1
LARGEST = 100_000  # bytes
VERSION_KEY = "file/version"

_GROUP = re.compile(r"\[([a-z]+)\]")
_ENTRY = re.compile(r"([a-z]+)=([A-Za-z0-9.+-]*)")

LOG = logging.getLogger(__name__)


class State(Enum):
    """What was found where the file should be."""

    NONE = auto()  # the first start
    GOOD = auto()
    DAMAGED = auto()  # it has been put aside
    NEWER = auto()  # of a later version of the program, to which it is left
    CLOSED = auto()  # it can be neither read nor put aside


class Remembered:
    """Words by keys, such as "window/width". Writing changes those that are others, and raises nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.values: dict[str, str] = {}
        self.state = self._read()

    def write(self, values: Mapping[str, str]) -> None:
        """Write what is another than it was: another window may have written the rest."""
        changed = {key: words for key, words in values.items() if self.values.get(key) != words}
        if not changed or self.state in (State.NEWER, State.CLOSED):
            return
        if _found(self.path)[0] not in (State.NONE, State.GOOD):
            return  # somebody else has been at it
        settings = QSettings(str(self.path), QSettings.Format.IniFormat)
        for key, words in {VERSION_KEY: str(VERSION), **changed}.items():
            settings.setValue(key, words)
        settings.sync()
        if settings.status() is QSettings.Status.NoError:
            self.values.update(changed)
        else:
            LOG.debug("%s was not written: %s", self.path, settings.status())

    def _read(self) -> State:
        state, self.values = _found(self.path)
        if state is State.DAMAGED:
            try:
                self.path.replace(self.put_aside)
            except OSError:
                return State.CLOSED
        return state

    @property
    def put_aside(self) -> Path:
        """Where a damaged file goes."""
        return self.path.with_suffix(".damaged")


def usual_file() -> Path:
    """Where this system keeps such things for whoever is at the desk."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "gdgui" / "gdgui.ini"


def _found(path: Path) -> tuple[State, dict[str, str]]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return State.CLOSED, {}
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        return State.NONE, {}
    except (OSError, ValueError):
        return State.CLOSED, {}
    values = _parsed(content)
    version = values.get(VERSION_KEY, "")
    if not version.isdigit() or len(version) > 9 or int(version) < 1:
        return State.DAMAGED, {}
    return (State.GOOD, values) if int(version) <= VERSION else (State.NEWER, {})


def _parsed(content: bytes) -> dict[str, str]:
    """Words by keys; none at all where a single line is not as it is written here."""
    if len(content) > LARGEST or not content.isascii():
        return {}
    values, group = {}, ""
    for line in filter(None, content.decode("ascii").splitlines()):
        if found := _GROUP.fullmatch(line):
            group = found[1]
        elif (found := _ENTRY.fullmatch(line)) and group:
            values[f"{group}/{found[1]}"] = found[2]
        else:
            return {}
    return values
