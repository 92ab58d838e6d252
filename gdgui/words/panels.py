"""Fields, buttons and tables beside and below the plots."""

from __future__ import annotations

from typing import NamedTuple

from gdgui.core.limits import MOST_EPOCHS
from gdgui.words.counts import points_counted
from gdgui.words.numbers import number
from gdgui.words.translation import marked, tr, tr_n

# The settings


class FieldWords(NamedTuple):
    """What a field is called, and what it takes."""

    text: str
    tip: str

    @property
    def name(self) -> str:
        """The text without the mark of its key."""
        return self.text.replace("&", "")


def setting(name: str) -> FieldWords:
    """The words of this field, button or switch of the settings."""
    text, tip = _SETTINGS[name]
    return FieldWords(tr(text), tr(tip, most=MOST_EPOCHS) if tip else "")


_SETTINGS = {
    "learning_rate": (marked("&Learning rate"), marked("Step along the gradient: above 0.")),
    "rate_slider": (marked("Learning rate, logarithmic"), ""),
    "epochs": (marked("Ep&ochs"), marked("Number of updates in a run: 1 to {most}.")),
    "batch_size": (marked("&Batch size"), marked("Points drawn per epoch of SGD: 1 to all of them.")),
    "seed": (marked("See&d"), marked("Starts SGD's random draws: the same seed gives the same run.")),
    "new_seed": (marked("Ne&w"), marked("Draw another seed, for another run of SGD")),
    "m": (marked("S&tart m"), marked("Slope at epoch 0, in units of y per unit of x.")),
    "b": (marked("St&art b"), marked("Intercept at epoch 0: the line's height at x = 0.")),
    "standardise": (
        marked("Sta&ndardise x"),
        marked(
            "Train on x with mean 0 and deviation 1; m and b are always reported in the points' own units"
        ),
    ),
}


def rate_span(low: float, high: float) -> str:
    """What the slider covers."""
    return tr(
        "Learning rate from {low} to {high}, on a logarithmic scale; the field takes any other",
        low=number(low),
        high=number(high),
    )


def condition(value: str, before: str = "") -> str:
    """The condition number, and that before x was standardised."""
    if before:
        return tr("condition {before} → {after}", before=before, after=value)
    return tr("condition {value}", value=value)


def infinite() -> str:
    """A condition number of a valley without an end."""
    return tr("infinite")


def condition_means() -> str:
    """What a condition number is."""
    return tr("λmax/λmin of the loss surface: how much longer than wide the valley is")


# The zones of the learning rate


def zones() -> str:
    """Name of the strip."""
    return tr("Zones of the learning rate")


def zone(name: str) -> str:
    """What a zone is called."""
    return tr(_ZONES[name][0])


def zone_meaning(name: str, low: str, high: str) -> str:
    """What it does from here to there; `high` is empty where it has no end."""
    meaning = tr(_ZONES[name][1])
    if high:
        return tr("from {low} to {high}: {meaning}", low=low, high=high, meaning=meaning)
    return tr("from {low} on: {meaning}", low=low, meaning=meaning)


def zone_words(name: str, meaning: str) -> str:
    """The name of a zone and its meaning."""
    return tr("{zone} {meaning}", zone=zone(name), meaning=meaning)


def zone_begins(name: str, low: str) -> str:
    """“good from 0.1”."""
    return tr("{zone} from {low}", zone=zone(name), low=low)


def rate_mark(name: str, rate: str, setting: str) -> str:
    """A learning rate that a click sets: "best" or "limit"."""
    return tr("{name} {rate}: click to set {setting}", name=tr(_MARKS[name]), rate=rate, setting=setting)


_ZONES = {
    "slow": (marked("slow"), marked("takes longer than need be")),
    "good": (marked("good"), marked("arrives within twice the epochs of the best rate")),
    "overshoots": (marked("overshoots"), marked("goes back and forth and takes longer")),
    "noisy": (marked("noisy"), marked("too noisy to arrive")),
    "jumpy": (marked("jumpy"), marked("rare, large jumps decide")),
    "diverges": (marked("diverges"), marked("does not settle")),
}

_MARKS = {"best": marked("best"), "limit": marked("limit")}


# The points


def points() -> str:
    """Name of the table and of its place."""
    return tr("Points")


def tools() -> str:
    """Name of the choice between the tools."""
    return tr("Tool")


def tool_hint(name: str) -> str:
    """What to do with this tool."""
    return tr(_TOOL_HINTS[name])


_TOOL_HINTS = {
    "add": marked("click to add, right-click to remove"),
    "select": marked("drag around those to select"),
    "spray": marked("press and hold to add more"),
    "erase": marked("drag over those to remove"),
    "hand": marked("drag to move the view"),
}


def add_point() -> FieldWords:
    """The button beside the coordinates."""
    return FieldWords(tr("Add po&int"), tr("Add a point at these coordinates"))


def coordinate_field() -> str:
    """What a field for a coordinate is for."""
    return tr("Coordinate of the point selected, or of the one to be added")


def coordinate_of(axis: str) -> str:
    """Name of a field for a coordinate."""
    return tr("Coordinate {axis} of the point", axis=axis)


def coordinates(x: str, y: str) -> str:
    """Of a place, one below the other."""
    return tr("x {x}\ny {y}", x=x, y=y)


def prediction() -> str:
    """What a column of the table holds."""
    return tr("m·x + b at the epoch shown")


def residual() -> str:
    """What a column of the table holds."""
    return tr("residual")


def squared_residual() -> str:
    """What a column of the table holds."""
    return tr("squared residual")


def new_row() -> str:
    """In the place of the number of a point."""
    return tr("new")


def not_in_cell(point: int, axis: str, why: str) -> str:
    """What is wrong with a cell of this point, 0 for a new one; `why` is a sentence."""
    which = tr("Point {number}", number=point) if point else tr("New point")
    return tr("{point}, {axis}: {why}", point=which, axis=axis, why=why)


def sum_of_squares(total: str, n: int, mean: str) -> str:
    """How the MSE comes about."""
    return tr("Σ(y − ŷ)² = {total} = {points} × MSE {mean}", total=total, points=points_counted(n), mean=mean)


# The transport


def speed() -> FieldWords:
    """The slider for the speed."""
    return FieldWords(tr("&Speed"), tr("Epochs a second, from 1 to as fast as possible; also during a run"))


def epochs_a_second(speed: float) -> str:
    """A speed; infinity is as fast as possible."""
    if speed == float("inf"):
        return tr("as fast as possible")
    return tr_n("{n} epoch a second", "{n} epochs a second", int(speed))


def timeline() -> FieldWords:
    """The slider over the epochs."""
    return FieldWords(
        tr("Timeline"), tr("Which epoch is shown, of those done so far; a run that goes on is paused")
    )


# The runs


def runs() -> str:
    """Name of the list and of its place."""
    return tr("Runs")


def many_runs(n: int) -> str:
    """What is computed."""
    return tr_n("{n} run of SGD", "{n} runs of SGD", n)


def run_columns() -> tuple[str, ...]:
    """What the columns of the list are called."""
    return tuple(map(tr, _COLUMNS))


_COLUMNS = (
    *(marked("Run"), marked("Shown"), marked("Pinned"), marked("Algorithm"), marked("Rate")),
    *(marked("Batch"), marked("Seed"), marked("Epochs"), marked("Slope m"), marked("Intercept b")),
    *(marked("MSE"), marked("Excess"), marked("Outcome")),
)


def all_points() -> str:
    """The batch of gradient descent."""
    return tr("all")


def on_other_points(outcome: str) -> str:
    """How a run ended that cannot be compared."""
    return tr("{outcome}, on other points", outcome=outcome)


def was_and_is(first: str, last: str) -> str:
    """What was set when a run began and, where that is another, when it ended."""
    return first if first == last else tr("{first} → {last}", first=first, last=last)
