"""What became of a run that has ended, in a sentence."""

from __future__ import annotations

from gdgui.core import Trace
from gdgui.core.theory import Ending, Forecast, explodes
from gdgui.words.forecast import above_the_limit
from gdgui.words.numbers import number

ARRIVED = {
    "minimum": "Arrived: the MSE is within 1 % of the smallest possible.",
    "spread": "Arrived: the line is within a hundredth of y's spread.",
    "rounding": "Arrived: what is left is rounding.",
}

LARGEST_RATIO = 1e6  # to the smallest MSE: above, a number says more


def verdict(trace: Trace, forecast: Forecast) -> str:
    """How near the run has come, or why it did not; `forecast` is that of its last settings and points."""
    if explodes(trace):
        is_over = trace.outcome is not None and trace.outcome.reason == "diverged"
        how = "Diverged" if is_over else "Diverging"
        if forecast.zone == "diverges":
            return f"{how}: {above_the_limit(forecast)}, the stability limit."
        return f"{how}: the MSE grows instead of falling."
    ending = Ending.of(trace)
    if ending.has_arrived:
        return ARRIVED[ending.goal.yardstick]
    return f"{_why_not(trace, forecast)}: {_how_far(ending)}."


def _why_not(trace: Trace, forecast: Forecast) -> str:
    settled = forecast.epochs_until_settled
    if settled is not None and settled <= trace.epochs and forecast.epochs_to_arrive is None:
        return "Settled in its noise"
    if forecast.is_at_the_edge or forecast.zone == "overshoots":
        return "Goes back and forth across the valley"
    return "Not there yet"


def _how_far(ending: Ending) -> str:
    if ending.goal.yardstick == "spread":
        share = ending.excess**0.5 / ending.spread
        return f"the line is {_percent(share)} of y's spread from the best one"
    if ending.goal.yardstick == "rounding" or ending.excess > LARGEST_RATIO * ending.minimum:
        return f"the MSE is {number(ending.excess, 2)} above the smallest possible"
    share = ending.excess / ending.minimum
    if share < 10:
        return f"the MSE is {_percent(share)} above the smallest possible"
    return f"the MSE is {_short(1 + share)} times the smallest possible"


def _percent(share: float) -> str:
    return f"{_short(100 * share)} %"


def _short(value: float) -> str:
    """Two digits, or all before the point."""
    return number(value, 2)
