"""What an algorithm is given: the settings to train with, and the problem that its theory is about.

Said here in its own words: `Settings` and `Problem` look algorithms up, so no algorithm can import them.
"""

from __future__ import annotations

from typing import Protocol

from gdgui.core.dataset import Dataset, Moments
from gdgui.core.departure import Pair
from gdgui.core.modes import Modes
from gdgui.core.scaling import Scaling


class TrainingSettings(Protocol):
    """Of `Settings`, what there is to be used."""

    @property
    def learning_rate(self) -> float: ...

    @property
    def batch_size(self) -> int: ...

    @property
    def m(self) -> float: ...

    @property
    def b(self) -> float: ...

    @property
    def standardise(self) -> bool: ...


class Goal(Protocol):
    """How near a run is to come."""

    @property
    def aim(self) -> float: ...


class Problem(Protocol):
    """Of `theory.problem.Problem`, what theories are made of."""

    @property
    def dataset(self) -> Dataset: ...

    @property
    def settings(self) -> TrainingSettings: ...

    @property
    def moments(self) -> Moments: ...

    @property
    def scaling(self) -> Scaling: ...

    @property
    def modes(self) -> Modes: ...

    @property
    def singular(self) -> bool: ...

    @property
    def full_batch_limit(self) -> float: ...

    @property
    def goal(self) -> Goal: ...

    @property
    def amplitudes(self) -> Pair: ...

    @property
    def excess_parts(self) -> Pair: ...
