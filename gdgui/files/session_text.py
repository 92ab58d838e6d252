"""A session as text: JSON with its keys always in the same order, and a point or a value on a line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdgui.core import Dataset, Segment, Settings
from gdgui.experiment.session import KeptRun, Session

FORMAT, VERSION = "gdgui-session", 1
WIDEST = 100  # characters of a list or of keys on one line

Rows = NDArray[np.float64]
_MANY = (dict, list, tuple)


def session_text(session: Session, apart: list[Rows] | None = None) -> Iterator[str]:
    """The text of the file, in pieces.

    Points that are to be kept apart are put into that list, and how many they are stands in their place.
    """
    datasets = _Datasets(apart)
    points = session.points
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "points": {
            "points": datasets.number(points.dataset),
            "x_name": points.x_name,
            "y_name": points.y_name,
            "title": points.title,
        },
        "settings": asdict(session.settings),
        "view": session.options.as_dict(),
        "selection": session.selection,
        "my_line": session.my_line,
        "lessons": {name: session.lessons[name] for name in sorted(session.lessons)},
        "current": session.current,
        "cursor": session.cursor,
        "target": session.target,
        "count": session.count,
        "newest_begun": session.newest_begun,
        "runs": [_run(run, datasets) for run in session.runs],
    }
    document["datasets"] = datasets.written
    yield from _pieces(document, "")
    yield "\n"


def _run(run: KeptRun, datasets: _Datasets) -> dict[str, Any]:
    recipe = run.recipe
    return {
        "number": run.number,
        "name": run.given,
        "style": run.style,
        "shown": run.choice,
        "pinned": run.pinned,
        "in_step": run.in_step,
        "start": list(recipe.start),
        "epochs": recipe.epochs,
        "ended": recipe.ended,
        "sha256": recipe.checksum,
        "segments": [
            {
                "epoch": segment.epoch,
                "points": datasets.number(segment.dataset),
                "settings": _others(segment, recipe.segments[at - 1] if at else None),
            }
            for at, segment in enumerate(recipe.segments)
        ],
    }


def _others(segment: Segment, before: Segment | None) -> dict[str, Any]:
    """The settings that are others than those before; all of them at the beginning."""
    now = segment.settings
    names = (each.name for each in fields(Settings))
    return {
        name: getattr(now, name)
        for name in names
        if before is None or repr(getattr(now, name)) != repr(getattr(before.settings, name))
    }


class _Datasets:
    """Each set of points once. One much like that before it is written as what is other there."""

    def __init__(self, apart: list[Rows] | None) -> None:
        self._apart = apart
        self.written: list[dict[str, Any]] = []
        self._numbers: dict[bytes, int] = {}
        self._last: Rows = np.empty((0, 2))

    def number(self, dataset: Dataset) -> int:
        """Which one of the list it is; it is taken in if need be."""
        rows = np.stack((dataset.x, dataset.y), axis=1)
        key = hashlib.sha256(rows.data).digest()
        if key not in self._numbers:
            self._numbers[key] = len(self.written)
            self.written.append(self._as_change(rows) if self.written else {"points": self._put(rows)})
            self._last = rows
        return self._numbers[key]

    def _as_change(self, rows: Rows) -> dict[str, Any]:
        before = self._last
        same = min(len(before), len(rows))
        begin = _alike(before[:same], rows[:same])
        end = _alike(before[::-1][: same - begin], rows[::-1][: same - begin])
        if begin + end == 0:
            return {"points": self._put(rows)}
        removed = len(before) - begin - end
        return {"after": begin, "removed": removed, "points": self._put(rows[begin : len(rows) - end])}

    def _put(self, rows: Rows) -> Rows | int:
        if self._apart is None:
            return rows
        self._apart.append(rows)
        return len(rows)


def _alike(one: Rows, other: Rows) -> int:
    """How many rows at the beginning are the same, bit for bit; as many as there are of either."""
    bits, others = (np.ascontiguousarray(each).view(np.int64) for each in (one, other))
    differs = (bits != others).any(axis=1)
    return int(differs.argmax()) if differs.any() else len(differs)


def _pieces(value: Any, indent: str) -> Iterator[str]:
    """The value in pieces: a short list or table without another in it on one line, else an entry a line."""
    if isinstance(value, np.ndarray):
        yield from _points(value, indent)
        return
    is_table = isinstance(value, dict)
    if not isinstance(value, _MANY) or not value or _is_short(value):
        yield json.dumps(value, ensure_ascii=False, allow_nan=False)
        return
    yield "{" if is_table else "["
    for at, entry in enumerate(value):
        yield f"{',' if at else ''}\n{indent} "
        if is_table:
            yield json.dumps(entry, ensure_ascii=False) + ": "
        yield from _pieces(value[entry] if is_table else entry, indent + " ")
    yield f"\n{indent}{'}' if is_table else ']'}"


def _is_short(value: dict[str, Any] | list[Any] | tuple[Any, ...]) -> bool:
    entries = value.values() if isinstance(value, dict) else value
    if any(isinstance(each, np.ndarray) or (isinstance(each, _MANY) and each) for each in entries):
        return False
    return len(value) <= WIDEST and len(json.dumps(value, ensure_ascii=False)) <= WIDEST


def _points(rows: Rows, indent: str) -> Iterator[str]:
    if not len(rows):
        yield "[]"
        return
    comma = ""
    yield "["
    for begin in range(0, len(rows), 10_000):
        lines = (f"\n{indent} [{x!r}, {y!r}]" for x, y in rows[begin : begin + 10_000].tolist())
        yield comma + ",".join(lines)
        comma = ","
    yield f"\n{indent}]"
