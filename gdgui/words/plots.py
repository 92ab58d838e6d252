"""What stands on the plots, beside them and above them."""

from __future__ import annotations

from gdgui.core.algorithms import Algorithm
from gdgui.words import algorithms, my_line
from gdgui.words.counts import epochs_counted
from gdgui.words.translation import marked, tr, tr_n

SYMBOLS = "m", "b"  # of slope and intercept, in every language


def window_title(title: str) -> str:
    """Of the window; `title` is what session or points are called, if they are.

    In the place of “[*]” Qt shows whether something is not saved.
    """
    if title:
        return tr("gdgui – {title}", title=title.replace("[*]", "[*][*]")) + "[*]"
    return tr("gdgui – gradient descent made visible") + "[*]"


# The points


def points_and_line() -> str:
    """Name of the plot."""
    return tr("Points and line")


def preview_of_points() -> str:
    """Name of the plot."""
    return tr("Preview of the points")


def line_is_elsewhere(above: bool) -> str:
    """The line has left the view."""
    return tr("▲ the line is above") if above else tr("▼ the line is below")


def points_out_of_view(n: int, side: str = "") -> str:
    """Points that are beyond the edges; `side` where it is one edge: "above", "below", "left" or "right"."""
    words = tr_n("{n} point out of view", "{n} points out of view", n)
    return f"{_ARROWS[side]} {words}" if side else words


_ARROWS = {"above": "▲", "below": "▼", "left": "◀", "right": "▶"}


# The loss surface


def loss_surface() -> str:
    """Name of the plot."""
    return tr("Loss surface")


def passes(number: str) -> str:
    """As many passes over all points as the samples used would make."""
    return tr("1 pass") if number == "1" else tr("{number} passes", number=number)


def that_is(passes: str) -> str:
    """Behind the epoch: the passes that those epochs make."""
    return tr("= {passes}", passes=passes)


def less_than(less: str) -> str:
    """Behind the smallest MSE: how much less that is."""
    return tr(", {number} less", number=less) if less else ""


def of_which_points() -> tuple[tuple[str, str], ...]:
    """Before and behind the MSE on the points that the run had, after that on those of now; ever shorter."""
    return (
        (tr("on the points now (MSE "), tr(" on those of the run)")),
        (tr("now (MSE "), tr(" in the run)")),
        (tr("now, run "), ""),
    )


def in_the_run(mse: str) -> str:
    """The MSE on the points that the run had, as it is read after that on the points now."""
    return tr("({mse} on those of the run)", mse=mse)


def slope_means() -> str:
    """What m is."""
    return tr("Slope m: how much higher the line is where x is larger by one.")


def intercept_means() -> str:
    """What b is."""
    return tr("Intercept b: the height of the line at x = 0.")


def mse_means() -> str:
    """What the errors are."""
    return tr(
        "Mean squared error: the mean of (y − ŷ)² over all points. The smallest is that of the best line."
    )


def epoch_means(epoch: int, passes: str, is_stochastic: bool) -> str:
    """What an epoch is; `passes` is empty where it uses as many points as there are."""
    if not passes and is_stochastic:
        return tr("An epoch is one update of m and b, here from as many points drawn as there are.")
    if not passes:
        return tr("An epoch is one update of m and b. Each uses all points here: it is one pass over them.")
    return tr(
        "An epoch is one update of m and b from a few points drawn. {epochs} have used as many as {passes} "
        "over all points would.",
        epochs=epochs_counted(epoch),
        passes=passes,
    )


def slope() -> str:
    """An axis, and a figure."""
    return tr("slope m")


def intercept() -> str:
    """An axis, and a figure."""
    return tr("intercept b")


def last_epoch() -> str:
    """The same, where it is that which led to the epoch shown."""
    return tr("this epoch")


def against_gradient(is_batch: bool, is_standardised: bool) -> str:
    """The arrow along which the MSE decreases most: of all points or a batch, over m and b or m′ and b′."""
    if is_standardised:
        return tr("−gradient over m′ and b′")
    return tr("−gradient of the batch") if is_batch else tr("−gradient")


def not_to_scale(arrow: str) -> str:
    """The name of an arrow that is longer or shorter than what it stands for."""
    return tr("{arrow} (not to scale)", arrow=arrow)


def the_step(is_batch: bool, is_last: bool) -> str:
    """The arrow of the step that is explained."""
    if not is_batch:
        return full_step()
    return last_epoch() if is_last else next_epoch()


def full_step(is_own: bool = True) -> str:
    """The arrow of gradient descent; beside that of a batch it is of all points."""
    return tr("−lr·gradient") if is_own else tr("−lr·gradient of all points")


def next_epoch() -> str:
    """The arrow of an algorithm that steps elsewhere."""
    return tr("next epoch")


def at_place(m: str, b: str, mse: str) -> str:
    """What is known of the place under the pointer; no MSE where that is hidden."""
    return tr("m {m}  b {b}  MSE {mse}", m=m, b=b, mse=mse) if mse else tr("m {m}  b {b}", m=m, b=b)


# The MSE


def mean_squared_error() -> str:
    """Name of the plot."""
    return tr("Mean squared error")


def mse_axis(excess: bool) -> str:
    """The upright axis."""
    return tr("MSE − minimum") if excess else tr("MSE")


def epoch_axis(by_samples: bool = False) -> str:
    """The axis below."""
    return tr("samples used") if by_samples else tr("epoch")


def at_epoch(epoch: int, mse: str) -> str:
    """What is known of the epoch under the pointer."""
    return tr("epoch {epoch}  MSE {mse}", epoch=epoch, mse=mse)


def names_of_floor(algorithm: Algorithm) -> tuple[str, ...]:
    """The height at which an algorithm ends in its noise, ever shorter."""
    return tr("{algorithm} settles here", algorithm=algorithms.name(algorithm)), tr("settles here")


def names_of_minimum(of_now: bool) -> tuple[str, ...]:
    """The smallest possible MSE, ever shorter; `of_now` where the curve is of other points."""
    if of_now:
        return tr("minimum MSE on the points now"), tr("minimum now")
    return tr("minimum MSE"), tr("minimum")


def names_of_saved_line() -> tuple[str, ...]:
    """The MSE of a line of one's own that was saved, ever shorter."""
    return (my_line.saved(),)


def empty_canvas() -> str:
    """What to do where there are no points."""
    return tr("Click to add points, or choose an example.")


def choose_example() -> str:
    """The button beneath that, which opens the menu of examples."""
    return tr("Choose an example")


# The readout


def readout() -> str:
    """Name of the figures above the plots."""
    return tr("Readout")


def epoch() -> str:
    """What the first figure is."""
    return tr("epoch")


def epoch_of(epoch: str, total: str) -> str:
    """“3 of 10”."""
    return tr("{epoch} of {total}", epoch=epoch, total=total)


def less(caption: str, gap: str) -> str:
    """By how much a figure is below the one before, which it looks the same as."""
    return tr("{caption}, {gap} less", caption=caption, gap=gap)


# The legend


def legend() -> str:
    """Name of the strip."""
    return tr("Legend")


def current_run(run: str) -> str:
    """The run that is under way."""
    return tr("{run}, current", run=run)


def run_on_other_points(run: str) -> str:
    """A run that cannot be compared."""
    return tr("{run} (on other points)", run=run)


def ensemble(entry: str, runs: int = 0) -> str:
    """A line or an area of many runs: "band", "mean" or "path"."""
    return tr(_ENSEMBLE[entry], runs=runs)


_ENSEMBLE = {
    "band": marked("{runs} runs of SGD, 10 % to 90 %"),
    "mean": marked("their mean"),
    "path": marked("path of GD"),
}
