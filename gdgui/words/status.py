"""What the status line says of the state of things."""

from __future__ import annotations

from gdgui.core import Dataset
from gdgui.words.report import counted, singularity

NO_POINTS = "There are no points to fit: click on the plot to add some."
WELCOME = "Press Run to train, or click on the plot to add points."


def joined(*sentences: str) -> str:
    """Those that say something, one after the other."""
    return " ".join(each for each in sentences if each)


def invitation(dataset: Dataset) -> str:
    """What to do before a run."""
    return singularity(dataset) or WELCOME if len(dataset) else NO_POINTS


def failed(failure: str) -> str:
    """A mistake of the program's own."""
    return f"The run stopped on an internal error ({failure}). Press Reset."


def without_points(paused: bool) -> str:
    """A run whose points are gone."""
    return f"Paused: {NO_POINTS}" if paused else NO_POINTS


def playing(direction: int, epochs: int) -> str:
    """A run that is looked at again."""
    way = "Playing" if direction > 0 else "Playing backwards"
    return f"{way} the {counted(epochs, 'epoch')} done. Nothing is computed anew."


def looking_back(epoch: int, done: int) -> str:
    """An earlier epoch is shown."""
    return (
        f"Looking back at epoch {epoch:,} of {done:,} done. Run goes on from here, Step goes forward; "
        "Ctrl+End shows the newest."
    )


def paused(epoch: int) -> str:
    """The newest epoch is shown, and there are more to come."""
    return f"Paused at epoch {epoch:,}. Press Run to go on, or Step for one epoch."
