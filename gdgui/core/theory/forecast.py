"""What a run will do, known before it is started."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from gdgui.core.algorithms import ALGORITHMS, Algorithm, Theory, Zone
from gdgui.core.dataset import Dataset
from gdgui.core.departure import Pair
from gdgui.core.modes import Modes
from gdgui.core.settings import Settings
from gdgui.core.theory.analysis import Analysis
from gdgui.core.theory.problem import Problem
from gdgui.core.theory.trials import MOST_TOGETHER, mean_excess

TOLERABLE = 1.25
"""How far the average of a few dozen runs may be off by chance."""


def forecast(dataset: Dataset, settings: Settings, patience: int = MOST_TOGETHER) -> Forecast:
    """What a run with these settings will do on these points. Raises ValueError where there are none."""
    return Forecast(Analysis.of(dataset, settings), settings, patience)


@dataclass(frozen=True)
class Forecast:
    """The theory of one run: cheap to make, and everything in it computed when asked for.

    Learning rates are per epoch; "excess" is the MSE above the smallest possible one. The MSE is
    (1/n)·Σ(y − ŷ)², so the gradient carries a 2/n: where it is defined with ½, the rates are twice these.
    """

    analysis: Analysis  # of points, start, algorithm, batch size and scaling
    settings: Settings
    patience: int = MOST_TOGETHER  # samples that a run may draw to be tried out

    @cached_property
    def problem(self) -> Problem:
        """Points, start, algorithm, batch size and scaling."""
        return self.analysis.problem

    @cached_property
    def dataset(self) -> Dataset:
        """The points in their own units."""
        return self.problem.dataset

    @cached_property
    def algorithm(self) -> Algorithm:
        return ALGORITHMS[self.settings.algorithm]

    @cached_property
    def theory(self) -> Theory:
        """What is known of the algorithm here, at any rate."""
        return self.analysis.theory

    @cached_property
    def is_known(self) -> bool:
        """Whether anything is: there are algorithms without a theory."""
        return self.theory.is_known

    @cached_property
    def modes(self) -> Modes:
        return self.problem.modes

    @cached_property
    def stability_limit(self) -> float:
        return self.analysis.stability_limit

    @property
    def safe_rate(self) -> float:
        return self.analysis.safe_rate

    @property
    def full_batch_limit(self) -> float:
        return self.problem.full_batch_limit

    @cached_property
    def is_noisy(self) -> bool:
        """Whether samples are drawn from points that do not lie on a line."""
        return self.algorithm.is_stochastic and not self.dataset.moments.is_a_line

    @cached_property
    def condition_number(self) -> float:
        return self.problem.condition_number

    @property
    def factors(self) -> Pair:
        """1 − lr·λ along the steep and the flat direction: what an epoch leaves of the distance."""
        steep, flat = self.modes.curvatures
        return 1 - self.settings.learning_rate * steep, 1 - self.settings.learning_rate * flat

    @cached_property
    def zones(self) -> tuple[tuple[Zone, float], ...]:
        """Zones of the learning rate and where each begins, ascending."""
        return self.analysis.zones

    @cached_property
    def zone(self) -> Zone | None:
        """The zone that this learning rate is in; None where no theory is known."""
        rate = self.settings.learning_rate
        found = [name for name, low in self.zones if rate >= low]
        return found[-1] if found else None

    @cached_property
    def is_at_the_edge(self) -> bool:
        """Whether the run neither settles nor explodes, in any number of epochs there is."""
        return self.theory.is_at_the_edge(self.settings.learning_rate)

    # Arriving

    @cached_property
    def epochs_to_arrive(self) -> int | None:
        """Epochs until the run has arrived; None where it never does. If noisy, on average and for good."""
        return self.theory.epochs_to_arrive(self.settings.learning_rate)

    @property
    def arrives(self) -> bool:
        """Whether the run has arrived at the last epoch asked for; if noisy, on average."""
        epochs = self.settings.epochs
        if self.epochs_to_arrive is not None:
            return self.epochs_to_arrive <= epochs
        return self.theory.arrives(self.settings.learning_rate, epochs)

    def epochs_until_parameters(self, tolerance: float = 0.01) -> int | None:
        """Epochs until the distance of (m, b) from where it will end is at most this share of that at the
        start; None where that is never, or not known."""
        return self.theory.epochs_until_parameters(self.settings.learning_rate, tolerance)

    def epochs_until_divergence(self) -> int | None:
        """The epoch at which the run will be halted as diverged; None if never, or not known."""
        return self.theory.epochs_until_divergence(self.settings.learning_rate)

    def excess_at(self, epoch: int) -> float:
        """The excess after this many epochs, averaged over all draws."""
        return self.theory.excess(self.settings.learning_rate, epoch)

    # Noise

    @cached_property
    def noise_floor(self) -> float:
        """The excess at which the run settles on average; infinite where it does not settle."""
        return self.theory.floor(self.settings.learning_rate)

    @cached_property
    def expected_excess(self) -> float:
        """The excess at the last epoch asked for, as a run will show it.

        That is the exact average over all draws, unless a few dozen runs from this seed on show something
        else: with an outlier among the points, near the limit, and on a perfect line after many epochs, that
        average is carried by jumps so rare that nobody may see one.
        """
        exact = self.excess_at(self.settings.epochs)
        shown = mean_excess(self.dataset, self.settings, self.patience)
        return exact if shown is None or exact / TOLERABLE <= shown <= exact * TOLERABLE else shown

    @cached_property
    def epochs_until_settled(self) -> int | None:
        """Epochs until the run has settled in its noise; None if that is never, or if it has none."""
        return self.theory.epochs_until_settled(self.settings.learning_rate)

    # The start

    @cached_property
    def starts_at_minimum(self) -> bool:
        """Whether the excess at the start is nothing but rounding of the predictions."""
        return self.problem.start_excess <= self.problem.moments.rounding(*self.problem.start) ** 2
