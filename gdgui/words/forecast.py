"""The forecast of a run in a sentence; the same words everywhere."""

from __future__ import annotations

from gdgui.core.limits import MOST_EPOCHS
from gdgui.core.theory import Forecast
from gdgui.words.numbers import apart, number, whole
from gdgui.words.report import counted

NEAR = {
    "minimum": "within 1 %",
    "spread": "within a hundredth of y's spread",
    "rounding": "at the smallest MSE but for rounding",
}
"""What it is to have arrived, by what the goal is measured with; 1 % is of the smallest MSE, and above it."""

WHAT_ARRIVED_MEANS = (
    "A run has arrived when its MSE is within 1 % of the smallest possible; where that is nearly zero, "
    "when the line is within a hundredth of y's standard deviation"
)


def forecast_sentence(forecast: Forecast | None) -> str:
    """What will happen; `forecast` is None where there are no points."""
    if forecast is None:
        return "No forecast: there are no points yet."
    if not forecast.is_known:
        return f"No forecast for this algorithm: of {forecast.algorithm.name} nothing is known beforehand."
    if forecast.zone == "diverges" and not forecast.is_at_the_edge:
        return _unstable(forecast)
    if forecast.starts_at_minimum and not forecast.is_noisy:
        return "Starts at the minimum: nothing will move."
    if forecast.is_at_the_edge:
        return (
            f"At the edge: {number(forecast.settings.learning_rate)} is the stability limit; "
            "across the valley it goes back and forth, and neither settles nor explodes."
        )
    return _on_average(forecast) if forecast.algorithm.is_stochastic else _arrival(forecast)


def above_the_limit(forecast: Forecast) -> str:
    """“0.9 is above 0.7932”: in digits that tell the two apart, and none that would be above if typed."""
    rate, limit = forecast.settings.learning_rate, forecast.stability_limit
    if float(f"{limit:.4g}") > limit and rate > 1.001 * limit:
        limit = forecast.safe_rate
    return f"{apart(rate, limit)} is above {apart(limit, rate)}"


def _unstable(forecast: Forecast) -> str:
    settings, above = forecast.settings, above_the_limit(forecast)
    if forecast.algorithm.is_stochastic:
        words = f"Unstable: {above}, the limit of {forecast.algorithm.name}"
        if settings.learning_rate < forecast.full_batch_limit:
            words += f" (gradient descent takes up to {number(forecast.full_batch_limit)})"
        return words + "."
    epoch = forecast.epochs_until_divergence()
    if epoch is None:
        if forecast.starts_at_minimum:
            return "Starts at the minimum: nothing will move."
        return f"Unstable: {above}, but it starts where nothing pulls."
    words = f"Will diverge: {above}"
    if forecast.starts_at_minimum:
        words += ", so that even rounding grows"
    words += f"; it will be halted at epoch {epoch:,}"
    if epoch > settings.epochs:
        words += f", beyond the {settings.epochs:,} you asked for"
    return words + "."


def _arrival(forecast: Forecast) -> str:
    near, epochs = NEAR[forecast.problem.goal.yardstick], forecast.epochs_to_arrive
    if epochs is None:
        return f"Moves too little to ever be {near}."
    if epochs == 0:
        return f"Starts {near}: there is hardly anything to do."
    if epochs > MOST_EPOCHS:
        return f"Slow: would take {number(epochs, 2)} epochs to be {near}."
    how = {"slow": "Slow: will", "overshoots": "Overshoots, but will"}.get(forecast.zone or "", "Will")
    words = f"{how} be {near} after {counted(epochs, 'epoch')}"
    if forecast.problem.singular:
        words += ", on one of the many lines that fit equally well"
    if epochs <= forecast.settings.epochs:
        words += _slow_parameters(forecast, epochs)
    return f"{words}; you asked for {forecast.settings.epochs:,}."


def _slow_parameters(forecast: Forecast, quick: int) -> str:
    """A flat loss is not a converged fit: m and b may still be on their way."""
    slow = forecast.epochs_until_parameters()
    return "" if slow is None or slow < 2 * quick + 10 else f", m and b only after {slow:,}"


def _on_average(forecast: Forecast) -> str:
    near, epochs = NEAR[forecast.problem.goal.yardstick], forecast.epochs_to_arrive
    name = forecast.algorithm.name
    asked, start = forecast.settings.epochs, forecast.problem.start_excess
    if forecast.zone == "jumpy":
        limit = forecast.stability_limit
        return f"Close to the limit of {name}, {number(limit)}: rare, large jumps decide where it ends."
    if not forecast.is_noisy:
        words = f"{name} on points on a line, without noise:"
        when = "not within any run here" if epochs is None else f"after about {counted(epochs, 'epoch')}"
        return f"{words} {near} {when}; you asked for {asked:,}."
    if epochs is not None and epochs <= asked:
        return (
            f"{name} will be {near}, on average, after {counted(epochs, 'epoch')}; you asked for {asked:,}."
        )
    expected = forecast.expected_excess
    words = f"{name}: about {number(expected, 2)} above the smallest MSE after {counted(asked, 'epoch')}"
    if expected > start:
        words += f", worse than at the start ({number(start, 2)} above)"
    return f"{words}; {_in_the_end(forecast, near)}."


def _in_the_end(forecast: Forecast, near: str) -> str:
    epochs, settled, floor = forecast.epochs_to_arrive, forecast.epochs_until_settled, forecast.noise_floor
    if epochs is not None:
        return f"{near} after about {epochs:,}"
    if settled is None:
        return f"in the end {number(floor, 2)}, but not within any run here"
    if settled <= forecast.settings.epochs:
        return f"it has settled there, in its noise of {number(floor, 2)}"
    return f"in the end, from about epoch {whole(settled)} on, its noise leaves {number(floor, 2)}"
