"""What stands on the undo stack: changes of the document that can be taken back and done again."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, Protocol

from PySide6.QtGui import QUndoCommand

from gdgui.core import Settings
from gdgui.experiment.edits import Edit, Positions
from gdgui.experiment.points import Points
from gdgui.experiment.view_options import ViewOptions
from gdgui.words.edits import my_line
from gdgui.words.report import setting_words

Line = tuple[float, float]  # m and b

SWITCHES = frozenset(("algorithm", "standardise"))  # are one step each
MERGING, MOVING = 1, 2  # for Qt: commands with the same number may be merged


class Document(Protocol):
    """What a command turns: it takes what it is given, and tells."""

    @property
    def points(self) -> Points: ...

    @property
    def options(self) -> ViewOptions: ...

    def seal(self) -> None: ...

    def take_points(self, points: Points, selection: Positions) -> None: ...

    def take_settings(self, asked: Settings) -> None: ...

    def take_options(self, options: ViewOptions) -> None: ...

    def take_my_line(self, line: Line | None) -> None: ...


class EditPoints(QUndoCommand):
    """An edit that was done: undone and done again in turn, keeping the inverse."""

    def __init__(
        self, document: Document, words: str, inverse: Edit, selections: tuple[Positions, Positions]
    ) -> None:
        super().__init__(words)
        self._document = document
        self._inverse = inverse
        self._selections = selections  # before and after
        self._is_new = True

    def undo(self) -> None:
        self._document.seal()
        self._turn(self._selections[0])

    def redo(self) -> None:
        if self._is_new:  # the stack does what it is given, but this was done already
            self._is_new = False
        else:
            self._turn(self._selections[1])

    def _turn(self, selection: Positions) -> None:
        points, self._inverse = self._inverse.apply(self._document.points)
        self._document.take_points(points, selection)


class SetSettings(QUndoCommand):
    """Other settings. What goes on changing the same ones is one step with it."""

    def __init__(self, document: Document, before: Settings, after: Settings, merges: bool) -> None:
        self._names = _different(before, after)
        super().__init__(setting_words(self._names))
        self._document, self._before, self._after = document, before, after
        self._merges = merges and not self._names & SWITCHES

    def undo(self) -> None:
        self._document.seal()
        self._document.take_settings(self._before)

    def redo(self) -> None:
        self._document.take_settings(self._after)

    def id(self) -> int:
        return MERGING

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802
        if not (isinstance(other, SetSettings) and other._merges and other._names == self._names):
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)  # there and back again
        return True


class MoveMyLine(QUndoCommand):
    """Somebody's own line is another. A drag is one step."""

    def __init__(self, document: Document, before: Line | None, after: Line, merges: bool) -> None:
        super().__init__(my_line())
        self._document, self._before, self._after, self._merges = document, before, after, merges

    def undo(self) -> None:
        self._document.seal()
        self._document.take_my_line(self._before)

    def redo(self) -> None:
        self._document.take_my_line(self._after)

    def id(self) -> int:
        return MOVING

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802
        if not (isinstance(other, MoveMyLine) and other._merges):
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)  # there and back again
        return True


class SetOptions(QUndoCommand):
    """Other ranges of the axes; the options that are switched meanwhile stay as they are."""

    def __init__(self, document: Document, before: ViewOptions, after: ViewOptions, words: str) -> None:
        super().__init__(words)
        names = _different(before, after)
        self._document = document
        self._before = {name: getattr(before, name) for name in names}
        self._after = {name: getattr(after, name) for name in names}

    def undo(self) -> None:
        self._take(self._before)

    def redo(self) -> None:
        self._take(self._after)

    def _take(self, values: dict[str, Any]) -> None:
        self._document.take_options(replace(self._document.options, **values))


def _different(before: Settings | ViewOptions, after: Settings | ViewOptions) -> frozenset[str]:
    """Names of the fields in which these differ."""
    names = [each.name for each in fields(before)]
    return frozenset([name for name in names if getattr(before, name) != getattr(after, name)])
