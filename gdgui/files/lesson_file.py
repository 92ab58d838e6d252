"""A lesson from its file, which is untrusted: nothing in it is ever executed."""

from __future__ import annotations

from pathlib import Path

from gdgui.files.markup import read_markup
from gdgui.files.resources import resources_in
from gdgui.files.setting_table import read_plot, read_ranges, read_setting
from gdgui.files.toml_table import TomlTable, parse_table, read_bytes
from gdgui.lessons.conditions import (
    COMPARED,
    CONDITIONS,
    MOST_RUNS,
    Area,
    Comparison,
    Condition,
    Done,
    Number,
    Only,
    Place,
    Value,
    Word,
)
from gdgui.lessons.lesson import Choice, Lesson, Question, Step
from gdgui.lessons.progress import MOST_STEPS
from gdgui.words.lessons import Problem

LONGEST_TITLE, LONGEST_LINE, LONGEST_TEXT = 80, 300, 4000  # characters


def lessons() -> tuple[Lesson, ...]:
    """Those that come with gdgui, in the order of the names of their files."""
    return tuple(read_lesson(path) for path in resources_in("lessons", ".toml"))


def read_lesson(path: Path) -> Lesson:
    """The lesson in this file. Raises LessonFileError."""
    return parse_lesson(read_bytes(path), path.stem)


def parse_lesson(content: bytes, name: str) -> Lesson:
    """The lesson in the bytes of a file of this name. Raises LessonFileError, always with a line."""
    table = parse_table(content)
    table.only(("title", "minutes", "about", "setting", "step"))
    return Lesson(
        name=name,
        title=table.text("title", LONGEST_TITLE),
        minutes=int(table.number("minutes", 1, 60, whole=True)),
        about=table.text("about", LONGEST_LINE),
        setting=read_setting(table.table("setting")),
        steps=tuple(_step(each) for each in table.tables("step", 1, MOST_STEPS)),
    )


def _step(table: TomlTable) -> Step:
    table.only(("text", "task", "done", "question", "plot"))
    text, task = read_markup(table, "text", LONGEST_TEXT), table.text("task", LONGEST_LINE)
    question = _question(table.table("question")) if "question" in table else None
    done = table.table("done")
    conditions = _conditions(done)
    if question is None and "answered" in done:
        raise done.error(Problem.NO_QUESTION, "answered")
    return Step(text, task, conditions, question, read_plot(table))


def _question(table: TomlTable) -> Question:
    table.only(("text", "choice"))
    choices = tuple(_choice(each) for each in table.tables("choice", 2, 6))
    right = sum(each.is_right for each in choices)
    if right != 1:
        raise table.error(Problem.NO_RIGHT_CHOICE, found=right)
    return Question(table.text("text", LONGEST_LINE), choices)


def _choice(table: TomlTable) -> Choice:
    table.only(("text", "right", "reply"))
    is_right = table.switch("right", default=False)
    if not is_right and "reply" not in table:
        raise table.error(Problem.NO_REPLY)
    return Choice(table.text("text", LONGEST_LINE), is_right, table.text("reply", LONGEST_LINE, ""))


def _conditions(table: TomlTable) -> tuple[Done, ...]:
    table.only(tuple(CONDITIONS))
    if not table.keys:
        raise table.error(Problem.NO_CONDITION)
    return tuple(Done(name, _value(table, name, CONDITIONS[name])) for name in table.keys)


def _value(table: TomlTable, name: str, condition: Condition) -> Value:
    match condition.takes:
        case Only(values):
            return table.switch(name, values)
        case Number(least, most, whole):
            return table.number(name, least, most, whole)
        case Word(words):
            return table.word(name, words)
        case Place():
            return Area(*read_ranges(table, name))
    return _comparison(table.table(name))


def _comparison(table: TomlTable) -> Comparison:
    table.only(("at_least", "differing_in"))
    at_least = table.number("at_least", 2, MOST_RUNS, whole=True)
    return Comparison(int(at_least), table.word("differing_in", COMPARED))
