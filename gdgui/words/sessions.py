"""What is wrong with the file of a session; parts of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from gdgui.words.counts import points_counted, runs_counted
from gdgui.words.translation import marked, tr


class Problem(Enum):
    """Why a file is no session that can be opened. What raises it fills in the fields."""

    # The file
    FILE = "{what}"  # in the words of tables.py
    TOO_LARGE = marked("the session would take {size} MB, and gdgui opens at most {most} MB")
    TOO_MUCH = marked("there is more in it than in any session")
    EMPTY = marked("there is nothing in it")
    NOT_UTF8 = marked("this is not UTF-8 text, so it is no session of gdgui, or damaged")
    SYNTAX = marked("the text breaks off or is damaged here, or it is no session of gdgui")
    TOO_DEEP = marked("brackets are nested more deeply than in any session")
    TWICE = marked("{key} is there twice")
    NOT_FINITE = marked("{found} is no number that a session has")
    NO_SESSION = marked("this is no session of gdgui")
    NEWER = marked(
        "it was saved by a newer gdgui, as version {version}, and this one knows {known}; update gdgui"
    )
    # Its keys
    UNKNOWN_KEY = marked("there is no {key} in a session")
    MISSING_KEY = marked("{key} is missing")
    WANTED = marked("this takes {wanted}")
    BAD_VALUE = "{sentence}"  # of errors.py
    UNKNOWN_WORD = marked("{found} is none of {known}")
    UNFIT_TEXT = marked("this takes one line of at most {most} characters that can be shown")
    # What it means
    VIEW = marked("points and runs cannot be looked at like that")
    NO_DATASET = marked("there are no points number {found}")
    TOO_MANY_POINTS = marked("there are more than {most} points in it")
    BATCH = marked("a batch of {size} is drawn from only {points} points")
    LESSONS = marked("this is no progress in lessons")


def problem(which: Problem, **fields: str | int) -> str:
    """What is wrong, as a part of a sentence."""
    return tr(which.value, **fields)


def text_place(line: int, column: int) -> str:
    """Where in the text."""
    return tr("line {line}, column {column}", line=line, column=column)


def not_opened(name: str, where: str, what: str) -> str:
    """The sentence without its full stop."""
    if where:
        return tr("{name} cannot be opened: {where}: {what}", name=name, where=where, what=what)
    return tr("{name} cannot be opened: {what}", name=name, what=what)


def not_saved(name: str, what: str) -> str:
    """The sentence without its full stop."""
    return tr("{name} cannot be saved: {what}", name=name, what=what)


def whole_number(least: int, most: int) -> str:
    """What a key takes."""
    return tr("a whole number from {least} to {most}", least=least, most=most)


def number_up_to(least: str, most: str) -> str:
    """What a key takes."""
    return tr("a number from {least} to {most}", least=least, most=most)


def kind(name: str) -> str:
    """What a key takes."""
    return tr(_KINDS[name])


_KINDS = {
    "table": marked("keys with values, in braces"),
    "list": marked("a list, in brackets"),
    "text": marked("a text"),
    "switch": marked("true or false"),
    "pairs": marked("pairs of numbers, x and y"),
    "ascending": marked("whole numbers that go up"),
    "checksum": marked("the 64 digits of a checksum"),
}


def shorter_list(most: int) -> str:
    """What a key takes."""
    return tr("a list of at most {most} entries", most=most)


def any_of(names: Sequence[str]) -> str:
    """“a, b or c”."""
    *most, last = names
    return tr("{most} or {last}", most=", ".join(most), last=last) if most else last


def not_the_same(runs: Sequence[str]) -> str:
    """Runs were computed anew, on another machine perhaps."""
    return tr(
        "Computed anew, {runs} did not come out bit for bit as saved: another machine or version may round "
        "otherwise.",
        runs=", ".join(runs),
    )


# The window's


def begun() -> str:
    """Somebody asked for a new session."""
    return tr("A new session. Click on the plot to add points, or open an example.")


def opened(name: str, points: int, runs: int) -> str:
    """What was found in a file."""
    return tr("Opened {name}: {what}.", name=name, what=content(points, runs))


def content(points: int, runs: int) -> str:
    """“21 points, 2 runs”."""
    return _listed([points_counted(points), *([runs_counted(runs)] if runs else [])])


def question(name: str) -> str:
    """Before something that is not saved would be lost; `name` is empty where it has none."""
    return tr("Save changes to “{name}”?", name=name) if name else tr("Save this session?")


def revert_question(name: str, lost: str) -> str:
    """Before it would be lost."""
    return tr("Open “{name}” as it was saved last? {lost}", name=name, lost=lost)


def changed_elsewhere(name: str) -> str:
    """Before a file that was written by somebody else meanwhile would be replaced."""
    return tr(
        "“{name}” was changed by another window or program since it was opened or saved here. Replace it?",
        name=name,
    )


def not_replaced(name: str) -> str:
    """Somebody did not want that."""
    return tr("{name} stays as the other one has saved it. Ctrl+Shift+W saves this beside it.", name=name)


def lost(points: int | None, runs: int, list_of_runs: bool, settings: bool, my_line: bool) -> str:
    """What is not saved, as a sentence."""
    parts = [points_counted(points)] if points is not None else []
    parts += [runs_counted(runs)] if runs else []
    for is_other, part in (
        (list_of_runs, tr("the list of runs")),
        (settings, tr("the settings")),
        (my_line, tr("your line")),
    ):
        parts += [part] if is_other else []
    return tr("Not saved: {what}.", what=_listed(parts))


def answer(name: str) -> str:
    """What stands on a button."""
    return tr(_ANSWERS[name])


_ANSWERS = {"save": marked("&Save"), "discard": marked("&Discard"), "cancel": marked("&Cancel")}


def stays(name: str) -> str:
    """Somebody did not want to let go of what there is."""
    return tr("{name} was not opened; everything is as it was.", name=name)


def untitled() -> str:
    """The name that is offered for a session that has none."""
    return tr("session")


def bring_back(when: str, points: int, runs: int) -> str:
    """A button: the program did not come to its end last time."""
    return tr("Bring back the work of {when}: {what}", when=when, what=content(points, runs))


def brought_back(when: str) -> str:
    """It is there again."""
    return tr("This is the work of {when}. It is in no file of yours yet: Ctrl+S saves it.", when=when)


def not_kept(why: str) -> str:
    """`why` is a sentence."""
    return tr("What you do is not kept for the case of a crash. {why}", why=why)


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(parts)
