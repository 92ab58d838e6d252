"""What is said without a window: the command line, its help and its results."""

from __future__ import annotations

from collections.abc import Sequence

from gdgui.core.limits import MOST_EPOCHS
from gdgui.words.counts import points_counted
from gdgui.words.translation import marked, tr


def line(text: str) -> str:
    """A line on standard error."""
    return f"gdgui: {text}"


def with_hint(clause: str, options: str = "") -> str:
    """A sentence, with what to add to the command line."""
    if options:
        return tr("{what} ({options}).", what=clause, options=options)
    return tr("{what}.", what=clause)


def no_window(why: str) -> str:
    """The program goes on without one."""
    return tr("no window: {why}; training without one.", why=why)


def left_out(name: str, what: str) -> str:
    """Rows of a file that are not among the points."""
    return tr("{name}: left out: {what}.", name=name, what=what)


def went_wrong(kind: str, error: str) -> str:
    """A mistake of the program's own."""
    return tr(
        "Something went wrong inside gdgui ({kind}: {error}). Your points are kept.", kind=kind, error=error
    )


# Why there is no window


def no_display() -> str:
    """There is nothing to draw on."""
    return tr("there is no display")


def no_platform(name: str) -> str:
    """Qt cannot do what the environment asks for."""
    return tr("Qt has no platform {name} (QT_QPA_PLATFORM)", name=name)


def display_is_silent(name: str) -> str:
    """There is a display that cannot be reached."""
    return tr("the display {name} does not answer", name=name)


def qt_is_missing(error: str, packages: str) -> str:
    """Libraries are missing."""
    return tr(
        "Qt cannot be loaded ({error}); on Debian or Ubuntu: apt install {packages}",
        error=error,
        packages=packages,
    )


def no_widgets() -> str:
    """A process has an application of Qt that can have no window."""
    return tr("The application of Qt in this process is none for windows: make a QApplication before.")


def other_qt(name: str) -> str:
    """Another binding of Qt is loaded in this process."""
    return tr(
        "{name} is loaded, and a process has room for one Qt: use PySide6, or start another process.",
        name=name,
    )


def no_picture(error: str, name: str) -> str:
    """A picture needs Qt."""
    return tr("Qt cannot be loaded ({error}); without it {name} is not written", error=error, name=name)


# What is wrong with what was asked for


def not_printed(why: str) -> str:
    """Standard output is closed, or the disk is full."""
    return tr("The result cannot be printed: {why}", why=why)


def batch_too_large(batch_size: int, points: int) -> str:
    """More points than there are."""
    return tr(
        "--batch-size: {size} is more than the {points} there are",
        size=batch_size,
        points=points_counted(points),
    )


def option_error(option: str, what: str) -> str:
    """“--seed: The seed takes …”."""
    return tr("--{option}: {what}", option=option, what=what)


def no_picture_file(name: str) -> str:
    """A picture by another name."""
    return tr("--save-plot: {name} must end in .png, .svg or .pdf.", name=name)


def no_script(name: str) -> str:
    """A script by another name."""
    return tr("--save-code: {name} must end in .py; no other kind of code is written.", name=name)


def no_report(name: str) -> str:
    """A report by another name."""
    return tr("--save-report: {name} must end in .html or .pdf.", name=name)


def no_session(name: str) -> str:
    """A session by another name."""
    return tr("--save-session: {name} must end in .gdgui, as sessions do.", name=name)


def no_window_for_input() -> str:
    """Points are to come through a pipe, into a window."""
    return tr("-: points from standard input are taken without a window: add --headless.")


def no_log(option: str) -> str:
    """What is to be in a log that nobody asked for."""
    return tr("--{option} is about a log: add --export-log run.csv.", option=option)


def session_without_points(name: str) -> str:
    """Nothing can be run."""
    return tr("{name} has no points", name=name)


def written_over(option: str, name: str) -> str:
    """Two options, or an option and the points, mean the same file."""
    return tr(
        "--{option} would write over {name}, which is needed for something else", option=option, name=name
    )


def no_code(algorithm: str, name: str) -> str:
    """An algorithm that no script is made of."""
    return tr(
        "There is no code for {algorithm}, whose step is more than one against the gradient; without it "
        "{name} is not written",
        algorithm=algorithm,
        name=name,
    )


def no_whole_number(text: str) -> str:
    """An option takes another number."""
    return tr("“{text}” is not a whole number", text=text)


def no_number_of_lines(text: str) -> str:
    """What --skip-rows does not take."""
    return tr("{text} is not a number of lines", text=text)


def no_encoding(text: str) -> str:
    """What --encoding does not take."""
    return tr("{text} is not an encoding of text", text=text)


def no_sign(part: str, text: str, choices: Sequence[str]) -> str:
    """What --delimiter, --decimal or --thousands does not take."""
    return tr(_NO_SIGN[part], text=text, choices=", ".join(choices))


_NO_SIGN = {
    "delimiter": marked("{text} separates columns? It takes {choices}"),
    "decimal": marked("{text} is a decimal sign? It takes {choices}"),
    "thousands": marked("{text} groups digits? It takes {choices}"),
}


def language_is_missing(name: str) -> str:
    """A translation that cannot be read."""
    return tr("--language: {name} is no translation; there are pseudo, pseudo-rtl and files .qm.", name=name)


def not_a_log(name: str) -> str:
    """A debug log by another name, which may be somebody's work."""
    return tr("The debug log goes to a file that ends in .log, not to {name}.", name=name)


def no_folder_for_log(error: str) -> str:
    """Qt knows the system's folder."""
    return tr("Qt cannot be loaded ({error}): name a file for the debug log.", error=error)


def log_not_written(name: str, reason: str) -> str:
    """A debug log that cannot be."""
    return tr("{name} cannot be written ({reason}): name another debug log.", name=name, reason=reason)


def not_forgotten(name: str, reason: str) -> str:
    """The file of the window's settings cannot be removed."""
    return tr("--forget: {name} cannot be removed ({reason}).", name=name, reason=reason)


# Results


def row(name: str) -> str:
    """What a line of the result is called."""
    return tr(_ROWS[name])


_ROWS = {
    "points": marked("points"),
    "m": marked("m"),
    "b": marked("b"),
    "mse": marked("MSE"),
    "least_squares": marked("least squares"),
    "stop_reason": marked("stop reason"),
    "result": marked("result"),
    "advice": marked("advice"),
    "note": marked("note"),
}


def at_epoch(value: str, epoch: int) -> str:
    """“0.0125 at epoch 10”."""
    return tr("{value} at epoch {epoch}", value=value, epoch=epoch)


def line_and_mse(m: str, b: str, mse: str) -> str:
    """“m = 0.6, b = 0.2, MSE = 0.01”."""
    return tr("m = {m}, b = {b}, MSE = {mse}", m=m, b=b, mse=mse)


def unit_of_progress() -> str:
    """What the progress bar counts."""
    return tr("epoch")


# The help


def description() -> str:
    """What the program is."""
    return tr("Watch gradient descent fit a line to points.")


def epilog() -> str:
    """What stands below the options."""
    return tr(
        "Exit status: 0 when the run finished, 2 for bad input, 3 when the run diverged, "
        "130 when interrupted.\n"
        "--json, --export-log, --save-plot, --save-animation, --save-code, --save-report and --save-session\n"
        "train without a window, as --headless does."
    )


def group(name: str) -> str:
    """What a group of options is called."""
    return tr(_GROUPS[name])


_GROUPS = {
    "run": marked("the run"),
    "out": marked("without a window"),
    "dialect": marked("how the file is written, where that is in doubt"),
}


def option(name: str) -> str:
    """What an option takes or does; argparse fills in %(default)s."""
    return tr(_OPTIONS[name], most=MOST_EPOCHS)


_OPTIONS = {
    "points": marked(
        "two numeric columns x and y, or a session (.gdgui); - is standard input; else an example"
    ),
    "algorithm": marked("default: %(default)s"),
    "learning_rate": marked("above 0; default: %(default)s"),
    "epochs": marked("1 to {most}; default: %(default)s"),
    "batch_size": marked("1 to all points; default: %(default)s"),
    "seed": marked("the same seed, the same run; default: %(default)s"),
    "standardise": marked("train on x with mean 0 and deviation 1"),
    "start": marked("slope and intercept; default: 0.33 0.48"),
    "headless": marked("train without a window and print the result"),
    "json": marked("print it as JSON"),
    "export_log": marked("write epoch, m, b and mse of every epoch, and how the run was made"),
    "log_segments": marked("with a column that counts the stretches between changes midway"),
    "log_samples": marked("with a column of the points that each epoch of SGD drew, from 0"),
    "save_code": marked("write the run as a script of numpy, with a long table of points beside it"),
    "save_report": marked("write picture, settings, result, a step worked out and the code: .html or .pdf"),
    "save_session": marked("write points, settings and the run, to be opened again"),
    "debug_log": marked("keep a log of what happens inside, for whoever mends it"),
    "forget": marked("open the window as on the first start: forget its place, layout, theme and size"),
    "language": marked("a translation (file .qm), or pseudo or pseudo-rtl to see which texts have none"),
    "columns": marked(
        "which columns of the file, by name or number; needed if there are more than two of numbers"
    ),
    "delimiter": marked("comma, semicolon, tab, blanks, bar, or the sign"),
    "decimal": marked("the decimal sign: point or comma"),
    "thousands": marked("none, comma, point, blank or apostrophe"),
    "skip_rows": marked("lines above the numbers, names of columns included"),
    "sheet": marked("of a spreadsheet (.xlsx, .xls, .ods); needed if several are not empty"),
    "encoding": marked("such as utf-8, windows-1252, mac-roman or utf-16"),
}
