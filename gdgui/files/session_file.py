"""A session in a file, which is untrusted: bounds first, then every key, then what they mean together."""

from __future__ import annotations

import re
import sys
from dataclasses import fields, replace
from pathlib import Path

import numpy as np

from gdgui.core import Dataset, Segment, Settings, SettingsError
from gdgui.core.algorithms import ALGORITHMS
from gdgui.core.dataset import LARGEST, CoordinateError
from gdgui.core.limits import MOST_EPOCHS
from gdgui.core.rebuild import Recipe
from gdgui.experiment.points import LONGEST_NAME, LONGEST_TITLE, Points, axis_name, one_line
from gdgui.experiment.run import MOST_RUNS
from gdgui.experiment.session import KeptRun, Session
from gdgui.experiment.view_options import ViewOptions
from gdgui.files import json_table
from gdgui.files.atomic import write_atomically
from gdgui.files.content import content
from gdgui.files.dialect import Gradual, TableError, finish
from gdgui.files.json_table import JsonTable, SessionFileError, parse_json
from gdgui.files.session_text import FORMAT, VERSION, Rows, session_text
from gdgui.lessons.progress import LessonProgress
from gdgui.words import sessions as words
from gdgui.words.errors import clause, sentence
from gdgui.words.sessions import Problem

MOST_POINTS = 20_000_000  # of all datasets: 320 MB
LARGEST_NUMBER = 10**9  # of a run
_ENDINGS = ("finished", "stopped", "diverged")
_NEEDED: tuple[str, ...] = (
    "format",
    "version",
    "points",
    "settings",
    "view",
    "selection",
    "my_line",
    "lessons",
    "current",
)
_NEEDED += ("cursor", "target", "count", "newest_begun", "runs", "datasets")
_RUN = (
    "number",
    "name",
    "style",
    "shown",
    "pinned",
    "in_step",
    "start",
    "epochs",
    "ended",
    "sha256",
    "segments",
)
_SETTINGS = tuple(each.name for each in fields(Settings))
_VIEW = tuple(each.name for each in fields(ViewOptions))
_CHECKSUM = re.compile("[0-9a-f]{64}")


def read_session(path: Path, reading: Gradual[bytes] | None = None) -> Session:
    """The session in a file, or in what comes by `reading`. Raises SessionFileError."""
    try:
        data = finish(reading or content(path))
    except TableError as error:
        raise SessionFileError(Problem.FILE, what=error.text) from error
    return parse_session(data)


def write_session(path: Path, session: Session) -> None:
    """Write it, whole or not at all.

    Raises SessionFileError where it could not be read again, and OSError where it cannot be written.
    """
    write_atomically(path, [session_bytes(session)])


def session_bytes(session: Session) -> bytes:
    """The content of its file. Raises SessionFileError where that could not be read again."""
    data = "".join(session_text(session)).encode()
    if len(data) > json_table.LARGEST:
        most = json_table.LARGEST // 10**6
        raise SessionFileError(Problem.TOO_LARGE, size=-(-len(data) // 10**6), most=most)
    return data


def parse_session(data: bytes, apart: Rows | None = None) -> Session:
    """The session in the bytes of a file. Raises SessionFileError, whatever they are.

    Points that were kept apart are (n, 2), in the order in which they were put there.
    """
    value = parse_json(data)
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise SessionFileError(Problem.NO_SESSION)
    table = JsonTable(value)
    version = table.whole("version", 1, LARGEST_NUMBER)
    if version > VERSION:
        raise SessionFileError(Problem.NEWER, version=version, known=VERSION)
    table.only(_NEEDED)
    datasets = _datasets(table, apart)
    points = _points(table.table("points"), datasets)
    count = table.whole("count", 0, LARGEST_NUMBER)
    runs = _runs(table, datasets, count)
    session = Session(
        points=points,
        settings=_settings(table.table("settings"), Settings()),
        options=_options(table.table("view")),
        selection=_selection(table, len(points.dataset)),
        runs=runs,
        count=count,
        newest_begun=table.whole("newest_begun", 0, count),
        my_line=_line(table),
        lessons=_lessons(table.table("lessons")),
    )
    return _with_cursor(session, table)


def _with_cursor(session: Session, table: JsonTable) -> Session:
    if "current" not in table:
        return replace(session, cursor=table.whole("cursor", 0, 0), target=table.whole("target", 0, 0))
    epochs = {run.number: run.recipe.epochs for run in session.runs}
    current = table.whole("current", 1, session.count)
    if current not in epochs:
        raise table.error("current", words.any_of([*map(str, epochs), "null"]))
    done = epochs[current]
    cursor, target = table.whole("cursor", 0, done), table.whole("target", done, MOST_EPOCHS)
    return replace(session, current=current, cursor=cursor, target=target)


def _points(table: JsonTable, datasets: list[Dataset]) -> Points:
    table.only(("points", "x_name", "y_name", "title"))
    names = [table.line(key, LONGEST_NAME) for key in ("x_name", "y_name")]
    for key, name in zip(("x_name", "y_name"), names, strict=True):
        if axis_name(name, "") != name or not name:
            raise SessionFileError(Problem.UNFIT_TEXT, (*table.place, key), most=LONGEST_NAME)
    return Points(_dataset(table, datasets), names[0], names[1], table.line("title", LONGEST_TITLE))


def _dataset(table: JsonTable, datasets: list[Dataset]) -> Dataset:
    number = table.whole("points", 0, LARGEST_NUMBER)
    if number >= len(datasets):
        raise SessionFileError(Problem.NO_DATASET, (*table.place, "points"), found=number)
    return datasets[number]


def _datasets(table: JsonTable, apart: Rows | None) -> list[Dataset]:
    """All sets of points; one that has "after" is the one before it with other points at that place."""
    found: list[Dataset] = []
    total, x, y = 0, np.empty(0), np.empty(0)
    for each in table.tables("datasets"):
        each.only(("points",), ("after", "removed"))
        rows = _pairs(each) if apart is None else apart[: each.whole("points", 0, len(apart))]
        apart = None if apart is None else apart[len(rows) :]
        new_x, new_y = rows[:, 0], rows[:, 1]
        if "after" in each:
            begin = each.whole("after", 0, len(x))
            end = begin + each.whole("removed", 0, len(x) - begin)
            new_x, new_y = (
                np.concatenate((old[:begin], new, old[end:])) for old, new in ((x, new_x), (y, new_y))
            )
        total += len(new_x)
        if total > MOST_POINTS:
            raise SessionFileError(Problem.TOO_MANY_POINTS, each.place, most=MOST_POINTS)
        try:
            found.append(Dataset(new_x, new_y))
        except CoordinateError as error:
            raise SessionFileError(Problem.BAD_VALUE, each.place, sentence=clause(error)) from error
        x, y = new_x, new_y
    return found


def _pairs(table: JsonTable) -> Rows:
    pairs = table.entries("points")
    is_sound = set(map(type, pairs)) <= {list} and set(map(len, pairs)) <= {2}
    numbers = [number for pair in pairs for number in pair] if is_sound else [""]
    if not set(map(type, numbers)) <= {int, float}:
        raise table.error("points", words.kind("pairs"))
    return np.array(numbers, dtype=np.float64).reshape(-1, 2)


def _settings(table: JsonTable, before: Settings) -> Settings:
    """These settings, and for the rest those before."""
    table.only((), _SETTINGS)
    if "algorithm" in table.values:
        table.word("algorithm", tuple(ALGORITHMS))
    try:
        return replace(before, **table.values)
    except SettingsError as error:
        words_ = sentence(error).rstrip(".")
        raise SessionFileError(Problem.BAD_VALUE, (*table.place, error.field), sentence=words_) from error


def _options(table: JsonTable) -> ViewOptions:
    table.only((), _VIEW)
    try:
        return ViewOptions.from_dict(table.values)
    except ValueError as error:
        raise SessionFileError(Problem.VIEW, table.place) from error


def _selection(table: JsonTable, n: int) -> tuple[int, ...]:
    values = table.entries("selection", n)
    is_sound = set(map(type, values)) <= {int} and all(0 <= each < n for each in values)
    if not is_sound or values != sorted(set(values)):
        raise table.error("selection", words.kind("ascending"))
    return tuple(values)


def _line(table: JsonTable) -> tuple[float, float] | None:
    if "my_line" not in table:
        return None
    m, b = table.numbers("my_line", (LARGEST, LARGEST))
    return m, b


def _lessons(table: JsonTable) -> dict[str, list[int]]:
    values = table.values
    if LessonProgress.from_dict(values).to_dict() != values or any(one_line(k, len(k)) != k for k in values):
        raise SessionFileError(Problem.LESSONS, table.place)
    return dict(values)


def _runs(table: JsonTable, datasets: list[Dataset], count: int) -> tuple[KeptRun, ...]:
    runs = []
    numbers, styles = [0], set(range(MOST_RUNS))
    for each in table.tables("runs", MOST_RUNS):
        run = _run(each, datasets)
        if not numbers[-1] < run.number <= count:
            raise each.error("number", words.whole_number(numbers[-1] + 1, count))
        if run.style not in styles:
            raise each.error("style", words.any_of([*map(str, sorted(styles))]))
        numbers.append(run.number)
        styles.remove(run.style)
        runs.append(run)
    return tuple(runs)


def _run(table: JsonTable, datasets: list[Dataset]) -> KeptRun:
    table.only(_RUN)
    epochs = table.whole("epochs", 0, MOST_EPOCHS)
    checksum = table.line("sha256", 64)
    if not _CHECKSUM.fullmatch(checksum):
        raise table.error("sha256", words.kind("checksum"))
    m, b, mse = table.numbers("start", (LARGEST, LARGEST, sys.float_info.max), (-LARGEST, -LARGEST, 0.0))
    recipe = Recipe(
        start=(m, b, mse),
        segments=_segments(table, datasets, epochs),
        epochs=epochs,
        ended=table.word("ended", _ENDINGS) if "ended" in table else None,  # type: ignore[arg-type]
        checksum=checksum,
    )
    return KeptRun(
        number=table.whole("number", 1, LARGEST_NUMBER),
        given=table.line("name", LONGEST_NAME),
        style=table.whole("style", 0, MOST_RUNS - 1),
        choice=table.switch("shown") if "shown" in table else None,
        pinned=table.switch("pinned"),
        in_step=table.switch("in_step"),
        recipe=recipe,
    )


def _segments(table: JsonTable, datasets: list[Dataset], epochs: int) -> tuple[Segment, ...]:
    found: list[Segment] = []
    settings, least, most = Settings(), 0, 0
    for each in table.tables("segments"):
        each.only(("epoch", "points", "settings"))
        epoch, dataset = each.whole("epoch", least, most), _dataset(each, datasets)
        settings = _settings(each.table("settings"), settings)
        drawn = settings.batch_size if "batch_size" in ALGORITHMS[settings.algorithm].settings else 1
        if drawn > len(dataset):
            raise SessionFileError(Problem.BATCH, each.place, size=drawn, points=len(dataset))
        found.append(Segment(epoch, dataset, settings))
        least, most = epoch + 1, epochs
    if not found:
        raise table.error("segments", words.kind("list"))
    return tuple(found)
