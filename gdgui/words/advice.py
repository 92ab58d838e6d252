"""The advice in words: on a button, in a sentence, and after it was taken."""

from __future__ import annotations

from gdgui.core import Settings
from gdgui.core.algorithms import ALGORITHMS
from gdgui.core.theory import Advice
from gdgui.words.numbers import number
from gdgui.words.report import capital, counted


def advice_button(advice: Advice, settings: Settings) -> str:
    """What a click sets, of these settings, in a few words: “Set rate 0.7, 26 epochs”."""
    parts, new = _changes(advice, settings), advice.settings
    if new.batch_size != settings.batch_size:
        parts.append(f"batch {new.batch_size:,}")
    if new.learning_rate != settings.learning_rate:
        parts.append(f"rate {number(new.learning_rate, 6)}")
    if new.epochs != settings.epochs:
        parts.append(counted(new.epochs, "epoch"))
    return capital(_with_set(parts, len(_changes(advice, settings)), ", "))


def advice_sentence(advice: Advice, settings: Settings) -> str:
    """“Set learning rate 0.7 and 26 epochs: this run arrives.”"""
    parts, new = _changes(advice, settings), advice.settings
    before = len(parts)
    if new.batch_size != settings.batch_size:
        parts.append(f"batch size {new.batch_size:,}")
    if new.learning_rate != settings.learning_rate:
        parts.append(f"learning rate {number(new.learning_rate, 6)}")
    if new.epochs != settings.epochs:
        parts.append(counted(new.epochs, "epoch"))
    return f"{capital(_with_set(parts, before, ' and '))}: that run arrives."


def what_was_set(settings: Settings) -> str:
    """After the advice was taken."""
    scaling = ", x standardised" if settings.standardise else ""
    algorithm = ALGORITHMS[settings.algorithm]
    batch = f", batch {settings.batch_size:,}" if "batch_size" in algorithm.settings else ""
    trained = f"{capital(algorithm.name)}{batch}{scaling}"
    epochs = counted(settings.epochs, "epoch")
    return f"Set: {trained}, learning rate {number(settings.learning_rate, 6)}, {epochs}. Press Run."


def _changes(advice: Advice, settings: Settings) -> list[str]:
    parts, new = [], advice.settings
    if new.algorithm != settings.algorithm:
        parts.append(f"take {ALGORITHMS[new.algorithm].name}")
    if new.standardise != settings.standardise:
        parts.append("standardise x" if new.standardise else "do not standardise x")
    return parts


def _with_set(parts: list[str], at: int, between: str) -> str:
    if at < len(parts):
        parts[at] = f"set {parts[at]}"
    return between.join(parts)
