"""Lessons with a task and the pages of the guide: values and what counts as done. No files, no Qt."""

from gdgui.lessons.conditions import CONDITIONS, Area, Comparison, Condition, Done, unmet
from gdgui.lessons.lesson import Choice, GuidePage, Lesson, Question, Step
from gdgui.lessons.progress import LessonProgress
from gdgui.lessons.setting import PARTS, SWITCHES, Setting
from gdgui.lessons.state import LessonState, RunSeen
from gdgui.lessons.text import Formula, Paragraph, Span, Text

__all__ = [
    "CONDITIONS",
    "PARTS",
    "SWITCHES",
    "Area",
    "Choice",
    "Comparison",
    "Condition",
    "Done",
    "Formula",
    "GuidePage",
    "Lesson",
    "LessonProgress",
    "LessonState",
    "Paragraph",
    "Question",
    "RunSeen",
    "Setting",
    "Span",
    "Step",
    "Text",
    "unmet",
]
