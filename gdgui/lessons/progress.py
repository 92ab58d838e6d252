"""Which steps of which lessons were done."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_STEPS = 20  # of a lesson
MOST_LESSONS = 1000  # that are remembered
LONGEST_NAME = 100
LONGEST_WORD = 40_000  # characters


@dataclass(frozen=True)
class LessonProgress:
    """Steps by the names of their lessons, counted from 0. Forgetting is `LessonProgress()`."""

    steps: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def with_done(self, lesson: str, step: int) -> LessonProgress:
        """The same, and this step done."""
        return LessonProgress({**self.steps, lesson: self.done(lesson) | {step}})

    def joined(self, other: LessonProgress) -> LessonProgress:
        """What was done here or there."""
        steps = {lesson: self.done(lesson) | other.done(lesson) for lesson in (*self.steps, *other.steps)}
        return LessonProgress(steps)

    def done(self, lesson: str) -> frozenset[int]:
        """The steps of this lesson that were done."""
        return self.steps.get(lesson, frozenset())

    def to_dict(self) -> dict[str, list[int]]:
        """Plain values, for a file."""
        return {lesson: sorted(steps) for lesson, steps in self.steps.items()}

    def to_word(self) -> str:
        """The same in letters, digits, “.” and “-”, for a file of plain words; "" for nothing.

        Where that is more than such a file holds, lessons are left out, those done first.
        """
        values = self.to_dict()
        while values:
            text = json.dumps(values, separators=(",", ":"))
            word = b64encode(text.encode(), altchars=b".-").decode().rstrip("=")
            if len(word) <= LONGEST_WORD:
                return word
            del values[next(iter(values))]
        return ""

    @classmethod
    def from_word(cls, word: str) -> LessonProgress:
        """What `to_word` gave. Raises ValueError where that cannot be."""
        if not word:
            return cls()
        try:
            text = b64decode(word + "=" * (-len(word) % 4), altchars=b".-", validate=True).decode()
            return cls.from_dict(json.loads(text))
        except RecursionError as error:
            raise ValueError(word) from error

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
