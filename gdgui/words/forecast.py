"""The forecast of a run in a sentence; the same words everywhere."""

from __future__ import annotations

from gdgui.core.limits import MOST_EPOCHS
from gdgui.core.theory import Forecast
from gdgui.words import algorithms
from gdgui.words.counts import epochs_counted
from gdgui.words.numbers import apart, number
from gdgui.words.translation import marked, tr

_NEAR = {
    "minimum": marked("within 1 %"),
    "spread": marked("within a hundredth of y's spread"),
    "rounding": marked("at the smallest MSE but for rounding"),
}
"""What it is to have arrived, by what the goal is measured with; 1 % is of the smallest MSE, and above it."""


def what_arrived_means() -> str:
    """When a run counts as arrived."""
    return tr(
        "A run has arrived when its MSE is within 1 % of the smallest possible; where that is nearly zero, "
        "when the line is within a hundredth of y's standard deviation"
    )


def forecast_sentence(forecast: Forecast | None) -> str:
    """What will happen; `forecast` is None where there are no points."""
    if forecast is None:
        return tr("No forecast: there are no points yet.")
    if not forecast.is_known:
        return tr(
            "No forecast for this algorithm: of {algorithm} nothing is known beforehand.",
            algorithm=algorithms.name(forecast.algorithm),
        )
    if forecast.zone == "diverges" and not forecast.is_at_the_edge:
        return _unstable(forecast)
    if forecast.starts_at_minimum and not forecast.is_noisy:
        return tr("Starts at the minimum: nothing will move.")
    if forecast.is_at_the_edge:
        return tr(
            "At the edge: {rate} is the stability limit; "
            "across the valley it goes back and forth, and neither settles nor explodes.",
            rate=number(forecast.settings.learning_rate),
        )
    return _on_average(forecast) if forecast.algorithm.is_stochastic else _arrival(forecast)


def above_the_limit(forecast: Forecast) -> str:
    """“0.9 is above 0.7932”: in digits that tell the two apart, and none that would be above if typed."""
    rate, limit = forecast.settings.learning_rate, forecast.stability_limit
    if float(f"{limit:.4g}") > limit and rate > 1.001 * limit:
        limit = forecast.safe_rate
    return tr("{rate} is above {limit}", rate=apart(rate, limit), limit=apart(limit, rate))


def _unstable(forecast: Forecast) -> str:
    settings, above = forecast.settings, above_the_limit(forecast)
    if forecast.algorithm.is_stochastic:
        name = algorithms.name(forecast.algorithm)
        if settings.learning_rate < forecast.full_batch_limit:
            return tr(
                "Unstable: {above}, the limit of {algorithm} (gradient descent takes up to {limit}).",
                above=above,
                algorithm=name,
                limit=number(forecast.full_batch_limit),
            )
        return tr("Unstable: {above}, the limit of {algorithm}.", above=above, algorithm=name)
    epoch = forecast.epochs_until_divergence()
    if epoch is None:
        if forecast.starts_at_minimum:
            return tr("Starts at the minimum: nothing will move.")
        return tr("Unstable: {above}, but it starts where nothing pulls.", above=above)
    grows = tr(", so that even rounding grows") if forecast.starts_at_minimum else ""
    beyond = epoch > settings.epochs
    return tr(
        "Will diverge: {above}{grows}; it will be halted at epoch {epoch}{beyond}.",
        above=above,
        grows=grows,
        epoch=epoch,
        beyond=tr(", beyond the {asked} you asked for", asked=settings.epochs) if beyond else "",
    )


def _arrival(forecast: Forecast) -> str:
    near, epochs = tr(_NEAR[forecast.problem.goal.yardstick]), forecast.epochs_to_arrive
    if epochs is None:
        return tr("Moves too little to ever be {near}.", near=near)
    if epochs == 0:
        return tr("Starts {near}: there is hardly anything to do.", near=near)
    if epochs > MOST_EPOCHS:
        return tr("Slow: would take {epochs} epochs to be {near}.", epochs=number(epochs, 2), near=near)
    singular = forecast.problem.singular
    return tr(
        _ARRIVES.get(forecast.zone or "", _ARRIVES["good"]),
        near=near,
        epochs=epochs_counted(epochs),
        where=tr(", on one of the many lines that fit equally well") if singular else "",
        but=_slow_parameters(forecast, epochs) if epochs <= forecast.settings.epochs else "",
        asked=forecast.settings.epochs,
    )


_ARRIVES = {
    "slow": marked("Slow: will be {near} after {epochs}{where}{but}; you asked for {asked}."),
    "overshoots": marked("Overshoots, but will be {near} after {epochs}{where}{but}; you asked for {asked}."),
    "good": marked("Will be {near} after {epochs}{where}{but}; you asked for {asked}."),
}


def _slow_parameters(forecast: Forecast, quick: int) -> str:
    """A flat loss is not a converged fit: m and b may still be on their way."""
    slow = forecast.epochs_until_parameters()
    return "" if slow is None or slow < 2 * quick + 10 else tr(", m and b only after {epochs}", epochs=slow)


def _on_average(forecast: Forecast) -> str:
    near, epochs = tr(_NEAR[forecast.problem.goal.yardstick]), forecast.epochs_to_arrive
    name = algorithms.name(forecast.algorithm)
    asked, start = forecast.settings.epochs, forecast.problem.start_excess
    if forecast.zone == "jumpy":
        return tr(
            "Close to the limit of {algorithm}, {limit}: rare, large jumps decide where it ends.",
            algorithm=name,
            limit=number(forecast.stability_limit),
        )
    if not forecast.is_noisy:
        late = tr("not within any run here")
        return tr(
            "{algorithm} on points on a line, without noise: {near} {when}; you asked for {asked}.",
            algorithm=name,
            near=near,
            when=late if epochs is None else tr("after about {epochs}", epochs=epochs_counted(epochs)),
            asked=asked,
        )
    if epochs is not None and epochs <= asked:
        return tr(
            "{algorithm} will be {near}, on average, after {epochs}; you asked for {asked}.",
            algorithm=name,
            near=near,
            epochs=epochs_counted(epochs),
            asked=asked,
        )
    expected = forecast.expected_excess
    worse = tr(", worse than at the start ({excess} above)", excess=number(start, 2))
    return tr(
        "{algorithm}: about {excess} above the smallest MSE after {epochs}{worse}; {end}.",
        algorithm=name,
        excess=number(expected, 2),
        epochs=epochs_counted(asked),
        worse=worse if expected > start else "",
        end=_in_the_end(forecast, near),
    )


def _in_the_end(forecast: Forecast, near: str) -> str:
    epochs, settled, floor = forecast.epochs_to_arrive, forecast.epochs_until_settled, forecast.noise_floor
    if epochs is not None:
        return tr("{near} after about {epochs}", near=near, epochs=epochs)
    if settled is None:
        return tr("in the end {floor}, but not within any run here", floor=number(floor, 2))
    if settled <= forecast.settings.epochs:
        return tr("it has settled there, in its noise of {floor}", floor=number(floor, 2))
    return tr(
        "in the end, from about epoch {epoch} on, its noise leaves {floor}",
        epoch=settled,
        floor=number(floor, 2),
    )
