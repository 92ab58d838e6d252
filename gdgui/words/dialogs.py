"""Titles, fields and buttons of the windows that ask."""

from __future__ import annotations

from gdgui.words.counts import points_counted, rows_counted
from gdgui.words.translation import capital, marked, tr

MEGABYTE = 1_000_000  # bytes


def open_file() -> str:
    """Title of the dialog that asks for a file."""
    return tr("Open points or a session")


def save_session() -> str:
    """Title of the dialog that asks where to, and of the one that asks whether."""
    return tr("Save session")


def revert() -> str:
    """Title of the dialog that asks whether to."""
    return tr("Revert")


def save_points() -> str:
    """Title of the dialog that asks where to."""
    return tr("Save points")


def export_log() -> str:
    """Title of the dialog that asks where to."""
    return tr("Export log")


def what_a_log_is() -> str:
    """What is always in it."""
    return tr("Epoch, m, b and MSE as CSV, and in lines with # how the run was made. Besides:")


def column_of_log(name: str) -> tuple[str, str, str]:
    """A column that it can have: what to tick, what that is for, and why it cannot be had."""
    text, tip, why_not = _COLUMNS_OF_LOG[name]
    return tr(text), tr(tip), tr(why_not)


_COLUMNS_OF_LOG = {
    "segment": (
        marked("a column for the s&tretch between changes"),
        marked("Counts the stretches between two changes of points or settings midway, from 1"),
        marked("Nothing was changed midway"),
    ),
    "samples": (
        marked("a column for the sa&mples drawn"),
        marked("Places of the points that each epoch drew; the first point is 0"),
        marked("Every epoch used all points"),
    ),
}


def size_of_file(size: int) -> str:
    """About how large a file will be, in bytes."""
    if size < MEGABYTE:
        return tr("Less than 1 MB.")
    return tr("About {size} MB.", size=round(size / MEGABYTE))


def save_as() -> str:
    """A button that leads to the choice of a file."""
    return tr("&Save…")


def writing() -> str:
    """Beside the bar that shows how far it has come."""
    return tr("Writing")


def file_kinds(*kinds: tuple[str, str]) -> str:
    """Kinds of files to choose from, each with its patterns: ("table", "*.csv *.txt")."""
    return ";;".join(f"{tr(_KINDS[name])} ({patterns})" for name, patterns in kinds)


_KINDS = {
    "known": marked("Sessions and tables"),
    "session": marked("Sessions of gdgui"),
    "table": marked("Tables"),
    "spreadsheet": marked("Spreadsheets"),
    "csv": marked("CSV"),
    "png": marked("PNG"),
    "film": marked("Films"),
    "svg": marked("SVG"),
    "pdf": marked("PDF"),
    "report": marked("Reports, as the name ends"),
    "python": marked("Python"),
    "lesson": marked("Lessons"),
    "any": marked("All files"),
}


def save() -> str:
    """Title of a question."""
    return tr("Save")


def replaces(name: str) -> str:
    """Whether to write over a file."""
    return tr("{name} already exists. Do you want to replace it?", name=name)


def cancel() -> str:
    """The button that ends something long."""
    return tr("Cancel")


# The preview


def open_verb() -> str:
    """The button that opens what is shown."""
    return tr("Open")


def add_verb() -> str:
    """The button that adds what is shown."""
    return tr("Add")


def paste() -> str:
    """Title of a question about what is pasted."""
    return tr("Paste")


def preview_title(verb: str, name: str) -> str:
    """“Open points.csv”."""
    return tr("{verb} {name}", verb=verb, name=name)


def leave_out(rows: str) -> str:
    """Consent to leaving out rows."""
    return tr("Leave out {rows}", rows=rows)


def summary(n: int, names: str, left_out: str) -> str:
    """What a table holds; `names` are those of its header, `left_out` what is not among the points."""
    points = points_counted(n)
    header = tr("header: {names}", names=names) if names else tr("no header")
    if left_out:
        return tr("{points}; {header}. Left out: {what}.", points=points, header=header, what=left_out)
    return tr("{points}; {header}.", points=points, header=header)


def complaint(what: str) -> str:
    """What is wrong with a row, as a sentence of its own."""
    return tr("{what}.", what=capital(what))


def more_rows(n: int) -> str:
    """So many more cannot be read."""
    return tr("… and {rows} more.", rows=rows_counted(n))


def left_out() -> str:
    """A row that gives no point."""
    return tr("left out")


def which_is_meant(where: str, doubt: str) -> str:
    """Of several ways to read something."""
    words = tr("{where}: {doubt}", where=where, doubt=doubt) if where else doubt
    return tr("{what}. Which is meant?", what=capital(words))


def part(name: str) -> str:
    """What a part of a dialect is called."""
    return tr(_PARTS[name])


_PARTS = {
    "sheet": marked("&Sheet"),
    "encoding": marked("&Encoding"),
    "delimiter": marked("Columns se&parated by"),
    "decimal": marked("&Decimal sign"),
    "thousands": marked("&Thousands sign"),
    "skipRows": marked("&Rows above the numbers"),
    "xColumn": marked("&x is"),
    "yColumn": marked("&y is"),
}


# The generator


def generate_points() -> str:
    """Title of the dialog."""
    return tr("Generate points")


def use_these_points() -> str:
    """The button that takes them."""
    return tr("Use these points")


def another_seed() -> str:
    """The button that draws again."""
    return tr("Another seed")


def recipe_field(name: str) -> str:
    """What a field of a recipe is called."""
    return tr(_RECIPE[name])


_RECIPE = {
    "n": marked("Points"),
    "slope": marked("True slope"),
    "intercept": marked("True intercept"),
    "noise": marked("Noise (standard deviation)"),
    "low": marked("x from"),
    "high": marked("x to"),
    "outliers": marked("Share of outliers (0 to 1)"),
    "distribution": marked("Distribution of x"),
    "seed": marked("Seed"),
}


# The axes


def axes() -> str:
    """Title of the dialog."""
    return tr("Axes")


def name_of_axis(axis: str) -> str:
    """The field for a name."""
    return tr("Name of {axis}", axis=axis)


def axis_from(axis: str) -> str:
    """The field where a range begins."""
    return tr("{axis} from", axis=axis)


def axis_to(axis: str) -> str:
    """The field where a range ends."""
    return tr("{axis} to", axis=axis)


def to() -> str:
    """Between the ends of a range."""
    return tr("to")


def step_along(axis: str) -> str:
    """The field for the step of the grid."""
    return tr("Step of the grid along {axis}", axis=axis)


def snap_to() -> str:
    """The fields for both steps."""
    return tr("Snap to steps of (0: lines drawn)")


def range_ends_too_early(axis: str) -> str:
    """A range that is none."""
    return tr("The range of {axis} must end above its beginning.", axis=axis)


def steps_of_both() -> str:
    """A step of one axis alone."""
    return tr("Give the steps of both axes, or 0 for both.")


# Fields that keep the last good value


def back_to(complaint: str, value: str) -> str:
    """A complaint, and the value that came back."""
    return tr("{complaint} Back to {value}.", complaint=complaint, value=value)
