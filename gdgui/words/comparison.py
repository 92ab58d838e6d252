"""What is said of runs side by side."""

from __future__ import annotations

from collections.abc import Sequence

from gdgui.core.ensemble import RUNS, Ensemble
from gdgui.words.numbers import number

OPPONENT = "GD against SGD"
TOO_MANY_PINNED = "Ten runs are pinned: unpin one first, so that there is a place for the next ones."

CLEARED = "All runs but the current one are off the list. Ctrl+Z brings them back."


def made_room(names: Sequence[str]) -> str:
    """Older runs that are no longer in the list."""
    quoted = " and ".join(f"“{name}”" for name in names)
    return f"{quoted}, the oldest not pinned, made room: a dozen runs are kept."


def deleted(name: str) -> str:
    """A run was taken off the list."""
    return f"“{name}” is off the list. Ctrl+Z brings it back."


def settings_taken(name: str) -> str:
    """The settings of a run are used again."""
    return f"The settings are those of “{name}” now. Press Run."


def ensemble_result(ensemble: Ensemble) -> str:
    """Where many runs of SGD are."""
    runs = f"{RUNS} runs of SGD, seeds {ensemble.settings.seed} to {ensemble.settings.seed + RUNS - 1}"
    low, high = float(ensemble.low[-1]), float(ensemble.high[-1])
    words = (
        f"{runs}: after {ensemble.epochs[-1]:,} epochs 80 % have an MSE from {number(low)} to {number(high)}."
    )
    if ensemble.diverged:
        words += f" {ensemble.diverged} have diverged and stay where they were."
    if ensemble.stride > 1:
        words += f" The cloud shows one epoch in {ensemble.stride:,}."
    return words
