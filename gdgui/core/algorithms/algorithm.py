"""What the program has to know of an algorithm: the seam between the algorithms and everything else."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from gdgui.core.algorithms.draws import Draws, Indices
from gdgui.core.algorithms.given import Problem, TrainingSettings
from gdgui.core.algorithms.search import Interval, Suggestion
from gdgui.core.algorithms.step import batch_step
from gdgui.core.dataset import Dataset
from gdgui.core.departure import Departure
from gdgui.core.scaling import Scaling

Floats = NDArray[np.float64]
Line = tuple[float, float]  # m and b
Zone = Literal["slow", "good", "overshoots", "noisy", "jumpy", "diverges"]


class Stretch(Protocol):
    """A run on the same points and settings, from somewhere on. It knows nothing of the run before."""

    @property
    def chunk(self) -> int:
        """Epochs that can be asked for at once without making anyone wait: one to three milliseconds."""

    def compute(self, out: Floats) -> int:
        """Put m, b and MSE of the next k epochs into the first k columns of `out`; k, at least 1.

        `out` has shape (3, epochs). An epoch comes out the same, however the run is cut into pieces.
        """


class Rates(Protocol):
    """Which learning rates arrive from the start of a problem, and how soon."""

    largest: float  # of those considered
    fewest: int | None  # epochs, with the best rate; None where no rate arrives
    good: Interval | None  # the rates that take at most twice as many
    most: int  # epochs that a suggestion may take

    def epochs(self, rate: float) -> int | None:
        """Epochs to arrive with this rate; None where that is never."""

    @property
    def suggestion(self) -> Suggestion | None:
        """The best rate, as a person would type it."""

    def suggestions(self) -> Iterator[Suggestion]:
        """That and others, the surest first."""


class Theory:
    """What is known of an algorithm on a problem, at any learning rate; as it stands here, nothing.

    "Excess" is the MSE above the smallest possible one; where chance has a part, its mean over all draws.
    """

    is_known = False
    """Whether there is any theory."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem

    @property
    def stability_limit(self) -> float:
        """The learning rate from which on a run no longer settles."""
        return math.inf

    @property
    def rates(self) -> Rates | None:
        """Which rates arrive from this start, and how soon."""
        return None

    def zones_above(self, rate: float) -> tuple[tuple[Zone, float], ...]:
        """What becomes of larger rates than this, the best one or the last good one, up to the limit."""
        return ()

    def excess(self, rate: float, epoch: int) -> float:
        """The excess after this many epochs."""
        return math.nan

    def floor(self, rate: float) -> float:
        """The excess at which a run settles; infinite where it does not settle."""
        return 0.0

    def epochs_to_arrive(self, rate: float) -> int | None:
        """Epochs until a run has arrived for good; None where it never does."""
        return None

    def arrives(self, rate: float, epochs: int) -> bool:
        """Whether a run has arrived after so many epochs."""
        found = self.epochs_to_arrive(rate)
        return found is not None and found <= epochs

    def epochs_until_settled(self, rate: float) -> int | None:
        """Epochs until a run has settled in its noise; None where it has none, or never settles."""
        return None

    def epochs_until_parameters(self, rate: float, tolerance: float) -> int | None:
        """Epochs until the distance of (m, b) from where it ends is this share of that at the start."""
        return None

    def epochs_until_divergence(self, rate: float) -> int | None:
        """The epoch at which a run is halted as diverged; None if never."""
        return None

    def is_at_the_edge(self, rate: float) -> bool:
        """Whether a run neither settles nor explodes, in any number of epochs there is."""
        return False


MakeStretch = Callable[[Dataset, TrainingSettings, Departure, Scaling, Draws | None], Stretch]
TakeStep = Callable[[Dataset, TrainingSettings, Line, Line | None, Indices | None], Line | None]


class Algorithm(NamedTuple):
    """One entry of the registry."""

    key: str
    """In `Settings`, on the command line and in files."""

    name: str
    """Within a sentence."""

    short: str
    """In a table."""

    label: str
    """On a button."""

    stretch: MakeStretch
    """Begins a run on points with settings: from where, on which scale of x, with which draws (None where
    nothing is drawn)."""

    points_per_epoch: Callable[[TrainingSettings, int], int]
    """How many of n points an epoch looks at."""

    settings: frozenset[str] = frozenset()
    """Which of `batch_size` and `seed` it uses. All the others every algorithm uses."""

    theory: Callable[[Problem], Theory] = Theory
    """What is known of it on a problem; without one there is no forecast."""

    step: TakeStep | None = None
    """The next epoch from a line, where it is not simply that against the gradient on all points. Given are
    the line one epoch before, None where the run begins or something was changed, and the samples drawn for
    the next epoch, None where they are not known. None where it cannot be said."""

    @property
    def is_stochastic(self) -> bool:
        """Whether an epoch looks at samples drawn at random, and a seed decides which."""
        return "seed" in self.settings

    @property
    def has_plain_step(self) -> bool:
        """Whether an epoch is one step against the gradient, on all points or on the samples drawn, and
        nothing else: then it can be worked out by hand, and written down as code."""
        return self.step in (None, batch_step)
