"""What a run did, in words and figures a person reads; the same in the window and without one."""

from __future__ import annotations

from gdgui.core import Dataset, Segment, Settings, Trace
from gdgui.core.algorithms import ALGORITHMS, Algorithm
from gdgui.core.theory import forecast
from gdgui.words.numbers import FIGURE_SPACE, figure, number

OTHER_POINTS = (
    "The points were changed during this run. The large figures are of the points as they are now; "
    "then, at this epoch, the MSE was the one in brackets, as on the curve."
)


def running(settings: Settings) -> str:
    """What every epoch does, while a run is under way."""
    algorithm = ALGORITHMS[settings.algorithm]
    points = "only the points that are ringed" if algorithm.is_stochastic else "all points"
    return f"{capital(algorithm.name)} is running: every epoch uses {points}."


def ending(trace: Trace, dataset: Dataset) -> str:
    """One sentence: why the run ended, and after a divergence what to do about it on these points."""
    outcome, last = trace.outcome, trace.segments[-1]
    if outcome is None:
        return ""
    if outcome.reason == "finished":
        return f"Finished {counted(outcome.epoch, 'epoch')}."
    if outcome.reason == "stopped":
        return f"Stopped after {counted(outcome.epoch, 'epoch')}."
    settings = last.settings
    epochs = f"epoch {outcome.epoch:,} (shown is the last good one, {trace.epochs:,})"
    words = f"Diverged at {epochs} with learning rate {number(settings.learning_rate, 6)}"
    if len(dataset) == 0:
        return f"{words}."
    theory, algorithm = forecast(dataset, settings), ALGORITHMS[settings.algorithm]
    if not theory.is_known:
        return f"{words}."
    batch = "batch_size" in algorithm.settings
    scope = f" for {algorithm.name} with batch size {settings.batch_size:,}" if batch else ""
    scope += " with x standardised" if settings.standardise else ""
    which = "these points" if dataset == last.dataset else "the points as they are now"
    safe = theory.safe_rate
    return f"{words}: the largest stable one for {which}{scope} is {number(safe, 6)}."


def outcome_of(trace: Trace, current: bool) -> str:
    """How a run ended, in a few words; only the current one may be under way."""
    outcome = trace.outcome
    if outcome is None:
        return "under way" if current else f"stopped at {trace.epochs:,}"
    return f"{outcome.reason} at {outcome.epoch:,}" if outcome.reason != "finished" else "finished"


def in_short(settings: Settings) -> str:
    """A run's settings in a few words: “GD 0.05”, “SGD 0.1, batch 16, seed 3”."""
    algorithm = ALGORITHMS[settings.algorithm]
    words = f"{algorithm.short} {number(settings.learning_rate, 6)}"
    if "batch_size" in algorithm.settings and settings.batch_size > 1:
        words += f", batch {settings.batch_size:,}"
    if "seed" in algorithm.settings and settings.seed:
        words += f", seed {settings.seed}"
    return words + (", x standardised" if settings.standardise else "")


def singularity(dataset: Dataset) -> str:
    """A sentence where the points do not decide on one best line; empty where they do."""
    if len(dataset) == 0 or dataset.moments.sxx > 0:
        return ""
    which = "There is one point" if len(dataset) == 1 else "All points have the same x"
    return f"{which}, so many lines fit equally well: the minimum is a whole line of (m, b)."


def what_changed(before: Segment, after: Segment) -> str:
    """What was changed between two segments of a run, such as “points changed, learning rate 0.1”."""
    parts = ["points changed"] if after.dataset != before.dataset else []
    old, new = before.settings, after.settings
    algorithm = ALGORITHMS[new.algorithm]
    if new.algorithm != old.algorithm:
        parts.append(algorithm.name)
    if new.learning_rate != old.learning_rate:
        parts.append(f"learning rate {number(new.learning_rate, 6)}")
    if new.standardise != old.standardise:
        parts.append("x standardised" if new.standardise else "x not standardised")
    if "batch_size" in algorithm.settings and new.batch_size != old.batch_size:
        parts.append(f"batch size {new.batch_size:,}")
    if "seed" in algorithm.settings and new.seed != old.seed:
        parts.append(f"seed {new.seed}")
    return ", ".join(parts)


def algorithm_tip(algorithm: Algorithm) -> str:
    """What the button of an algorithm says of it."""
    if algorithm.is_stochastic:
        return "Every epoch uses only a few points drawn at random: cheap, but jumpy."
    return "Every epoch uses all points: the exact gradient."


def capital(words: str) -> str:
    """As at the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def counted(number: int, noun: str) -> str:
    """“1 epoch”, “10 epochs”."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def error_captions(then: float | None) -> tuple[str, str]:
    """What stands over the MSE and over the smallest possible one.

    `then` is the MSE on the points that the run had at this epoch; None where they are those of now.
    """
    if then is None:
        return "MSE", "minimum MSE"
    return f"MSE now (then {figure(then).strip(FIGURE_SPACE)})", "minimum MSE now"


def setting_words(names: frozenset[str]) -> str:
    """What a change of these settings is called, as in “Undo learning rate”."""
    if names and names <= {"m", "b"}:
        return "start"
    return _SETTINGS.get(next(iter(names)), "settings") if len(names) == 1 else "settings"


_SETTINGS = {
    "algorithm": "algorithm",
    "learning_rate": "learning rate",
    "epochs": "number of epochs",
    "batch_size": "batch size",
    "seed": "seed",
    "standardise": "standardising of x",
}


def run_words(name: str, first: Settings, last: Settings) -> str:
    """A run in a few words: the name that somebody gave it, its settings, and those that it ended with."""
    words = in_short(first)
    if in_short(last) != words:
        words += f" → {in_short(last)}"
    return f"{name}: {words}" if name else words
