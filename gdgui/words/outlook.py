"""The forecast of a run in a sentence, and what one click could do about it. The same words everywhere."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from gdgui.core import Settings
from gdgui.core.settings import MOST_EPOCHS
from gdgui.core.theory import Forecast
from gdgui.core.theory import forecast as theory_of
from gdgui.words.report import counted

ALMOST = 0.01  # a run counts as arrived when its excess MSE is below this share of that at the start


@dataclass(frozen=True)
class Outlook:
    """What will happen, and settings that would do better: `suggestion` names them, if there are any."""

    sentence: str
    suggestion: str = ""
    settings: Settings | None = None


def outlook(forecast: Forecast | None, settings: Settings) -> Outlook:
    """The outlook of a run with these settings; `forecast` is theirs, None where there are no points."""
    if forecast is None:
        return Outlook("No forecast: there are no points yet.")
    if forecast.starts_at_minimum and (settings.algorithm == "gd" or forecast.is_a_line):
        return Outlook("Starts at the minimum: nothing will move.")
    if forecast.regime == "diverges":
        return _unstable(forecast, settings)
    if forecast.regime == "edge":
        return _at_the_edge(forecast, settings)
    if settings.algorithm == "sgd":
        return _noisy(forecast, settings)
    return _arrival(forecast, settings)


def _unstable(forecast: Forecast, settings: Settings) -> Outlook:
    rate, limit = settings.learning_rate, forecast.stability_limit
    if float(f"{limit:.4g}") > limit and rate > 1.001 * limit:
        limit = forecast.safe_rate  # who types what is shown must not land above
    above = f"{_digits(rate, limit)} is above {_digits(limit, rate)}"
    if settings.algorithm == "sgd":
        words = f"Unstable: {above}, the limit of SGD"
        if rate < forecast.full_batch_limit:
            words += f" (gradient descent takes up to {forecast.full_batch_limit:.4g})"
        return _with_rate(words + ".", settings, forecast.good_rate, forecast)
    words = f"Will diverge: {above}"
    epoch = forecast.epochs_until_divergence()
    if epoch is None:
        words = f"Unstable: {above}, but it starts where nothing pulls"
    elif epoch > settings.epochs:
        words += f"; it will be halted at epoch {epoch:,}, beyond the {settings.epochs:,} you asked for"
    else:
        words += f"; it will be halted at epoch {epoch:,}"
    return _with_rate(words + ".", settings, forecast.safe_rate, forecast)


def _at_the_edge(forecast: Forecast, settings: Settings) -> Outlook:
    words = f"At the edge: {settings.learning_rate:.4g} is the stability limit"
    epoch = forecast.epochs_until_divergence()
    if settings.algorithm == "sgd":
        words += " of SGD; rare, huge jumps are to be expected."
    elif epoch is not None and epoch <= settings.epochs:
        words += f"; it will be halted at epoch {epoch:,}."
    else:
        words += "; across the valley it neither settles nor explodes."
    return _with_rate(words, settings, forecast.good_rate, forecast)


def _arrival(forecast: Forecast, settings: Settings) -> Outlook:
    epochs = forecast.epochs_until_excess(ALMOST)
    if epochs is None or epochs > MOST_EPOCHS:
        if epochs is None:
            return _faster("Moves too little to ever be within 1 %.", forecast, settings)
        return _faster(f"Creeps: would take {epochs:.2g} epochs to be within 1 %.", forecast, settings)
    how = {"creeps": "Creeps: will", "overshoots": "Overshoots, but converges: will"}.get(
        forecast.regime, "Will"
    )
    words = f"{how} be within 1 % after {counted(epochs, 'epoch')}"
    if forecast.singular:
        words += " of one of the many lines that fit equally well"
    if epochs > settings.epochs:
        return _with_epochs(f"{words}; you asked for {settings.epochs:,}.", settings, epochs)
    return Outlook(f"{words}; {_slow_parameters(forecast)}you asked for {settings.epochs:,}.")


def _faster(words: str, forecast: Forecast, settings: Settings) -> Outlook:
    """Suggest the best rate, or to standardise x, if that brings the end within reach."""
    best = replace(settings, learning_rate=forecast.good_rate)
    if _arrives(forecast, best):
        return Outlook(words, f"Set rate {best.learning_rate:g}", best)
    if not settings.standardise and not forecast.singular:
        theory = theory_of(forecast.dataset, replace(settings, standardise=True))
        best = replace(theory.settings, learning_rate=theory.good_rate)
        if _arrives(theory, best):
            return Outlook(words, f"Standardise x, set rate {best.learning_rate:g}", best)
    return Outlook(f"{words} No learning rate is quick enough here.")


def _arrives(forecast: Forecast, settings: Settings) -> bool:
    epochs = replace(forecast, settings=settings).epochs_until_excess(ALMOST)
    return settings != forecast.settings and epochs is not None and epochs <= MOST_EPOCHS


def _slow_parameters(forecast: Forecast) -> str:
    """A flat loss is not a converged fit: m and b may still be on their way."""
    quick, slow = forecast.epochs_until_excess(ALMOST), forecast.epochs_until_parameters(ALMOST)
    if quick is None or slow is None or slow < 2 * quick + 10:
        return ""
    return f"m and b only after {slow:,}; "


def _noisy(forecast: Forecast, settings: Settings) -> Outlook:
    floor, start = forecast.noise_floor, forecast.start_excess
    if forecast.is_a_line:
        words = "SGD will settle at the minimum: the points lie on a line, so there is no noise"
    else:
        words = f"SGD will settle about {floor:.2g} above the minimum"
        if floor > start:
            words += f", on average: worse than where it starts ({start:.2g} above)."
            return _with_rate(words, settings, forecast.good_rate, forecast)
    epochs = forecast.epochs_until_settled(ALMOST)
    if epochs is None or epochs > MOST_EPOCHS:
        return Outlook(f"{words}, but not within any run here.")
    if settings.epochs < epochs:
        return _with_epochs(f"{words}, but needs some {epochs:,} epochs.", settings, epochs)
    return Outlook(words + ".")


def _digits(value: float, other: float) -> str:
    """As few digits, from four on, as tell it from the other."""
    ways = [f".{digits}g" for digits in range(4, 18)]
    way = next((way for way in ways if f"{value:{way}}" != f"{other:{way}}"), ways[-1])
    return f"{value:{way}}"


def _with_rate(words: str, settings: Settings, rate: float, forecast: Forecast) -> Outlook:
    rate = min(float(f"{rate:.4g}"), forecast.safe_rate)
    if not (0 < rate < math.inf) or rate == settings.learning_rate:
        return Outlook(words)
    return Outlook(words, f"Set rate {rate:g}", replace(settings, learning_rate=rate))


def _with_epochs(words: str, settings: Settings, epochs: int) -> Outlook:
    return Outlook(words, f"Set {counted(epochs, 'epoch')}", replace(settings, epochs=epochs))
