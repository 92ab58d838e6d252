"""What became of a run that has ended, in a sentence."""

from __future__ import annotations

from gdgui.core import Trace
from gdgui.core.theory import Ending, Forecast, explodes
from gdgui.words.forecast import above_the_limit
from gdgui.words.numbers import number
from gdgui.words.translation import marked, tr

ARRIVED = {
    "minimum": marked("Arrived: the MSE is within 1 % of the smallest possible."),
    "spread": marked("Arrived: the line is within a hundredth of y's spread."),
    "rounding": marked("Arrived: what is left is rounding."),
}

LARGEST_RATIO = 1e6  # to the smallest MSE: above, a number says more


def verdict(trace: Trace, forecast: Forecast) -> str:
    """How near the run has come, or why it did not; `forecast` is that of its last settings and points."""
    grows = forecast.zone == "diverges" and trace.mse[-1] > trace.mse[0]
    is_over = trace.outcome is not None and trace.outcome.reason == "diverged"
    if jumps_far(trace, forecast):
        far = _how_far(Ending.of(trace))
        return tr("Jumps far: the rate is close to the stability limit, and {distance}.", distance=far)
    if explodes(trace) or grows:
        if forecast.zone == "diverges":
            above = above_the_limit(forecast)
            if is_over:
                return tr("Diverged: {above}, the stability limit.", above=above)
            return tr("Diverging: {above}, the stability limit.", above=above)
        return tr("Diverged.") if is_over else tr("Diverging: the MSE grows instead of falling.")
    ending = Ending.of(trace)
    if ending.has_arrived:
        return tr(ARRIVED[ending.goal.yardstick])
    return tr("{why}: {distance}.", why=_why_not(trace, forecast), distance=_how_far(ending))


def jumps_far(trace: Trace, forecast: Forecast) -> bool:
    """Whether it is far off only as SGD is now and then: its rate is one at which it settles."""
    is_over = trace.outcome is not None and trace.outcome.reason == "diverged"
    return not is_over and explodes(trace) and forecast.is_noisy and forecast.zone != "diverges"


def arrival() -> str:
    """What is said of a run that has come to the minimum."""
    return tr(ARRIVED["minimum"])


def _why_not(trace: Trace, forecast: Forecast) -> str:
    if forecast.zone == "jumpy":
        return tr("Close to the limit, where rare, large jumps decide")
    settled = forecast.epochs_until_settled
    if settled is not None and settled <= trace.epochs and forecast.epochs_to_arrive is None:
        return tr("Settled in its noise")
    if forecast.is_at_the_edge or forecast.zone == "overshoots":
        return tr("Goes back and forth across the valley")
    return tr("Not there yet")


def _how_far(ending: Ending) -> str:
    if ending.goal.yardstick == "spread":
        share = ending.excess**0.5 / ending.spread
        return tr("the line is {share} of y's spread from the best one", share=_percent(share))
    if ending.goal.yardstick == "rounding" or ending.excess > LARGEST_RATIO * ending.minimum:
        return tr("the MSE is {amount} above the smallest possible", amount=number(ending.excess, 2))
    share = ending.excess / ending.minimum
    if share < 10:
        return tr("the MSE is {amount} above the smallest possible", amount=_percent(share))
    return tr("the MSE is {factor} times the smallest possible", factor=_short(1 + share))


def _percent(share: float) -> str:
    return tr("{share} %", share=_short(100 * share))


def _short(value: float) -> str:
    """Two digits, or all before the point."""
    return number(value, 2)
