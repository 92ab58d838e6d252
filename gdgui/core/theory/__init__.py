"""What is known of a run before it is started: its forecast, and the advice for a better one."""

from gdgui.core.algorithms import Zone
from gdgui.core.theory.advice import Advice, Adviser, advise_after, suggest, will_arrive
from gdgui.core.theory.arrival import Ending, Goal, explodes, has_arrived, has_exploded, last_segment
from gdgui.core.theory.forecast import Forecast, forecast

__all__ = [
    "Advice",
    "Adviser",
    "Ending",
    "Forecast",
    "Goal",
    "Zone",
    "advise_after",
    "explodes",
    "forecast",
    "has_arrived",
    "has_exploded",
    "last_segment",
    "suggest",
    "will_arrive",
]
