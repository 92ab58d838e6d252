"""What is said of points that come and go: files, drops, the clipboard, examples and recipes."""

from __future__ import annotations

from gdgui.words.counts import cells_counted, points_counted
from gdgui.words.translation import tr

# The clipboard


def too_many_to_copy(most: int) -> str:
    """More than a clipboard takes."""
    return tr("At most {most} points can be copied; save them instead (Ctrl+Shift+O).", most=most)


def copied(n: int) -> str:
    """Points are on the clipboard."""
    return tr("Copied {points}.", points=points_counted(n))


def clipboard_refuses() -> str:
    """It has not taken what was to be copied."""
    return tr("Nothing was copied: the clipboard takes nothing, as another program holds it. Try again.")


def clipboard_is_empty() -> str:
    """There is nothing to paste."""
    return tr("Nothing was pasted: there is no text on the clipboard.")


def paste_is_too_long() -> str:
    """More than is read from a clipboard."""
    return tr("Nothing was pasted: the text is too long. Save it as a file, and open that.")


def not_pasted(why: str = "") -> str:
    """`why` is a part of a sentence."""
    return tr("Nothing was pasted: {why}.", why=why) if why else tr("Nothing was pasted.")


def text_not_pasted(why: str) -> str:
    """`why` is what the text is or has."""
    return tr("Nothing was pasted: the text {why}.", why=why)


def not_pasted_yet() -> str:
    """Somebody is asked first."""
    return tr("Nothing has been pasted yet.")


def pasted_cells(n: int) -> str:
    """Cells have other numbers."""
    return tr("Pasted {cells}.", cells=cells_counted(n))


def pasted_points(n: int) -> str:
    """There are new points."""
    return tr("Pasted {points}.", points=points_counted(n))


def pasted_for_the_example(n: int) -> str:
    """The example that was there at the start has made room."""
    return tr(
        "Pasted {points} in the place of the example, which Ctrl+Z brings back.", points=points_counted(n)
    )


def the_clipboard() -> str:
    """In the place of the name of a file."""
    return tr("the clipboard")


# Files


def no_file() -> str:
    """Something else was dropped."""
    return tr("That is no file: drop a CSV file with two columns of numbers.")


def many_files(n: int) -> str:
    """More than one was dropped."""
    return tr("{n} files were dropped: drop one file of points, or one session.", n=n)


def no_local_file() -> str:
    """A link was dropped."""
    return tr("That is an address, not a file: save it as a CSV file first, and drop that.")


def no_picture() -> str:
    """A picture was dropped."""
    return tr("That is a picture: drop a CSV file with two columns of numbers.")


def reading(name: str) -> str:
    """A file that takes its time."""
    return tr("Reading {name}", name=name)


def called_off() -> str:
    """Somebody did not want to wait."""
    return tr("Reading was called off; the points are as they were.")


def understood(name: str) -> str:
    """A preview is shown."""
    return tr("This is what was understood of {name}. Nothing has been changed yet.", name=name)


def not_all_understood(name: str, complaint: str) -> str:
    """A preview is shown of a table with rows that cannot be read."""
    return tr("{name}, {complaint}. Nothing has been changed yet.", name=name, complaint=complaint)


def nothing_taken(name: str) -> str:
    """The preview was closed."""
    return tr("Nothing was taken from {name}; the points are as they were.", name=name)


def opened(name: str, n: int) -> str:
    """Points came from a file."""
    return tr("Opened {name}: {points}.", name=name, points=points_counted(n))


def generated(n: int) -> str:
    """Points came of a recipe."""
    return tr("Generated: {points}.", points=points_counted(n))


def example_opened(title: str, teaches: str, source: str) -> str:
    """Points came from an example data set."""
    return tr("{title}: {teaches} Source: {source}.", title=title, teaches=teaches, source=source)


def example_tip(teaches: str, source: str) -> str:
    """What an example data set is for."""
    return tr("{teaches} ({source}.)", teaches=teaches, source=source)


def left_out(what: str) -> str:
    """A sentence about rows that are not among the points."""
    return tr("Left out: {what}.", what=what)


def nothing_to_save() -> str:
    """There are no points."""
    return tr("There are no points to save.")


def saved(name: str) -> str:
    """A file was written."""
    return tr("Saved {name}.", name=name)


def nothing_written() -> str:
    """Somebody did not want to wait for a file."""
    return tr("Nothing was written.")


def example_instead(complaint: str) -> str:
    """A file of the command line cannot be read."""
    return tr("{complaint} An example is shown instead.", complaint=complaint)


# Points


def not_there(why: str) -> str:
    """A place where no point can be."""
    return tr("No point goes there: {why}.", why=why)


def not_added(why: str) -> str:
    """A point that cannot be."""
    return tr("No point was added: {why}.", why=why)


def not_duplicated(why: str) -> str:
    """Points that cannot be."""
    return tr("Nothing was duplicated: {why}.", why=why)
