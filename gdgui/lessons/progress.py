"""Which steps of which lessons were done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_STEPS = 20  # of a lesson
MOST_LESSONS = 1000  # that are remembered
LONGEST_NAME = 100


@dataclass(frozen=True)
class LessonProgress:
    """Steps by the names of their lessons, counted from 0. Forgetting is `LessonProgress()`."""

    steps: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def with_done(self, lesson: str, step: int) -> LessonProgress:
        """The same, and this step done."""
        return LessonProgress({**self.steps, lesson: self.done(lesson) | {step}})

    def done(self, lesson: str) -> frozenset[int]:
        """The steps of this lesson that were done."""
        return self.steps.get(lesson, frozenset())

    def to_dict(self) -> dict[str, list[int]]:
        """Plain values, for a file."""
        return {lesson: sorted(steps) for lesson, steps in self.steps.items()}

    @classmethod
    def from_dict(cls, values: object) -> LessonProgress:
        """What `to_dict` gave, perhaps damaged: what makes no sense is left out. Raises nothing."""
        if not isinstance(values, Mapping):
            return cls()
        kept = {
            lesson: sound
            for lesson, steps in values.items()
            if isinstance(lesson, str) and 0 < len(lesson) <= LONGEST_NAME and (sound := _sound(steps))
        }
        return cls(dict(list(kept.items())[:MOST_LESSONS]))


def _sound(steps: object) -> frozenset[int]:
    if not isinstance(steps, (list, tuple)):
        return frozenset()
    return frozenset(step for step in steps if type(step) is int and 0 <= step < MOST_STEPS)
