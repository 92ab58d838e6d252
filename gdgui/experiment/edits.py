"""Edits of the points: small frozen values, each of which yields its own inverse.

Most hold arrays: they are neither compared nor hashed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from gdgui.core import Dataset
from gdgui.experiment.points import Points

Floats = NDArray[np.float64]
Positions = NDArray[np.int64]


class Edit(Protocol):
    """A change of the points that can be taken back."""

    def apply(self, points: Points) -> tuple[Points, Edit]:
        """The changed points, and the edit that brings the old ones back exactly."""
        ...


class InsertPoints(NamedTuple):
    """Put points in, so that they stand at these ascending positions afterwards."""

    positions: Positions
    x: Floats
    y: Floats

    def apply(self, points: Points) -> tuple[Points, Edit]:
        old = points.dataset
        # numpy counts the places before the insertion
        at = self.positions - np.arange(len(self.positions))
        dataset = Dataset(np.insert(old.x, at, self.x), np.insert(old.y, at, self.y))
        return replace(points, dataset=dataset), RemovePoints(self.positions)


class RemovePoints(NamedTuple):
    """Take out the points at these ascending positions."""

    positions: Positions

    def apply(self, points: Points) -> tuple[Points, Edit]:
        at, old = self.positions, points.dataset
        dataset = Dataset(np.delete(old.x, at), np.delete(old.y, at))
        return replace(points, dataset=dataset), InsertPoints(at, old.x[at], old.y[at])


class MovePoints(NamedTuple):
    """Put the points at these positions elsewhere."""

    positions: Positions
    x: Floats
    y: Floats

    def apply(self, points: Points) -> tuple[Points, Edit]:
        at, old = self.positions, points.dataset
        x, y = old.x.copy(), old.y.copy()
        x[at], y[at] = self.x, self.y
        return replace(points, dataset=Dataset(x, y)), MovePoints(at, old.x[at], old.y[at])


class ReplacePoints(NamedTuple):
    """Put other points in the place of these."""

    points: Points

    def apply(self, points: Points) -> tuple[Points, Edit]:
        return self.points, ReplacePoints(points)


class NameAxes(NamedTuple):
    """Call the axes by other names."""

    x_name: str
    y_name: str

    def apply(self, points: Points) -> tuple[Points, Edit]:
        renamed = replace(points, x_name=self.x_name, y_name=self.y_name)
        return renamed, NameAxes(points.x_name, points.y_name)


class Several(NamedTuple):
    """Edits one after another, as one."""

    edits: Sequence[Edit]

    def apply(self, points: Points) -> tuple[Points, Edit]:
        inverses: list[Edit] = []
        for edit in self.edits:
            points, inverse = edit.apply(points)
            inverses.append(inverse)
        return points, Several(inverses[::-1])
