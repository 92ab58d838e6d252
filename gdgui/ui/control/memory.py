"""What the window remembers from one start to the next: how it stood and looked, not what it was about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from gdgui.experiment.experiment import Changed, Experiment
from gdgui.experiment.view_options import PLOTS
from gdgui.files.log_csv import LogColumns
from gdgui.files.recent import recent_from_word, recent_to_word
from gdgui.files.remembered import Remembered, State
from gdgui.lessons.progress import LessonProgress
from gdgui.ui.actions import PLOTS as LAYOUTS
from gdgui.ui.actions import THEMES
from gdgui.ui.control.appearance import Appearance
from gdgui.ui.control.films import Films
from gdgui.ui.control.first_minute import HINTS, FirstMinute
from gdgui.ui.control.lessons import Lessons
from gdgui.ui.control.log_export import LogExport
from gdgui.ui.control.pictures import Pictures
from gdgui.ui.control.recent import Recent
from gdgui.ui.control.window_place import NUMBERS, place_of, put_back
from gdgui.ui.film_choices import FilmChoices
from gdgui.ui.panels.drawer import Drawer
from gdgui.ui.panels.fold import Fold
from gdgui.ui.panels.transport import SPEEDS, TransportPanel
from gdgui.ui.picture_choices import PictureChoices
from gdgui.ui.theme.scales import STEPS
from gdgui.words import window as words

SOON_MS = 700
MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange)
FARTHEST, LARGEST = 100_000, 20_000  # pixels

Parser = Callable[[str], object]


class Parts(NamedTuple):
    """Whose state is remembered."""

    window: QMainWindow
    experiment: Experiment
    appearance: Appearance
    transport: TransportPanel
    drawer: Drawer
    pages: Mapping[str, QAction]  # of the drawer
    folds: Mapping[str, Fold]
    first_minute: FirstMinute
    lessons: Lessons
    recent: Recent
    log: LogExport
    films: Films
    pictures: Pictures
    is_demonstrating: Callable[[], bool]
    is_projecting: Callable[[], bool]
    say: Callable[[str], None]


class Memory(QObject):
    """Brings back what was remembered, and writes soon after a change and when the window closes."""

    def __init__(self, parts: Parts, file: Remembered) -> None:
        super().__init__(parts.window)
        self._parts, self._file = parts, file
        self._is_over = False
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._write)
        self._restore()
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window moves, or closes."""
        if event.type() == QEvent.Type.Close:
            self._write()
            self._soon.stop()
            self._is_over = True
        elif event.type() in MOVES:
            self._put_off()
        return False

    # Reading

    def _restore(self) -> None:
        found, bad = _understood(self._file.values, self._file.refused)
        self._restore_look(found)
        self._restore_window(found)
        for name, fold in self._parts.folds.items():
            fold.set_open(found.get(f"column/{name}") == "open")
        progress = found.get("lessons/done")
        if isinstance(progress, LessonProgress):
            self._parts.lessons.remember(progress)
        recent = found.get("files/recent")
        if isinstance(recent, tuple):
            self._parts.recent.take(recent)
        folder = found.get("files/folder")
        if isinstance(folder, tuple) and folder:
            self._parts.recent.folder.path = folder[0]
        columns = {name: found.get(f"log/{name}") == "yes" for name in self._parts.log.columns._fields}
        self._parts.log.columns = LogColumns(**columns)
        choices = found.get("film/choices")
        if isinstance(choices, FilmChoices):
            self._parts.films.choices = choices
        picture = found.get("picture/choices")
        if isinstance(picture, PictureChoices):
            self._parts.pictures.choices = picture
        page = self._parts.pages.get(str(found.get("drawer/page")))
        if page is not None:
            page.setChecked(True)
        if self._file.state not in (State.NONE, State.GOOD):
            self._parts.say(words.not_remembered(self._file.state is State.NEWER))
            return
        seen = found.get("hints/seen")
        self._parts.first_minute.begin(seen if isinstance(seen, frozenset) else frozenset())
        if bad:
            self._parts.say(words.not_remembered_of(bad))

    def _restore_look(self, found: Mapping[str, object]) -> None:
        parts, experiment = self._parts, self._parts.experiment
        choice, factor = found.get("look/theme", "system"), found.get("look/zoom", 1.0)
        if (choice, factor) != (parts.appearance.choice, parts.appearance.factor):
            parts.appearance.restore(str(choice), float(str(factor)))
        layout = found.get("look/plots", "all")
        plots = PLOTS if layout == "all" else (str(layout),)
        if plots != experiment.options.plots:
            experiment.options = replace(experiment.options, plots=plots)
        if "run/speed" in found:
            parts.transport.speed.setValue(SPEEDS.index(found["run/speed"]))

    def _restore_window(self, found: Mapping[str, object]) -> None:
        window = self._parts.window
        place = {name: found.get(f"window/{name}") for name in NUMBERS}
        numbers = {name: each for name, each in place.items() if isinstance(each, int)}
        if len(numbers) == len(NUMBERS):
            put_back(window, numbers)
        if found.get("window/maximised") == "yes":
            window.setWindowState(Qt.WindowState.WindowMaximized)

    # Writing

    def _follow(self) -> None:
        parts = self._parts
        for signal in (parts.appearance.changed, parts.transport.speed_changed, parts.drawer.changed):
            signal.connect(self._put_off)
        for fold in parts.folds.values():
            fold.toggled.connect(self._put_off)
        files = parts.recent.changed, parts.recent.folder.changed, parts.log.changed, parts.films.changed
        shown = parts.first_minute.changed, parts.lessons.progressed, parts.pictures.changed
        for changed in (*shown, *files):
            changed.connect(self._put_off)
        parts.experiment.changed.connect(self._on_document)
        parts.window.installEventFilter(self)

    def _on_document(self, changed: Changed) -> None:
        if changed & Changed.OPTIONS:
            self._put_off()

    def _put_off(self, *_: object) -> None:
        if not self._is_over and not self._soon.isActive():
            self._soon.start()

    def _write(self) -> None:
        self._file.write(self._gathered())

    def _gathered(self) -> dict[str, str]:
        """All there is to remember now.

        Of a window on a projector not where it stands; of a lesson or a page neither how it looks at things
        nor its speed.
        """
        parts = self._parts
        shown, folder = parts.experiment.options.plots, parts.recent.folder.path
        page = next((name for name, action in parts.pages.items() if action.isChecked()), "none")
        values = {
            "look/theme": parts.appearance.choice,
            "look/zoom": f"{parts.appearance.factor:g}",
            "drawer/page": page,
            "hints/seen": "-".join(name for name in HINTS if name in parts.first_minute.seen),
            "lessons/done": parts.lessons.progress.to_word(),
            "picture/choices": parts.pictures.choices.to_word(),
            "files/recent": recent_to_word(parts.recent.paths),
            "files/folder": recent_to_word([folder] if folder else []),
            **{f"log/{name}": "yes" if each else "no" for name, each in parts.log.columns._asdict().items()},
            "film/choices": parts.films.choices.to_word(),
            **{f"column/{name}": "open" if each.is_open else "closed" for name, each in parts.folds.items()},
        }
        if not parts.is_demonstrating():
            values["run/speed"] = f"{parts.transport.epochs_per_second:g}"
            values["look/plots"] = shown[0] if len(shown) == 1 else "all"
        if not parts.is_projecting():
            is_large = bool(parts.window.windowState() & Qt.WindowState.WindowMaximized)
            values["window/maximised"] = "yes" if is_large else "no"
            values |= {f"window/{name}": str(each) for name, each in place_of(parts.window).items()}
        return values


def _understood(values: Mapping[str, str], refused: Iterable[str]) -> tuple[dict[str, object], list[str]]:
    """What the words stand for, and the keys of those that stand for nothing.

    What this version does not know stays as it is.
    """
    found: dict[str, object] = {}
    bad = [key for key in refused if key in PARSERS]
    for key, text in values.items():
        if key in PARSERS:
            try:
                found[key] = PARSERS[key](text)
            except ValueError:
                bad.append(key)
    return found, bad


def _one_of(*choices: str) -> Parser:
    def parse(text: str) -> str:
        return choices[choices.index(text)]

    return parse


def _among(numbers: tuple[float, ...]) -> Parser:
    def parse(text: str) -> float:
        return numbers[numbers.index(float(text))]

    return parse


def _whole(least: int, most: int) -> Parser:
    def parse(text: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,6}", text) or not least <= int(text) <= most:
            raise ValueError(text)
        return int(text)

    return parse


def _hints(text: str) -> frozenset[str]:
    seen = frozenset(filter(None, text.split("-")))
    if not seen <= set(HINTS):
        raise ValueError(text)
    return seen


PARSERS: dict[str, Parser] = {
    "look/theme": _one_of(*THEMES),
    "look/zoom": _among(STEPS),
    "look/plots": _one_of(*LAYOUTS),
    "drawer/page": _one_of("none", "table", "runs"),
    "run/speed": _among(SPEEDS),
    "hints/seen": _hints,
    "lessons/done": LessonProgress.from_word,
    "files/recent": recent_from_word,
    "picture/choices": PictureChoices.from_word,
    "files/folder": recent_from_word,
    "log/segment": _one_of("yes", "no"),
    "log/samples": _one_of("yes", "no"),
    "film/choices": FilmChoices.from_word,
    "column/compare": _one_of("open", "closed"),
    "column/more": _one_of("open", "closed"),
    "column/line": _one_of("open", "closed"),
    "window/x": _whole(-FARTHEST, FARTHEST),
    "window/y": _whole(-FARTHEST, FARTHEST),
    "window/width": _whole(1, LARGEST),
    "window/height": _whole(1, LARGEST),
    "window/across": _whole(0, 500),
    "window/down": _whole(0, 500),
    "window/maximised": _one_of("yes", "no"),
}
