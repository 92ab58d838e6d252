"""The forecast of a run in a sentence, and what one click could do about it. The same words everywhere."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from gdgui.core import Settings
from gdgui.core.settings import MOST_EPOCHS
from gdgui.core.theory import Forecast
from gdgui.experiment.report import counted

ALMOST = 0.01  # a run counts as arrived when its excess MSE is below this share of that at the start


@dataclass(frozen=True)
class Outlook:
    """What will happen, and settings that would do better: `suggestion` names them, if there are any."""

    sentence: str
    suggestion: str = ""
    settings: Settings | None = None


def outlook(forecast: Forecast, settings: Settings) -> Outlook:
    """The outlook of a run with these settings; `forecast` is theirs."""
    if forecast.regime == "diverges":
        return _unstable(forecast, settings)
    if forecast.regime == "edge":
        limit = f"{settings.learning_rate:.4g} is the stability limit"
        words = f"At the edge: {limit}; the MSE will neither fall nor explode."
        return _with_rate(words, settings, forecast.best_rate, forecast)
    if settings.algorithm == "sgd":
        return _noisy(forecast, settings)
    return _arrival(forecast, settings)


def _unstable(forecast: Forecast, settings: Settings) -> Outlook:
    rate, limit = settings.learning_rate, forecast.safe_rate
    if settings.algorithm == "sgd":
        words = f"Unstable: {rate:.4g} is above {limit:.4g}, the limit of SGD"
        if rate < forecast.full_batch_limit:
            words += f" (gradient descent takes up to {forecast.full_batch_limit:.4g})"
        return _with_rate(words + ".", settings, forecast.safe_rate, forecast)
    words = f"Will diverge: {rate:.4g} is above {limit:.4g}"
    epoch = forecast.epochs_until_divergence()
    if epoch is None:
        words += ", but it starts where nothing pulls"
    elif epoch > settings.epochs:
        words += f"; it will be halted at epoch {epoch:,}, beyond the {settings.epochs:,} you asked for"
    else:
        words += f"; it will be halted at epoch {epoch:,}"
    return _with_rate(words + ".", settings, forecast.safe_rate, forecast)


def _arrival(forecast: Forecast, settings: Settings) -> Outlook:
    epochs = forecast.epochs_until_excess(ALMOST)
    how = {"creeps": "Creeps: will", "overshoots": "Overshoots, but converges: will"}.get(
        forecast.regime, "Will"
    )
    if epochs == 0:
        return Outlook("Starts at the minimum: nothing will move.")
    if epochs is None or epochs > MOST_EPOCHS:
        when = "never" if epochs is None else f"only after {epochs:.2g} epochs"
        words = f"{how} be within 1 % {when}, more than any run here."
        return _with_rate(words, settings, forecast.best_rate, forecast)
    words = f"{how} be within 1 % after {counted(epochs, 'epoch')}"
    if epochs > settings.epochs:
        return _with_epochs(f"{words}; you asked for {settings.epochs:,}.", settings, epochs)
    return Outlook(f"{words}; {_slow_parameters(forecast)}you asked for {settings.epochs:,}.")


def _slow_parameters(forecast: Forecast) -> str:
    """A flat loss is not a converged fit: m and b may still be on their way."""
    quick, slow = forecast.epochs_until_excess(ALMOST), forecast.epochs_until_parameters(ALMOST)
    if quick is None or slow is None or slow < 2 * quick + 10:
        return ""
    return f"m and b only after {slow:,}; "


def _noisy(forecast: Forecast, settings: Settings) -> Outlook:
    floor, minimum = forecast.noise_floor, forecast.dataset.moments.minimum
    if floor <= 1e-9 * max(minimum, 1e-300) or minimum == 0:
        words = "SGD will settle at the minimum: the points lie on a line, so there is no noise"
    else:
        words = f"SGD will settle about {floor:.2g} above the minimum"
    epochs = forecast.epochs_until_excess(ALMOST)
    if epochs is not None and settings.epochs < epochs <= MOST_EPOCHS:
        return _with_epochs(f"{words}, but needs some {epochs:,} epochs.", settings, epochs)
    if epochs is None or epochs > MOST_EPOCHS:
        return Outlook(f"{words}, but not within any run here.")
    return Outlook(words + ".")


def _with_rate(words: str, settings: Settings, rate: float, forecast: Forecast) -> Outlook:
    rate = min(float(f"{rate:.4g}"), forecast.safe_rate)
    if not (0 < rate < math.inf) or rate == settings.learning_rate:
        return Outlook(words)
    return Outlook(words, f"Set rate {rate:g}", replace(settings, learning_rate=rate))


def _with_epochs(words: str, settings: Settings, epochs: int) -> Outlook:
    return Outlook(words, f"Set {counted(epochs, 'epoch')}", replace(settings, epochs=epochs))
