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
_ENTRY = re.compile(r"([a-z]+)=(.*)")
_WORD = re.compile(r"[A-Za-z0-9.+-]*")

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
        self._is_whole = True  # the file: what is known of it is written there
        self.state, self.refused = self._read()  # and the keys whose value is no word; the others hold
        if self.refused:
            self.write({})  # the rest, which is good, is there again

    def write(self, values: Mapping[str, str]) -> None:
        """Write what is another than it was: another window may have written the rest."""
        changed = {key: words for key, words in values.items() if self.values.get(key) != words}
        if not self._is_whole:
            changed = {**self.values, **changed}
        if not changed or self.state in (State.NEWER, State.CLOSED):
            return
        state, _, refused = _found(self.path)
        if refused or state not in (State.NONE, State.GOOD):
            return  # somebody else has been at it
        settings = QSettings(str(self.path), QSettings.Format.IniFormat)
        for key, words in {VERSION_KEY: str(VERSION), **changed}.items():
            settings.setValue(key, words)
        settings.sync()
        if settings.status() is QSettings.Status.NoError:
            self.values.update(changed)
            self._is_whole = True
        else:
            LOG.debug("%s was not written: %s", self.path, settings.status())

    def _read(self) -> tuple[State, tuple[str, ...]]:
        state, self.values, refused = _found(self.path)
        if state is State.DAMAGED or refused:
            try:
                self.path.replace(self.put_aside)
            except OSError:
                return State.CLOSED, refused
            self._is_whole = False
        return state, refused

    @property
    def put_aside(self) -> Path:
        """Where a damaged file goes."""
        return self.path.with_suffix(".damaged")


def usual_file() -> Path:
    """Where this system keeps such things for whoever is at the desk."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "gdgui" / "gdgui.ini"


def _found(path: Path) -> tuple[State, dict[str, str], tuple[str, ...]]:
    """The state of a file, its words by keys, and the keys whose value is no word."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return State.CLOSED, {}, ()
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        return State.NONE, {}, ()
    except (OSError, ValueError):
        return State.CLOSED, {}, ()
    values, refused = _parsed(content)
    version = values.get(VERSION_KEY, "")
    if not version.isdigit() or len(version) > 9 or int(version) < 1:
        return State.DAMAGED, {}, ()
    if int(version) > VERSION:
        return State.NEWER, {}, ()
    return State.GOOD, values, refused


def _parsed(content: bytes) -> tuple[dict[str, str], tuple[str, ...]]:
    """Words by keys, and the keys of what is no word; nothing at all where a line is not even an entry."""
    if len(content) > LARGEST:
        return {}, ()
    values, refused, group = {}, [], ""
    for line in filter(None, content.decode("ascii", "replace").splitlines()):
        if found := _GROUP.fullmatch(line):
            group = found[1]
        elif (found := _ENTRY.fullmatch(line)) and group:
            key = f"{group}/{found[1]}"
            if _WORD.fullmatch(found[2]):
                values[key] = found[2]
            else:
                refused.append(key)
        else:
            return {}, ()
    return values, tuple(refused)
