"""What the status line says of the state of things."""

from __future__ import annotations

from gdgui.core import Dataset
from gdgui.words.counts import epochs_counted
from gdgui.words.numbers import number
from gdgui.words.report import singularity
from gdgui.words.translation import tr


def no_points() -> str:
    """Nothing can be trained on."""
    return tr("There are no points to fit: click on the plot to add some.")


def welcome() -> str:
    """There are points, and no run."""
    return tr("Press Run to train, or click on the plot to add points.")


def joined(*sentences: str) -> str:
    """Those that say something, one after the other."""
    return " ".join(filter(None, sentences))


def invitation(dataset: Dataset) -> str:
    """What to do before a run."""
    return singularity(dataset) or welcome() if len(dataset) else no_points()


def failed(failure: str) -> str:
    """A mistake of the program's own."""
    return tr("The run stopped on an internal error ({failure}). Press Reset.", failure=failure)


def without_points(paused: bool) -> str:
    """A run whose points are gone."""
    return tr("Paused: {why}", why=no_points()) if paused else no_points()


def playing(direction: int, epochs: int) -> str:
    """A run that is looked at again."""
    done = epochs_counted(epochs)
    if direction > 0:
        return tr("Playing the {epochs} done. Nothing is computed anew.", epochs=done)
    return tr("Playing backwards the {epochs} done. Nothing is computed anew.", epochs=done)


def next_run(beside: bool) -> str:
    """A run has ended, and its settings or points are others now; whether it stays in view."""
    if beside:
        return tr("Run starts a new run; this one stays beside it.")
    return tr("Run starts a new run; this one stays in the list (Ctrl+R).")


def looking_back(epoch: int, done: int, goes_on: bool) -> str:
    """An earlier epoch is shown; whether Run would go on from there."""
    if not goes_on:
        return tr("Looking back at epoch {epoch} of {done} done.", epoch=epoch, done=done)
    return tr(
        "Looking back at epoch {epoch} of {done} done. Run goes on from here, Step goes forward; "
        "Ctrl+End shows the newest.",
        epoch=epoch,
        done=done,
    )


def paused(epoch: int) -> str:
    """The newest epoch is shown, and there are more to come."""
    return tr("Paused at epoch {epoch}. Press Run to go on, or Step for one epoch.", epoch=epoch)


def next_start(m: float, b: float, goes_on: bool) -> str:
    """The next run starts elsewhere; whether this one goes on meanwhile."""
    if goes_on:
        return tr(
            "The next run starts at m {m}, b {b}; this one goes on. Reset goes there now.",
            m=number(m),
            b=number(b),
        )
    return tr("The next run starts at m {m}, b {b}. Press Run.", m=number(m), b=number(b))
