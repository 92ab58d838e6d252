"""The advice in words: on a button, in a sentence, and after it was taken."""

from __future__ import annotations

from gdgui.core import Settings
from gdgui.core.algorithms import ALGORITHMS
from gdgui.core.theory import Advice
from gdgui.words import algorithms
from gdgui.words.counts import epochs_counted
from gdgui.words.numbers import number
from gdgui.words.translation import capital, tr


def advice_button(advice: Advice, settings: Settings) -> str:
    """What a click sets, of these settings, in a few words: “Set rate 0.7, 26 epochs”."""
    values, new = [], advice.settings
    if new.batch_size != settings.batch_size:
        values.append(tr("batch {size}", size=new.batch_size))
    if new.learning_rate != settings.learning_rate:
        values.append(tr("rate {rate}", rate=number(new.learning_rate, 6)))
    if new.epochs != settings.epochs:
        values.append(epochs_counted(new.epochs))
    return capital(", ".join(_changes(advice, settings) + _with_set(values)))


def advice_sentence(advice: Advice, settings: Settings) -> str:
    """“Set learning rate 0.7 and 26 epochs: this run arrives.”"""
    values, new = [], advice.settings
    if new.batch_size != settings.batch_size:
        values.append(tr("batch size {size}", size=new.batch_size))
    if new.learning_rate != settings.learning_rate:
        values.append(tr("learning rate {rate}", rate=number(new.learning_rate, 6)))
    if new.epochs != settings.epochs:
        values.append(epochs_counted(new.epochs))
    changes = tr(" and ").join(_changes(advice, settings) + _with_set(values))
    return tr("{changes}: that run arrives.", changes=capital(changes))


def what_was_set(settings: Settings) -> str:
    """After the advice was taken."""
    algorithm = ALGORITHMS[settings.algorithm]
    batch = tr(", batch {size}", size=settings.batch_size) if "batch_size" in algorithm.settings else ""
    scaling = tr(", x standardised") if settings.standardise else ""
    return tr(
        "Set: {algorithm}{batch}{scaling}, learning rate {rate}, {epochs}. Press Run.",
        algorithm=capital(algorithms.name(algorithm)),
        batch=batch,
        scaling=scaling,
        rate=number(settings.learning_rate, 6),
        epochs=epochs_counted(settings.epochs),
    )


def _changes(advice: Advice, settings: Settings) -> list[str]:
    parts, new = [], advice.settings
    if new.algorithm != settings.algorithm:
        parts.append(tr("take {algorithm}", algorithm=algorithms.name(ALGORITHMS[new.algorithm])))
    if new.standardise != settings.standardise:
        parts.append(tr("standardise x") if new.standardise else tr("do not standardise x"))
    return parts


def _with_set(values: list[str]) -> list[str]:
    return [tr("set {value}", value=values[0]), *values[1:]] if values else []
