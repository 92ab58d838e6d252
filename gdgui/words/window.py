"""Around the plots: their titles and buttons, the chips of the runs, the drawer, the bar of a projector."""

from __future__ import annotations

from collections.abc import Iterable

from gdgui.words.counts import points_counted
from gdgui.words.numbers import number
from gdgui.words.translation import marked, tr, tr_n

# The plots


def plot_title(name: str, is_short: bool = False) -> str:
    """Over the plot "data", "loss" or "surface"; short where there is little room."""
    return tr(_SHORT_TITLES[name]) if is_short else tr(_TITLES[name])


def plot_meaning(name: str) -> str:
    """What its marks are, in one line."""
    return tr(_MEANINGS[name])


def alone_tip(anywhere: bool) -> str:
    """Over the title of a plot; on the points a double click amid them adds two."""
    if anywhere:
        return tr("Double-click here, or anywhere on the plot, to see it alone, and again to see all plots.")
    return tr("Double-click here or beside the axes to see this plot alone, and again to see all plots.")


def plot_explains(title: str) -> str:
    """Name of the button that says it."""
    return tr("{title}: what the marks mean", title=title)


def plot_button(name: str) -> str:
    """On the title row of a plot, where there is little room."""
    return tr(_PLOT_BUTTONS[name])


def more_of(title: str) -> str:
    """The menu of the buttons for which there is no room over a plot."""
    return tr("{title}: more", title=title)


def plot_tabs() -> str:
    """Name of the tabs where only one of the small plots has room."""
    return tr("Plot beside the points")


def plots_in_view() -> str:
    """Name of the choice between all plots and one alone."""
    return tr("Plots in view")


def diverging() -> str:
    """The sign on the points."""
    return tr("⚠ diverging")


_TITLES = {
    "data": marked("Points and line"),
    "loss": marked("MSE over epochs"),
    "surface": marked("Loss surface"),
}

_SHORT_TITLES = {"data": marked("Points"), "loss": marked("MSE"), "surface": marked("Surface")}

_MEANINGS = {
    "data": marked(
        "The dots are the points, the thick line is the current one, the faint lines are earlier ones; "
        "ringed points were drawn for this epoch of SGD."
    ),
    "loss": marked(
        "The curve is the mean squared error after every epoch, the large dot the epoch shown; "
        "the dashed line is the smallest possible."
    ),
    "surface": marked(
        "Every place is a line with its slope m and intercept b; along a curve the MSE is the same. "
        "The path is the run from its start (ring) to the epoch shown (dot), the cross the best line."
    ),
}

_PLOT_BUTTONS = {
    "residuals": marked("residuals"),
    "squares": marked("squares"),
    "fit": marked("fit"),
    "logarithmic": marked("log"),
    "excess": marked("excess"),
    "samples": marked("by samples"),
    "steps": marked("next step"),
    "equal_axes": marked("equal axes"),
}


def point_count(n: int, selected: int) -> str:
    """How many points there are, or how many of them are selected."""
    return tr("{selected} of {n} selected", selected=selected, n=n) if selected else points_counted(n)


# The runs


def now() -> str:
    """The chip of the current run."""
    return tr("now")


def chip_tip(words: str, hint: str) -> str:
    """What a chip stands for, and what a click does."""
    return tr("{run}: {hint}", run=words, hint=hint)


def chip_hint(is_current: bool, is_shown: bool, why: str) -> str:
    """What a click on a chip does; `why` is "", "diverged" or "elsewhere", where the run hid itself."""
    if is_current:
        return tr("the run of now")
    if is_shown:
        return tr("click to hide this run")
    return tr(_HIDDEN[why])


def chip_state(words: str, is_shown: bool) -> str:
    """A chip, as a screen reader says it."""
    return tr("{run}, shown", run=words) if is_shown else tr("{run}, hidden", run=words)


def delete_run(words: str) -> str:
    """The × of a chip."""
    return tr("Delete “{run}”", run=words)


def more_runs(n: int) -> str:
    """The chip that stands for those without room."""
    return tr_n("{n} more run", "{n} more runs", n)


def all_runs_tip() -> str:
    """What that chip opens."""
    return tr("All runs, in a list (Ctrl+R)")


def clear_runs() -> tuple[str, str]:
    """The button that deletes all saved runs, and what it does."""
    return tr("clear"), tr("Delete all runs but the current one")


_HIDDEN = {
    "": marked("hidden; click to show it"),
    "diverged": marked("hidden, as it has diverged; click to show it"),
    "elsewhere": marked("hidden, as it was on other points; click to show it"),
}


# The column, the drawer, the top


def fold(name: str) -> tuple[str, str]:
    """The title of a part of the column that opens, and what is in it."""
    title, tip = _FOLDS[name]
    return tr(title), tr(tip)


_FOLDS = {
    "compare": (marked("&Compare"), marked("GD against SGD; SGD from many seeds")),
    "more": (marked("&More"), marked("Start, seed, standardise x")),
    "line": (marked("My line"), marked("A line to fit by hand, and the switch to predict first")),
}


def close_drawer() -> str:
    """The × of the drawer."""
    return tr("Close the drawer")


def examples(title: str = "") -> str:
    """Name of the menu of data sets; `title` is that of the points at hand."""
    return tr("Example data sets; now: {title}", title=title) if title else tr("Example data sets")


def top_bar() -> str:
    """Name of what stands beside the menus."""
    return tr("Points, plots and panels")


def examples_short() -> str:
    """The same where the points have no name."""
    return tr("Examples")


def speed_short(speed: float) -> str:
    """Epochs a second; infinity is as fast as possible."""
    return tr("full") if speed == float("inf") else tr("{n}/s", n=int(speed))


def rate_short(rate: float) -> str:
    """The learning rate, on a projector."""
    return tr("rate {rate}", rate=number(rate, 3))


def algorithm() -> str:
    """Name of the choice between the algorithms."""
    return tr("Algorithm")


def more() -> tuple[str, str]:
    """The button of the projector's bar, and what is behind it."""
    return tr("More"), tr("More: the column of settings, table, runs and all menus")


def leave() -> str:
    """The way back to the desk."""
    return tr("Leave the projector")


def blank() -> str:
    """Name of the black that covers all."""
    return tr("Black screen")


def screen(number: int, name: str, width: int, height: int) -> str:
    """A screen to show the window on."""
    return tr("{number}: {name}, {width} × {height}", number=number, name=name, width=width, height=height)


# From one start to the next


def hint(name: str) -> str:
    """Of the first minute: "points", "run" or "rate"."""
    return tr(_HINTS[name])


_HINTS = {
    "points": marked("Click anywhere in this plot to add a point. (Esc: next hint)"),
    "run": marked("Now press Run, below: the line goes to the points, epoch by epoch. (Esc: next hint)"),
    "rate": marked("Drag the learning rate into the red and run again: the line runs away. (Esc hides this)"),
}


def not_remembered(is_newer: bool) -> str:
    """Settings of the window that cannot be used."""
    if is_newer:
        return tr("The window is as at first: a newer gdgui wrote its settings, which stay as they are.")
    return tr("The window is as at first: the file of its settings is damaged.")


def not_remembered_of(keys: Iterable[str]) -> str:
    """Single settings of the window that cannot be used, by their keys; all others are as they were."""
    names = dict.fromkeys(tr(_REMEMBERED[key]) for key in keys)
    return tr(
        "Damaged in the remembered settings, and therefore as at first: {names}.", names=", ".join(names)
    )


_REMEMBERED = {
    "look/theme": marked("theme"),
    "look/zoom": marked("scale"),
    "look/plots": marked("plots in view"),
    "drawer/page": marked("page of the drawer"),
    "run/speed": marked("speed"),
    "hints/seen": marked("hints"),
    "column/compare": marked("“Compare” in the column"),
    "column/more": marked("“More” in the column"),
    **dict.fromkeys(
        (f"window/{each}" for each in ("x", "y", "width", "height", "across", "down", "maximised")),
        marked("place of the window"),
    ),
}


# Dialogs


def go_to(most: int) -> tuple[str, str]:
    """Title and label of the question for an epoch."""
    return tr("Go to epoch"), tr("&Epoch, from 0 to {most}", most=most)


def commands() -> tuple[str, str, str, str]:
    """Title, hint, and the names of field and list of the window with all commands."""
    return (
        tr("All commands"),
        tr("Type a part of a name, such as “residuals”"),
        tr("Part of a command's name"),
        tr("Commands"),
    )
