"""What a run did, in words and figures a person reads; the same in the window and without one."""

from __future__ import annotations

from gdgui.core import Dataset, Segment, Settings, Trace
from gdgui.core.algorithms import ALGORITHMS, Algorithm
from gdgui.core.theory import forecast
from gdgui.words import algorithms
from gdgui.words.counts import epochs_counted
from gdgui.words.numbers import number
from gdgui.words.translation import capital, marked, tr


def other_points() -> str:
    """Which figures are of which points."""
    return tr(
        "The points were changed: the large figures are of the points as they are now. The MSE in brackets "
        "is of the points that the run had at this epoch, as on the curve."
    )


def running(settings: Settings) -> str:
    """What every epoch does, while a run is under way."""
    algorithm = ALGORITHMS[settings.algorithm]
    name = capital(algorithms.name(algorithm))
    if algorithm.is_stochastic:
        return tr("{algorithm} is running: every epoch uses only the points that are ringed.", algorithm=name)
    return tr("{algorithm} is running: every epoch uses all points.", algorithm=name)


def ending(trace: Trace, dataset: Dataset) -> str:
    """One sentence: why the run ended, and after a divergence what to do about it on these points."""
    outcome, last = trace.outcome, trace.segments[-1]
    if outcome is None:
        return ""
    if outcome.reason == "finished":
        return tr("Finished {epochs}.", epochs=epochs_counted(outcome.epoch))
    if outcome.reason == "stopped":
        return stopped(outcome.epoch)
    settings = last.settings
    words = tr(
        "Diverged at epoch {epoch} (shown is the one before, {shown}) with learning rate {rate}",
        epoch=outcome.epoch,
        shown=trace.epochs,
        rate=number(settings.learning_rate, 6),
    )
    if len(dataset) == 0:
        return tr("{what}.", what=words)
    theory, algorithm = forecast(dataset, settings), ALGORITHMS[settings.algorithm]
    if not theory.is_known:
        return tr("{what}.", what=words)
    which = tr("these points") if dataset == last.dataset else tr("the points as they are now")
    return tr(
        "{what}: the largest stable one for {points}{batch}{scaling} is {rate}.",
        what=words,
        points=which,
        batch=_with_batch(algorithm, settings) if "batch_size" in algorithm.settings else "",
        scaling=tr(" with x standardised") if settings.standardise else "",
        rate=number(theory.safe_rate, 6),
    )


def _with_batch(algorithm: Algorithm, settings: Settings) -> str:
    name, size = algorithms.name(algorithm), settings.batch_size
    return tr(" for {algorithm} with batch size {size}", algorithm=name, size=size)


def stopped(epochs: int) -> str:
    """A run that was stopped by hand."""
    return tr("Stopped after {epochs}.", epochs=epochs_counted(epochs))


def outcome_of(trace: Trace, current: bool) -> str:
    """How a run ended, in a few words; only the current one may be under way."""
    outcome = trace.outcome
    if outcome is None:
        return tr("under way") if current else tr("stopped at {epoch}", epoch=trace.epochs)
    return tr(_OUTCOMES[outcome.reason], epoch=outcome.epoch)


_OUTCOMES = {
    "finished": marked("finished"),
    "stopped": marked("stopped at {epoch}"),
    "diverged": marked("diverged at {epoch}"),
}


def in_short(settings: Settings) -> str:
    """A run's settings in a few words: “GD 0.05”, “SGD 0.1, batch 16, seed 3”."""
    algorithm = ALGORITHMS[settings.algorithm]
    words = f"{algorithm.short} {number(settings.learning_rate, 6)}"
    if "batch_size" in algorithm.settings and settings.batch_size > 1:
        words += tr(", batch {size}", size=settings.batch_size)
    if "seed" in algorithm.settings and settings.seed:
        words += tr(", seed {seed}", seed=str(settings.seed))
    return words + (tr(", x standardised") if settings.standardise else "")


def singularity(dataset: Dataset) -> str:
    """A sentence where the points do not decide on one best line; empty where they do."""
    if len(dataset) == 0 or dataset.moments.sxx > 0:
        return ""
    if len(dataset) == 1:
        return tr(
            "There is one point, so many lines fit equally well: the minimum is a whole line of (m, b)."
        )
    return tr(
        "All points have the same x, so many lines fit equally well: the minimum is a whole line of (m, b)."
    )


def what_changed(before: Segment, after: Segment) -> str:
    """What was changed between two segments of a run, such as “points changed, learning rate 0.1”."""
    parts = [tr("points changed")] if after.dataset != before.dataset else []
    old, new = before.settings, after.settings
    algorithm = ALGORITHMS[new.algorithm]
    if new.algorithm != old.algorithm:
        parts.append(algorithms.name(algorithm))
    if new.learning_rate != old.learning_rate:
        parts.append(tr("learning rate {rate}", rate=number(new.learning_rate, 6)))
    if new.standardise != old.standardise:
        parts.append(tr("x standardised") if new.standardise else tr("x not standardised"))
    if "batch_size" in algorithm.settings and new.batch_size != old.batch_size:
        parts.append(tr("batch size {size}", size=new.batch_size))
    if "seed" in algorithm.settings and new.seed != old.seed:
        parts.append(tr("seed {seed}", seed=str(new.seed)))
    return ", ".join(parts)


def error_captions(of_now: bool) -> tuple[str, str]:
    """What stands over the MSE and over the smallest possible one; `of_now`: the run had other points."""
    if of_now:
        return tr("MSE on the points now"), tr("minimum MSE on the points now")
    return tr("MSE"), tr("minimum MSE")


def setting_words(names: frozenset[str]) -> str:
    """What a change of these settings is called, as in “Undo learning rate”."""
    if names and names <= {"m", "b"}:
        return tr("start")
    if len(names) != 1:
        return tr("settings")
    return tr(_SETTINGS.get(next(iter(names)), "settings"))


_SETTINGS = {
    "algorithm": marked("algorithm"),
    "learning_rate": marked("learning rate"),
    "epochs": marked("number of epochs"),
    "batch_size": marked("batch size"),
    "seed": marked("seed"),
    "standardise": marked("standardising of x"),
}


def run_words(name: str, first: Settings, last: Settings) -> str:
    """A run in a few words: the name that somebody gave it, its settings, and those that it ended with."""
    words = in_short(first)
    if in_short(last) != words:
        words = tr("{first} → {last}", first=words, last=in_short(last))
    return tr("{name}: {settings}", name=name, settings=words) if name else words
