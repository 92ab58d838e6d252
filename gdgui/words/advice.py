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


def what_was_set(before: Settings, now: Settings) -> str:
    """After the advice was taken: what is another, and the way back."""
    parts = []
    if now.algorithm != before.algorithm:
        parts.append(algorithms.name(ALGORITHMS[now.algorithm]))
    if now.standardise != before.standardise:
        parts.append(tr("x standardised") if now.standardise else tr("x not standardised"))
    if now.batch_size != before.batch_size:
        parts.append(tr("batch size {old} → {new}", old=before.batch_size, new=now.batch_size))
    if now.learning_rate != before.learning_rate:
        old, new = number(before.learning_rate, 6), number(now.learning_rate, 6)
        parts.append(tr("learning rate {old} → {new}", old=old, new=new))
    if now.epochs != before.epochs:
        parts.append(tr("epochs {old} → {new}", old=before.epochs, new=now.epochs))
    return tr("Changed: {changes}. Press Run, or Ctrl+Z to take it all back.", changes=", ".join(parts))


def _changes(advice: Advice, settings: Settings) -> list[str]:
    parts, new = [], advice.settings
    if new.algorithm != settings.algorithm:
        parts.append(tr("take {algorithm}", algorithm=algorithms.name(ALGORITHMS[new.algorithm])))
    if new.standardise != settings.standardise:
        parts.append(tr("standardise x") if new.standardise else tr("do not standardise x"))
    return parts


def _with_set(values: list[str]) -> list[str]:
    return [tr("set {value}", value=values[0]), *values[1:]] if values else []
