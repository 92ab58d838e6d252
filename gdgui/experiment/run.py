"""A run, as it stands in the list of them. Without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from gdgui.core import Dataset, Segment, Settings, Trace
from gdgui.core.rebuild import Recipe
from gdgui.core.theory import explodes
from gdgui.words import edits

MOST_RUNS = 12  # that are kept


@dataclass(frozen=True)
class Run:
    """A run and what a person made of it. `style` is one of a dozen ways to draw it.

    `given` is the name that somebody gave it, or empty.
    """

    number: int
    trace: Trace
    given: str
    style: int
    choice: bool | None = None  # whether somebody wants to see it; None: nobody has said so
    pinned: bool = False
    in_step: bool = False  # shown up to the epoch under the cursor, beside the current run

    @property
    def name(self) -> str:
        """What it is called, by its number where nobody gave it a name."""
        return self.given or edits.run_name(self.number)

    @cached_property
    def explodes(self) -> bool:
        """Whether it has diverged, or was on its way there."""
        return explodes(self.trace)

    def is_shown(self, dataset: Dataset) -> bool:
        """As somebody wants it; else where it can be compared with runs on these points."""
        if self.choice is not None:
            return self.choice
        return not self.explodes and self.last.dataset == dataset

    def is_elsewhere(self, dataset: Dataset) -> bool:
        """Whether that alone hides it: it was on other points."""
        return self.choice is None and not self.explodes and self.last.dataset != dataset

    def is_all_of(self, dataset: Dataset, settings: Settings) -> bool:
        """Whether it is what these points and settings make, from start to end and nothing beside."""
        first, outcome = self.trace.segments[0], self.trace.outcome
        if outcome is None or outcome.reason == "stopped" or len(self.trace.segments) > 1:
            return False
        same = first.settings == settings and first.dataset == dataset
        return same and (outcome.reason == "diverged" or self.trace.epochs == settings.epochs)

    @property
    def settings(self) -> Settings:
        """Those it began with."""
        return self.trace.segments[0].settings

    @cached_property
    def last(self) -> Segment:
        """The points and settings of its last epoch; what was changed after that it has not used."""
        epochs = self.trace.epochs
        return self.trace.segment_of(epochs) if epochs else self.trace.segments[0]

    @cached_property
    def recipe(self) -> Recipe:
        """What its trace can be made again from."""
        return Recipe.of(self.trace)
