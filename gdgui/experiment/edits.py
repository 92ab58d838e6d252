"""Edits of the points: small frozen values, each of which yields its own inverse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from gdgui.core import Dataset

Positions = tuple[int, ...]


class Edit(Protocol):
    """A change of the points that can be taken back."""

    def apply(self, dataset: Dataset) -> tuple[Dataset, Edit]:
        """The changed dataset, and the edit that brings the old one back exactly."""
        ...


@dataclass(frozen=True)
class Insert:
    """Put points in, so that they stand at these ascending positions afterwards."""

    positions: Positions
    x: tuple[float, ...]
    y: tuple[float, ...]

    def apply(self, dataset: Dataset) -> tuple[Dataset, Edit]:
        return Dataset(self._into(dataset.x, self.x), self._into(dataset.y, self.y)), Remove(self.positions)

    def _into(self, old: NDArray[np.float64], new: tuple[float, ...]) -> NDArray[np.float64]:
        # numpy counts the places before the insertion
        return np.insert(old, [at - k for k, at in enumerate(self.positions)], new)


@dataclass(frozen=True)
class Remove:
    """Take out the points at these positions."""

    positions: Positions

    def apply(self, dataset: Dataset) -> tuple[Dataset, Edit]:
        at = sorted(self.positions)
        back = Insert(tuple(at), tuple(dataset.x[at].tolist()), tuple(dataset.y[at].tolist()))
        return Dataset(np.delete(dataset.x, at), np.delete(dataset.y, at)), back


@dataclass(frozen=True)
class Replace:
    """Put another dataset in the place of this one."""

    dataset: Dataset

    def apply(self, dataset: Dataset) -> tuple[Dataset, Edit]:
        return self.dataset, Replace(dataset)
