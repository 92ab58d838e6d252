"""A lesson and a page of the guide, as they were read from their files."""

from __future__ import annotations

from dataclasses import dataclass

from gdgui.lessons.conditions import Done, unmet
from gdgui.lessons.setting import Setting
from gdgui.lessons.state import LessonState
from gdgui.lessons.text import Text


@dataclass(frozen=True)
class Choice:
    """One answer to a question; `reply` is the word on it, which every wrong one has."""

    text: str
    is_right: bool
    reply: str = ""


@dataclass(frozen=True)
class Question:
    """Two to six choices, of which exactly one is right."""

    text: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Step:
    """Something to read, perhaps a question, and something to do."""

    text: Text
    task: str
    done: tuple[Done, ...]  # all of them, in the order of the file
    question: Question | None = None
    plot: str = ""  # the one that it is about, of PLOTS; "" for all

    def is_done(self, state: LessonState) -> bool:
        """Whether it has been done in this state. Once it was, it stays so: `LessonProgress` keeps that."""
        return not unmet(self.done, state)


@dataclass(frozen=True)
class Lesson:
    """A few minutes for one thing. `name` is that of its file without ending, and its key in the progress."""

    name: str
    title: str
    minutes: int
    about: str  # one sentence for a list of lessons
    setting: Setting
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class GuidePage:
    """A page of the derivation, and the setting that “Show me” puts up. `name` is that of its file."""

    name: str
    title: str
    text: Text
    show: Setting
    plot: str = ""  # the one that it is about, of PLOTS; "" for all
