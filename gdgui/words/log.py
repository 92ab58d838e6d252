"""How a run was made, as its log says it: a line for each thing, numbers with all their digits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gdgui.core import Segment, Settings, Trace
from gdgui.core.algorithms import ALGORITHMS
from gdgui.version import __version__
from gdgui.words import report
from gdgui.words.translation import marked, tr


def made_by() -> str:
    """The program, and what is logged."""
    return tr(
        "gdgui {version}: m and b and the MSE over all points after each epoch; epoch 0 is the start",
        version=__version__,
    )


def points(title: str, n: int, x_name: str, y_name: str) -> str:
    """“points: 20 of Noisy line; x is hours; y is score”."""
    if title:
        return tr("points: {n} of {title}; {names}", n=str(n), title=title, names=_names(x_name, y_name))
    return tr("points: {n}; {names}", n=str(n), names=_names(x_name, y_name))


def _names(x_name: str, y_name: str) -> str:
    return tr("x is {x_name}; y is {y_name}", x_name=x_name, y_name=y_name)


def settings(trace: Trace) -> Iterator[str]:
    """What the run was begun with."""
    first = trace.segments[0].settings
    for name in _USED:
        if _is_used(name, first):
            yield _setting(name, first)
    yield tr("start: m = {m} and b = {b}", m=repr(float(trace.m[0])), b=repr(float(trace.b[0])))
    yield tr("epochs: {n}", n=str(trace.epochs))


def changes(segments: Sequence[Segment]) -> Iterator[str]:
    """What was changed midway: “after epoch 40: learning rate: 0.1”."""
    for before, after in pairwise(segments):
        parts = [
            _setting(name, after.settings)
            for name in _USED
            if _is_used(name, after.settings)
            and getattr(after.settings, name) != getattr(before.settings, name)
        ]
        if after.dataset != before.dataset:
            parts.append(tr("points: {n} others", n=str(len(after.dataset))))
        if parts:
            yield tr("after epoch {epoch}: {changes}", epoch=str(after.epoch), changes="; ".join(parts))


def ending(trace: Trace) -> str:
    """Why there is no more of it."""
    why = report.ending(trace, trace.segments[-1].dataset)
    return tr("ended: {why}", why=why) if why else tr("not ended: it can go on")


def column(name: str) -> str:
    """What stands in a column that not every log has."""
    return tr(_COLUMNS[name])


_COLUMNS = {
    "segment": marked("segment: counts the stretches between changes from 1"),
    "samples": marked("samples: places of the points that the epoch drew; the first point is 0"),
}

_USED = {
    "algorithm": marked("algorithm: {value}"),
    "learning_rate": marked("learning rate: {value}"),
    "batch_size": marked("batch size: {value}"),
    "seed": marked("seed: {value}"),
    "standardise": marked("standardise: {value}"),
}


def _is_used(name: str, settings: Settings) -> bool:
    """Whether the algorithm knows it; some have no batch and no seed."""
    return name not in ("batch_size", "seed") or name in ALGORITHMS[settings.algorithm].settings


def _setting(name: str, settings: Settings) -> str:
    value = getattr(settings, name)
    if isinstance(value, bool):
        value = tr("yes") if value else tr("no")
    return tr(_USED[name], value=str(value))
