"""The runs of this session: each is saved when the next one starts, a dozen at most."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoGroup

from gdgui.core import Dataset, Settings, Trace
from gdgui.experiment.points import LONGEST_NAME, one_line
from gdgui.experiment.run import MOST_RUNS, Run
from gdgui.words import edits

MOST = MOST_RUNS
MOST_PINNED = MOST - 2  # GD against SGD needs two places


class Shelf(NamedTuple):
    """A list of runs that was set aside, and how far it had counted."""

    runs: tuple[Run, ...]
    current: Run | None
    begun: int
    newest_begun: int
    followed: int


class Runs(QObject):
    """Oldest first. The `current` one is the player's; deleting and renaming go on the undo stack."""

    changed = Signal()
    dropped = Signal(str)  # name of a run that had to make room

    def __init__(self, undo_group: QUndoGroup, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._undo_group = undo_group
        self._runs: tuple[Run, ...] = ()
        self.count = 0  # number of the run taken in last
        self.newest_begun = 0  # number of the run begun last
        self._followed = 0  # the player's number of the current run
        self.current: Run | None = None

    @property
    def all(self) -> tuple[Run, ...]:
        """Every run, oldest first."""
        return self._runs

    @property
    def saved(self) -> tuple[Run, ...]:
        """Those that are not the current one."""
        return tuple([run for run in self._runs if run is not self.current]) if self._runs else ()

    def follow(self, run_id: int, trace: Trace | None) -> None:
        """The player's run is this one now, and has come so far; 0: there is none.

        A new one is taken in, and one without any epoch is let go. That the current one has come further is
        no news: it is told with every frame.
        """
        if trace is not None and run_id != self._followed:
            self._followed = run_id
            self._begin(trace)
        elif trace is not None and self.current is not None and trace is not self.current.trace:
            further = replace(self.current, trace=trace)
            self._runs = tuple(further if run is self.current else run for run in self._runs)
            self.current = further
        elif run_id == 0 and self._followed:
            self._followed = 0
            empty = self.current if self.current and not _came_to_something(self.current) else None
            self._set(tuple(run for run in self._runs if run is not empty), None)

    def take(
        self, runs: tuple[Run, ...], current: Run | None, run_id: int, count: int, newest_begun: int
    ) -> None:
        """These are the runs now. The current one, if there is any, is the player's with this number."""
        self.count, self.newest_begun, self._followed = count, newest_begun, run_id
        self._set(runs, current)

    def add(self, trace: Trace, name: str) -> None:
        """Take in a run that is complete, to be shown in step with the next one begun.

        One that is still waiting for that is let go.
        """
        self._runs = tuple(run for run in self._runs if not self._is_waiting(run))
        self._append(trace, name, in_step=True)
        self._set(self._runs, self.current)

    def let_go_twin(self, dataset: Dataset, settings: Settings, name: str = "") -> None:
        """Such a run is about to be taken in, called so: an earlier one that is the very same need not stand
        beside it. One that somebody pinned, or named otherwise, stays.
        """
        twins = {
            run.number
            for run in self.saved
            if not run.pinned and run.given in ("", name) and run.is_all_of(dataset, settings)
        }
        if twins:
            self._take_out(twins)

    def show(self, number: int, shown: bool) -> None:
        """Show or hide a run."""
        self._change(number, lambda run: replace(run, choice=shown))

    def show_only_current(self, dataset: Dataset) -> None:
        """Hide all saved runs; or show them all where none is shown beside these points."""
        shown = not any(run.is_shown(dataset) for run in self.saved)
        changed = tuple(run if run is self.current else replace(run, choice=shown) for run in self._runs)
        self._set(changed, self.current)

    def pin(self, number: int, pinned: bool) -> bool:
        """Keep a run whatever comes, or no longer; False where no place would be left for the next two."""
        if pinned and sum(run.pinned for run in self._runs) >= MOST_PINNED:
            return False
        self._change(number, lambda run: replace(run, pinned=pinned))
        return True

    def rename(self, number: int, name: str) -> None:
        """Call a run so; empty names are none. One undo step."""
        run = self.find(number)
        name = one_line(name, LONGEST_NAME)
        if run is not None and name and name != run.name:
            self._undo_group.activeStack().push(_Rename(self, run, name))

    def delete(self, number: int) -> None:
        """Take a run off the list. One undo step, which brings it back to its place."""
        run = self.find(number)
        if run is not None:
            self._undo_group.activeStack().push(_Delete(self, (run,), edits.delete_run(run.name)))

    def delete_saved(self) -> None:
        """Take all saved runs off the list, pinned ones too. One undo step."""
        if saved := self.saved:
            self._undo_group.activeStack().push(_Delete(self, saved, edits.delete_runs(len(saved))))

    def set_aside(self) -> Shelf:
        """Begin a list without any, counted from 1; hand out the runs there are, for `take_back`."""
        shelf = Shelf(self._runs, self.current, self.count, self.newest_begun, self._followed)
        self.count = self.newest_begun = self._followed = 0
        self._set((), None)
        return shelf

    def take_back(self, shelf: Shelf) -> None:
        """The runs of that time, in place of those there are."""
        self.count, self.newest_begun, self._followed = shelf.begun, shelf.newest_begun, shelf.followed
        self._set(shelf.runs, shelf.current)

    def find(self, number: int) -> Run | None:
        """The run with this number, if it is still there."""
        return next((run for run in self._runs if run.number == number), None)

    def _begin(self, trace: Trace) -> None:
        runs = (run for run in self._runs if run is not self.current or _came_to_something(run))
        self._runs = tuple(replace(run, in_step=self._is_waiting(run)) for run in runs)
        self.current = None  # it may have to make room
        self._append(trace, "")
        self.newest_begun = self.count
        self._set(self._runs, self._runs[-1])

    def _append(self, trace: Trace, name: str, in_step: bool = False) -> None:
        self._make_room()
        self.count += 1
        used = {run.style for run in self._runs}
        style = next(style for style in range(MOST) if style not in used)
        choice = True if in_step else None  # somebody has just asked to see it
        run = Run(self.count, trace, name, style, choice, in_step=in_step)
        self._runs = (*self._runs, run)

    def _is_waiting(self, run: Run) -> bool:
        """Whether it is to be shown in step with a run that has not begun yet."""
        return run.in_step and run.number > self.newest_begun

    def _make_room(self) -> None:
        """Let the oldest runs go until there is a place, those pinned last."""
        while len(self._runs) >= MOST:
            candidates = [run for run in self._runs if run is not self.current]
            oldest = next((run for run in candidates if not run.pinned), candidates[0])
            self._runs = tuple(run for run in self._runs if run is not oldest)
            self.dropped.emit(oldest.name)

    def _put_back(self, back: Iterable[Run]) -> tuple[Run, ...]:
        """Each of these at its place again; the runs of the list that had to make room.

        Where there are more than a dozen, the current one stays, then those pinned, then these, then the
        newest; whatever goes is told.
        """
        numbers = {run.number for run in back}

        def rank(run: Run) -> tuple[bool, bool, bool, int]:
            return run is self.current, run.pinned, run.number in numbers, run.number

        ranked = sorted((*self._runs, *back), key=rank, reverse=True)
        kept, gone = ranked[:MOST], sorted(ranked[MOST:], key=_number)
        used = {run.style for run in kept if run.number not in numbers}
        for at, run in enumerate(kept):
            if run.number in numbers:
                free = next(style for style in (run.style, *range(MOST)) if style not in used)
                used.add(free)
                kept[at] = replace(run, style=free, in_step=False)
        for run in gone:
            self.dropped.emit(run.name)
        self._set(tuple(sorted(kept, key=_number)), self.current)
        return tuple(run for run in gone if run.number not in numbers)

    def _take_out(self, numbers: set[int]) -> None:
        self._set(tuple(run for run in self._runs if run.number not in numbers), self.current)

    def _change(self, number: int, changed: Callable[[Run], Run]) -> None:
        self._set(tuple(changed(run) if run.number == number else run for run in self._runs), self.current)

    def _set(self, runs: tuple[Run, ...], current: Run | None) -> None:
        """`current` may be an older copy of the one in `runs`."""
        self._runs = runs
        number = current.number if current else 0
        self.current = next((run for run in runs if run.number == number), None)
        self.changed.emit()


class _Rename(QUndoCommand):
    def __init__(self, runs: Runs, run: Run, name: str) -> None:
        super().__init__(edits.rename_run(run.name))
        self._runs, self._number, self._names = runs, run.number, (run.given, name)

    def redo(self) -> None:
        self._name(self._names[1])

    def undo(self) -> None:
        self._name(self._names[0])

    def _name(self, name: str) -> None:
        self._runs._change(self._number, lambda run: replace(run, given=name))


class _Delete(QUndoCommand):
    """Some runs at once."""

    def __init__(self, runs: Runs, deleted: tuple[Run, ...], words: str) -> None:
        super().__init__(words)
        self._runs, self._deleted = runs, deleted
        self._made_room: tuple[Run, ...] = ()  # when they came back

    def redo(self) -> None:
        self._deleted = tuple(self._runs.find(run.number) or run for run in self._deleted)
        self._runs._take_out({run.number for run in self._deleted})
        self._runs._put_back(self._made_room)

    def undo(self) -> None:
        self._made_room = self._runs._put_back(self._deleted)


def _number(run: Run) -> int:
    return run.number


def _came_to_something(run: Run) -> bool:
    return run.trace.epochs > 0 or run.trace.outcome is not None
