"""Every number in a text is one that was computed here, or one that the setting has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np

from gdgui.core import Dataset, Settings, train
from gdgui.core.theory import Ending
from gdgui.lessons.lesson import Lesson
from gdgui.lessons.text import Formula, Text


def words_of(text: Text) -> str:
    return "\n".join(block.latex if isinstance(block, Formula) else block.plain for block in text)


def all_words(lesson: Lesson) -> str:
    """Everything a learner reads in it."""
    parts = [lesson.title, lesson.about]
    for step in lesson.steps:
        parts += [words_of(step.text), step.task]
        if step.question:
            parts.append(step.question.text)
            for choice in step.question.choices:
                parts += [choice.text, choice.reply]
    return "\n".join(parts)


def unproved(text: str, phrases: Iterable[str]) -> str:
    """What is left of a text where these phrases, each of which it has, are taken out, if that has digits."""
    for phrase in sorted(phrases, key=len, reverse=True):
        assert phrase in text, phrase
        text = text.replace(phrase, "")
    return " … ".join(re.findall(r".{0,20}\d.{0,20}", text))


def signed(value: float, digits: int) -> str:
    """With a true minus."""
    return f"{value:.{digits}f}".replace("-", "−")


def arrives(dataset: Dataset, epochs: int = 10_000, **settings: Any) -> int | None:
    """The epoch from which on a run of gradient descent is within its goal; None where it never is."""
    trace = train(dataset, Settings(epochs=epochs, **settings))
    excess = trace.excess(np.arange(trace.epochs + 1))
    outside = np.flatnonzero(~(excess <= Ending.of(trace).goal.excess))
    diverged = trace.outcome is not None and trace.outcome.reason == "diverged"
    arrived = int(outside[-1]) + 1 if len(outside) else 0
    return None if diverged or arrived > trace.epochs else arrived
