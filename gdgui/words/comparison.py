"""What is said of runs side by side."""

from __future__ import annotations

from collections.abc import Sequence

from gdgui.core.ensemble import RUNS, Ensemble
from gdgui.words.numbers import number
from gdgui.words.translation import marked, tr, tr_n


def opponent() -> str:
    """The name of the runs of gradient descent and SGD side by side."""
    return tr("GD against SGD")


def too_many_pinned() -> str:
    """No run can make room."""
    return tr("Ten runs are pinned: unpin one first, so that there is a place for the next ones.")


def made_room(names: Sequence[str]) -> str:
    """Older runs that are no longer in the list."""
    quoted = tr(" and ").join(tr("“{name}”", name=name) for name in names)
    return tr("{names}, the oldest not pinned, made room: a dozen runs are kept.", names=quoted)


def hidden(n: int) -> str:
    """Runs that are no longer in view, as the points are others."""
    return tr_n(
        "{n} run on other points is hidden: its chip shows it again.",
        "{n} runs on other points are hidden: their chips show them again.",
        n,
    )


def deleted(name: str) -> str:
    """A run was taken off the list."""
    return tr("“{name}” is off the list. Ctrl+Z brings it back.", name=name)


def cleared() -> str:
    """All saved runs were taken off the list."""
    return tr("All runs but the current one are off the list. Ctrl+Z brings them back.")


def settings_taken(name: str) -> str:
    """The settings of a run are used again."""
    return tr("The settings are those of “{name}” now. Press Run.", name=name)


def ensemble_key(entry: str) -> tuple[str, str]:
    """The name of what is drawn of many runs of SGD, and what it is: "cloud", "mean", "path" or "band"."""
    name, means = _KEY[entry]
    return tr(name, runs=RUNS), tr(means, runs=RUNS)


_KEY = {
    "cloud": (
        marked("{runs} seeds"),
        marked("Each small dot on the loss surface is one of {runs} runs of SGD, at the epoch shown."),
    ),
    "mean": (marked("their mean"), marked("The path on the loss surface of the mean of {runs} runs of SGD.")),
    "path": (
        marked("GD"),
        marked("The path of gradient descent with the same settings, on the loss surface."),
    ),
    "band": (
        marked("80 % of MSE"),
        marked("Over the epochs: the MSE of 80 % of the {runs} runs of SGD; 10 % are lower, 10 % higher."),
    ),
}


def ensemble_result(ensemble: Ensemble) -> str:
    """Where many runs of SGD are."""
    seed = ensemble.settings.seed
    sentences = [
        tr(
            "{runs} runs of SGD, seeds {first} to {last}: after {epochs} epochs 80 % have an MSE from {low} "
            "to {high}.",
            runs=RUNS,
            first=str(seed),
            last=str(seed + RUNS - 1),
            epochs=int(ensemble.epochs[-1]),
            low=number(float(ensemble.low[-1])),
            high=number(float(ensemble.high[-1])),
        )
    ]
    if ensemble.diverged:
        n = ensemble.diverged
        sentences.append(
            tr_n("{n} has diverged and stays where it was.", "{n} have diverged and stay where they were.", n)
        )
    if ensemble.stride > 1:
        sentences.append(tr("The cloud shows one epoch in {stride}.", stride=ensemble.stride))
    return " ".join(sentences)
